"""A small file of settings on this computer, outside every vault: only its owner may read it, and it names nobody."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths

FILE_NAME = "preferences.ini"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


class NotReadable(Exception):  # noqa: N818 - it is a state of the file, told in a sentence by who asks
    """The file is there, and says nothing that can be understood."""


def folder() -> Path:
    """Return the folder of such files, for the system's user; `XDG_CONFIG_HOME` moves it on Linux."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)) / "passeport"


def read(path: Path) -> dict[str, str]:
    """Return what a file keeps, by key (`group/key` in a group); nothing when there is no file.

    Raises:
        NotReadable: when it is no such file, or may not be read.
    """
    if not path.exists():
        return {}
    if not os.access(path, os.R_OK):
        raise NotReadable
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - a first start reads none

    settings = QSettings(str(path), QSettings.Format.IniFormat)
    keys = settings.allKeys()
    if settings.status() is not QSettings.Status.NoError or (not keys and path.stat().st_size > 0):
        raise NotReadable
    return {key: str(settings.value(key, "")) for key in keys}


def write(path: Path, values: Mapping[str, str]) -> bool:
    """Keep these values and no others, whole or not at all; False when the disk refuses."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415

    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _PRIVATE_FILE))  # private from its first byte
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    settings.clear()
    for key, value in values.items():
        settings.setValue(key, value)
    settings.sync()
    with contextlib.suppress(OSError):
        path.chmod(_PRIVATE_FILE)
    return settings.status() is QSettings.Status.NoError
