"""What tells that two dossiers are one person's: forms of names, former identifiers; and stations by their names."""

import json

from alembic import op
from sqlalchemy import Column, ForeignKey, Text, text

from passeport.domain.identity import Identity
from passeport.domain.normalise import joined
from storage import alike

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables, and fill them from what the vault holds."""
    op.add_column("beneficiary", Column("birth_name", Text, nullable=False, server_default=""))
    owner = ForeignKey("beneficiary.id", ondelete="CASCADE")
    op.create_table(
        "namesake",
        Column("family", Text, primary_key=True),
        Column("birth_date", Text, primary_key=True),
        Column("given", Text, primary_key=True),
        Column("beneficiary_id", Text, owner, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("namesake_by_beneficiary", "namesake", ["beneficiary_id"])
    op.create_table(
        "former",
        Column("id", Text, primary_key=True),
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("former_by_beneficiary", "former", ["beneficiary_id"])
    op.add_column("station", Column("name_key", Text, nullable=False, server_default=""))
    op.create_index("station_by_name", "station", ["name_key"])
    _name_people()
    _name_stations()


def _name_people() -> None:
    connection = op.get_bind()
    for key, content in connection.execute(text("SELECT id, content FROM beneficiary")).all():
        identity = Identity.model_validate(json.loads(content)["identity"])
        connection.execute(
            text("UPDATE beneficiary SET birth_name = :name WHERE id = :key"), {"name": identity.birth_name, "key": key}
        )
        alike.index_new(connection, key, identity)


def _name_stations() -> None:
    """Put the station, its key, and when and by whom it was trusted, as far as the journal tells, in one content."""
    connection = op.get_bind()
    trusted = text(
        "SELECT at, account FROM journal JOIN journal_reference ON code = journal.reference"
        " WHERE operation = 'STATION_TRUSTED' AND journal_reference.reference = :key ORDER BY number DESC LIMIT 1"
    )
    for key, content in connection.execute(text("SELECT key, content FROM station")).all():
        known = json.loads(content)
        line = connection.execute(trusted, {"key": key}).first()
        day, account = (line.at[:10], line.account) if line is not None else ("1970-01-01", "")
        whole = {"key": key, "station": known, "trusted_on": day, "trusted_by": account}
        connection.execute(
            text("UPDATE station SET name_key = :name, content = :content WHERE key = :key"),
            {"name": joined(known["name"]), "content": json.dumps(whole, ensure_ascii=False), "key": key},
        )
