"""The lines of a list stand in an index by person, without the dossier beside them."""

from alembic import op

revision = "0015"
down_revision = "0014"

_SHOWN = (
    "id",
    "given_names",
    "family_name",
    "birth_date",
    "situation",
    "commune",
    "telephone",
    "last_contact",
    "has_received",
    "referent",
    "due",
    "quiet_since",
    "changed",
    "next_step",
)


def upgrade() -> None:
    """Add the index that the results of a search are read from."""
    op.create_index("beneficiary_lines", "beneficiary", list(_SHOWN))
