"""The head of a parcours: its need, where it stands, its doors, and what is aimed at and to be done in it."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QMenu, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import Goal, GoalStatus
from passeport.domain.parcours import Action, ActionStatus, Parcours
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label, label_of
from passeport.language.typography import typeset
from ui.referrals.doors_tag import doors_tag
from ui.theme.theme import Theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import breakable, tag, text

OPEN_ACTIONS = frozenset({ActionStatus.EN_PROJET, ActionStatus.EN_COURS, ActionStatus.EN_ATTENTE})
_ICON = 18
_LARGE = 1.5
"""Scale from which two things do not stand side by side."""


class ParcoursHead(QWidget):
    """One parcours, without its steps."""

    asked = Signal(str, object, object)
    """What is asked (`goal`, `action`, `done`, `postpone`, `close`, `reopen`, `open`), of which parcours, on what."""

    def __init__(self, dossier: Dossier, parcours: Parcours, today: dt.date) -> None:
        super().__init__()
        self.parcours = parcours
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 2)
        column.setSpacing(2)
        column.addLayout(self._title())
        column.addWidget(self._facts())
        goals = [goal for goal in dossier.goals if goal.parcours == parcours.id]
        for goal in sorted(goals, key=lambda one: (one.status is not GoalStatus.EN_COURS, one.due_on or dt.date.max)):
            column.addLayout(self._goal(goal))
        for action in sorted(
            parcours.actions, key=lambda one: (one.status not in OPEN_ACTIONS, one.due_on or dt.date.max)
        ):
            column.addLayout(self._action(action))

    def _title(self) -> QLayout:
        line, row = self._line(text(breakable(self.parcours.need), "heading"))
        row.addWidget(tag(tr("En cours"), "success") if self.parcours.is_open else tag(tr("Clos")))
        if self.parcours.is_open:
            for words, what, icon in ((tr("Objectif"), "goal", "star"), (tr("Action"), "action", "check")):
                add = button(words, "quiet", "add", partial(self._ask, what))
                add.setAccessibleName(
                    typeset(tr("Ajouter : {words} ({need})").format(words=words.lower(), need=self.parcours.need))
                )
                add.setProperty("picture", icon)
                row.addWidget(add)
        more = icon_button(
            typeset(tr("Autres actions sur le parcours : {need}").format(need=self.parcours.need)), "more"
        )
        more.setMenu(self._menu(more))
        row.addWidget(more)
        return line

    def _menu(self, owner: QWidget) -> QMenu:
        menu = QMenu(owner)
        if self.parcours.is_open:
            reasons = menu.addMenu(tr("Clore ce parcours…"))
            for term in vocabulary("closure_reasons").terms:
                reasons.addAction(typeset(label_of(term)), partial(self._ask, "close", term.code))
        else:
            menu.addAction(tr("Rouvrir ce parcours"), partial(self._ask, "reopen"))
        menu.addAction(tr("Ouvrir un autre parcours…"), partial(self._ask, "open"))
        return menu

    def _facts(self) -> QWidget:
        parcours = self.parcours
        since = tr("depuis le {day}").format(day=dates.short_date(parcours.opened_on))
        closed = tr("clos le {day}").format(day=dates.short_date(parcours.closed_on)) if parcours.closed_on else since
        reason = label("closure_reasons", parcours.closure_reason) if parcours.closure_reason else ""
        theme = label("themes", parcours.theme) if parcours.theme else ""
        level = label("cep_levels", parcours.cep_level) if parcours.cep_level else ""
        line = QWidget()
        flow = FlowLayout(line, spacing=8)
        for fact in (closed, reason, theme, level):
            if fact:
                flow.addWidget(text(typeset(fact), "small", wraps=False))
        if (met := doors_tag(self.parcours)) is not None:
            flow.addWidget(met)
        return line

    def _goal(self, goal: Goal) -> QLayout:
        words = label("objectives", goal.objective) if goal.objective else ""
        said = " – ".join(part for part in (words, goal.title) if part)
        state = label("goal_statuses", goal.status.value)
        return self._row("star", said, state, goal, is_open=goal.status is GoalStatus.EN_COURS)

    def _action(self, action: Action) -> QLayout:
        return self._row(
            "list", action.title, describe.term(action.status), action, is_open=action.status in OPEN_ACTIONS
        )

    def _row(self, icon: str, words: str, state: str, item: Goal | Action, *, is_open: bool) -> QLayout:
        picture = QLabel()
        picture.setPixmap(Theme.current().pixmap(icon, "primary" if is_open else "muted", _ICON, self))
        line, row = self._line(text(breakable(typeset(words)), "" if is_open else "muted", selectable=True), picture)
        if is_open and item.due_on is not None:
            late = item.due_on < self._today
            due = (
                tr("en retard : {day}").format(day=dates.short_date(item.due_on))
                if late
                else dates.short_date(item.due_on)
            )
            row.addWidget(tag(typeset(due), "danger" if late else "primary"))
        row.addWidget(tag(typeset(state), "success" if not is_open else ""))
        if item.provenance.is_received:
            received = tag(tr("Reçu"), "received")
            received.setToolTip(describe.provenance(item.provenance))
            row.addWidget(received)
        if is_open:
            row.addWidget(
                icon_button(
                    typeset(tr("Fait : {words}").format(words=words)), "check", partial(self._ask, "done", item)
                )
            )
            row.addWidget(
                icon_button(
                    typeset(tr("Reporter : {words}").format(words=words)),
                    "calendar",
                    partial(self._ask, "postpone", item),
                )
            )
        what = "goal" if isinstance(item, Goal) else "action"
        row.addWidget(
            icon_button(typeset(tr("Modifier : {words}").format(words=words)), "edit", partial(self._ask, what, item))
        )
        return line

    def _ask(self, what: str, about: object = None) -> None:
        self.asked.emit(what, self.parcours, about)

    def _line(self, words: QLabel, picture: QLabel | None = None) -> tuple[QLayout, QLayout]:
        """Return a line with words, and the layout for what stands after them: under them where letters are large."""
        line = QHBoxLayout()
        line.setSpacing(8)
        is_one = Theme.current().scale < _LARGE
        if picture is not None:
            line.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter if is_one else Qt.AlignmentFlag.AlignTop)
        if is_one:
            line.addWidget(words, 1)
            return line, line
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(words)
        under = QWidget(self)
        column.addWidget(under)
        line.addLayout(column, 1)
        return line, FlowLayout(under, spacing=8)
