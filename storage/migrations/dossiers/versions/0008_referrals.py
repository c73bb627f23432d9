"""The tickets of referrals, by which an answer finds its own; the directory of points d'accueil."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables; no referral made before holds a ticket."""
    op.create_table(
        "ticket",
        Column("id", Text, primary_key=True),
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("is_received", Integer, nullable=False),
    )
    op.create_index("ticket_by_number", "ticket", ["number"])
    op.create_index("ticket_by_status", "ticket", ["is_received", "status"])
    op.create_index("ticket_by_beneficiary", "ticket", ["beneficiary_id"])
    op.create_table(
        "point_accueil",
        Column("id", Text, primary_key=True),
        Column("source", Text, nullable=False),
        Column("network", Text, nullable=False),
        Column("departement", Text, nullable=False),
        Column("words", Text, nullable=False),
        Column("content", Text, nullable=False),
        Column("corrected", Text),
    )
    op.create_index("point_accueil_by_source", "point_accueil", ["source"])
    op.create_index("point_accueil_by_network", "point_accueil", ["network", "departement"])
