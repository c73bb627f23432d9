"""The bundled fonts: each letter is drawn by one that has it; what none has is shown as missing, never left out."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from reportlab.pdfbase.ttfonts import TTFontFace

TEXT = "NotoSans"
BOLD = "NotoSans-Bold"
ITALIC = "NotoSans-Italic"
BOLD_ITALIC = "NotoSans-BoldItalic"
SYMBOLS = "DejaVuSans"
"""Has the signs and the scripts (Arabic, Hebrew, Armenian, Georgian…) that the text font lacks."""
MISSING = "\ufffd"
"""What stands for a letter that no font has."""

_FILES = {
    TEXT: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
    BOLD_ITALIC: "NotoSans-BoldItalic.ttf",
    SYMBOLS: "DejaVuSans.ttf",
}
_FACES = {(False, False): TEXT, (True, False): BOLD, (False, True): ITALIC, (True, True): BOLD_ITALIC}
_IGNORED = dict.fromkeys(
    (
        *range(0x200B, 0x2010),  # joiners and marks of direction: they ask something of a shaper, and draw nothing
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),  # variation selectors
        0xFEFF,
    )
)
"""Letters that are not drawn (Unicode's default ignorable code points, but the soft hyphen)."""
_RIGHT_TO_LEFT = {"R", "AL"}
_RESHAPER = ArabicReshaper({"delete_harakat": False, "support_ligatures": True, "ARABIC LIGATURE ALLAH": False})
"""No font here has the name of God as one sign (U+FDF2): its letters are drawn, in `Abdallah` too."""


class Piece(NamedTuple):
    """Some letters that one font draws."""

    font: str
    text: str
    """In the order of reading; Arabic letters in the forms that they take beside one another."""
    original: str
    """As they were written; they differ from `text` for a script that runs from right to left."""
    right_to_left: bool


def load() -> None:
    """Read the fonts that every document uses, for a process that is about to write many."""
    for font in (TEXT, BOLD):
        face_of(font)


def face(*, bold: bool = False, italic: bool = False) -> str:
    """Return the name of the text font in this weight and slant."""
    return _FACES[bold, italic]


def pieces(text: str, font: str, missing: set[str]) -> Iterator[Piece]:
    """Give the pieces of a text without spaces, each in a font that has it; note in `missing` what none has."""
    letters = _letters(font)
    if letters.issuperset(text):
        yield Piece(font, text, text, right_to_left=False)
        return
    text = unicodedata.normalize("NFC", text.translate(_IGNORED))
    if is_right_to_left(text):
        yield Piece(SYMBOLS, _known(_RESHAPER.reshape(text), missing, text), text, right_to_left=True)
        return
    start = 0
    for place in range(1, len(text) + 1):
        here = text[start] in letters
        if place == len(text) or (text[place] in letters) is not here:
            part = text[start:place]
            known = part if here else _known(part, missing, part)
            yield Piece(font if here else SYMBOLS, known, known, right_to_left=False)
            start = place


def is_right_to_left(text: str) -> bool:
    """Tell whether a letter of the text is of a script that runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def displayed(text: str) -> str:
    """Return a piece of text from right to left in the order in which it is drawn (UAX #9)."""
    return str(get_display(text, base_dir="R"))


@lru_cache(maxsize=20_000)
def width(text: str, font: str) -> float:
    """Return the width of a text, in points at size 1."""
    widths = _widths(font)
    return sum(widths[letter] for letter in text)


def measured(text: str, font: str) -> float | None:
    """Return the width of a text, in points at size 1; None when the font lacks one of its letters."""
    return sum(map(_widths(font).__getitem__, text)) if _letters(font).issuperset(text) else None


@lru_cache(maxsize=20_000)
def width_if_drawn(word: str, font: str) -> float | None:
    """Return the same of a word, which is remembered: the next document has it too."""
    return measured(word, font)


def _known(shaped: str, missing: set[str], original: str) -> str:
    letters = _letters(SYMBOLS)
    if letters.issuperset(shaped):
        return shaped
    lacking = {letter for letter in original if letter not in letters}
    missing.update(lacking or original)  # a form that is lacking of a letter that is not: the word is shown as missing
    return "".join(letter if letter in letters else MISSING for letter in shaped)


@cache
def _letters(font: str) -> frozenset[str]:
    found = (chr(code) for code in face_of(font).charToGlyph)
    # a letter for private use says nothing to anybody, one that is not drawn has no place on a page: PDF/A and PDF/UA
    # refuse both, whatever the font has (ISO 19005-3, 6.2.11.7; ISO 14289-1, 7.21.7)
    return frozenset(one for one in found if unicodedata.category(one) not in {"Co", "Cn"} and ord(one) not in _IGNORED)


class _Widths(dict[str, float]):
    def __init__(self, font: str) -> None:
        super().__init__()
        self._face = face_of(font)

    def __missing__(self, letter: str) -> float:
        # ReportLab draws a no-break space as a space
        code = 0x20 if letter == "\u00a0" else ord(letter)
        found: float = self._face.charWidths.get(code, self._face.defaultWidth) / 1000
        self[letter] = found
        return found


@cache
def _widths(font: str) -> _Widths:
    return _Widths(font)


@cache
def face_of(font: str) -> Any:  # noqa: ANN401 - ReportLab's TTFontFace, more than the stubs know
    """Return a bundled font, as ReportLab reads it."""
    with resources.files("resources").joinpath("fonts", _FILES[font]).open("rb") as opened:
        return TTFontFace(opened)
