"""One transaction over `dossiers.db`."""

import datetime as dt
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from passeport.domain.errors import VaultDamaged, VaultLocked, VaultNotWritable
from passeport.domain.identifiers import AccountId
from storage.agenda import SqlAgendaStore
from storage.alterations import Alterations, SqlAlterationStore
from storage.database import Database
from storage.directory import SqlDirectoryStore
from storage.dossier_store import SqlDossierStore
from storage.entries import SqlDraftStore, SqlSessionStore, SqlTemplateStore
from storage.fact_notes import SqlFactNotes
from storage.journal import SqlJournal
from storage.originals import SqlOriginalStore
from storage.retention import SqlRetentionStore
from storage.shelf import SqlShelf
from storage.skill_terms import SqlSkillTermStore
from storage.stations import SqlStationStore
from storage.tickets import SqlTicketStore


class Listener(Protocol):
    """Somebody who has to know of what is kept."""

    def before(self, connection: Connection) -> None:
        """Add to the transaction, just before it is kept."""

    def after(self) -> None:
        """Be told what was kept."""


class SqlUnitOfWork:
    """Port `UnitOfWork`: begins when entered, keeps everything on `commit`, keeps nothing otherwise."""

    def __init__(self, database: Database, account: AccountId, listener: Listener | None = None) -> None:
        """Work on `database` in the name of `account`; `listener` is told around each commit."""
        self._database = database
        self._account = account
        self._listener = listener
        self._kept = False
        self._open: Connection | None = None
        self._dossiers: SqlDossierStore | None = None
        self._alterations = Alterations()

    @property
    def connection(self) -> Connection:
        """The connection of the transaction; raises `VaultLocked` outside of it."""
        if self._open is None:
            raise VaultLocked
        return self._open

    _connection = connection

    @property
    def dossiers(self) -> SqlDossierStore:
        """The dossiers, inside this transaction."""
        if self._dossiers is None:
            self._dossiers = SqlDossierStore(self._connection, dt.datetime.now().astimezone().date(), self._alterations)
        return self._dossiers

    @property
    def fact_notes(self) -> SqlFactNotes:
        """What is still to be told to the statistics, inside this transaction."""
        return SqlFactNotes(self._connection)

    @property
    def journal(self) -> SqlJournal:
        """The journal, inside this transaction."""
        return SqlJournal(self._connection, self._account, self._alterations)

    @property
    def alterations(self) -> SqlAlterationStore:
        """The history of the dossiers, inside this transaction."""
        return SqlAlterationStore(self._connection)

    @property
    def stations(self) -> SqlStationStore:
        """The known stations, inside this transaction."""
        return SqlStationStore(self._connection)

    @property
    def tickets(self) -> SqlTicketStore:
        """The referrals that hold a ticket, inside this transaction."""
        return SqlTicketStore(self._connection)

    @property
    def directory(self) -> SqlDirectoryStore:
        """The directory of points d'accueil, inside this transaction."""
        return SqlDirectoryStore(self._connection)

    @property
    def originals(self) -> SqlOriginalStore:
        """The files that came in, inside this transaction."""
        return SqlOriginalStore(self._connection)

    @property
    def skill_terms(self) -> SqlSkillTermStore:
        """The references of skills that were loaded, inside this transaction."""
        return SqlSkillTermStore(self._connection)

    @property
    def agenda(self) -> SqlAgendaStore:
        """What waits in every dossier, inside this transaction."""
        return SqlAgendaStore(self._connection)

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

    @property
    def shelf(self) -> SqlShelf:
        """What each account keeps at hand, inside this transaction."""
        return SqlShelf(self._connection)

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
        connection, self._open, self._dossiers = self._connection, None, None
        try:
            if _in_transaction(connection):
                connection.exec_driver_sql("ROLLBACK")
        finally:
            connection.close()
        if isinstance(error, DatabaseError):
            raise self._failure(error) from None
        if isinstance(error, MemoryError):  # so SQLCipher calls a page that the disk did not give it
            raise VaultNotWritable(path=str(self._database.path.parent), detail="SQLITE_NOMEM") from None
        if self._kept and self._listener is not None:
            self._listener.after()

    def commit(self) -> None:
        """Keep everything, durably."""
        self._alterations.write(self._connection)
        if self._listener is not None:
            self._listener.before(self._connection)
        self._database.commit(self._connection)
        self._kept = True

    def _failure(self, error: DatabaseError) -> VaultNotWritable | VaultDamaged:
        # the driver's own words (« disk I/O error »), never the statement with its parameters
        detail = str(error.orig)
        kind = VaultNotWritable if isinstance(error, OperationalError) else VaultDamaged
        return kind(path=str(self._database.path.parent), detail=detail)


def _in_transaction(connection: Connection) -> bool:
    driver = connection.connection.dbapi_connection
    return bool(getattr(driver, "in_transaction", False))
