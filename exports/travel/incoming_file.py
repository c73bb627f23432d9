"""The bytes of an incoming file: of a regular file only, never more than the bound, never waited for."""

import os
import stat
from pathlib import Path

from exports.travel.bounds import LARGEST_FILE
from passeport.domain.errors import FileNotFound, FileTooLarge
from passeport.domain.text import visible

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""A pipe with a file's name would be waited for at its opening; Windows has none, and says what is binary."""


def bytes_of(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a file.

    Raises:
        FileNotFound: when there is none, when it is a folder, a pipe or a device, or may not be read.
        FileTooLarge: when it is over the bound; nothing of it was read then.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    except (OSError, ValueError):  # a name may hold what no system allows
        raise FileNotFound(path=str(path)) from None
    try:
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise FileNotFound(path=str(path))
            if found.st_size > largest:
                raise FileTooLarge(size=found.st_size, limit=largest)
            data = file.read(largest + 1)
    except OSError:
        raise FileNotFound(path=str(path)) from None
    if len(data) > largest:  # it grew meanwhile
        raise FileTooLarge(size=len(data), limit=largest)
    return data


def shown_name(name: str) -> str:
    """Return a file's name as it may be shown and kept: the bytes that no encoding explains become �."""
    return " ".join(visible(os.fsencode(name).decode(errors="replace")).split())
