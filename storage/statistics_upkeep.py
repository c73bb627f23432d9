"""The statistics beside the open dossiers: told what changed every few changes, at closing, and again at every opening.

Two files, two connections, and a step waits for one disk only: its note is committed with it, and the statistics are
told of twenty at once. Nobody can tell the difference: a supervisor opens them when the dossiers are closed. The facts
are kept first; the notes that were told leave with the next change of the dossiers, or when the vault is closed. A kill
in between tells them twice, which is harmless.
"""

import contextlib
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from passeport.domain.account import Account
from passeport.domain.errors import StoreUnusable, VaultLocked
from passeport.domain.territories import Territories
from passeport.services.ports import Progress
from passeport.services.statistics_upkeep import tell
from storage.database import Database
from storage.fact_notes import SqlFactNotes
from storage.statistics import SqlStatisticsWork, StatisticsDatabase
from storage.tables import statistics_note
from storage.unit_of_work import SqlUnitOfWork

_TROUBLES = (StoreUnusable, DatabaseError, MemoryError)
"""What stops nobody's work: the notes wait."""
_TOGETHER = 20
"""Changes that are told at once: the last of them waits some tens of milliseconds, the others do not."""
_AT_ONCE = 250
"""Dossiers told at one time: a backlog of many is worked off little by little, and no save waits for it."""
_IN_BULK = 1000


class StatisticsUpkeep:
    """Port `StatisticsKeeper`. `statistics.db` is opened when there is something to tell it."""

    def __init__(self, path: Path, key: bytes, dossiers: Database, account: Account) -> None:
        """Tell `statistics.db` at `path` what changes in `dossiers`."""
        self._path = path
        self._key = key
        self._dossiers = dossiers
        self._account = account
        self._database: StatisticsDatabase | None = None
        self._territories: Territories | None = None
        self._told = self._forgotten = 0
        """The last note that was told; those up to it are forgotten at the next occasion."""
        self._changes = 0
        """Changes of the dossiers since the statistics were told."""
        self._is_closed = False

    def before(self, connection: Connection) -> None:
        """Forget, in a change of the dossiers, the notes that were told."""
        if self._told > self._forgotten:
            SqlFactNotes(connection).forget(self._told)
            self._forgotten = self._told

    def after(self) -> None:
        """Tell what the last changes of the dossiers wrote, once they are enough."""
        self._changes += 1
        if self._changes >= _TOGETHER:
            self.tell_now()

    def tell_now(self) -> None:
        """Tell what waits, up to some hundreds of dossiers."""
        self._tell_up_to(_AT_ONCE)

    def tell_some(self) -> None:
        """Tell what a kill left waiting, as much as is told at once: who opens the vault waits for no backlog."""
        self._tell_up_to(_TOGETHER)

    def _tell_up_to(self, limit: int) -> None:
        """Tell so many dossiers.

        Statistics that are damaged or on a full disk stop nobody's work: the notes wait for the next time.
        """
        self._changes = 0
        with contextlib.suppress(*_TROUBLES):
            if self._is_waiting():
                self._tell(limit)

    def tell_all(self, progress: Progress) -> None:
        """Tell everything that waits; what was told stays told, and the rest is at the next opening.

        Raises:
            StoreUnusable, Cancelled: as `progress` does, between two tellings.
            VaultLocked: when the vault was locked meanwhile; no file is opened again.
        """
        total = self._count()
        done = 0
        while self._is_waiting():
            progress(min(done, total), max(total, 1))
            self._require_open()
            done += self._tell(_IN_BULK)
        progress(max(total, 1), max(total, 1))

    def rebuild(self, progress: Progress) -> None:
        """Build the statistics anew from the dossiers, by the same telling; raises as `tell_all` does."""
        with SqlStatisticsWork(self._open(), self._account) as facts:
            facts.facts.clear()
            facts.commit()
        with SqlUnitOfWork(self._dossiers, self._account.id) as work:
            work.fact_notes.note_everything()
            work.commit()
        self.tell_all(progress)

    def load_territories(self, territories: Territories, progress: Progress) -> None:
        """Take other territories, and give every person theirs; raises as `tell_all` does."""
        with SqlUnitOfWork(self._dossiers, self._account.id) as work:
            work.fact_notes.set_territories(territories)
            work.fact_notes.note_everything()
            work.commit()
        self._territories = None
        self.tell_all(progress)

    def work(self) -> SqlStatisticsWork:
        """Tell what waits, and return a transaction; raises `StoreUnusable` when the statistics cannot be opened."""
        self.tell_now()
        return SqlStatisticsWork(self._open(), self._account)

    def rewrite(self) -> None:
        """Tell what waits and write the file anew, so that nothing erased stays in it (R10).

        Raises:
            StoreUnusable: when it cannot be done; what was erased is erased all the same.
        """
        while self._is_waiting():
            self._tell(_IN_BULK)
        self._open().rewrite()

    def close(self) -> None:
        """Tell what waits, forget what was told, and close the file if it was opened."""
        self.tell_now()
        self._is_closed = True
        if self._told:
            with contextlib.suppress(*_TROUBLES), SqlUnitOfWork(self._dossiers, self._account.id) as work:
                self._told, told = 0, self._told
                work.fact_notes.forget(told)
                work.commit()
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def _require_open(self) -> None:
        if self._is_closed:
            raise VaultLocked

    def _open(self) -> StatisticsDatabase:
        self._require_open()
        if self._database is None:
            self._database = StatisticsDatabase(self._path, self._key)
        return self._database

    def _is_waiting(self) -> bool:
        with self._dossiers.engine.connect() as connection:
            query = statistics_note.select().where(statistics_note.c.id > self._told).limit(1)
            return connection.execute(query).first() is not None

    def _count(self) -> int:
        with self._dossiers.engine.connect() as connection:
            query = select(func.count()).where(statistics_note.c.id > self._told)
            return int(connection.execute(query).scalar_one())

    def _tell(self, limit: int) -> int:
        with (
            SqlUnitOfWork(self._dossiers, self._account.id) as work,
            SqlStatisticsWork(self._open(), self._account) as kept,
        ):
            waiting = work.fact_notes.waiting(limit, self._told)
            territories = self._known_territories(work, kept)
            tell(waiting, territories, work.dossiers, kept.facts, self._account.station)
            kept.commit()
        self._territories = territories
        self._told = waiting[-1].id
        return len(waiting)

    def _known_territories(self, work: SqlUnitOfWork, kept: SqlStatisticsWork) -> Territories:
        """Return the territories, read once a session; the statistics take them along with the facts made of them."""
        if self._territories is not None:
            return self._territories
        territories = work.fact_notes.territories()
        if kept.facts.territories() != territories:
            kept.facts.set_territories(territories)
        return territories
