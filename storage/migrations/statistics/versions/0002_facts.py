"""The facts, and the register of what was published."""

from alembic import op
from sqlalchemy import Column, Integer, Text, inspect

from storage.migrations.journal_codes import create_references, seal_again

revision = "0002"
down_revision = "0001"

_PERSON = ("first_month", "sex", "age", "level", "situation", "without_work", "qpv", "frr", "rqth", "minima", "commune",
           "bassin", "departement", "region", "network_in", "network_out")
_PARCOURS = ("month", "theme", "cep", "doors", "reached", "exit_month", "outcome", "later")
_STEP = ("month", "type", "mode", "status", "minutes", "network", "informs", "sent_to", "answer", "delay")


def upgrade() -> None:
    """Add the tables, and those of the journal where the first vaults with statistics had none."""
    if not inspect(op.get_bind()).has_table("setting"):
        create_references()
        seal_again()
    op.create_table(
        "person_fact",
        Column("number", Integer, primary_key=True),
        Column("key", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in _PERSON),
    )
    op.create_table(
        "parcours_fact",
        Column("number", Integer, primary_key=True),
        Column("parcours", Integer, primary_key=True),
        *(Column(name, Text, nullable=False) for name in _PARCOURS),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "step_fact",
        Column("number", Integer, primary_key=True),
        Column("parcours", Integer, primary_key=True),
        Column("step", Integer, primary_key=True),
        *(Column(name, Text, nullable=False) for name in _STEP),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "published",
        Column("id", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("content", Text, nullable=False),
    )
