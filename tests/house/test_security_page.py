"""The page on security promises nothing that no test holds."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_the_page_names_its_tests() -> None:
    assert len(NAMED) >= 25
    assert PAGE.count("tests/") == len(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda value: str(value).rpartition("/")[2])
def test_a_test_that_the_page_names_exists(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_threat_is_met() -> None:
    for threat in ("steals", "colleague", "supervisor", "malicious file", "Ransomware", "power cut", "former employee"):
        assert threat in PAGE, threat
