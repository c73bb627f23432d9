"""A vault that is closed: checked, and given back a backup. Each needs the passphrase of an account."""

import contextlib
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from passeport.domain.backup import Backup, FileCheck, FileState, Repair, RestorePreview, VaultCheck, age
from passeport.domain.errors import AccountDisabled, NoSoundBackup, VaultDamaged, VaultNotFound, VaultNotWritable
from passeport.services.journal_ports import JournalOperation
from passeport.services.vault_ports import MayRestore
from storage import comparison
from storage.backup import FOLDER_NAME, all_backups, spoiled
from storage.backup_store import room_of, second_place
from storage.checking import check_database
from storage.closed import copy_files, database_files, held, note, opened_by, reading
from storage.door import require_patience
from storage.first_format import read_first
from storage.header import FILE_NAME as HEADER_NAME
from storage.header import PREVIOUS_NAME, Header, read_header, write_header
from storage.header_witness import is_closed_out
from storage.in_place import InPlace, present_header
from storage.places import require_local
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
            with contextlib.suppress(VaultNotFound, VaultDamaged):  # the header says which room is this vault's
                found += all_backups(room_of(path, second))
        return tuple(sorted(found, key=age, reverse=True))

    def verify(self, path: Path, *, account: str, passphrase: str) -> VaultCheck:
        """Read everything in a vault and the digests of its backups; what is damaged is said, not raised.

        Raises:
            VaultNotFound, VaultNewer, VaultInUse, VaultNotWritable, VaultOnNetwork, WrongPassphrase, TooManyTries.
        """
        require_local(path)
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
            return VaultCheck(files=tuple(files), backups=_spoiled_backups(self.backups(path)), dossiers=dossiers)

    def preview(self, path: Path, backup: Path, *, account: str, passphrase: str) -> RestorePreview:
        """Return what restoring a backup would do to the vault in `path`, which is read and not touched.

        Raises:
            NoSoundBackup: when there is none in the folder `backup`, or it is spoiled.
            VaultInUse, VaultOnNetwork, WrongPassphrase, TooManyTries: for the passphrase of the backup's moment.
            AccountDisabled: when the account opens nothing in the vault as it is now.
        """
        require_local(path)
        found = _sound(backup)
        with held(path):
            owner, keys = opened_by(backup, path, account, passphrase)
            present = present_header(path)
            if present is not None and is_closed_out(owner, present):
                raise AccountDisabled(name=owner.name)
            with reading(backup, keys) as copy, reading(path, keys) as here:
                return comparison.preview(found, here, copy)

    def restore(
        self, path: Path, backup: Path, *, account: str, passphrase: str, at: dt.datetime, allowing: MayRestore
    ) -> Path:
        """Put a backup in the place of the vault in `path`, and return where what stood there is kept.

        Whoever was closed out since stays so, and the right to manage accounts stays as it is now. `allowing` is
        told whether the vault in place opens, as far as the passphrase and the keys of the backup show.

        Raises:
            NoSoundBackup, VaultInUse, VaultNotWritable, VaultOnNetwork, WrongPassphrase, TooManyTries,
            AccountDisabled, and what `allowing` raises; nothing has changed then.
        """
        require_local(path)
        _sound(backup)
        with held(path):
            owner, keys = opened_by(backup, path, account, passphrase)
            present = InPlace.of(path, owner, passphrase, keys)
            if present.has_closed_out(owner, read_header(backup)):
                raise AccountDisabled(name=owner.name)
            allowing(present.as_now(owner), over_one_that_opens=present.opens)
            place = stage(path)
            copy_files(
                backup, place, {HEADER_NAME: HEADER_NAME, PREVIOUS_NAME: HEADER_NAME, **database_files(backup, keys)}
            )
            key = keys[DOSSIERS_NAME]
            header = _decided_since(place, present, key)
            note(place / DOSSIERS_NAME, key, owner, JournalOperation.VAULT_RESTORED, backup.name, header)
            return switch(path, named_at(at))

    def repair(self, path: Path, *, account: str, passphrase: str, at: dt.datetime) -> Repair:
        """Put right what can be: a header from a copy, spoiled databases from the last sound backup.

        What was worked on since that backup is taken from the spoiled database where its pages still read; the answer
        says what was recovered and what was not. A vault that is whole but older than its marks is taken as it is.

        Raises:
            NoSoundBackup: when a backup is needed and none is sound; nothing has changed then.
            AccountDisabled: when the dossiers know that the account opens nothing any more.
            VaultNotFound, VaultNewer, VaultInUse, VaultNotWritable, VaultOnNetwork, WrongPassphrase, TooManyTries.
        """
        require_local(path)
        with held(path):
            return Repairer(path, self.backups(path), at).repair(account, passphrase)


def _spoiled_backups(backups: Iterable[Backup]) -> tuple[FileCheck, ...]:
    """Name each spoiled file of a backup; of one in the second place, with its whole path."""
    return tuple(
        FileCheck(name=f"{told}/{name}", state=FileState.DAMAGED)
        for backup in backups
        for told in (backup.path.name if backup.path.parent.name == FOLDER_NAME else backup.path,)
        for name in spoiled(backup.path)
    )


def _decided_since(place: Path, present: InPlace, key: bytes) -> Header:
    """Return the header that is staged, with what was decided since its backup was made."""
    restored = read_header(place)
    decided = present.decided_since(restored)
    if decided == restored:
        return restored
    header = decided.vouched_by(key)
    try:
        write_header(place, header, forgets=True)
    except OSError as error:
        raise VaultNotWritable(path=str(place.parent), detail=error.strerror or "") from None
    return header


def _sound(folder: Path) -> Backup:
    """Return the backup in `folder`; raises `NoSoundBackup` when there is none, or a file of it is spoiled."""
    folder = folder.resolve()
    found = [backup for backup in all_backups(folder.parent) if backup.path == folder]
    if not found or spoiled(folder):
        raise NoSoundBackup(path=str(folder))
    return found[0]
