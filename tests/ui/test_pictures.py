"""The pictures that people are shown are those of today’s window; `make screenshots` mends one that aged.

French here; `test_english.py` compares those of the English guide."""

import re
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication

from passeport.language.catalogue import REFERENCE, language
from tests.gallery.papers import PAPERS
from tests.gallery.pictures import PAGES, differ, papers_taken, taken
from tests.gallery.stage import Look

ROOT = Path(__file__).resolve().parents[2]
PLACE = "screenshots" if language() == REFERENCE else f"screenshots/{language()}"
KEPT = ROOT / "docs" / PLACE
READ = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
SHOWN = frozenset(
    name for page in READ for name in re.findall(rf"{PLACE}/([\w-]+)\.png", page.read_text(encoding="utf-8"))
)
"""What the guide shows, in the files and in the help of the window, and the other pages."""


def test_a_page_shows_only_pictures_that_are_made_of_the_window() -> None:
    assert SHOWN
    assert PAGES | PAPERS.keys() >= SHOWN


@pytest.mark.skipif(sys.platform != "linux", reason="each system draws letters its own way: compared on Linux")
def test_no_picture_of_the_guide_has_aged(qapp: QApplication) -> None:
    assert qapp is not None
    today = dict([*taken(SHOWN, Look()), *papers_taken(SHOWN)])
    assert today.keys() == SHOWN
    aged = sorted(name for name in SHOWN if _aged(KEPT / f"{name}.png", today[name]))
    assert aged == [], "these pictures show the window of another day: `make screenshots`, look at them, commit them"


def _aged(kept: Path, today: Image.Image) -> bool:
    return not kept.exists() or differ(Image.open(kept), today)


def test_a_letter_that_became_another_ages_a_picture_and_a_softer_edge_does_not() -> None:
    said, other, softer = (Image.new("RGB", (200, 40), "white") for _ in range(3))
    for image, words in ((said, "Remettre"), (other, "Remettra"), (softer, "Remettre")):
        ImageDraw.Draw(image).text((10, 10), words, fill="black")
    softer.putpixel((5, 5), (220, 220, 220))
    assert differ(said, other)
    assert not differ(said, softer)
    assert differ(said, said.resize((200, 41)))
