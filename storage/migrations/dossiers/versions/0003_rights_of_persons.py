"""Settings, minutes of erasures, and a journal whose references can be forgotten."""

from alembic import op
from sqlalchemy import Column, Text

from storage.migrations.journal_codes import create_references, seal_again

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    create_references()
    op.create_table("minutes", Column("number", Text, primary_key=True), Column("content", Text, nullable=False))
    seal_again()
