"""From one version of a schema to the next (Alembic).

A database says its version in `PRAGMA user_version`; each step is a script of the database's own folder
(`dossiers/versions/NNNN_….py`), whose number is the version that it makes. No alembic.ini, no env.py and no table of
versions: the scripts are data of this package, and Alembic orders them and gives them its operations.
"""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from passeport.services.ports import Progress, in_silence

DOSSIERS = Path(__file__).parent / "dossiers"
STATISTICS = Path(__file__).parent / "statistics"


def latest(scripts: Path) -> int:
    """Return the version that the last script makes."""
    head = ScriptDirectory(str(scripts)).get_current_head()
    return int(head) if head is not None else 0


def upgrade(connection: Connection, scripts: Path, version: int, progress: Progress = in_silence) -> None:
    """Bring a database from `version` to the latest, inside the transaction of `connection`: all of it or nothing.

    `progress` is told of each version that is made, of how many.

    Foreign keys must be off: SQLite changes a table by making another, and dropping the first would take along
    everything that hangs on it.
    """
    directory = ScriptDirectory(str(scripts))
    steps = list(directory.iterate_revisions("head", f"{version:04}"))
    with Operations.context(MigrationContext.configure(connection)):
        for number, step in enumerate(reversed(steps), start=1):
            step.module.upgrade()
            connection.exec_driver_sql(f"PRAGMA user_version = {int(step.revision)}")
            progress(number, len(steps))
