"""What the use cases need from the world outside, as protocols named after the need: what every one of them needs.

`storage` and `exports` provide them, `passeport.wiring` plugs them in. The others stand beside, by what they are about:
`dossier_ports`, `journal_ports`, `vault_ports`, `file_ports`.
"""

import datetime as dt
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

Progress = Callable[[int, int], None]
"""Called with (done, total); raises `Cancelled` when the user stopped the operation."""


def in_silence(_done: int, _total: int) -> None:
    """The `Progress` of who watches nothing."""


class Clock(Protocol):
    """The present moment."""

    def now(self) -> dt.datetime:
        """Return the moment, aware of its time zone."""

    def today(self) -> dt.date:
        """Return the day where the conseiller sits."""


class Identifiers(Protocol):
    """A source of new identifiers."""

    def new(self) -> UUID:
        """Return an identifier that was never used."""


class Signer(Protocol):
    """The station's signing key."""

    @property
    def public_key(self) -> bytes:
        """The Ed25519 public key: 32 bytes (RFC 8032)."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of `message`: 64 bytes (RFC 8032)."""
