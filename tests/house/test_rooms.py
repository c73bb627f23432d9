"""What stands at the top of the project, and what tests may lean on."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TOP = {
    "passeport",
    "ui",
    "storage",
    "exports",
    "resources",
    "tests",
    "installer",
    "benchmarks",
    "docs",
    "pyproject.toml",
    "uv.lock",
    "Makefile",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "LICENSE",
}


def tracked() -> list[str]:
    return subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_top_level_holds_what_was_decided_and_nothing_else() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_the_installer_is_no_package() -> None:
    assert not list((ROOT / "installer").rglob("__init__.py"))


def test_each_package_says_that_it_is_typed() -> None:
    for package in ("passeport", "ui", "storage", "exports", "resources"):
        assert (ROOT / package / "py.typed").exists(), package


def test_no_test_leans_on_another_test() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "tests").rglob("*.py")
        for name in imported(path)
        if name.split(".")[-1].startswith("test_") or (name.startswith("tests.") and ".test_" in name)
    }
    assert not found


def test_no_product_code_imports_the_tests() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for room in ("passeport", "ui", "storage", "exports", "resources", "installer")
        for path in (ROOT / room).rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] == "tests"
    }
    assert not found


def test_no_file_grows_without_end() -> None:
    long = {
        name: count
        for name in tracked()
        if name.endswith(".py") and (ROOT / name).exists()
        for count in [len((ROOT / name).read_text(encoding="utf-8").splitlines())]
        if count > 600
    }
    assert not long
