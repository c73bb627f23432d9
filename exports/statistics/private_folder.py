"""A folder for what must not stay on a disk in clear: facts between two formats, counts that an engine reads.

It is memory where the system has a place for that (`/dev/shm` on Linux), else in the vault, which empties it when it is
next opened. What a process that was killed left in memory goes at the next use.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - files there are memory, and ours are in a private folder  # nosec B108
_PREFIX = "passeport-"
_PRIVATE = 0o700
_JUST_MADE = 60
"""Seconds during which a folder is left alone: its process may not hold it yet."""


@contextlib.contextmanager
def private_folder(beside: Path | None = None) -> Iterator[Path]:
    """Give a folder that its owner alone reads, and remove it with all that is in it.

    Where memory has no place for files it is made in `beside`, or in the system's temporary folder when None is given.

    Raises:
        OSError: when no folder can be made.
    """
    if not os.access(SHARED_MEMORY, os.W_OK):
        if beside is not None:
            beside.mkdir(mode=_PRIVATE, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=beside) as folder:
            yield Path(folder)
        return
    _sweep(SHARED_MEMORY)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=SHARED_MEMORY) as folder:
        held = _hold(Path(folder))
        try:
            yield Path(folder)
        finally:
            if held is not None:
                os.close(held)


def _sweep(place: Path) -> None:
    """Remove our folders that no process holds any more; others' cannot be removed, and stay."""
    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime < _JUST_MADE:
                continue
            held = _hold(folder)
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)


def _hold(folder: Path) -> int | None:
    """Return what holds a folder until it is closed, or the process ends; None when another holds it."""
    if sys.platform == "win32":
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
