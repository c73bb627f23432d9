"""A file on the disk that is whole or absent: written beside its place, and named last."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.errors import OutputNotWritten

_REASONS = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.ENOENT: "dossier introuvable",
    errno.ENOTDIR: "dossier introuvable",
    errno.ENOSPC: "plus de place sur le disque",
    errno.EDQUOT: "plus de place sur le disque",
    errno.EROFS: "support en lecture seule",
    errno.EISDIR: "c’est un dossier",
    errno.ENAMETOOLONG: "nom trop long",
}


@dataclass(frozen=True)
class AtomicFile:
    """Bytes on the disk beside their place, under a name of their own until they are published."""

    written: Path
    place: Path

    def publish(self) -> None:
        """Give the file its name, at once and whole.

        Raises:
            OutputNotWritten: when the folder refuses it; what stood there before is untouched.
        """
        try:
            self.written.replace(self.place)
            _sync_folder(self.place.parent)
        except OSError as error:
            raise _refusal(self.place, error) from None


class AtomicOutput:
    """Writes beside the target, and gives the name last: a power cut leaves the old file or the new one."""

    @contextlib.contextmanager
    def prepare(self, path: Path, data: bytes) -> Iterator[AtomicFile]:
        """Write `data` beside `path`, readable by its owner alone; without `publish` nothing remains.

        Raises:
            OutputNotWritten: when the folder or the disk refuses it.
        """
        try:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, path.name)
            written = _written_beside(path, data)
        except OSError as error:
            raise _refusal(path, error) from None
        try:
            yield AtomicFile(written, path)
        finally:
            written.unlink(missing_ok=True)


def _written_beside(path: Path, data: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=".passeport-", suffix=".part", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        written.unlink(missing_ok=True)
        raise
    return written


def _sync_folder(folder: Path) -> None:
    # so that the new name survives a power cut (fsync(2)); Windows has no such call and needs none
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refusal(path: Path, error: OSError) -> OutputNotWritten:
    return OutputNotWritten(path=str(path), detail=_REASONS.get(error.errno or 0, "écriture impossible"))
