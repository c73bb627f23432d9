"""Each dependency is imported and justified, and the lock asks nothing of one particular computer."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[^A-Za-z0-9_.-]", requirement)[0].lower() for requirement in requirements]


RUNTIME = names(SETTINGS["project"]["dependencies"])
DEVELOPMENT = names(SETTINGS["dependency-groups"]["dev"])


def imported_distributions() -> set[str]:
    modules = {
        name.split(".")[0]
        for room in ("passeport", "ui", "storage", "exports")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _names_in(node)
    }
    homes = packages_distributions()
    return {home.lower().replace("_", "-") for module in modules for home in homes.get(module, ())}


def _names_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


@pytest.mark.parametrize("name", [*RUNTIME, *DEVELOPMENT])
def test_a_dependency_is_justified(name: str) -> None:
    assert re.search(rf"(?m)^\| [^|]*\b{re.escape(name)}\b", PAGE)


def test_no_page_justifies_what_is_gone() -> None:
    listed = {name for cell in re.findall(r"(?m)^\| ([a-z][^|]*) \|", PAGE) for name in cell.split(", ")}
    assert listed == {*RUNTIME, *DEVELOPMENT}


def test_a_dependency_is_imported() -> None:
    assert set(RUNTIME) <= imported_distributions()


def test_the_lock_holds_for_every_computer() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    addresses = set(re.findall(r"[a-z]+://[^/\"]+", lock))
    assert addresses
    assert [address for address in addresses if not re.fullmatch(r"https://[a-z.]+\.(org|io|com)", address)] == []
    assert set(re.findall(r"source = \{ (\w+)", lock)) == {"editable", "registry"}
