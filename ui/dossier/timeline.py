"""The parcours along a line, the newest step first."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import ItemId, ParcoursId
from passeport.domain.parcours import Parcours, Step, StepStatus
from passeport.language.catalogue import tr
from ui.dossier.parcours_head import ParcoursHead
from ui.dossier.step_card import StepCard
from ui.widgets.buttons import button
from ui.widgets.surfaces import EmptyState

SHOWN = 30
"""Steps shown at once: a screen shows five, and labels that wrap cost a window dear by the hundred."""
_Key = tuple[ParcoursId, ItemId, bool]


class Timeline(QWidget):
    """The steps of each parcours; a card whose step did not change stays as it is."""

    entry_requested = Signal()
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    referral_moved = Signal(object, str)
    settled = Signal(object, object)
    """A step that was to be completed, and its `StepStatus`."""
    answer_requested = Signal(object)
    sheet_requested = Signal(object)
    asked = Signal(str, object, object)
    """What a head asks: see `ParcoursHead.asked`."""
    turned = Signal()
    """Other steps are in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._start = 0
        self._shown: tuple[Dossier, dt.date] | None = None
        self._cards: dict[_Key, tuple[Step, dt.date, StepCard]] = {}

    def show_dossier(self, dossier: Dossier, today: dt.date) -> None:
        """Show the steps of a dossier."""
        steps = _in_order(dossier)
        is_another = self._shown is None or self._shown[0].beneficiary.id != dossier.beneficiary.id
        self._start = 0 if is_another else min(self._start, max(0, (len(steps) - 1) // SHOWN * SHOWN))
        self._shown = dossier, today
        self.setUpdatesEnabled(False)
        kept, self._cards = self._cards, {}
        self._clear({card for _, _, card in kept.values()})
        self._add_turn(tr("Étapes plus récentes"), self._start, -SHOWN)
        window = steps[self._start : self._start + SHOWN]
        for parcours in _by_age(dossier):
            inside = [step for home, step in window if home.id == parcours.id]
            if inside or (not parcours.steps and self._start == 0):
                self._add_parcours(dossier, parcours, inside, today, kept)
        for key, (_, _, card) in kept.items():
            if key not in self._cards or self._cards[key][2] is not card:
                card.hide()
                card.deleteLater()
        self._add_turn(tr("Étapes plus anciennes"), len(steps) - self._start - SHOWN, SHOWN)
        if not steps:
            self._column.addWidget(self._nothing(), 1)
        self._column.addStretch()
        self.setUpdatesEnabled(True)

    def focus_unsettled(self) -> bool:
        """Go to the newest step that is to be completed; False when there is none."""
        if self._shown is None:
            return False
        dossier, today = self._shown
        for place, (_, step) in enumerate(_in_order(dossier)):
            if step.status_on(today) is StepStatus.A_PRECISER:
                self._start = place // SHOWN * SHOWN
                self.show_dossier(dossier, today)
                for known, _, card in self._cards.values():
                    if known.id == step.id and card.settle is not None:
                        card.settle.setFocus()
                        return True
        return False

    def turn(self, distance: int) -> None:
        """Show the steps that come so many places after those in sight, or before."""
        if self._shown is None:
            return
        total = sum(len(parcours.steps) for parcours in self._shown[0].parcours)
        start = self._start + distance
        if 0 <= start < total:
            self._start = start
            self.show_dossier(*self._shown)
            self.turned.emit()

    def _add_parcours(
        self,
        dossier: Dossier,
        parcours: Parcours,
        steps: list[Step],
        today: dt.date,
        kept: dict[_Key, tuple[Step, dt.date, StepCard]],
    ) -> None:
        head = ParcoursHead(dossier, parcours, today)
        head.asked.connect(self.asked)
        self._column.addWidget(head)
        for number, step in enumerate(steps):
            key = (parcours.id, step.id, number == len(steps) - 1)
            known = kept.get(key)
            card = known[2] if known is not None and known[:2] == (step, today) else self._card(step, today, key)
            self._cards[key] = (step, today, card)
            self._column.addWidget(card)

    def _add_turn(self, words: str, hidden: int, distance: int) -> None:
        if hidden > 0:
            turn = button(f"{words} ({hidden})", "quiet", "history", partial(self.turn, distance))
            self._column.addWidget(turn)

    def _nothing(self) -> QWidget:
        empty = EmptyState(
            "timeline",
            tr("Aucune étape pour l’instant"),
            tr("Notez ce que vous venez de faire ensemble : le type suffit, la date est celle du jour."),
        )
        empty.offer(tr("Nouvelle étape"), "add", self.entry_requested.emit)
        return empty

    def _card(self, step: Step, today: dt.date, key: _Key) -> StepCard:
        card = StepCard(step, today, is_last=key[2])
        card.edit_requested.connect(self.edit_requested)
        card.remove_requested.connect(self.remove_requested)
        card.referral_moved.connect(self.referral_moved)
        card.settled.connect(self.settled)
        card.answer_requested.connect(self.answer_requested)
        card.sheet_requested.connect(self.sheet_requested)
        return card

    def _clear(self, stay: set[StepCard]) -> None:
        """Take everything out of the column; the cards in `stay` go on living, to be put back."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in stay:
                widget.hide()
                widget.deleteLater()


def _by_age(dossier: Dossier) -> list[Parcours]:
    """Return the parcours, those that are followed first, then the last opened."""
    return sorted(dossier.parcours, key=lambda one: (one.is_open, one.opened_on), reverse=True)


def _in_order(dossier: Dossier) -> list[tuple[Parcours, Step]]:
    """Return every step with its parcours, in the order of the line."""
    return [(parcours, step) for parcours in _by_age(dossier) for step in _newest_first(parcours)]


def _newest_first(parcours: Parcours) -> list[Step]:
    return sorted(parcours.steps, key=lambda step: (step.day, step.at or dt.time.min), reverse=True)
