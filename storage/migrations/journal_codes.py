"""What became of the journal once references could be forgotten (R10): in the dossiers, and in the statistics."""

import hashlib
import json
import os

from alembic import op
from sqlalchemy import Column, LargeBinary, Text, text


def create_references() -> None:
    """Add the tables that a journal with codes writes to, and its indexes."""
    op.create_table(
        "journal_reference",
        Column("code", Text, primary_key=True),
        Column("nonce", LargeBinary, nullable=False),
        Column("reference", Text, nullable=False, unique=True),
    )
    op.create_table("setting", Column("name", Text, primary_key=True), Column("content", Text, nullable=False))
    for name, column in (
        ("journal_by_reference", "reference"),
        ("journal_by_account", "account"),
        ("journal_by_operation", "operation"),
        ("journal_by_moment", "at"),
    ):
        op.create_index(name, "journal", [column])


def seal_again() -> None:
    """Put a code in the place of each reference; from a line that does not hold, all stays as it is, and shows."""
    connection = op.get_bind()
    codes: dict[str, str] = {}
    before = sealed = ""
    number = 0
    rows = connection.execute(
        text("SELECT number, at, account, operation, reference, chain FROM journal ORDER BY number")
    )
    for row in rows.all():
        if row.number != number + 1 or row.chain != _seal(before, row.at, row.account, row.operation, row.reference):
            break
        if row.reference not in codes:
            nonce = os.urandom(16)
            codes[row.reference] = hashlib.sha256(nonce + row.reference.encode()).hexdigest()
            connection.execute(
                text("INSERT INTO journal_reference VALUES (:code, :nonce, :reference)"),
                {"code": codes[row.reference], "nonce": nonce, "reference": row.reference},
            )
        before, number = row.chain, row.number
        sealed = _seal(sealed, row.at, row.account, row.operation, codes[row.reference])
        connection.execute(
            text("UPDATE journal SET reference = :reference, chain = :chain WHERE number = :number"),
            {"reference": codes[row.reference], "chain": sealed, "number": number},
        )
    head = connection.execute(text("SELECT number, chain FROM journal ORDER BY number DESC LIMIT 1")).first()
    if head is not None:
        connection.execute(
            text("INSERT INTO setting VALUES ('journal-head', :content)"),
            {"content": json.dumps([head.number, head.chain])},
        )


def _seal(*fields: str) -> str:
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()
