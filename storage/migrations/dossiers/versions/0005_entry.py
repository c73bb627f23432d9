"""Drafts of what is being entered, templates of steps, and sessions held for several people."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "draft",
        Column("account", Text, primary_key=True),
        Column("owner", Text, primary_key=True),
        Column("subject", Text, primary_key=True),
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE")),
        Column("saved_at", Text, nullable=False),
        Column("content", Text, nullable=False),
    )
    op.create_index("draft_by_beneficiary", "draft", ["beneficiary_id"])
    op.create_table(
        "template",
        Column("id", Text, primary_key=True),
        Column("account", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("content", Text, nullable=False),
    )
    op.create_table(
        "group_session",
        Column("id", Text, primary_key=True),
        Column("day", Text, nullable=False),
        Column("content", Text, nullable=False),
    )
