"""The parcours along a line, the newest step first."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier
from passeport.domain.parcours import Parcours, Step
from passeport.domain.vocabulary import label
from passeport.language import dates
from passeport.language.typography import typeset
from ui.dossier.step_card import StepCard
from ui.referrals.doors_tag import doors_tag
from ui.widgets.buttons import button
from ui.widgets.surfaces import EmptyState, emptied
from ui.widgets.texts import tag, text

_SHOWN = 30
"""Steps shown at once: a screen shows five; the older ones are one click away."""


class Timeline(QWidget):
    """The steps of each parcours."""

    entry_requested = Signal()
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    referral_moved = Signal(object, str)
    settled = Signal(object, object)
    """A step that was to be completed, and its `StepStatus`."""
    answer_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._all = False
        self._shown: tuple[Dossier, dt.date] | None = None

    def show_dossier(self, dossier: Dossier, today: dt.date) -> None:
        """Show the steps of a dossier."""
        if self._shown is None or self._shown[0].beneficiary.id != dossier.beneficiary.id:
            self._all = False
        self._shown = dossier, today
        emptied(self._column)
        if not any(parcours.steps for parcours in dossier.parcours):
            empty = EmptyState(
                "timeline",
                "Aucune étape pour l’instant",
                "Notez ce que vous venez de faire ensemble : le type suffit, la date est celle du jour.",
            )
            empty.offer("Nouvelle étape", "add", self.entry_requested.emit)
            self._column.addWidget(empty, 1)
            return
        room = len(_all_steps(dossier)) if self._all else _SHOWN
        for parcours in sorted(dossier.parcours, key=lambda one: (one.is_open, one.opened_on), reverse=True):
            room = self._add_parcours(parcours, today, room)
        hidden = len(_all_steps(dossier)) - _SHOWN
        if hidden > 0 and not self._all:
            self._column.addWidget(
                button(f"Montrer les {hidden} étapes plus anciennes", "quiet", "history", self._show_all)
            )
        self._column.addStretch()

    def focus_unsettled(self) -> bool:
        """Go to the newest step that is to be completed; False when there is none."""
        for card in self.findChildren(StepCard):
            if card.settle is not None and not card.isHidden():
                card.settle.setFocus()
                return True
        return False

    def _add_parcours(self, parcours: Parcours, today: dt.date, room: int) -> int:
        """Add the steps that there is room for, and return the room that is left."""
        if room <= 0:
            return 0
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(text(parcours.need, "heading", wraps=False))
        head.addWidget(tag("En cours", "success") if parcours.is_open else tag("Clos"))
        since = f"depuis le {dates.short_date(parcours.opened_on)}"
        closed = f"clos le {dates.short_date(parcours.closed_on)}" if parcours.closed_on else since
        reason = label("closure_reasons", parcours.closure_reason) if parcours.closure_reason else ""
        head.addWidget(text(typeset(" · ".join(part for part in (closed, reason) if part)), "small", wraps=False))
        if (doors := doors_tag(parcours)) is not None:
            head.addWidget(doors)
        head.addStretch()
        self._column.addLayout(head)
        steps = _newest_first(parcours)[:room]
        for number, step in enumerate(steps):
            card = StepCard(step, today, is_last=number == len(steps) - 1)
            card.edit_requested.connect(self.edit_requested)
            card.remove_requested.connect(self.remove_requested)
            card.referral_moved.connect(self.referral_moved)
            card.settled.connect(self.settled)
            card.answer_requested.connect(self.answer_requested)
            self._column.addWidget(card)
        return room - len(steps)

    def _show_all(self) -> None:
        self._all = True
        if self._shown is not None:
            self.show_dossier(*self._shown)


def _newest_first(parcours: Parcours) -> list[Step]:
    return sorted(parcours.steps, key=lambda step: (step.day, step.at or dt.time.min), reverse=True)


def _all_steps(dossier: Dossier) -> list[Step]:
    return [step for parcours in dossier.parcours for step in parcours.steps]
