"""What stays of the dossiers that were anonymised."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "anonymous_dossier",
        Column("number", Integer, primary_key=True),
        Column("content", Text, nullable=False),
    )
