"""A database counts its commits, so that an older one put in its place is told (storage/mark.py)."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Begin to count."""
    table = op.create_table("commit_count", sa.Column("number", sa.Integer(), nullable=False))
    op.bulk_insert(table, [{"number": 0}])
