"""What is done with a vault that is closed, or with a backup: open it by a passphrase, look, copy, leave a line."""

import contextlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from passeport.domain.account import Account, Operation
from passeport.domain.errors import NotAllowed, VaultDamaged, VaultNotFound, VaultNotWritable
from passeport.services.journal_ports import JournalOperation
from storage import rotation
from storage.database import Database, has_content
from storage.door import by_passphrase, let_in
from storage.engine import open_engine
from storage.files import PRIVATE_FILE, PRIVATE_FOLDER, sync_file
from storage.header import FILE_NAME as HEADER_NAME
from storage.header import Header, read_header
from storage.header_witness import keep_header
from storage.lock import ProcessLock
from storage.open_vault import named
from storage.restore import settle
from storage.rotation import DOSSIERS_NAME
from storage.slots import Slot, VaultKeys, dossiers_key, statistics_key
from storage.unit_of_work import SqlUnitOfWork


def database_files(backup: Path, keys: Iterable[str]) -> dict[str, str]:
    """Return the names of a backup's databases and of their marks, each by the name that it takes."""
    names = list(keys)
    names += [mark.name for mark in ((backup / name).with_suffix(".mark") for name in names) if mark.exists()]
    return {name: name for name in names}


def copy_files(source: Path, place: Path, names: Mapping[str, str]) -> None:
    """Copy files of a backup to where they are made ready; `names` gives each one by the name that it takes."""
    try:
        for taken, name in names.items():
            shutil.copyfile(source / name, place / taken)
            (place / taken).chmod(PRIVATE_FILE)
            sync_file(place / taken)
    except OSError as error:
        raise VaultNotWritable(path=str(place.parent), detail=error.strerror or "") from None


def opened_by(
    folder: Path, tries_in: Path, account: str, passphrase: str, name: str = HEADER_NAME
) -> tuple[Account, dict[str, bytes]]:
    """Return who a passphrase is of in the header of a vault or backup, and the key of each database.

    Raises:
        VaultNotFound, VaultDamaged, VaultNewer: for the header.
        WrongPassphrase, TooManyTries, AccountDisabled, VaultNotWritable: failures are counted in `tries_in`.
        NotAllowed: when the account opens the statistics alone.
    """
    header = read_header(folder, name)
    slot, private = let_in(tries_in, header.slots_of(account), by_passphrase(passphrase))
    keys = keys_of(folder, slot, private)
    if not header.is_vouched_by(keys[DOSSIERS_NAME]):
        raise VaultDamaged(path=str(folder), detail=HEADER_NAME)
    return slot.account, keys


def keys_of(folder: Path, slot: Slot, private: bytes) -> dict[str, bytes]:
    """Return the key of each database that a slot opens; raises `NotAllowed` or `VaultDamaged` as `opened_by` does."""
    if slot.dossiers is None:
        raise NotAllowed(operation=Operation.READ_DOSSIER.value)
    dossiers, statistics = dossiers_key(slot, private), statistics_key(slot, private)
    if dossiers is None or statistics is None:
        raise VaultDamaged(path=str(folder), detail=HEADER_NAME)
    return named(VaultKeys(dossiers, statistics))


def note(
    database: Path, key: bytes, owner: Account, operation: JournalOperation, reference: str, header: Header
) -> None:
    """Write a line in the journal of a closed database, and the header that it is to know from now on.

    Opening it brings it to this version and looks at it whole.
    """
    opened = Database(database, key)
    try:
        with SqlUnitOfWork(opened, owner.id) as work:
            work.journal.record(operation, reference)
            keep_header(work.connection, header)
            work.commit()
    finally:
        opened.close()


@contextmanager
def held(path: Path) -> Iterator[None]:
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
def reading(folder: Path, keys: dict[str, bytes]) -> Iterator[Connection | None]:
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
