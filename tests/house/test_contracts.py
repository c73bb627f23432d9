"""The layers and rooms of the house: import-linter keeps them, and a planted breach of each is caught."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("passeport", "ui", "storage", "exports", "resources")

# The contract → what is planted: a file of the copy, and the line that breaks the contract.
BREACHES = {
    "Everything points down": ("passeport/domain/text.py", "import passeport.services.editing"),
    "Qt lives in ui": ("passeport/services/editing.py", "import PySide6.QtCore"),
    "SQL lives in storage": ("ui/tasks.py", "import sqlalchemy"),
    "PDF and XML live in exports": ("storage/files.py", "import lxml.etree"),
    "Keys and signatures live in storage and exports": ("passeport/domain/account.py", "import cryptography"),
    "Counting and solving live in exports": ("storage/fact_store.py", "import duckdb"),
    "Nothing imports in a circle": ("storage/keys.py", "import storage.vault"),
}


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([command, "--no-cache", "--no-logo"], cwd=house, capture_output=True, text=True, check=False)


def data_and_caches(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "__pycache__" or Path(name).suffix not in {"", ".py"}]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=data_and_caches)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_are_kept(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_a_planted_breach_is_caught(house: Path, contract: str) -> None:
    name, line = BREACHES[contract]
    planted = house / name
    planted.write_text(f"{planted.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    done = lint(house)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout


def test_storage_and_exports_do_not_know_each_other(house: Path) -> None:
    planted = house / "exports" / "travel" / "bounds.py"
    planted.write_text(f"{planted.read_text(encoding='utf-8')}\nimport storage.files\n", encoding="utf-8")
    done = lint(house)
    assert done.returncode != 0
    assert "exports is not allowed to import storage" in done.stdout


def test_every_contract_has_its_breach() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]} == set(BREACHES)
