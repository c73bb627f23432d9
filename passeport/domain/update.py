"""What a publisher signs of an update: which package it is, to the byte, and of which version."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from passeport.domain.errors import UpdateRefused
from passeport.domain.model import DomainModel

PublisherKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]
"""An Ed25519 public key (RFC 8032), 32 bytes in base64."""


class UpdateFault(StrEnum):
    """Why an update is refused."""

    NO_KEY = "no_key"
    """This computer knows no publisher."""
    NO_SIGNATURE = "no_signature"
    UNREADABLE = "unreadable"
    """The signature's file is not one."""
    UNKNOWN_KEY = "unknown_key"
    BROKEN = "broken"
    """The signature is not the publisher's, or of something else."""
    OTHER_FILE = "other_file"
    """The package is not the one that was signed."""
    OTHER_SYSTEM = "other_system"
    OLDER = "older"
    SAME = "same"
    NO_RIGHT = "no_right"
    """Who asks may not install programs on this computer."""
    NOT_INSTALLED = "not_installed"
    """The system's installer refused it."""


class UpdateStatement(DomainModel):
    """The facts of a package that are signed together, so that none can be taken from another one."""

    application: Literal["passeport"] = "passeport"
    version: Annotated[str, Field(pattern=r"^\d{1,5}\.\d{1,5}\.\d{1,5}$")]
    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(deb|msi)$")]
    size: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    def require_newer_than(self, installed: str) -> None:
        """Refuse to go back, or to install what is there.

        Raises:
            UpdateRefused: when the version is not after `installed`.
        """
        if _numbers(self.version) <= _numbers(installed):
            same = _numbers(self.version) == _numbers(installed)
            fault = UpdateFault.SAME if same else UpdateFault.OLDER
            raise UpdateRefused(reason=fault, file=self.file, found=self.version, installed=installed)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
