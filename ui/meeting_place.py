"""Where the windows of one user and one vault meet: a local socket whose name says neither."""

import sys
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QStandardPaths


def name_of(vault: Path) -> str:
    """Return a name for this user and this folder."""
    whose = f"{_place(QStandardPaths.StandardLocation.HomeLocation)} {vault.resolve()}".encode()
    digest = QCryptographicHash.hash(whose, QCryptographicHash.Algorithm.Sha256)
    return f"passeport-{bytes(digest.data()).hex()[:24]}"


def may_be_taken(vault: Path) -> bool:
    """Whether another window may be open: without its socket there is none, and nobody needs to be called.

    A named pipe of Windows cannot be seen without being opened.
    """
    return (
        sys.platform == "win32" or Path(_place(QStandardPaths.StandardLocation.TempLocation), name_of(vault)).exists()
    )


def _place(of: QStandardPaths.StandardLocation) -> str:
    return QStandardPaths.writableLocation(of)
