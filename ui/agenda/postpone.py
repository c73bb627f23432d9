"""Putting a line off: one key for the usual days, or a day as one says it."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passeport.language import agenda
from passeport.language.catalogue import tr
from passeport.language.days_to_come import understood_to_come
from passeport.language.typography import begun, typeset
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field
from ui.widgets.texts import text

_USUAL = (tr("demain"), tr("lundi"), tr("dans une semaine"), tr("dans 15 jours"), tr("dans un mois"))
_NOT_UNDERSTOOD = tr("Écrivez un jour à venir : demain, lundi, dans 3 jours, 12/10…")


class PostponeDialog(Dialog):
    """Asks for a day to come."""

    chosen = Signal(object)
    """The day."""

    def __init__(self, what: str, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=440)
        self.setWindowTitle(tr("Reporter"))
        self._today = today
        self.entry = QLineEdit()
        self.entry.setPlaceholderText(tr("lundi, dans 3 jours, 12/10…"))
        self.field = Field(tr("Jusqu’à quel jour"), self.entry, required=True)
        self.meant = text("", "muted")
        usual = QWidget()
        flow = FlowLayout(usual)
        for words in _USUAL:
            flow.addWidget(button(words, "chip", clicked=partial(self._take, words)))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Ne pas reporter"), clicked=self.reject))
        keep = button(tr("Reporter"), "primary", "calendar", self.accept_day)
        keep.setDefault(True)
        foot.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(text(what, "strong"))
        column.addWidget(self.field)
        column.addWidget(usual)
        column.addWidget(self.meant)
        column.addLayout(foot)
        self.entry.textChanged.connect(self._tell)
        self.entry.returnPressed.connect(self.accept_day)
        self.entry.setFocus()

    @property
    def day(self) -> dt.date | None:
        """The day meant, None when it is none to come."""
        day = understood_to_come(self.entry.text(), self._today())
        return day if day is not None and day > self._today() else None

    def accept_day(self) -> None:
        """Take the day, or say what is missing."""
        if self.day is None:
            self.field.refuse(typeset(_NOT_UNDERSTOOD))
            self.entry.setFocus()
            return
        day = self.day
        self.accept()
        self.chosen.emit(day)

    def _take(self, words: str) -> None:
        self.entry.setText(words)
        self.accept_day()

    def _tell(self) -> None:
        self.field.refuse()
        self.meant.setText(begun(agenda.day(self.day)) if self.day is not None else "")
