"""The pages that people read: no link leads nowhere, every key that they name exists, and no word is misspelled."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
GUIDE = ROOT / "docs" / "guide"
ENGLISH = GUIDE / "en"
FRENCH = sorted(page for page in GUIDE.rglob("*.md") if not page.is_relative_to(ENGLISH))
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
HEADING = re.compile(r"^#+(?= )", re.MULTILINE)
PICTURE = re.compile(r"!\[[^]]+\]\([./]*screenshots/(?:en/)?([^)]+)\)")
OURS = {"fr_FR": GUIDE / "mots.txt", "en_GB": ENGLISH / "words.txt"}
"""Words of the trade that a dictionary does not know."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link and "mailto" not in link
    ]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", FRENCH, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_word_of_the_guide_is_misspelled(page: Path) -> None:
    assert _misspelled(_prose(page.read_text(encoding="utf-8")), "fr_FR") == set()


@pytest.mark.parametrize("page", sorted(ENGLISH.rglob("*.md")), ids=lambda page: str(page.relative_to(ENGLISH)))
def test_no_word_of_the_guide_in_english_is_misspelled(page: Path) -> None:
    assert _misspelled(_prose(page.read_text(encoding="utf-8")), "en_GB") == set()


def test_the_spelling_check_finds_a_fault() -> None:
    assert _misspelled("Le conseiler ouvre un dossier.", "fr_FR") == {"conseiler"}
    assert _misspelled("The advisor opens a recrod of the center.", "en_GB") == {"recrod", "center"}


@pytest.mark.parametrize("page", FRENCH, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_page_has_its_twin_in_english(page: Path) -> None:
    """As many headings of each level, the same pictures in the same order; `PICTURE` forgets the way to them."""
    french = page.read_text(encoding="utf-8")
    english = (ENGLISH / page.relative_to(GUIDE)).read_text(encoding="utf-8")
    assert HEADING.findall(_without_blocks(english)) == HEADING.findall(_without_blocks(french))
    assert PICTURE.findall(english) == PICTURE.findall(french)


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
    text = re.sub(r"`[^`]*`", "", _without_blocks(text))
    return re.sub(r"\]\([^)]*\)", "]", text)


def _without_blocks(text: str) -> str:
    """Return a page without what is to be typed, whose remarks begin as headings do."""
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def _misspelled(text: str, language: str) -> set[str]:
    """Return the words that neither a dictionary nor we know; the test is skipped where there is no dictionary."""
    if shutil.which("hunspell") is None or language not in _dictionaries():
        pytest.skip(f"hunspell and its dictionary {language} are absent: the guide was not spelled")
    words = text.replace("’", "'")
    command = ["hunspell", "-d", language, "-i", "utf-8", "-l"]
    said = subprocess.run(command, input=words, capture_output=True, text=True, check=True).stdout
    known = set(OURS[language].read_text(encoding="utf-8").split())
    return {word for word in said.split() if word not in known}
