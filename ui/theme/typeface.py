"""The bundled typeface: the same letters on every computer."""

from importlib import resources

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic.ttf",
    "DejaVuSans.ttf",
)
_FAMILIES = ("Noto Sans", "DejaVu Sans")
BASE_SIZE = 10.0
"""Points of the running text at 100 %."""


def load() -> None:
    """Make the bundled fonts known to Qt; once per application."""
    folder = resources.files("resources").joinpath("fonts")
    for name in _FILES:
        QFontDatabase.addApplicationFontFromData(QByteArray(folder.joinpath(name).read_bytes()))


def base_font(scale: float = 1.0) -> QFont:
    """Return the font of the running text; `scale` is 1.0 at 100 %, 2.0 at 200 % (WCAG 2.2, 1.4.4)."""
    font = QFont(list(_FAMILIES))
    font.setPointSizeF(BASE_SIZE * scale)
    return font
