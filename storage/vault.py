"""The coffre-fort: a folder with a public header and two encrypted databases, opened by an account's passphrase."""

import contextlib
import datetime as dt
import os
import shutil
import uuid
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from passeport.domain.account import RECOVERY_NAME, Account, Role
from passeport.domain.errors import (
    VaultAlreadyThere,
    VaultDamaged,
    VaultNotWritable,
)
from passeport.domain.identifiers import AccountId
from passeport.domain.provenance import Station
from passeport.services.ports import Progress, in_silence
from passeport.services.vault_ports import VaultInformation
from storage import restore
from storage.database import create_database
from storage.door import Way, by_passphrase, let_in, require_patience
from storage.files import PRIVATE_FOLDER, sync_folder
from storage.first_format import FirstHeader, read_first, upgrade
from storage.header import FILE_NAME, Header, read_header, write_header
from storage.keys import DerivationParameters, cost_for
from storage.lock import ProcessLock
from storage.open_vault import SqlcipherStatistics, SqlcipherVault
from storage.places import require_local
from storage.rotation import DOSSIERS_NAME, settle
from storage.signing import create_signing_key
from storage.slots import Slot, VaultKeys, dossiers_key, new_slot, private_key_by_keyring, statistics_key
from storage.statistics import create_statistics


class SqlcipherVaultKeeper:
    """Port `VaultKeeper`."""

    def __init__(self, derivation: DerivationParameters | None = None) -> None:
        """Derive keys at this cost; the default is the one for people's vaults, by the memory of the computer."""
        self._derivation = derivation or cost_for(_memory())

    def create(self, path: Path, *, account: str, passphrase: str, station: Station) -> SqlcipherVault:
        """Make a vault in an empty or absent folder, with one conseiller who manages its accounts, and return it open.

        It is made beside its place and moved there whole: a creation that fails leaves nothing.

        Raises:
            VaultAlreadyThere, VaultNotWritable, VaultOnNetwork.
        """
        owner = Account(
            id=AccountId(uuid.uuid4()), name=account, role=Role.CONSEILLER, station=station, administrator=True
        )
        path = path.resolve()  # `.` has no name of its own
        require_local(path)
        making = path.with_name(f".{path.name}.making")
        keys = VaultKeys.drawn()
        slot = new_slot(owner, passphrase, self._derivation, keys)
        try:
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise VaultAlreadyThere(path=str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir(mode=PRIVATE_FOLDER)
            create_database(making / DOSSIERS_NAME, keys.dossiers, create_signing_key)
            create_statistics(making, keys.statistics)
            header = Header(id=uuid.uuid4(), created_at=dt.datetime.now(dt.UTC), slots=(slot,))
            write_header(making, header.vouched_by(keys.dossiers))
            if path.exists():
                path.rmdir()
            making.rename(path)
            sync_folder(path.parent)
        except (OSError, DatabaseError) as error:
            shutil.rmtree(making, ignore_errors=True)
            detail = error.strerror if isinstance(error, OSError) else str(error.orig)
            raise VaultNotWritable(path=str(path), detail=detail or "") from None
        return SqlcipherVault(path, slot, keys, self._derivation, ProcessLock(path))

    def unlock(
        self, path: Path, *, account: str, passphrase: str, progress: Progress = in_silence
    ) -> SqlcipherVault | SqlcipherStatistics:
        """Open a vault: its dossiers for a conseiller, its statistics for a supervisor.

        `progress` is told of the update of a vault that an earlier version left.

        Raises:
            VaultNotFound, VaultDamaged, VaultNewer, VaultInUse, VaultNotWritable, VaultOnNetwork, WrongPassphrase,
            TooManyTries, AccountDisabled.
        """
        return self._enter(path, account, passphrase, by_passphrase(passphrase), progress)

    def unlock_by_recovery_key(self, path: Path, secret: bytes, progress: Progress = in_silence) -> SqlcipherVault:
        """Open a vault by the secret of its printed recovery key; raises as `unlock` does."""
        opened = self.unlock(path, account=RECOVERY_NAME, passphrase=secret.hex(), progress=progress)
        if not isinstance(opened, SqlcipherVault):  # a header that gives that name to a supervisor
            opened.lock()
            raise VaultDamaged(path=str(path), detail=FILE_NAME)
        return opened

    def unlock_by_keyring(
        self, path: Path, *, account: str, secret: bytes, progress: Progress = in_silence
    ) -> SqlcipherVault | SqlcipherStatistics:
        """Open a vault by the secret that the system's keyring keeps for an account; raises as `unlock` does."""
        return self._enter(path, account, None, lambda slot: private_key_by_keyring(slot, secret), progress)

    def information(self, path: Path) -> VaultInformation:
        """Return what a vault tells when locked; raises `VaultNotFound`, `VaultDamaged` or `VaultNewer`."""
        header = read_first(path) or read_header(path)
        size = 0
        for file in path.rglob("*"):
            with contextlib.suppress(OSError):  # a file that went away meanwhile
                size += file.stat().st_size
        slots = header.slots if isinstance(header, FirstHeader) else header.accounts
        return VaultInformation(
            path=path,
            format_version=header.version,
            created_at=header.created_at,
            accounts=tuple(slot.account.name for slot in slots),
            id=None if isinstance(header, FirstHeader) else header.id,
            by_keyring=()
            if isinstance(header, FirstHeader)
            else tuple(slot.account.name for slot in header.accounts if slot.keyring_key is not None),
            size=size,
        )

    def _enter(
        self, path: Path, account: str, passphrase: str | None, way: Way, progress: Progress
    ) -> SqlcipherVault | SqlcipherStatistics:
        if not restore.is_under_way(path) and read_first(path) is None:
            read_header(path)
        require_local(path)
        lock = ProcessLock(path)
        try:
            restore.settle(path)
            first = read_first(path)
            if first is not None and passphrase is not None:
                require_patience(path)
                bring_here(path, first, account, passphrase)
            else:
                settle(path)
            slots = () if read_first(path) else read_header(path).slots_of(account)
            return self._opened(path, *let_in(path, slots, way), lock, progress)
        except BaseException:
            lock.release()
            raise

    def _opened(
        self, path: Path, slot: Slot, private: bytes, lock: ProcessLock, progress: Progress
    ) -> SqlcipherVault | SqlcipherStatistics:
        statistics, dossiers = statistics_key(slot, private), dossiers_key(slot, private)
        if statistics is None or (dossiers is None) != (slot.dossiers is None):
            raise VaultDamaged(path=str(path), detail=FILE_NAME)
        if dossiers is None:
            return SqlcipherStatistics(path, slot, statistics, self._derivation, lock)
        if not read_header(path).is_vouched_by(dossiers):
            raise VaultDamaged(path=str(path), detail=FILE_NAME)
        return SqlcipherVault(path, slot, VaultKeys(dossiers, statistics), self._derivation, lock, progress)


def bring_here(path: Path, first: FirstHeader, account: str, passphrase: str) -> None:
    """Give a vault of the first format the present header, if the passphrase is the right one.

    Raises:
        VaultNotWritable: when the disk refuses it.
    """
    try:
        upgrade(path, first, account, passphrase)
    except (OSError, DatabaseError) as error:
        detail = error.strerror if isinstance(error, OSError) else str(error.orig)
        raise VaultNotWritable(path=str(path), detail=detail or "") from None


def _memory() -> int | None:
    """Return the bytes of memory of this computer, where the system says."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # no sysconf on Windows
        return None
