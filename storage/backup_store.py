"""The backups of one open vault: beside it, and in a second place when one was chosen."""

import datetime as dt
import shutil
import threading
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import DatabaseError

from passeport.domain.backup import Backup, BackupReason, RestorePreview, SetAside
from passeport.domain.errors import BackupFailed, NoSoundBackup, VaultNotWritable
from passeport.domain.model import DomainModel
from passeport.services.ports import Progress
from storage import comparison, restore
from storage.backup import FOLDER_NAME, all_backups, copy_backup, make_backup, remove_backup, spoiled
from storage.database import Database, committed
from storage.engine import open_engine
from storage.files import write_atomically
from storage.header import read_header

_SETTINGS_NAME = "backups.json"


class _Settings(DomainModel):
    second: Path | None = None


class FolderBackups:
    """Port `BackupStore`."""

    def __init__(self, vault: Path, dossiers: Database, keys: Mapping[str, bytes], still: threading.Lock) -> None:
        """Look after the vault in the folder `vault`; `keys` opens each of its databases, by the file's name.

        `still` is held while the files are copied: nobody gives them new keys meanwhile.
        """
        self._vault = vault
        self._dossiers = dossiers
        self._keys = keys
        self._still = still

    def make(self, reason: BackupReason, at: dt.datetime, progress: Progress) -> Backup:
        """Make one, read back whole; raises `VaultDamaged`, `BackupFailed` or `Cancelled`."""
        with self._still:
            return make_backup(self._vault, self._keys, self._vault / FOLDER_NAME, reason, at, progress)

    def all(self) -> tuple[Backup, ...]:
        """Return those beside the vault, newest first."""
        return all_backups(self._vault / FOLDER_NAME)

    def all_in(self, place: Path) -> tuple[Backup, ...]:
        """Return those of this vault in another place, newest first."""
        return all_backups(room_of(self._vault, place))

    def commits(self) -> int:
        """Return how often something was kept since the vault was made."""
        with self._dossiers.engine.connect() as connection:
            return committed(connection)

    def copy(self, backup: Backup, place: Path) -> Backup:
        """Copy one to another place; raises `BackupFailed`."""
        if not place.is_dir():  # a key that is not plugged in: its mount point is not made in its stead
            raise BackupFailed(path=str(place), detail="absent")
        return copy_backup(backup, room_of(self._vault, place))

    def remove(self, backup: Backup) -> None:
        """Remove one."""
        remove_backup(backup)

    def aside(self) -> tuple[SetAside, ...]:
        """Return what restorations and repairs took out of the vault, and keep beside it."""
        return restore.set_aside(self._vault)

    def remove_aside(self, one: SetAside) -> None:
        """Remove what was kept aside."""
        shutil.rmtree(one.path, ignore_errors=True)

    def second_place(self) -> Path | None:
        """Return the folder that takes a copy of each, if one was chosen."""
        return second_place(self._vault)

    def choose_second_place(self, place: Path | None) -> None:
        """Choose that folder, or none."""
        chosen = _Settings(second=None if place is None else place.resolve())
        try:
            write_atomically(self._vault / _SETTINGS_NAME, chosen.model_dump_json().encode())
        except OSError as error:
            raise VaultNotWritable(path=str(self._vault), detail=error.strerror or "") from None

    def preview(self, backup: Backup) -> RestorePreview:
        """Return what restoring one would do; raises `NoSoundBackup`."""
        engine = open_engine(backup.path / self._dossiers.path.name, self._dossiers.key)
        try:
            if spoiled(backup.path):
                raise NoSoundBackup(path=str(backup.path))
            with engine.connect() as copy, self._dossiers.engine.connect() as present:
                return comparison.preview(backup, present, copy)
        except DatabaseError:
            raise NoSoundBackup(path=str(backup.path)) from None
        finally:
            engine.dispose()


def second_place(vault: Path) -> Path | None:
    """Return the folder that takes a copy of each backup of a vault, if one was chosen."""
    try:
        return _Settings.model_validate_json((vault / _SETTINGS_NAME).read_bytes()).second
    except (OSError, ValidationError):
        return None


def room_of(vault: Path, place: Path) -> Path:
    """Return the folder in `place` for the backups of this vault alone: another may have the same name."""
    return place / f"{vault.name} {read_header(vault).id}"
