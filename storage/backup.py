"""Backups: copies of the vault that are vaults themselves, each in a folder of its own.

A backup holds the header of its moment and the databases, so the passphrases of that moment open it, on any computer,
with nothing else at hand. It is written beside its place, read back whole, and moved there: a backup that is listed was
verified. `backup.json` says when and why it was made, and the digest of each file, which anyone can check.
"""

import contextlib
import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from passeport.domain.backup import Backup, BackupReason, age
from passeport.domain.errors import BackupFailed, VaultDamaged
from passeport.domain.model import DomainModel
from passeport.services.ports import Progress
from storage.database import counted
from storage.engine import connect, open_engine
from storage.files import PRIVATE_FILE, PRIVATE_FOLDER, sync_file, sync_folder, write_atomically
from storage.header import FILE_NAME as HEADER_NAME
from storage.integrity import READING, faults
from storage.mark import CommitMark, digest_of
from storage.rotation import DOSSIERS_NAME

FOLDER_NAME = "backups"
NOTE_NAME = "backup.json"
_PAGES_AT_ONCE = 2000
"""About 8 MB between two looks at whether to stop."""
_MOMENT = "%Y-%m-%dT%H-%M-%SZ"
"""Sorts by age, and every file system takes it."""


class _Note(DomainModel):
    format: Literal["passeport-backup"] = "passeport-backup"
    version: Literal[1] = 1
    made_at: dt.datetime
    reason: BackupReason
    commits: int
    digests: dict[str, str]
    """SHA-256 of each file, in hexadecimal."""


def make_backup(
    vault: Path,
    keys: Mapping[str, bytes],
    into: Path,
    reason: BackupReason,
    at: dt.datetime,
    progress: Progress = lambda _done, _all: None,
) -> Backup:
    """Copy the vault in the folder `vault` to a new folder in `into`, and read the copy back whole.

    `keys` gives the raw key of each database by its file's name. People may go on working: the copy is what was
    committed when it began.

    Raises:
        VaultDamaged: when a page of the vault does not read: what is spoiled is never a backup.
        BackupFailed: when the place refuses it, or what was written does not read back; nothing is left there.
        Cancelled: when `progress` raised it; nothing is left there.
    """
    place = _free(into, at)
    making = place.with_name(f".{place.name}.making")
    sizes = {name: (vault / name).stat().st_size for name in keys}
    total, before, commits = sum(sizes.values()), 0, 0
    digests: dict[str, str] = {}
    try:
        into.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=PRIVATE_FOLDER)
        write_atomically(making / HEADER_NAME, (vault / HEADER_NAME).read_bytes())
        for name, key in keys.items():
            copy_database(vault / name, making / name, key, _Share(progress, before, sizes[name], total))
            before += sizes[name]
            wrong, number, digests[name] = _read_back(making / name, key)
            if wrong and _read_through(vault / name, key)[0]:
                raise VaultDamaged(path=str(vault), detail=name)
            if wrong:
                raise BackupFailed(path=str(into), detail=wrong[0])
            if name == DOSSIERS_NAME:
                commits = number
        digests |= {f.name: digest_of(f).hex() for f in making.iterdir() if f.name not in digests}
        note = _Note(made_at=at, reason=reason, commits=commits, digests=digests)
        write_atomically(making / NOTE_NAME, note.model_dump_json(indent=2).encode())
        making.rename(place)
        sync_folder(into)
    except OSError as error:
        raise BackupFailed(path=str(into), detail=error.strerror or "") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    progress(total, total)
    return _described(place, note)


def copy_database(
    source: Path, target: Path, key: bytes, share: Callable[[int, int, int], None] = lambda _status, _left, _all: None
) -> None:
    """Write what is committed in `source` to the new file `target`, under the same key, and wait for the disk.

    A page that does not authenticate is copied as one that does not either: what was written is read back after.

    Raises:
        VaultDamaged: when `source` does not open.
        BackupFailed: when the disk refuses `target`.
    """
    target.touch(mode=PRIVATE_FILE, exist_ok=False)
    origin, copy = connect(source, key), connect(target, key, is_scratch=True)
    try:
        origin.execute("BEGIN")
        origin.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on it sees one moment
        origin.backup(copy, pages=_PAGES_AT_ONCE, progress=share)
    except dbapi2.OperationalError as error:  # the disk; a page that does not read is no operational error
        raise BackupFailed(path=str(target.parent.parent), detail=str(error)) from None
    except dbapi2.DatabaseError:
        raise VaultDamaged(path=str(source.parent), detail=source.name) from None
    finally:
        copy.close()
        origin.close()
    sync_file(target)


def all_backups(place: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, newest first; what is none, or cannot be read, is left out."""
    found = []
    folders = place.iterdir() if place.is_dir() else ()
    for folder in folders:
        note = _note_of(folder)
        if note is not None:
            found.append(_described(folder, note))
    return tuple(sorted(found, key=age, reverse=True))


def spoiled(folder: Path) -> tuple[str, ...]:
    """Return the names of a backup's files that are no longer as they were written; no passphrase is needed."""
    note = _note_of(folder)
    if note is None:
        return (NOTE_NAME,)
    return tuple(name for name, digest in note.digests.items() if not _has_digest(folder / name, digest))


def copy_backup(backup: Backup, into: Path) -> Backup:
    """Copy a backup to another folder, such as a USB key, and read it back; one that is there already is left alone.

    Raises:
        BackupFailed: when the place is absent, refuses it, or does not give back what was written.
    """
    place = into / backup.path.name
    making = place.with_name(f".{place.name}.making")
    try:
        if not place.exists():
            shutil.rmtree(making, ignore_errors=True)
            into.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            making.mkdir(mode=PRIVATE_FOLDER)
            for file in backup.path.iterdir():
                shutil.copyfile(file, making / file.name)
                with contextlib.suppress(OSError):  # a USB key has no owners
                    (making / file.name).chmod(PRIVATE_FILE)
                sync_file(making / file.name)
            wrong = spoiled(making)
            if wrong:
                raise BackupFailed(path=str(into), detail=wrong[0])
            sync_folder(making)
            making.rename(place)
            sync_folder(into)
    except OSError as error:
        raise BackupFailed(path=str(into), detail=error.strerror or "") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return backup.evolve(path=place)


def remove_backup(backup: Backup) -> None:
    """Remove a backup; from its first file on it is listed no more. A disk that refuses keeps it for the next time."""
    with contextlib.suppress(OSError):
        (backup.path / NOTE_NAME).unlink()
        shutil.rmtree(backup.path)


def _free(into: Path, at: dt.datetime) -> Path:
    name = at.astimezone(dt.UTC).strftime(_MOMENT)
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return next(into / candidate for candidate in names if not (into / candidate).exists())


def _read_back(database: Path, key: bytes) -> tuple[list[str], int, str]:
    """Open a copy, read everything in it, and return its faults, its commits and its digest; its mark says so too."""
    wrong, commits = _read_through(database, key)
    digest = digest_of(database)
    mark = CommitMark(database, key)
    mark.open(commits)
    mark.close(commits, digest)
    return wrong, commits, digest.hex()


def _read_through(database: Path, key: bytes) -> tuple[list[str], int]:
    engine = open_engine(database, key)
    try:
        with engine.connect() as connection:
            return faults(connection, READING), counted(connection)
    except DatabaseError as error:
        return [str(error.orig)], 0
    finally:
        engine.dispose()


def _note_of(folder: Path) -> _Note | None:
    try:
        return _Note.model_validate_json((folder / NOTE_NAME).read_bytes())
    except (OSError, ValidationError):
        return None


def _described(folder: Path, note: _Note) -> Backup:
    size = sum((folder / name).stat().st_size for name in note.digests if (folder / name).exists())
    return Backup(path=folder, made_at=note.made_at, reason=note.reason, commits=note.commits, size=size)


def _has_digest(file: Path, digest: str) -> bool:
    try:
        return digest_of(file).hex() == digest
    except OSError:
        return False


@dataclass(frozen=True)
class _Share:
    """Tells the progress of one file as bytes of all."""

    progress: Progress
    before: int
    size: int
    total: int

    def __call__(self, _status: int, left: int, pages: int) -> None:
        """Be called by SQLite with the pages left and their number."""
        done = self.size * (pages - left) // max(1, pages)
        self.progress(self.before + done, self.total)
