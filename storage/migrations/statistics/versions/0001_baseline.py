"""The journal, the settings and the count of commits: what `statistics.db` began with."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing is older."""
