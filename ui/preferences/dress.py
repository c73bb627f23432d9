"""Puts preferences on the application: colours, size of the letters, calm."""

from PySide6 import QtCore
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.preferences.choices import Choices, ThemeChoice
from ui.theme.colours import DARK, LIGHT
from ui.theme.motion import prefer
from ui.theme.theme import Theme

_PERCENT = 100
_HALF = 128


def is_dark(choice: ThemeChoice) -> bool:
    """Whether the dark colours are wanted; the system's own choice decides where it is followed and known."""
    if choice is ThemeChoice.SYSTEM:
        return _system_is_dark()
    return choice is ThemeChoice.DARK


def _system_is_dark() -> bool:
    """As Qt tells; until the application wears a theme, its palette is the system's and tells as much."""
    if not Theme.is_worn():
        return QApplication.palette().color(QPalette.ColorRole.Window).lightness() < _HALF
    return QApplication.styleHints().colorScheme() is QtCore.Qt.ColorScheme.Dark


def theme_of(choices: Choices) -> Theme:
    """Return the theme that these choices ask for."""
    return Theme(dark=is_dark(choices.theme), scale=choices.text_size / _PERCENT)


def is_other(choices: Choices) -> bool:
    """Whether the application wears other colours or sizes than these choices ask for."""
    worn, colours = Theme.current(), DARK if is_dark(choices.theme) else LIGHT
    return (worn.colours, worn.scale) != (colours, choices.text_size / _PERCENT)


def dress(application: QApplication, choices: Choices) -> None:
    """Dress the application; what is drawn already keeps the pictures of before."""
    calm(choices)
    theme_of(choices).put_on(application)


def calm(choices: Choices) -> None:
    """Let nothing slide, fade or blink, or let it again (WCAG 2.2, 2.3.3)."""
    prefer(moves=False if choices.reduced_motion else None)
