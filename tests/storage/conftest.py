"""A vault just made, and the sample person inside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.open_vault import SqlcipherVault
from tests import vaults


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[SqlcipherVault]:
    opened = vaults.copied(tmp_path / "coffre")
    yield opened
    opened.lock()
