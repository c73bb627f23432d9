"""What stands for a person in the statistics, and what is still to be told to them: everything, at first."""

import secrets

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables, and note every dossier."""
    op.create_table(
        "subject",
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, nullable=False, unique=True),
        Column("key", Integer, nullable=False),
    )
    op.create_table(
        "statistics_note",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("number", Integer, nullable=False, unique=True),
        Column("beneficiary_id", Text),
        sqlite_autoincrement=True,
    )
    connection = op.get_bind()
    for key in connection.execute(text("SELECT id FROM beneficiary ORDER BY id")).scalars().all():
        drawn = {"id": key, "number": secrets.randbits(62), "key": secrets.randbits(32)}
        connection.execute(text("INSERT INTO subject VALUES (:id, :number, :key)"), drawn)
        connection.execute(
            text("INSERT INTO statistics_note (number, beneficiary_id) VALUES (:number, :id)"),
            {"number": drawn["number"], "id": key},
        )
