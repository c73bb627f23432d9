"""The schema of the first vaults: nothing comes before it."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Do nothing: a vault of version 1 has it already."""
