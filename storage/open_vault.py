"""A vault that was unlocked: with its dossiers for a conseiller, with the statistics alone for a supervisor."""

import datetime as dt
import shutil
import threading
from pathlib import Path
from typing import Literal
from uuid import UUID

from sqlalchemy.exc import DatabaseError, NoResultFound

from passeport.domain.account import Account, VaultSettings
from passeport.domain.backup import BackupReason
from passeport.domain.errors import VaultDamaged, VaultLocked
from passeport.domain.territories import Territories
from passeport.services.ports import Progress, in_silence
from storage.account_book import HeaderAccounts, allow_keyring, change_passphrase, forget_keyring
from storage.backup import FOLDER_NAME, make_backup
from storage.backup_store import FolderBackups
from storage.database import Database
from storage.engine import SCHEMA_VERSION
from storage.files import WORKING_FOLDER
from storage.header import read_header
from storage.header_witness import HeaderWitness
from storage.keys import DerivationParameters
from storage.lock import ProcessLock
from storage.rotation import DOSSIERS_NAME, rotate, settle
from storage.signing import StationSigner, load_signer
from storage.slots import Slot, VaultKeys
from storage.statistics import STATISTICS_NAME, STATISTICS_VERSION, SqlStatisticsWork, StatisticsDatabase
from storage.statistics_upkeep import StatisticsUpkeep
from storage.unit_of_work import SqlUnitOfWork


class _Unlocked:
    """What every account has: who it is, its passphrase, and the lock of the process."""

    def __init__(self, path: Path, slot: Slot, cost: DerivationParameters, lock: ProcessLock) -> None:
        self._path = path
        self._account = slot.account
        self._must_change = slot.must_change
        self._cost = cost
        self._lock = lock
        shutil.rmtree(path / WORKING_FOLDER, ignore_errors=True)  # what a process that was killed left there

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._path

    @property
    def account(self) -> Account:
        """Who unlocked it."""
        return self._account

    @property
    def must_change_passphrase(self) -> bool:
        """Whether somebody else chose the passphrase."""
        return self._must_change

    @property
    def settings(self) -> VaultSettings:
        """What was decided for this vault."""
        return read_header(self._path).settings

    def change_passphrase(self, current: str, new: str) -> None:
        """Take another passphrase; raises `WrongPassphrase` or `TooManyTries` when `current` is not the present one."""
        change_passphrase(self._path, self._account.id, current, new, self._cost)
        self._must_change = False

    @property
    def vault_id(self) -> UUID:
        """What tells this vault from the others."""
        return read_header(self._path).id

    @property
    def is_keyring_allowed(self) -> bool:
        """Whether a secret of the system's keyring lets the account in too."""
        slots = read_header(self._path).slots
        return any(slot.account.id == self._account.id and slot.keyring_key is not None for slot in slots)

    def allow_keyring(self, passphrase: str, secret: bytes) -> None:
        """Let the account in by a secret of the system's keyring too; raises as `change_passphrase` does."""
        allow_keyring(self._path, self._account.id, passphrase, secret)

    def forget_keyring(self) -> None:
        """Let the account in by its passphrase alone."""
        forget_keyring(self._path, self._account.id)


class SqlcipherStatistics(_Unlocked):
    """Port `OpenStatistics`: it never had the key of a dossier."""

    def __init__(self, path: Path, slot: Slot, key: bytes, cost: DerivationParameters, lock: ProcessLock) -> None:
        """Open the statistics of `path`; the process lock is given back when they are locked.

        Raises:
            VaultDamaged, VaultRolledBack, VaultNewer, MigrationFailed, VaultNotWritable: as `Database` says.
        """
        super().__init__(path, slot, cost, lock)
        self._database: StatisticsDatabase | None = StatisticsDatabase(path / STATISTICS_NAME, key)

    @property
    def opens(self) -> Literal["statistics"]:
        """What tells it from a vault with its dossiers."""
        return "statistics"

    @property
    def schema(self) -> int:
        """The version of the tables of the statistics; opening brought them there."""
        return STATISTICS_VERSION

    def unit_of_work(self) -> SqlStatisticsWork:
        """Return a new transaction over the statistics; raises `VaultLocked` once locked."""
        if self._database is None:
            raise VaultLocked
        return SqlStatisticsWork(self._database, self._account)

    def lock(self) -> None:
        """Forget the key and close the file; harmless when already locked."""
        database, self._database = self._database, None
        if database is not None:
            database.close()
        self._lock.release()


class SqlcipherVault(_Unlocked):
    """Port `OpenVault`."""

    def __init__(
        self,
        path: Path,
        slot: Slot,
        keys: VaultKeys,
        cost: DerivationParameters,
        lock: ProcessLock,
        progress: Progress = in_silence,
    ) -> None:
        """Open the dossiers of `path`; the process lock is given back when the vault is locked.

        `progress` is told of the update of a vault that an earlier version left.

        Raises:
            VaultDamaged, VaultRolledBack, VaultNewer, MigrationFailed, VaultNotWritable: as `Database` says.
            HeaderPutBack: as `HeaderWitness` says.
        """
        super().__init__(path, slot, cost, lock)
        self._still = threading.Lock()
        self._open(keys, progress)

    @property
    def opens(self) -> Literal["dossiers"]:
        """What tells it from the statistics alone."""
        return "dossiers"

    @property
    def schema(self) -> int:
        """The version of the dossiers' tables; opening brought them there."""
        return SCHEMA_VERSION

    @property
    def signer(self) -> StationSigner:
        """The station's signing key."""
        self._require_open()
        return self._signer

    @property
    def accounts(self) -> HeaderAccounts:
        """The accounts; raises `VaultLocked` once the vault is locked."""
        self._require_open()
        return HeaderAccounts(self._path, self._keys, self._cost, self._account.id, self._witness)

    @property
    def backups(self) -> FolderBackups:
        """Its backups; raises `VaultLocked` once the vault is locked."""
        return FolderBackups(self._path, self._require_open(), named(self._keys), self._still)

    @property
    def statistics(self) -> StatisticsUpkeep:
        """What keeps the statistics up with the dossiers; raises `VaultLocked` once the vault is locked."""
        self._require_open()
        return self._statistics

    def unit_of_work(self) -> SqlUnitOfWork:
        """Return a new transaction; raises `VaultLocked` once the vault is locked."""
        return SqlUnitOfWork(self._require_open(), self._account.id, self._statistics)

    def statistics_work(self) -> SqlStatisticsWork:
        """Return a transaction over the statistics, told what waits; raises `StoreUnusable` when they do not open."""
        return self.statistics.work()

    def load_territories(self, territories: Territories, progress: Progress) -> None:
        """Take other bassins d'emploi, and give every person theirs in the statistics; raises `StoreUnusable`."""
        self.statistics.load_territories(territories, progress)

    def rebuild_statistics(self, progress: Progress) -> None:
        """Build the statistics anew from the dossiers; raises `StoreUnusable`."""
        self.statistics.rebuild(progress)

    def scrub(self) -> None:
        """Rewrite both databases so that nothing erased stays in them (R10); raises `StoreUnusable`."""
        with self._still:
            database = self._require_open()
            database.rewrite()
            self._statistics.rewrite()
            with self.unit_of_work() as work:
                if work.retention.owes_rewriting():
                    work.retention.was_rewritten()
                    work.commit()

    def rotate_keys(self, progress: Progress) -> None:
        """Encrypt both databases again under new keys, which every enabled account gets."""
        with self._still:  # a backup that has begun is finished first
            old, new = self._keys, VaultKeys.drawn()
            header = self.accounts.with_keys(new)
            self._witness.announce(read_header(self._path), header)
            self._close()
            try:
                rotate(self._path, old, new, header, progress)
            finally:
                try:
                    settle(self._path)
                    self._open(new if read_header(self._path).is_vouched_by(new.dossiers) else old)
                except BaseException:
                    self.lock()
                    raise

    def lock(self) -> None:
        """Forget the keys and close the files; harmless when already locked."""
        self._close()
        self._lock.release()

    def _require_open(self) -> Database:
        if self._database is None:
            raise VaultLocked
        return self._database

    def _open(self, keys: VaultKeys, progress: Progress = in_silence) -> None:
        def before_migration() -> None:
            at = dt.datetime.now(dt.UTC)
            make_backup(self._path, named(keys), self._path / FOLDER_NAME, BackupReason.MIGRATION, at)

        database = Database(self._path / DOSSIERS_NAME, keys.dossiers, before_migration, progress)
        self._signer = self._load_signer(database)
        self._witness = self._known_header(database)
        self._keys = keys
        self._database: Database | None = database
        self._statistics = StatisticsUpkeep(self._path / STATISTICS_NAME, keys.statistics, database, self._account)
        self._statistics.tell_some()

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            self._statistics.close()
            del self._keys
            database.close()

    def _known_header(self, database: Database) -> HeaderWitness:
        witness = HeaderWitness(database, self._account.id, self._path)
        try:
            witness.require(read_header(self._path))
        except BaseException:
            database.close()
            raise
        return witness

    def _load_signer(self, database: Database) -> StationSigner:
        try:
            with database.engine.connect() as connection:
                return load_signer(connection)
        except (DatabaseError, NoResultFound, ValueError) as error:
            database.close()
            detail = str(error.orig) if isinstance(error, DatabaseError) else DOSSIERS_NAME
            raise VaultDamaged(path=str(self._path), detail=detail) from None


def named(keys: VaultKeys) -> dict[str, bytes]:
    """Return the key of each database by its file's name."""
    return {DOSSIERS_NAME: keys.dossiers, STATISTICS_NAME: keys.statistics}
