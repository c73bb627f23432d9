"""The bundled fonts, and text made safe for them: every letter is drawn by a font that has it."""

from functools import cache
from importlib import resources
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

TEXT = "NotoSans"
BOLD = "NotoSans-Bold"
SYMBOLS = "DejaVuSans"
"""Has the letters and signs that the text font lacks."""
_FILES = {
    TEXT: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    "NotoSans-Italic": "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic": "NotoSans-BoldItalic.ttf",
    SYMBOLS: "DejaVuSans.ttf",
}
_UNKNOWN = "\ufffd"


@cache
def load() -> None:
    """Make the bundled fonts known to ReportLab; once."""
    folder = resources.files("resources").joinpath("fonts")
    for name, file in _FILES.items():
        with folder.joinpath(file).open("rb") as opened:
            pdfmetrics.registerFont(TTFont(name, opened))
    for family, (plain, bold, italic, both) in {
        TEXT: (TEXT, BOLD, "NotoSans-Italic", "NotoSans-BoldItalic"),
        BOLD: (BOLD, BOLD, "NotoSans-BoldItalic", "NotoSans-BoldItalic"),
        SYMBOLS: (SYMBOLS,) * 4,
    }.items():
        registerFontFamily(family, plain, bold, italic, both)


def markup(text: str) -> str:
    """Return plain `text` as ReportLab's markup, each letter in a font that has it."""
    runs: list[tuple[bool, list[str]]] = []
    for letter in text:
        has = _is_drawn_by(TEXT, letter) or letter.isspace()
        shown = letter if has or _is_drawn_by(SYMBOLS, letter) else _UNKNOWN
        if runs and runs[-1][0] is has:
            runs[-1][1].append(shown)
        else:
            runs.append((has, [shown]))
    return "".join(
        escape("".join(run)) if has else f'<font name="{SYMBOLS}">{escape("".join(run))}</font>' for has, run in runs
    )


@cache
def _is_drawn_by(font: str, letter: str) -> bool:
    load()
    face = pdfmetrics.getFont(font).face  # type: ignore[attr-defined] # a TTFont, more than the stubs know
    return ord(letter) in face.charToGlyph
