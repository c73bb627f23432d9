"""The bundled typeface: the same letters on every computer."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

import resources

_FIRST = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
"""What the door is written with."""
_REST = ("NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf", "DejaVuSans.ttf")
_FAMILIES = ("Noto Sans", "DejaVu Sans")
BASE_SIZE = 10.0
"""Points of the running text at 100 %."""


def load() -> None:
    """Make the bundled fonts known to Qt; once per application."""
    load_first()
    load_rest()


def load_first() -> None:
    """Make known what the first picture is written with."""
    _load(_FIRST)


def load_rest() -> None:
    """Make the others known."""
    _load(_REST)


def _load(names: tuple[str, ...]) -> None:
    folder = Path(resources.__path__[0], "fonts")
    for name in names:
        QFontDatabase.addApplicationFont(str(folder / name))


def base_font(scale: float = 1.0) -> QFont:
    """Return the font of the running text; `scale` is 1.0 at 100 %, 2.0 at 200 % (WCAG 2.2, 1.4.4)."""
    font = QFont(list(_FAMILIES))
    font.setPointSizeF(BASE_SIZE * scale)
    return font
