"""The door of a vault: whose passphrase this is, with tries that are slowed after failures."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from passeport.domain.errors import AccountDisabled, VaultNotWritable, WrongPassphrase
from storage.slots import Slot, private_key_of
from storage.tries import Tries

Way = Callable[[Slot], bytes | None]
"""Gives the private key of a slot, or None when what was shown is not its own."""


def by_passphrase(passphrase: str) -> Way:
    """Return the usual way in."""
    return lambda slot: private_key_of(slot, passphrase)


def require_patience(folder: Path) -> None:
    """Do nothing when a try is allowed now; raises `TooManyTries` otherwise."""
    Tries(folder).require(dt.datetime.now(dt.UTC))


def let_in(folder: Path, slots: Iterable[Slot], way: Way) -> tuple[Slot, bytes]:
    """Return the slot that opens, and its private key.

    Raises:
        TooManyTries, WrongPassphrase: with the seconds to wait.
        AccountDisabled: when the passphrase is right and the slot opens nothing.
        VaultNotWritable: when a failure cannot be noted.
    """
    tries, now = Tries(folder), dt.datetime.now(dt.UTC)
    try:
        tries.require(now)
        for slot in slots:
            private = way(slot)
            if private is not None:
                tries.succeeded()
                if not slot.is_enabled:
                    raise AccountDisabled(name=slot.account.name)
                return slot, private
        wait = tries.failed(now)
    except OSError as error:
        raise VaultNotWritable(path=str(folder), detail=error.strerror or "") from None
    raise WrongPassphrase(wait=wait)
