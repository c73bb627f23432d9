"""What is aimed at and what is to be done, and a parcours itself: each as a form and what becomes of it."""

import datetime as dt

from PySide6.QtWidgets import QLineEdit

from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import Goal
from passeport.domain.parcours import Action, Parcours
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.days_to_come import understood_to_come
from passeport.language.labels import label, label_of
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.following import ActionEntry, GoalEntry
from ui.dossier.model import DossierModel
from ui.forms.form import Rows, Slot
from ui.forms.form_panel import Edit, Values
from ui.forms.inputs import Code, Input, Line, NotUnderstoodError, Today

_NO_DAY = typeset(tr("Cette date n’est pas comprise : écrivez par exemple lundi, dans 3 jours ou 12/10."))


class _ToCome:
    """A day as one says it when it is to come; a day that has passed is kept as it was."""

    def __init__(self, today: Today) -> None:
        self.widget = QLineEdit()
        self.widget.setPlaceholderText(tr("lundi, dans 3 jours, 12/10…"))
        self._today = today
        self.widget.editingFinished.connect(self._settle)

    def show(self, value: dt.date | None) -> None:
        """Show a day."""
        self.widget.setText(dates.short_date(value) if value is not None else "")

    def value(self) -> object:
        """Return a day, None when nothing was typed."""
        if not self.widget.text().strip():
            return None
        day = understood_to_come(self.widget.text(), self._today())
        if day is None:
            raise NotUnderstoodError(_NO_DAY)
        return day

    def _settle(self) -> None:
        day = understood_to_come(self.widget.text(), self._today())
        if day is not None:
            self.show(day)


def objectives_of(theme: str | None) -> list[tuple[str, str]]:
    """Return the objectives by code: those of the theme first, the others after with the name of theirs."""
    terms = vocabulary("objectives").terms
    mine = [(term.code, typeset(label_of(term))) for term in terms if term.extra["theme"] == theme]
    others = [
        (term.code, typeset(f"{label_of(term)} ({label('themes', str(term.extra['theme'])).lower()})"))
        for term in terms
        if term.extra["theme"] != theme
    ]
    return [*mine, *others]


def edit_goal(model: DossierModel, parcours: Parcours, goal: Goal | None = None) -> Edit:
    """Return the edit of a goal of a parcours, a new one when None."""

    def objective(_today: Today) -> Input:
        return Code(objectives_of(parcours.theme), empty=tr("Avec ses mots, ci-dessous"))

    rows: Rows = (
        (Slot("objective", objective, label=tr("Objectif")),),
        (Slot("title", lambda _: Line(), label=tr("Ou avec les mots de la personne"), is_free=True),),
        (
            Slot("due_on", _ToCome, label=tr("Échéance")),
            Slot("status", lambda _: Code("goal_statuses", empty=""), label=tr("Statut")),
        ),
    )
    if goal is None:
        return Edit(tr("Nouvel objectif"), rows, dict(GoalEntry()), lambda v: _keep_goal(model, parcours, v))
    entry = _entry_of(goal, GoalEntry)
    return Edit(
        tr("Objectif"),
        rows,
        entry,
        lambda v: model.follow(
            lambda who: model.desk.following.change_goal(who, goal.id, checked(GoalEntry, v)), tr("Objectif modifié.")
        ),
        lambda: model.follow(lambda who: model.desk.following.remove_goal(who, goal.id), tr("Objectif retiré.")),
    )


def edit_action(model: DossierModel, parcours: Parcours, action: Action | None = None) -> Edit:
    """Return the edit of an action of a parcours, a new one when None."""

    def objective(_today: Today) -> Input:
        return Code(objectives_of(parcours.theme), empty=tr("Aucun en particulier"))

    rows: Rows = (
        (Slot("title", lambda _: Line(), label=tr("À faire"), required=True, is_free=True),),
        (Slot("responsible", lambda _: Line(), label=tr("Par qui"), hint=tr("Vous, si rien n’est écrit.")),),
        (
            Slot("due_on", _ToCome, label=tr("Échéance")),
            Slot("status", lambda _: Code("action_statuses", empty=""), label=tr("Statut")),
        ),
        (Slot("objective", objective, label=tr("Pour quel objectif")),),
    )
    if action is None:
        start = {"status": "EN_PROJET"}
        return Edit(tr("Nouvelle action"), rows, dict(start), lambda v: _keep_action(model, parcours, v))
    entry = _entry_of(action, ActionEntry)
    return Edit(
        tr("Action"),
        rows,
        entry,
        lambda v: model.follow(
            lambda who: model.desk.following.change_action(who, action.id, checked(ActionEntry, v)),
            tr("Action modifiée."),
        ),
        lambda: model.follow(lambda who: model.desk.following.remove_action(who, action.id), tr("Action retirée.")),
    )


def edit_parcours(model: DossierModel, dossier: Dossier) -> Edit:
    """Return the opening of another parcours."""
    rows: Rows = (
        (Slot("need", lambda _: Line(), label=tr("Besoin"), required=True, is_free=True),),
        (
            Slot("theme", lambda _: Code("themes"), label=tr("Thème")),
            Slot("cep_level", lambda _: Code("cep_levels"), label=tr("Niveau de CEP")),
        ),
    )
    need = "" if dossier.parcours else tr("Orientation")

    def keep(values: Values) -> None:
        theme, level = values.get("theme"), values.get("cep_level")
        model.follow(
            lambda who: model.desk.parcours.open_parcours(
                who, str(values["need"]), str(theme) if theme else None, str(level) if level else None
            ),
            tr("Parcours ouvert."),
        )

    return Edit(tr("Nouveau parcours"), rows, {"need": need}, keep)


def _entry_of(item: Goal | Action, entry: type[GoalEntry] | type[ActionEntry]) -> Values:
    return {name: getattr(item, name) for name in entry.model_fields}


def _keep_goal(model: DossierModel, parcours: Parcours, values: Values) -> None:
    entry = checked(GoalEntry, values)
    checked(Goal, {"id": parcours.id, "parcours": parcours.id, **dict(entry)})  # what says nothing is refused here
    model.follow(lambda who: model.desk.following.add_goal(who, parcours.id, entry), tr("Objectif ajouté."))


def _keep_action(model: DossierModel, parcours: Parcours, values: Values) -> None:
    entry = checked(ActionEntry, values)
    model.follow(lambda who: model.desk.following.add_action(who, parcours.id, entry), tr("Action ajoutée."))
