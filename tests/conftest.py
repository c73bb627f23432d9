"""Common ground of the tests: no screen is needed, and the official checks are used where they are.

With HYPOTHESIS_PROFILE=ci, chance is the same at each run, so that a change is never refused for what it did not do.
"""

import os
import tempfile
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of official schemas, real documents and checks; the test is skipped where it is absent."""
    if not (SHARED / "checks").is_dir():
        pytest.skip("../shared is absent: the official checks were not run")
    return SHARED


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that another user of this computer can walk into, as `tmp_path` is not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


_PATIENCE = 60_000
"""Milliseconds before a wait is given up: a computer that does ten other things is no fault of the window."""


class PatientBot(QtBot):
    """A bot that waits as long as a busy computer needs."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=_PATIENCE)  # noqa: N815 - the name that pytest-qt gave
    waitSignal = partialmethod(QtBot.waitSignal, timeout=_PATIENCE)  # noqa: N815 - the name that pytest-qt gave
    waitSignals = partialmethod(QtBot.waitSignals, timeout=_PATIENCE)  # noqa: N815 - the name that pytest-qt gave


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The bot of the window's tests."""
    assert qapp
    return PatientBot(request)
