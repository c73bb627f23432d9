"""The pages that people read: no link leads nowhere, every key that they name exists, and no word is misspelled."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ENGLISH = ROOT / "docs" / "guide" / "en"
FRENCH = sorted(page for page in ROOT.glob("docs/guide/**/*.md") if not page.is_relative_to(ENGLISH))
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
OURS = ROOT / "docs" / "guide" / "mots.txt"
"""Words of the trade that the dictionary does not know."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link and "mailto" not in link
    ]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", FRENCH, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_word_of_the_guide_is_misspelled(page: Path) -> None:
    if shutil.which("hunspell") is None or "fr_FR" not in _dictionaries():
        pytest.skip("hunspell and its French dictionary are absent: the guide was not spelled")
    assert _misspelled(_prose(page.read_text(encoding="utf-8"))) == set()


def test_the_spelling_check_finds_a_fault() -> None:
    if shutil.which("hunspell") is None or "fr_FR" not in _dictionaries():
        pytest.skip("hunspell and its French dictionary are absent: the guide was not spelled")
    assert _misspelled("Le conseiler ouvre un dossier.") == {"conseiler"}


def test_the_keys_that_the_guide_names_are_those_of_the_window() -> None:
    named = set(
        re.findall(r"\*\*((?:Ctrl|Alt)\+[^*]+)\*\*", (ROOT / "docs/guide/conseiller.md").read_text(encoding="utf-8"))
    )
    window = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    english = {"Entrée": "Return", "Maj": "Shift", "Début": "Home"}
    for keys in named:
        asked = "+".join(english.get(key, key) for key in keys.split("+"))
        assert f'"{asked}"' in window, keys


def _dictionaries() -> str:
    said = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)
    return said.stdout + said.stderr


def _prose(text: str) -> str:
    """Return what is read: neither code, nor links' targets, nor tables' rules."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`", "", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


def _misspelled(text: str) -> set[str]:
    words = text.replace("’", "'")
    command = ["hunspell", "-d", "fr_FR", "-i", "utf-8", "-l"]
    said = subprocess.run(command, input=words, capture_output=True, text=True, check=True).stdout
    known = set(OURS.read_text(encoding="utf-8").split())
    return {word for word in said.split() if word not in known}
