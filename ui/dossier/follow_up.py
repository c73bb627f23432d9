"""What the heads of the parcours ask: forms opened, lines done and put off, parcours opened and closed."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from passeport.domain.agenda import DueKind
from passeport.domain.draft import Draft, subject_of_form
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

_GOAL, _ACTION, _PARCOURS = "goal", "action", "parcours"


def _is_in(item: Goal | Action | None, parcours: Parcours) -> bool:
    return item in parcours.actions or (isinstance(item, Goal) and item.parcours == parcours.id)


class FollowUp(QObject):
    """Answers for the page; each operation can be undone."""

    def __init__(
        self, model: DossierModel, show_form: Callable[[Edit, str, Draft | None], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._show_form = show_form
        self._window = parent

    def answer(self, what: str, parcours: Parcours, about: object) -> None:
        """Do what a head asks: see `ParcoursHead.asked`."""
        if what in (_GOAL, _ACTION):
            self._edit(what, parcours, about if isinstance(about, Goal | Action) else None)
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
        self._open_parcours(None)

    def resume(self, what: str, key: str, known: Draft) -> bool:
        """Open again the form of a goal, an action or a parcours, as a draft has it; False when it is no such form.

        A new goal or action is known by its parcours; what was changed or taken out meanwhile is entered as a new one.
        """
        dossier = self._model.dossier
        if what not in (_GOAL, _ACTION, _PARCOURS) or dossier is None:
            return False
        if what == _PARCOURS or not dossier.parcours:
            self._open_parcours(known if what == _PARCOURS else None)
            return True
        items: tuple[Goal | Action, ...] = (
            dossier.goals if what == _GOAL else tuple(one for p in dossier.parcours for one in p.actions)
        )
        item = next((one for one in items if str(one.id) == key), None)
        home = next((p for p in dossier.parcours if key == str(p.id) or _is_in(item, p)), dossier.parcours[-1])
        self._edit(what, home, item, known)
        return True

    def _edit(self, what: str, parcours: Parcours, about: Goal | Action | None, known: Draft | None = None) -> None:
        if what == _GOAL:
            edit = edit_goal(self._model, parcours, about if isinstance(about, Goal) else None)
        else:
            edit = edit_action(self._model, parcours, about if isinstance(about, Action) else None)
        self._show_form(edit, subject_of_form(what, about.id if about is not None else parcours.id), known)

    def _open_parcours(self, known: Draft | None) -> None:
        if self._model.dossier is not None:
            self._show_form(edit_parcours(self._model, self._model.dossier), subject_of_form(_PARCOURS), known)

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
