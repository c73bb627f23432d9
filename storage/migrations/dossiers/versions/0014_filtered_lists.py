"""What a list is filtered by stands in the indexes that it is read from."""

from alembic import op
from sqlalchemy import text

revision = "0014"
down_revision = "0013"

_WIDER = {
    "beneficiary_by_situation": ("situation", "family_key", "given_key", "id", "referent", "due", "quiet_since"),
    "beneficiary_by_referent": ("referent", "family_key", "given_key", "id", "situation", "due", "quiet_since"),
    "beneficiary_by_due": ("due", "id", "quiet_since"),
}


def upgrade() -> None:
    """Make three indexes wider, and two more: what is filtered by, for one person; the dossiers of the archive."""
    for name, columns in _WIDER.items():
        op.drop_index(name, "beneficiary")
        op.create_index(name, "beneficiary", list(columns))
    op.create_index("beneficiary_filters", "beneficiary", ["id", "situation", "referent", "due", "quiet_since"])
    op.create_index("record_archived", "record", ["beneficiary_id"], sqlite_where=text("kind = 'archive'"))
