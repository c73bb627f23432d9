"""Several choices at once, each a small button that stays pressed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from passeport.domain.vocabulary import vocabulary
from passeport.language.labels import label_of
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout

__all__ = ["Chips", "FlowLayout", "choice", "fit_choice"]

_AROUND = 28
"""Pixels of a chip beside its words: its margins and borders in the style sheet."""


def choice(words: str, clicked: Callable[[], object]) -> QPushButton:
    """Return a small button that stays pressed, wide enough for its words in bold: that is how a choice is shown."""
    chip = button(words, "chip", clicked=clicked)
    chip.setCheckable(True)
    fit_choice(chip, words)
    return chip


def fit_choice(chip: QPushButton, words: str) -> None:
    """Give a choice other words, and the room for them."""
    words = typeset(words)
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
            chip = button(typeset(label_of(term)), "chip")
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
