"""What the heads of the parcours ask: forms opened, lines done and put off, parcours opened and closed."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from passeport.domain.agenda import DueKind
from passeport.domain.goal import Goal
from passeport.domain.parcours import Action, Parcours
from passeport.language import agenda
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from ui.agenda.postpone import PostponeDialog
from ui.dossier.follow_forms import edit_action, edit_goal, edit_parcours
from ui.dossier.model import DossierModel
from ui.forms.form_panel import Edit


class FollowUp(QObject):
    """Answers for the page; each operation can be undone."""

    def __init__(self, model: DossierModel, show_form: Callable[[Edit], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._show_form = show_form
        self._window = parent

    def answer(self, what: str, parcours: Parcours, about: object) -> None:
        """Do what a head asks: see `ParcoursHead.asked`."""
        if what == "goal":
            self._show_form(edit_goal(self._model, parcours, about if isinstance(about, Goal) else None))
        elif what == "action":
            self._show_form(edit_action(self._model, parcours, about if isinstance(about, Action) else None))
        elif what == "open":
            self.open_parcours()
        elif what == "close":
            self._close(parcours, str(about))
        elif what == "reopen":
            following = self._model.desk.following
            self._model.follow(lambda who: following.reopen_parcours(who, parcours.id), tr("Parcours rouvert."))
        elif isinstance(about, Goal | Action):
            self._line(what, about)

    def open_parcours(self) -> None:
        """Ask for the need of another parcours."""
        if self._model.dossier is not None:
            self._show_form(edit_parcours(self._model, self._model.dossier))

    def add(self, what: str) -> None:
        """Add a goal or an action to the parcours that is followed, opened first when there is none."""
        dossier = self._model.dossier
        opened = [parcours for parcours in dossier.parcours if parcours.is_open] if dossier is not None else []
        if opened:
            self.answer(what, opened[-1], None)
        else:
            self.open_parcours()

    def _close(self, parcours: Parcours, reason: str) -> None:
        word = typeset(tr("Parcours clos : {reason}.").format(reason=label("closure_reasons", reason).lower()))
        self._model.follow(lambda who: self._model.desk.parcours.close_parcours(who, parcours.id, reason), word)

    def _line(self, what: str, item: Goal | Action) -> None:
        kind = DueKind.GOAL if isinstance(item, Goal) else DueKind.ACTION
        following = self._model.desk.following
        if what == "done":
            word = tr("Objectif atteint.") if kind is DueKind.GOAL else tr("Action réalisée.")
            self._model.follow(lambda who: following.done(who, kind, str(item.id)), word)
            return
        words = item.title or (label("objectives", item.objective) if item.objective else "")
        dialog = PostponeDialog(typeset(words), self._model.desk.clock.today, self._window)
        dialog.chosen.connect(partial(self._postpone, kind, item))
        dialog.open()

    def _postpone(self, kind: DueKind, item: Goal | Action, day: dt.date) -> None:
        following = self._model.desk.following
        self._model.follow(
            lambda who: following.postpone(who, kind, str(item.id), day),
            tr("Reporté au {day}.").format(day=agenda.day(day)),
        )
