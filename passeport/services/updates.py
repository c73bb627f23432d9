"""Use case: is this update the publisher's, whole, for this system, and newer than what is here?

Nothing is fetched and nothing is installed by itself: a file is brought, on a key or a share, with its signature beside
it. What is installed is a copy that was made while its digest was computed, so that nobody changes it in between.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from passeport.domain.errors import FileNotFound, UpdateRefused
from passeport.domain.update import UpdateFault, UpdateStatement

SIGNATURE_SUFFIX = ".signature"
"""Added to the whole name of the package."""
_LARGEST_SIGNATURE = 10_000
"""Bytes; a signature has five hundred."""
_AT_ONCE = 1 << 20
_PACKAGES = {"linux": ".deb", "win32": ".msi"}
"""What each system installs, by `sys.platform`."""


class SignatureReader(Protocol):
    """Port: what a publisher says of a package."""

    def statement(self, data: bytes, keys: Sequence[str]) -> UpdateStatement:
        """Return what is signed by one of the keys; raises `UpdateRefused`."""
        ...


@dataclass(frozen=True)
class Updates:
    """Judges the updates that are brought to this computer."""

    reader: SignatureReader
    keys: tuple[str, ...]
    """The publishers whose updates are taken here: an IT department fixes them."""
    installed: str
    """The version that is here."""
    platform: str
    """`sys.platform`."""

    def check(self, package: Path, copy: Path | None = None) -> UpdateStatement:
        """Return what the publisher says of a package, once all of it is true; write a `copy` of it on the way.

        Raises:
            UpdateRefused: with the reason; nothing that stands at `copy` is to be used then.
            FileNotFound: when there is no package.
        """
        if not self.keys:
            raise UpdateRefused(reason=UpdateFault.NO_KEY, file=package.name)
        if not package.is_file():
            raise FileNotFound(path=str(package))
        statement = self.reader.statement(self._signature(package), self.keys)
        if package.suffix != _PACKAGES.get(self.platform):
            raise UpdateRefused(reason=UpdateFault.OTHER_SYSTEM, file=package.name)
        statement.require_newer_than(self.installed)
        if package.name != statement.file or _measured(package, copy, statement.size) != statement.sha256:
            raise UpdateRefused(reason=UpdateFault.OTHER_FILE, file=package.name)
        return statement

    def _signature(self, package: Path) -> bytes:
        try:
            with package.with_name(package.name + SIGNATURE_SUFFIX).open("rb") as file:
                return file.read(_LARGEST_SIGNATURE)
        except OSError:
            raise UpdateRefused(reason=UpdateFault.NO_SIGNATURE, file=package.name) from None


def _measured(package: Path, copy: Path | None, size: int) -> str:
    """Return the SHA-256 of a file, copied on the way; one that is larger than what was signed is not read on."""
    digest = hashlib.sha256()
    read = 0
    with contextlib.ExitStack() as files:
        try:
            file = files.enter_context(package.open("rb"))
            made = files.enter_context(copy.open("xb")) if copy is not None else None
            while read <= size and (block := file.read(_AT_ONCE)):
                read += len(block)
                digest.update(block)
                if made is not None:
                    made.write(block)
        except OSError:
            raise FileNotFound(path=str(package)) from None
    return digest.hexdigest() if read == size else ""
