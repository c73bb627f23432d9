"""What each save changed in a dossier, beside the line of the journal: empty for what came before."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "alteration",
        Column("line", Integer, primary_key=True),
        Column("made_on", Text, primary_key=True),
        Column("beneficiary_id", Text, nullable=False),
        Column("content", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("alteration_by_beneficiary", "alteration", ["beneficiary_id", "line"])
    op.create_index("alteration_by_origin", "alteration", ["made_on"])
