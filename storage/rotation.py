"""New keys for both databases, and no instant at which a kill would lose anything.

The new files are written and verified beside the old ones. One atomic write of the header then gives every account its
new keys and says that a rotation is under way (`rotating`): from there on the new files are the vault. `settle` puts
them in the place of the old ones, at once and at each opening; it needs no key, and may be stopped and done again.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from passeport.domain.errors import VaultDamaged, VaultNotWritable
from passeport.services.ports import Progress
from storage.engine import open_engine
from storage.files import PRIVATE_FILE, sync_file, sync_folder
from storage.header import Header, read_header, write_header
from storage.slots import VaultKeys
from storage.statistics import STATISTICS_NAME

DOSSIERS_NAME = "dossiers.db"
_NEW = ".rotating"
_NAMES = (DOSSIERS_NAME, STATISTICS_NAME)
_BESIDE = ("-wal", "-shm", "-journal")
_PAGES_AT_ONCE = 500


@dataclass(frozen=True)
class _Share:
    """Tells the progress of one file as bytes of both."""

    progress: Progress
    before: int
    size: int
    total: int

    def __call__(self, _status: int, left: int, pages: int) -> None:
        """Be called by SQLite with the pages left and their number."""
        done = 1 - left / max(1, pages)
        self.progress(self.before + round(done * self.size), self.total)


def rotate(folder: Path, old: VaultKeys, new: VaultKeys, header: Header, progress: Progress) -> None:
    """Encrypt both databases again, under the `new` keys that `header` seals; no connection to them may be open.

    Whatever is raised, `settle` puts the vault right and the header says which keys are in force.

    Raises:
        Cancelled: when `progress` raised it.
        VaultDamaged: when what was written does not read back.
        VaultNotWritable: when the disk refuses it.
    """
    pairs = ((DOSSIERS_NAME, old.dossiers, new.dossiers), (STATISTICS_NAME, old.statistics, new.statistics))
    sizes = [(folder / name).stat().st_size for name, _old, _new in pairs]
    done, total = 0, sum(sizes)
    try:
        for (name, old_key, new_key), size in zip(pairs, sizes, strict=True):
            share = _Share(progress, done, size, total)
            _copy(folder / name, folder / f"{name}{_NEW}", old_key, new_key, share)
            done += size
        write_header(folder, header.evolve(rotating=True))
    except DatabaseError as error:
        raise VaultNotWritable(path=str(folder), detail=str(error.orig)) from None
    except dbapi2.Error as error:  # of the copying itself, which SQLAlchemy does not see
        raise VaultNotWritable(path=str(folder), detail=str(error)) from None
    except OSError as error:
        raise VaultNotWritable(path=str(folder), detail=error.strerror or "") from None
    settle(folder)
    progress(total, total)


def settle(folder: Path) -> None:
    """Finish a rotation that was stopped after its turning point, and forget one that was stopped before.

    Raises:
        VaultNotFound, VaultDamaged, VaultNewer: when the header does not read.
        VaultNotWritable: when the disk refuses it.
    """
    if not any((folder / f"{name}{_NEW}").exists() for name in _NAMES) and not read_header(folder).rotating:
        return
    header = read_header(folder)
    try:
        if not header.rotating:
            _discard(folder)
            return
        for name in _NAMES:
            new = folder / f"{name}{_NEW}"
            if new.exists():
                for suffix in _BESIDE:  # the log of the old file would be applied to the new one
                    (folder / f"{name}{suffix}").unlink(missing_ok=True)
                sync_folder(folder)
                new.replace(folder / name)
        sync_folder(folder)
        write_header(folder, header.evolve(rotating=False), forgets=True)
    except OSError as error:
        raise VaultNotWritable(path=str(folder), detail=error.strerror or "") from None


def _copy(source: Path, target: Path, old_key: bytes, new_key: bytes, share: _Share) -> None:
    """Write `source` to `target` page by page under another key, and read it all back."""
    _remove(target)
    from_engine, to_engine = open_engine(source, old_key), open_engine(target, new_key)
    try:
        with from_engine.connect() as origin, to_engine.connect() as copy:
            origin.connection.driver_connection.backup(  # type: ignore[union-attr] # sqlite3's own, with no stubs
                copy.connection.driver_connection,
                pages=_PAGES_AT_ONCE,
                progress=share,
            )
        with to_engine.connect() as copy:
            unsound = copy.exec_driver_sql("PRAGMA cipher_integrity_check").all()
            copy.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        from_engine.dispose()
        to_engine.dispose()
    if unsound:
        raise VaultDamaged(path=str(source.parent), detail=source.name)
    target.chmod(PRIVATE_FILE)
    sync_file(target)
    sync_folder(target.parent)


def _discard(folder: Path) -> None:
    for name in _NAMES:
        _remove(folder / f"{name}{_NEW}")


def _remove(file: Path) -> None:
    for suffix in ("", *_BESIDE):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
