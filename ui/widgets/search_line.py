"""The field in which one looks for something, with a magnifier as large as the letters."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme.theme import Theme
from ui.widgets.room import scaled

_ICON = 16
"""Pixels of the magnifier, at 100 %: Qt draws the icon of an action of a line at one size, whatever the letters."""
_AROUND = 12
"""Pixels at its left; half as many at its right."""


class SearchLine(QLineEdit):
    """Named for what is looked for; `hint` says by what it is found."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(clearButtonEnabled=True)
        self.setProperty("kind", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setTextMargins(scaled(_ICON) + _AROUND // 2, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the magnifier before the words."""
        super().paintEvent(event)
        side = scaled(_ICON)
        painter = QPainter(self)
        painter.drawPixmap(_AROUND, (self.height() - side) // 2, Theme.current().pixmap("search", "muted", _ICON, self))
        painter.end()
