"""The locked environment: uv comes with the lock's version and hashes, and pip's own settings are seen."""

import sys
import tomllib
from pathlib import Path

import pytest

from installer import environment


def test_uv_is_asked_for_as_the_lock_has_it() -> None:
    lock = tomllib.loads((environment.ROOT / "uv.lock").read_text(encoding="utf-8"))
    (version,) = [package["version"] for package in lock["package"] if package["name"] == "uv"]
    requirement = environment.locked_uv()
    assert requirement.startswith(f"uv=={version} --hash=sha256:")


@pytest.mark.parametrize("variable", ["PIP_INDEX_URL", "PIP_PROXY"])
def test_a_source_of_this_computer_is_seen(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "https://exemple.invalid/simple")
    assert environment.pip_has_its_own_source(Path(sys.executable))


def test_the_settings_of_a_file_are_seen_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://exemple.invalid/simple\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert environment.pip_has_its_own_source(Path(sys.executable))
