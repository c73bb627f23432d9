"""A vault that is closed: checked, and given back a backup. Each needs the passphrase of an account."""

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from passeport.domain.account import Account, Operation
from passeport.domain.backup import Backup, FileCheck, FileState, RestorePreview, VaultCheck, age
from passeport.domain.errors import NoSoundBackup, NotAllowed, VaultDamaged, VaultNotFound, VaultNotWritable
from passeport.services.ports import JournalOperation
from storage import comparison, rotation
from storage.backup import FOLDER_NAME, all_backups, spoiled
from storage.backup_store import room_of, second_place
from storage.checking import check_database
from storage.database import Database, has_content
from storage.door import by_passphrase, let_in, require_patience
from storage.engine import open_engine
from storage.files import PRIVATE_FILE, PRIVATE_FOLDER, sync_file
from storage.first_format import read_first
from storage.header import FILE_NAME as HEADER_NAME
from storage.header import PREVIOUS_NAME, read_header
from storage.lock import ProcessLock
from storage.open_vault import named
from storage.restore import settle, stage, switch
from storage.rotation import DOSSIERS_NAME
from storage.slots import VaultKeys, dossiers_key, statistics_key
from storage.unit_of_work import SqlUnitOfWork
from storage.vault import bring_here

_MOMENT = "%Y-%m-%dT%H-%M-%SZ"


class SqlcipherMender:
    """Port `VaultMender`."""

    def backups(self, path: Path) -> tuple[Backup, ...]:
        """Return the backups of a vault, newest first: beside it, and in its second place."""
        found = list(all_backups(path / FOLDER_NAME))
        second = second_place(path)
        if second is not None:
            found += all_backups(room_of(path, second))
        return tuple(sorted(found, key=age, reverse=True))

    def verify(self, path: Path, *, account: str, passphrase: str) -> VaultCheck:
        """Read everything in a vault and the digests of its backups; what is damaged is said, not raised.

        Raises:
            VaultNotFound, VaultNewer, VaultInUse, VaultNotWritable, WrongPassphrase, TooManyTries.
        """
        with _held(path):
            first = read_first(path)
            if first is not None:
                require_patience(path)
                bring_here(path, first, account, passphrase)
            _, keys = opened_by(path, path, account, passphrase)
            files = [FileCheck(name=HEADER_NAME, state=FileState.SOUND)]  # it gave keys that it vouches for
            files += [check_database(path / name, key) for name, key in keys.items()]
            backups = [
                FileCheck(name=f"{backup.path.name}/{name}", state=FileState.DAMAGED)
                for backup in all_backups(path / FOLDER_NAME)
                for name in spoiled(backup.path)
            ]
            with _reading(path, keys) as connection:
                dossiers = None if connection is None else len(comparison.revisions(connection))
            return VaultCheck(files=tuple(files), backups=tuple(backups), dossiers=dossiers)

    def preview(self, path: Path, backup: Path, *, account: str, passphrase: str) -> RestorePreview:
        """Return what restoring a backup would do to the vault in `path`, which is read and not touched.

        Raises:
            NoSoundBackup: when there is none in the folder `backup`, or it is spoiled.
            VaultInUse, WrongPassphrase, TooManyTries: for the passphrase of the backup's moment.
        """
        found = _sound(backup)
        with _held(path):
            _, keys = opened_by(backup, path, account, passphrase)
            with _reading(backup, keys) as copy, _reading(path, keys) as present:
                return comparison.preview(found, present, copy)

    def restore(self, path: Path, backup: Path, *, account: str, passphrase: str, at: dt.datetime) -> Path:
        """Put a backup in the place of the vault in `path`, and return where what stood there is kept.

        Raises:
            NoSoundBackup, VaultInUse, VaultNotWritable, WrongPassphrase, TooManyTries; nothing has changed then.
        """
        _sound(backup)
        with _held(path):
            owner, keys = opened_by(backup, path, account, passphrase)
            place = stage(path)
            _copy(backup, place, {HEADER_NAME: HEADER_NAME, PREVIOUS_NAME: HEADER_NAME, **_files(backup, keys)})
            _note(place / DOSSIERS_NAME, keys[DOSSIERS_NAME], owner, JournalOperation.VAULT_RESTORED, backup.name)
            return switch(path, _moment(at))


def _sound(folder: Path) -> Backup:
    """Return the backup in `folder`; raises `NoSoundBackup` when there is none, or a file of it is spoiled."""
    folder = folder.resolve()
    found = [backup for backup in all_backups(folder.parent) if backup.path == folder]
    if not found or spoiled(folder):
        raise NoSoundBackup(path=str(folder))
    return found[0]


def _files(backup: Path, keys: Iterable[str]) -> dict[str, str]:
    """Return the names of a backup's databases and of their marks, each by the name that it takes."""
    names = list(keys)
    names += [mark.name for mark in ((backup / name).with_suffix(".mark") for name in names) if mark.exists()]
    return {name: name for name in names}


def _copy(source: Path, place: Path, names: Mapping[str, str]) -> None:
    """Copy files of a backup to where they are made ready; `names` gives each one by the name that it takes."""
    try:
        for taken, name in names.items():
            shutil.copyfile(source / name, place / taken)
            (place / taken).chmod(PRIVATE_FILE)
            sync_file(place / taken)
    except OSError as error:
        raise VaultNotWritable(path=str(place.parent), detail=error.strerror or "") from None


def opened_by(folder: Path, tries_in: Path, account: str, passphrase: str) -> tuple[Account, dict[str, bytes]]:
    """Return who a passphrase is of in the header of a vault or backup, and the key of each database.

    Raises:
        VaultNotFound, VaultDamaged, VaultNewer: for the header.
        WrongPassphrase, TooManyTries, AccountDisabled, VaultNotWritable: failures are counted in `tries_in`.
        NotAllowed: when the account opens the statistics alone.
    """
    header = read_header(folder)
    slot, private = let_in(tries_in, header.slots_of(account), by_passphrase(passphrase))
    if slot.dossiers is None:
        raise NotAllowed(operation=Operation.READ_DOSSIER.value)
    dossiers, statistics = dossiers_key(slot, private), statistics_key(slot, private)
    if dossiers is None or statistics is None or not header.is_vouched_by(dossiers):
        raise VaultDamaged(path=str(folder), detail=HEADER_NAME)
    return slot.account, named(VaultKeys(dossiers, statistics))


def _note(database: Path, key: bytes, owner: Account, operation: JournalOperation, reference: str) -> None:
    """Write a line in the journal of a closed database; opening it brings it to this version and looks at it whole."""
    opened = Database(database, key)
    try:
        with SqlUnitOfWork(opened, owner.id) as work:
            work.journal.record(operation, reference)
            work.commit()
    finally:
        opened.close()


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep every other window out meanwhile; a folder where there is no vault yet is made."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    except OSError as error:
        raise VaultNotWritable(path=str(path), detail=error.strerror or "") from None
    lock = ProcessLock(path)
    try:
        settle(path)
        with contextlib.suppress(VaultNotFound, VaultDamaged):  # a header that does not read is what is replaced
            rotation.settle(path)
        yield
    finally:
        lock.release()


@contextmanager
def _reading(folder: Path, keys: dict[str, bytes]) -> Iterator[Connection | None]:
    """Look at the dossiers of a closed vault or backup, sound or not; None when they do not open at all."""
    database = folder / DOSSIERS_NAME
    engine = open_engine(database, keys[DOSSIERS_NAME])
    connection = None
    try:
        with contextlib.suppress(DatabaseError):
            connection = engine.connect() if has_content(database) else None
        yield connection
    finally:
        if connection is not None:
            connection.close()
        engine.dispose()


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime(_MOMENT)
