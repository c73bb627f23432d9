"""A page of cards under a head: what its model says stands in a banner above them."""

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.surfaces import Banner, scrolled


class Speaking(Protocol):
    """A model that says what became of what was asked, in a sentence."""

    @property
    def said(self) -> SignalInstance:
        """Something was done."""

    @property
    def refused(self) -> SignalInstance:
        """Something was refused."""


class CardsPage(QWidget):
    """The head does not scroll, the cards do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.banner = Banner()
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(12)

    def lay_out(self, *below_the_head: QWidget) -> None:
        """Put the head, these, then the cards, which go on from their top."""
        content = QWidget()
        around = QVBoxLayout(content)
        around.setContentsMargins(0, 0, 10, 0)
        around.addLayout(self.cards)
        around.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 18)
        column.setSpacing(12)
        column.addLayout(self.head)
        for part in below_the_head:
            column.addWidget(part)
        column.addWidget(scrolled(content), 1)

    def listen(self, model: Speaking) -> None:
        """Show what the model says."""
        model.said.connect(self._said)
        model.refused.connect(self._refused)

    def _said(self, words: str) -> None:
        self.banner.say(words, "success")

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")
