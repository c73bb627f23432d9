"""One encrypted file of the vault, from its opening, where everything about it is doubted, to its closing."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, insert, inspect, select, update
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from passeport.domain.errors import (
    MigrationFailed,
    VaultDamaged,
    VaultNewer,
    VaultNotWritable,
    VaultRolledBack,
)
from passeport.services.ports import Progress, in_silence
from storage.engine import SCHEMA_VERSION, open_engine
from storage.files import PRIVATE_FILE
from storage.integrity import PAGES, faults
from storage.mark import CommitMark, Witness, digest_of
from storage.tables import commit_count, metadata

_COUNT = update(commit_count).values(number=commit_count.c.number + 1).returning(commit_count.c.number)
_NOT_COUNTED = 1
"""The last version whose databases do not count their commits."""


class Database:
    """`dossiers.db` and the mark beside it. Closed, it is one file whose digest is known."""

    _not_counted = _NOT_COUNTED
    _scripts = "DOSSIERS"
    """The folder of its migrations, by its name in `storage.migrations`, which is loaded when it is needed."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        before_migration: Callable[[], None] = lambda: None,
        progress: Progress = in_silence,
    ) -> None:
        """Open it, checked; a database of an earlier version is brought to this one after `before_migration`.

        `progress` is told of it: of no version made yet, before anything, then of each.

        Raises:
            VaultDamaged: when it is absent, does not open with its key, or a page is spoiled.
            VaultRolledBack: when an older page or file was put back, or commits were dropped.
            VaultNewer: when a later version wrote it; not a byte is changed.
            MigrationFailed: when it could not be brought to this version; it is as it was.
            VaultNotWritable: when the disk refuses it.
        """
        self.path = path
        self._key = key
        self._mark = CommitMark(path, key)
        witness = self._mark.read()
        is_as_left = self._is_as_left(witness)
        self.engine: Engine = open_engine(path, key)
        try:
            with self.engine.connect() as connection:
                version = self._version(connection)
                if not is_as_left:
                    self._examine(connection, witness)
            if version < self._latest:
                progress(0, self._latest - version)
                before_migration()
                with self.engine.connect() as connection:
                    self._mark.open(counted(connection))  # the file is no more as it was left, wherever this stops
                self._migrate(version, progress)
            with self.engine.connect() as connection:
                commits = self._counted(connection, witness if version > self._not_counted else None)
            self._mark.open(commits)
        except BaseException as error:
            self.engine.dispose()
            self._mark.release()
            if isinstance(error, DatabaseError):
                raise self._damaged(self.path.name) from None
            if isinstance(error, OSError):
                raise VaultNotWritable(path=str(path.parent), detail=error.strerror or "") from None
            raise

    @property
    def key(self) -> bytes:
        """The raw key, for a copy under the same one."""
        return self._key

    def commit(self, connection: Connection) -> None:
        """Commit the transaction of `connection` durably, counted inside it and then beside it."""
        number = connection.execute(_COUNT).scalar_one()
        connection.exec_driver_sql("COMMIT")
        self._mark.note(number)

    def rewrite(self) -> None:
        """Write the file anew and empty its log: what was erased is then in no page of either (R10).

        `secure_delete` wipes what is deleted, not the copies that stay in a page when its rows move to another one.

        Raises:
            VaultNotWritable: when the disk has no room for it; the file is as it was.
        """
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except DatabaseError as error:
            raise VaultNotWritable(path=str(self.path.parent), detail=str(error.orig)) from None

    def close(self) -> None:
        """Put everything in the one file and note how it was left; on a disk that fails, the next opening looks."""
        try:
            with self.engine.connect() as connection:
                commits = committed(connection)
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self.engine.dispose()
            if not has_content(log_of(self.path)):
                self._mark.close(commits, digest_of(self.path))
        except (DatabaseError, OSError):
            self.engine.dispose()
        finally:
            self._mark.release()

    @property
    def _latest(self) -> int:
        """The version of its schema that this program writes."""
        return SCHEMA_VERSION

    def _is_as_left(self, witness: Witness | None) -> bool:
        """Whether every byte is as it was at the last closing; a log that is still there was not closed."""
        if not has_content(self.path):  # SQLite would make a new one in its place
            raise self._damaged(self.path.name)
        if witness is None or witness.digest is None or has_content(log_of(self.path)):
            return False
        return digest_of(self.path) == witness.digest

    def _version(self, connection: Connection) -> int:
        found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if found > self._latest:
            raise VaultNewer(found=found, supported=self._latest)
        return found

    def _examine(self, connection: Connection, witness: Witness | None) -> None:
        """Read every page: after a crash there is no digest, and one that differs may be damage or an older copy."""
        # what a kill left in the log goes home first: a page torn by a power cut is mended from there
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        if faults(connection, PAGES):
            raise self._damaged(self.path.name)
        if witness is not None and witness.digest is not None and digest_of(self.path) != witness.digest:
            raise VaultRolledBack(path=str(self.path.parent), detail=self.path.name, missing=0)

    def _counted(self, connection: Connection, witness: Witness | None) -> int:
        commits = committed(connection)
        if witness is not None and commits < witness.commits:
            missing = witness.commits - commits
            raise VaultRolledBack(path=str(self.path.parent), detail=self.path.name, missing=missing)
        return commits

    def _migrate(self, version: int, progress: Progress) -> None:
        from storage import migrations  # noqa: PLC0415 - Alembic takes a moment to load, and is needed once a version

        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                migrations.upgrade(connection, getattr(migrations, self._scripts), version, progress)
                wrong = faults(connection, ("PRAGMA foreign_key_check",))
                if wrong:
                    raise MigrationFailed(path=str(self.path.parent), detail=wrong[0])
                connection.exec_driver_sql("COMMIT")
            except SQLAlchemyError as error:
                detail = str(error.orig) if isinstance(error, DatabaseError) else type(error).__name__
                raise MigrationFailed(path=str(self.path.parent), detail=detail) from None
            finally:
                connection.detach()  # closed, not given back: foreign keys stay off in it, and a failure rolls back

    def _damaged(self, detail: str) -> VaultDamaged:
        return VaultDamaged(path=str(self.path.parent), detail=detail)


def create_database(
    path: Path,
    key: bytes,
    fill: Callable[[Connection], None] = lambda _connection: None,
    *,
    tables: MetaData = metadata,
    version: int | None = None,
) -> None:
    """Make an empty database, `dossiers.db` by default, for its owner only; `fill` adds what it begins with."""
    path.touch(mode=PRIVATE_FILE, exist_ok=False)
    engine = open_engine(path, key)
    try:
        with engine.begin() as connection:
            tables.create_all(connection)
            connection.execute(insert(commit_count).values(number=0))
            fill(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION if version is None else version}")
    finally:
        engine.dispose()


def committed(connection: Connection) -> int:
    """Return how many commits a database counted."""
    number: int = connection.execute(select(commit_count.c.number)).scalar_one()
    return number


def counted(connection: Connection) -> int:
    """Return the same of a database that may be from before commits were counted: none then."""
    is_counted = inspect(connection).has_table(commit_count.name)
    return committed(connection) if is_counted else 0


def log_of(database: Path) -> Path:
    """Return the place of a database's write-ahead log: there while it is open, and after a crash."""
    return database.with_name(f"{database.name}-wal")


def has_content(file: Path) -> bool:
    """Whether a file is there and not empty."""
    with contextlib.suppress(OSError):
        return file.is_file() and file.stat().st_size > 0
    return False
