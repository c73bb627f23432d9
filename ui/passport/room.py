"""Room on the page: what stands side by side goes one below the other when letters are large (WCAG 2.2, 1.4.4)."""

from PySide6.QtWidgets import QBoxLayout

from ui.theme.theme import Theme

_LARGE = 1.5
"""Scale of the letters from which two columns no longer fit a window of 1120 pixels."""


def is_narrow() -> bool:
    """Whether letters are too large for two columns."""
    return Theme.current().scale >= _LARGE


def side_by_side() -> QBoxLayout:
    """Return a row, or a column where a row would be too wide."""
    return QBoxLayout(QBoxLayout.Direction.TopToBottom if is_narrow() else QBoxLayout.Direction.LeftToRight)


def scaled(pixels: int) -> int:
    """Return a width that follows the size of the letters."""
    return round(pixels * Theme.current().scale)
