"""One process per vault, by a lock that the system drops when the process ends, however it ends."""

import contextlib
import os
import sys
from pathlib import Path

from passeport.domain.errors import VaultInUse, VaultNotWritable
from storage.files import PRIVATE_FILE

_FILE_NAME = "vault.lock"


class ProcessLock:
    """Holds the vault's lock from construction to `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            VaultInUse: when another process, or another window of this one, holds it.
            VaultNotWritable: when the lock file cannot be made.
        """
        try:
            self._descriptor: int | None = os.open(folder / _FILE_NAME, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        except OSError as error:
            raise VaultNotWritable(path=str(folder), detail=error.strerror or "") from None
        try:
            _lock(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise VaultInUse(path=str(folder)) from None

    def release(self) -> None:
        """Give the lock back; harmless the second time."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
