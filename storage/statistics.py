"""`statistics.db`: what a supervisor opens. It has its own key and its own connection, and no road to a dossier."""

from pathlib import Path
from types import TracebackType
from typing import Self

from passeport.domain.account import Account
from storage.database import Database, create_database
from storage.fact_store import SqlFactStore
from storage.fact_tables import statistics_metadata
from storage.files import sync_file, sync_folder
from storage.journal import SqlJournal
from storage.unit_of_work import SqlUnitOfWork

STATISTICS_NAME = "statistics.db"
STATISTICS_VERSION = 2
"""Version of `statistics.db`: the number of the last script in `storage/migrations/statistics/versions`."""


class SqlStatisticsWork:
    """Port `StatisticsWork`: one transaction over `statistics.db`."""

    def __init__(self, database: "StatisticsDatabase", account: Account) -> None:
        """Work on `database` in the name of `account`."""
        self._work = SqlUnitOfWork(database, account.id)
        self._account = account.id

    @property
    def journal(self) -> SqlJournal:
        """The journal of the statistics, which no history of dossiers goes with."""
        return SqlJournal(self._work.connection, self._account)

    @property
    def facts(self) -> SqlFactStore:
        """The facts, and the register of what was published."""
        return SqlFactStore(self._work.connection)

    def __enter__(self) -> Self:
        """Begin."""
        self._work.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed."""
        self._work.__exit__(kind, error, trace)

    def commit(self) -> None:
        """Keep everything, durably."""
        self._work.commit()


class StatisticsDatabase(Database):
    """The database itself, open."""

    _not_counted = 0
    _scripts = "STATISTICS"

    @property
    def _latest(self) -> int:
        """The version of its own schema."""
        return STATISTICS_VERSION


def create_statistics(folder: Path, key: bytes) -> None:
    """Make an empty `statistics.db` in a vault's folder, in the place of one that nobody has the key of.

    Raises:
        OSError, sqlalchemy.exc.DatabaseError: when the disk refuses it.
    """
    making = folder / f".{STATISTICS_NAME}.making"
    making.unlink(missing_ok=True)
    create_database(making, key, tables=statistics_metadata, version=STATISTICS_VERSION)
    sync_file(making)
    making.replace(folder / STATISTICS_NAME)
    sync_folder(folder)
