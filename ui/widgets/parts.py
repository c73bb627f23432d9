"""Two parts of a page: side by side, or where letters are large one at a time, under two choices."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.chips import choice
from ui.widgets.room import flowing, is_narrow


class Parts(QWidget):
    """Two widgets with their names and their shares of the width."""

    def __init__(self, widgets: Sequence[QWidget], names: Sequence[str], shares: Sequence[int]) -> None:
        super().__init__()
        self._stack: QStackedWidget | None = None
        self._choices = QButtonGroup(self)
        if not is_narrow():
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(18)
            for widget, share in zip(widgets, shares, strict=True):
                row.addWidget(widget, share)
            return
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        chips = []
        for place, (widget, name) in enumerate(zip(widgets, names, strict=True)):
            self._stack.addWidget(widget)
            chip = choice(name, partial(self.bring, place))
            self._choices.addButton(chip, place)
            chips.append(chip)
        column.addWidget(flowing(*chips))
        column.addWidget(self._stack, 1)
        self.bring(0)

    def bring(self, place: int) -> None:
        """Have a part in sight: the first is 0."""
        if self._stack is not None:
            self._stack.setCurrentIndex(place)
            self._choices.button(place).setChecked(True)
