"""The coffre-fort: a folder with a public header and an encrypted database, opened by an account's passphrase."""

import contextlib
import datetime as dt
import shutil
import uuid
from pathlib import Path

from sqlalchemy.exc import DatabaseError, NoResultFound

from passeport.domain.account import PASSPHRASE_MINIMUM, Account, Role
from passeport.domain.errors import (
    VaultAlreadyThere,
    VaultDamaged,
    VaultLocked,
    VaultNotWritable,
    WeakPassphrase,
    WrongPassphrase,
)
from passeport.domain.identifiers import AccountId
from passeport.domain.provenance import Station
from passeport.services.ports import VaultInformation
from storage.database import Database, create_database
from storage.files import PRIVATE_FOLDER, sync_folder
from storage.header import Header, Slot, read_header, write_header
from storage.keys import DerivationParameters, derive, new_key, new_salt, unwrap, wrap
from storage.lock import ProcessLock
from storage.signing import StationSigner, create_signing_key, load_signer
from storage.tries import Tries
from storage.unit_of_work import SqlUnitOfWork

DATABASE_NAME = "dossiers.db"


class SqlcipherVault:
    """Port `OpenVault`."""

    def __init__(self, path: Path, account: Account, key: bytes, lock: ProcessLock) -> None:
        """Open the database of `path`; the process lock is given back when the vault is locked.

        Raises:
            VaultDamaged, VaultRolledBack, VaultNewer, MigrationFailed, VaultNotWritable: as `Database` says.
        """
        self._path = path
        self._account = account
        self._lock = lock
        self._database: Database | None = Database(path / DATABASE_NAME, key)
        self._signer = self._load_signer(self._database)

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._path

    @property
    def account(self) -> Account:
        """Who unlocked it."""
        return self._account

    @property
    def signer(self) -> StationSigner:
        """The station's signing key."""
        if self._database is None:
            raise VaultLocked
        return self._signer

    def unit_of_work(self) -> SqlUnitOfWork:
        """Return a new transaction; raises `VaultLocked` once the vault is locked."""
        if self._database is None:
            raise VaultLocked
        return SqlUnitOfWork(self._database, self._account.id)

    def lock(self) -> None:
        """Forget the keys and close the files; harmless when already locked."""
        database, self._database = self._database, None
        if database is not None:
            database.close()
            self._lock.release()

    def _load_signer(self, database: Database) -> StationSigner:
        try:
            with database.engine.connect() as connection:
                return load_signer(connection)
        except (DatabaseError, NoResultFound, ValueError) as error:
            database.close()
            detail = str(error.orig) if isinstance(error, DatabaseError) else DATABASE_NAME
            raise VaultDamaged(path=str(self._path), detail=detail) from None


class SqlcipherVaultKeeper:
    """Port `VaultKeeper`."""

    def __init__(self, derivation: DerivationParameters | None = None) -> None:
        """Derive keys at this cost; the default is the one for people's vaults."""
        self._derivation = derivation or DerivationParameters()

    def create(self, path: Path, *, account: str, role: Role, passphrase: str, station: Station) -> SqlcipherVault:
        """Make a vault in an empty or absent folder and return it open.

        It is made beside its place and moved there whole: a creation that fails leaves nothing.

        Raises:
            VaultAlreadyThere, VaultNotWritable, WeakPassphrase.
        """
        if len(passphrase) < PASSPHRASE_MINIMUM:
            raise WeakPassphrase(minimum=PASSPHRASE_MINIMUM)
        owner = Account(id=AccountId(uuid.uuid4()), name=account, role=role, station=station)
        path = path.resolve()  # `.` has no name of its own
        making = path.with_name(f".{path.name}.making")
        key = new_key()
        try:
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise VaultAlreadyThere(path=str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir(mode=PRIVATE_FOLDER)
            create_database(making / DATABASE_NAME, key, create_signing_key)
            slot = self._slot(owner, passphrase, key)
            write_header(making, Header(created_at=dt.datetime.now(dt.UTC), slots=(slot,)))
            if path.exists():
                path.rmdir()
            making.rename(path)
            sync_folder(path.parent)
        except (OSError, DatabaseError) as error:
            shutil.rmtree(making, ignore_errors=True)
            detail = error.strerror if isinstance(error, OSError) else str(error.orig)
            raise VaultNotWritable(path=str(path), detail=detail or "") from None
        return SqlcipherVault(path, owner, key, ProcessLock(path))

    def unlock(self, path: Path, *, account: str, passphrase: str) -> SqlcipherVault:
        """Open a vault.

        Raises:
            VaultNotFound, VaultDamaged, VaultNewer, VaultInUse, VaultNotWritable, WrongPassphrase, TooManyTries.
        """
        header = read_header(path)
        lock = ProcessLock(path)
        try:
            owner, key = _opened(path, header, account, passphrase)
            return SqlcipherVault(path, owner, key, lock)
        except BaseException:
            lock.release()
            raise

    def information(self, path: Path) -> VaultInformation:
        """Return what a vault tells when locked; raises `VaultNotFound`, `VaultDamaged` or `VaultNewer`."""
        header = read_header(path)
        size = 0
        for file in path.rglob("*"):
            with contextlib.suppress(OSError):  # a file that went away meanwhile
                size += file.stat().st_size
        return VaultInformation(
            path=path,
            format_version=header.version,
            created_at=header.created_at,
            accounts=tuple(slot.account.name for slot in header.slots),
            size=size,
        )

    def _slot(self, account: Account, passphrase: str, key: bytes) -> Slot:
        salt = new_salt()
        bound = Slot.bound_fields(account, self._derivation, salt)
        wrapped = wrap(key, derive(passphrase, salt, self._derivation), bound)
        return Slot(account=account, derivation=self._derivation, salt=salt, wrapped_key=wrapped)


def _opened(path: Path, header: Header, account: str, passphrase: str) -> tuple[Account, bytes]:
    tries, now = Tries(path), dt.datetime.now(dt.UTC)
    try:
        tries.require(now)
        for slot in header.slots_of(account):
            bound = Slot.bound_fields(slot.account, slot.derivation, slot.salt)
            key = unwrap(slot.wrapped_key, derive(passphrase, slot.salt, slot.derivation), bound)
            if key is not None:
                tries.succeeded()
                return slot.account, key
        wait = tries.failed(now)
    except OSError as error:
        raise VaultNotWritable(path=str(path), detail=error.strerror or "") from None
    raise WrongPassphrase(wait=wait)
