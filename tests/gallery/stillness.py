"""Holds still what a picture would owe to the moment and not to the window: the clock, the zone, chance, what blinks.

Letters owe nothing to the computer: they are drawn by the Qt that the project locks, with the fonts that it ships; only
a fingerprint is written in the system's own letters of one width, which Debian 12 gives with `fontconfig-config`.
"""

import contextlib
import datetime as dt
import os
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from types import ModuleType, SimpleNamespace
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtWidgets import QApplication

from storage import fact_notes, journal, open_vault, signing, unit_of_work
from tests.vaults import SetClock

_ZONE = "Europe/Paris"
_SEED = 2026
_ASK_THE_COMPUTER = (journal, open_vault, unit_of_work)
"""What reads the computer's clock, and not the one that the use cases are given."""


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Stop the clock where the tests have it, draw the same keys each time, and let no cursor blink."""
    chance = random.Random(_SEED)
    with ExitStack() as until:
        for module in _ASK_THE_COMPUTER:
            until.enter_context(patch.object(module, "dt", _stopped(module.dt)))
        until.enter_context(patch.object(fact_notes, "secrets", SimpleNamespace(randbits=chance.getrandbits)))
        until.enter_context(patch.object(signing, "Ed25519PrivateKey", _keys(chance)))
        until.enter_context(_zone())
        until.enter_context(_no_blinking())
        yield


def _stopped(module: ModuleType) -> SimpleNamespace:
    class Stopped(dt.datetime):
        """A clock that stands still."""

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override] # a datetime as any other
            return SetClock().moment.astimezone(tz)

    return SimpleNamespace(**{**vars(module), "datetime": Stopped})


def _keys(chance: random.Random) -> SimpleNamespace:
    read = Ed25519PrivateKey.from_private_bytes
    return SimpleNamespace(generate=lambda: read(chance.randbytes(32)), from_private_bytes=read)


@contextlib.contextmanager
def _zone() -> Iterator[None]:
    with patch.dict(os.environ, {"TZ": _ZONE}):
        time.tzset()
        yield
    time.tzset()


@contextlib.contextmanager
def _no_blinking() -> Iterator[None]:
    before = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    try:
        yield
    finally:
        QApplication.setCursorFlashTime(before)
