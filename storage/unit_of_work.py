"""One transaction over `dossiers.db`."""

import datetime as dt
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from passeport.domain.errors import VaultDamaged, VaultLocked, VaultNotWritable
from passeport.domain.identifiers import AccountId
from storage.database import Database
from storage.dossier_store import SqlDossierStore
from storage.entries import SqlDraftStore, SqlSessionStore, SqlTemplateStore
from storage.journal import SqlJournal
from storage.originals import SqlOriginalStore
from storage.retention import SqlRetentionStore
from storage.stations import SqlStationStore


class SqlUnitOfWork:
    """Port `UnitOfWork`: begins when entered, keeps everything on `commit`, keeps nothing otherwise."""

    def __init__(self, database: Database, account: AccountId) -> None:
        """Work on `database` in the name of `account`."""
        self._database = database
        self._account = account
        self._open: Connection | None = None

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            raise VaultLocked
        return self._open

    @property
    def dossiers(self) -> SqlDossierStore:
        """The dossiers, inside this transaction."""
        return SqlDossierStore(self._connection, dt.datetime.now().astimezone().date())

    @property
    def journal(self) -> SqlJournal:
        """The journal, inside this transaction."""
        return SqlJournal(self._connection, self._account)

    @property
    def stations(self) -> SqlStationStore:
        """The known stations, inside this transaction."""
        return SqlStationStore(self._connection)

    @property
    def originals(self) -> SqlOriginalStore:
        """The files that came in, inside this transaction."""
        return SqlOriginalStore(self._connection)

    @property
    def retention(self) -> SqlRetentionStore:
        """The delays and what they reach, inside this transaction."""
        return SqlRetentionStore(self._connection)

    @property
    def drafts(self) -> SqlDraftStore:
        """What is being entered, inside this transaction."""
        return SqlDraftStore(self._connection)

    @property
    def templates(self) -> SqlTemplateStore:
        """The usual steps, inside this transaction."""
        return SqlTemplateStore(self._connection)

    @property
    def sessions(self) -> SqlSessionStore:
        """The sessions held for several people, inside this transaction."""
        return SqlSessionStore(self._connection)

    def __enter__(self) -> Self:
        """Begin; the write lock is taken at once, so that a transaction never fails half-way for it."""
        try:
            connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except DatabaseError as error:
            raise self._failure(error) from None
        self._open = connection
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed; a failure of the disk or of the file becomes ours."""
        connection, self._open = self._connection, None
        try:
            if _in_transaction(connection):
                connection.exec_driver_sql("ROLLBACK")
        finally:
            connection.close()
        if isinstance(error, DatabaseError):
            raise self._failure(error) from None

    def commit(self) -> None:
        """Keep everything, durably."""
        self._database.commit(self._connection)

    def _failure(self, error: DatabaseError) -> VaultNotWritable | VaultDamaged:
        # the driver's own words (« disk I/O error »), never the statement with its parameters
        detail = str(error.orig)
        kind = VaultNotWritable if isinstance(error, OperationalError) else VaultDamaged
        return kind(path=str(self._database.path.parent), detail=detail)


def _in_transaction(connection: Connection) -> bool:
    driver = connection.connection.dbapi_connection
    return bool(getattr(driver, "in_transaction", False))
