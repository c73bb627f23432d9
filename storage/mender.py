"""A vault that is closed: checked, and given back a backup. Each needs the passphrase of an account."""

import datetime as dt
from pathlib import Path

from passeport.domain.backup import Backup, FileCheck, FileState, Repair, RestorePreview, VaultCheck, age
from passeport.domain.errors import NoSoundBackup
from passeport.services.journal_ports import JournalOperation
from storage import comparison
from storage.backup import FOLDER_NAME, all_backups, spoiled
from storage.backup_store import room_of, second_place
from storage.checking import check_database
from storage.closed import copy_files, database_files, held, note, opened_by, reading
from storage.door import require_patience
from storage.first_format import read_first
from storage.header import FILE_NAME as HEADER_NAME
from storage.header import PREVIOUS_NAME
from storage.repair import Repairer
from storage.restore import named_at, stage, switch
from storage.rotation import DOSSIERS_NAME
from storage.vault import bring_here


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
        with held(path):
            first = read_first(path)
            if first is not None:
                require_patience(path)
                bring_here(path, first, account, passphrase)
            _, keys = opened_by(path, path, account, passphrase)
            files = [FileCheck(name=HEADER_NAME, state=FileState.SOUND)]  # it gave keys that it vouches for
            files += [check_database(path / name, key) for name, key in keys.items()]
            with reading(path, keys) as connection:
                dossiers = None if connection is None else len(comparison.revisions(connection))
            return VaultCheck(files=tuple(files), backups=_spoiled_backups(path), dossiers=dossiers)

    def preview(self, path: Path, backup: Path, *, account: str, passphrase: str) -> RestorePreview:
        """Return what restoring a backup would do to the vault in `path`, which is read and not touched.

        Raises:
            NoSoundBackup: when there is none in the folder `backup`, or it is spoiled.
            VaultInUse, WrongPassphrase, TooManyTries: for the passphrase of the backup's moment.
        """
        found = _sound(backup)
        with held(path):
            _, keys = opened_by(backup, path, account, passphrase)
            with reading(backup, keys) as copy, reading(path, keys) as present:
                return comparison.preview(found, present, copy)

    def restore(self, path: Path, backup: Path, *, account: str, passphrase: str, at: dt.datetime) -> Path:
        """Put a backup in the place of the vault in `path`, and return where what stood there is kept.

        Raises:
            NoSoundBackup, VaultInUse, VaultNotWritable, WrongPassphrase, TooManyTries; nothing has changed then.
        """
        _sound(backup)
        with held(path):
            owner, keys = opened_by(backup, path, account, passphrase)
            place = stage(path)
            copy_files(
                backup, place, {HEADER_NAME: HEADER_NAME, PREVIOUS_NAME: HEADER_NAME, **database_files(backup, keys)}
            )
            note(place / DOSSIERS_NAME, keys[DOSSIERS_NAME], owner, JournalOperation.VAULT_RESTORED, backup.name)
            return switch(path, named_at(at))

    def repair(self, path: Path, *, account: str, passphrase: str, at: dt.datetime) -> Repair:
        """Put right what can be: a header from a copy, spoiled databases from the last sound backup.

        What was worked on since that backup is taken from the spoiled database where its pages still read; the answer
        says what was recovered and what was not. A vault that is whole but older than its marks is taken as it is.

        Raises:
            NoSoundBackup: when a backup is needed and none is sound; nothing has changed then.
            VaultNotFound, VaultNewer, VaultInUse, VaultNotWritable, WrongPassphrase, TooManyTries.
        """
        with held(path):
            return Repairer(path, self.backups(path), at).repair(account, passphrase)


def _spoiled_backups(path: Path) -> tuple[FileCheck, ...]:
    return tuple(
        FileCheck(name=f"{backup.path.name}/{name}", state=FileState.DAMAGED)
        for backup in all_backups(path / FOLDER_NAME)
        for name in spoiled(backup.path)
    )


def _sound(folder: Path) -> Backup:
    """Return the backup in `folder`; raises `NoSoundBackup` when there is none, or a file of it is spoiled."""
    folder = folder.resolve()
    found = [backup for backup in all_backups(folder.parent) if backup.path == folder]
    if not found or spoiled(folder):
        raise NoSoundBackup(path=str(folder))
    return found[0]
