from pathlib import Path

import pytest

from tests.exports.document.papers import write_family


@pytest.fixture(scope="session")
def family(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every document on every person, by its name."""
    return write_family(tmp_path_factory.mktemp("family"))
