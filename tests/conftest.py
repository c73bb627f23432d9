"""Common ground of the tests: no screen is needed, and the official checks are used where they are."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

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
