"""Several choices at once, each a small button that stays pressed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QWidget

from passeport.domain.vocabulary import vocabulary
from passeport.language.typography import typeset
from ui.widgets.buttons import button

_AROUND = 28
"""Pixels of a chip beside its words: its margins and borders in the style sheet."""


class FlowLayout(QLayout):
    """Puts its items side by side and goes to the next line when there is no room left."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's names, here and below
        """Add an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take an item out, or return None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Return that it wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of one item: the width is given from outside."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        placed: list[tuple[QLayoutItem, QPoint, QSize]] = []
        for item in self._items:
            size = item.sizeHint()
            if x + size.width() > rect.right() + 1 and line:
                x, y, line = rect.x(), y + line + self.spacing(), 0
                placed.clear()
            placed.append((item, QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
            for held, corner, its in placed if move else ():  # each in the middle of its line, whatever its height
                held.setGeometry(QRect(corner + QPoint(0, (line - its.height()) // 2), its))
        return y + line - rect.y()


def choice(words: str, clicked: Callable[[], object]) -> QPushButton:
    """Return a small button that stays pressed, wide enough for its words in bold: that is how a choice is shown."""
    chip = button(words, "chip", clicked=clicked)
    chip.setCheckable(True)
    fit_choice(chip, words)
    return chip


def fit_choice(chip: QPushButton, words: str) -> None:
    """Give a choice other words, and the room for them."""
    chip.setText(words)
    chip.ensurePolished()
    bold = QFont(chip.font())
    bold.setBold(True)
    chip.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(words) + _AROUND)


class Chips(QWidget):
    """The terms of a vocabulary, any number of which may be chosen."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self._chips: dict[str, QPushButton] = {}
        for term in vocabulary(name).terms:
            chip = button(typeset(term.label()), "chip")
            chip.setCheckable(True)
            chip.toggled.connect(self.changed)
            flow.addWidget(chip)
            self._chips[term.code] = chip

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes chosen, in the order of the vocabulary."""
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    @codes.setter
    def codes(self, values: tuple[str, ...]) -> None:
        for code, chip in self._chips.items():
            chip.setChecked(code in values)
