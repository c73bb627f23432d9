"""What things stand on: cards, banners, scrolled pages, empty states."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from passeport.language.typography import typeset
from ui.first_values import ALWAYS_OFF, AT_TOP, NO_FOCUS
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import button
from ui.widgets.texts import restyle, text

_TONES = {"danger": "error", "warning": "warning", "success": "check", "primary": "info"}
"""The icon of each tone of a banner."""
_BELOW = 80
"""Pixels that show around what is brought into view: two lines of a refusal."""


class Card(QFrame):
    """A white surface with a border; its content goes in `body`."""

    def __init__(self, heading: str = "", spacing: int = 10, margin: int = 16) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)
        self.heading_row = QHBoxLayout()
        if heading:
            self.setAccessibleName(heading)
            self.heading_row.addWidget(text(heading, "heading", wraps=False))
            self.heading_row.addStretch()
            self.body.addLayout(self.heading_row)


class Banner(QFrame):
    """A message that stays on the page: what happened, what is kept, what to do."""

    def __init__(self, words: str = "", tone: str = "primary") -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        self._picture = QLabel()
        self._picture.setProperty("alignment", AT_TOP)  # beside the first line
        self.words = text("")
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        self.say(words, tone)

    def say(self, words: str, tone: str = "primary", icon: str = "") -> None:
        """Show `words` with the icon of their tone or another, or hide the banner when there are none."""
        words = typeset(words)
        self.words.setText(words)
        self.setAccessibleName(words)
        if words:  # what is hidden needs neither colour nor picture
            restyle(self, tone=tone)
            self._picture.setPixmap(Theme.current().pixmap(icon or _TONES[tone], tone, 20, self))
        self.setVisible(bool(words))
        if self.isVisible():
            announce(self, words, interrupts=tone == "danger")


class EmptyState(QWidget):
    """What stands where there is nothing yet: says so, and what to do."""

    def __init__(self, icon: str, heading: str, words: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addStretch()
        picture = QLabel()
        picture.setPixmap(Theme.current().pixmap(icon, "primary", 44, self))
        self.heading = text(heading, "heading")
        self.words = text(words, "muted")
        for label in (picture, self.heading, self.words):
            label.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(label)
        self._column.addStretch()

    def offer(self, words: str, icon: str, clicked: Callable[[], object], kind: str = "primary") -> None:
        """Add a button under the words."""
        self._column.insertWidget(
            self._column.count() - 1, button(words, kind, icon, clicked), alignment=QtCore.Qt.AlignmentFlag.AlignCenter
        )


def scrolled(content: QWidget) -> QScrollArea:
    """Return `content` in an area that scrolls down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setProperty("horizontalScrollBarPolicy", ALWAYS_OFF)
    area.setProperty("focusPolicy", NO_FOCUS)
    area.setWidget(content)
    return area


def bring_into_view(widget: QWidget) -> None:
    """Scroll what is around a widget until it shows, with what is said right below it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, _BELOW)
        around = around.parentWidget()


def rule() -> QFrame:
    """Return a thin line."""
    line = QFrame()
    line.setProperty("kind", "rule")
    return line


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout, to fill it again."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)
