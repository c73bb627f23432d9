"""« À faire »: everything that waits, most urgent first; one key does a line, another puts it off."""

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLayout, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from passeport.domain.account import Operation
from passeport.domain.agenda import DueItem, DueKind
from passeport.domain.errors import PasseportError
from passeport.domain.goal import ReminderPolicy
from passeport.language import agenda
from passeport.language.catalogue import plural, tr, tr_in
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.numbers import number
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.agenda.due_list import DueList
from ui.agenda.due_row import DueRow
from ui.agenda.postpone import PostponeDialog
from ui.agenda.reminders import RemindersDialog
from ui.tasks import Tasks
from ui.widgets.buttons import action, button
from ui.widgets.chips import FlowLayout, choice, fit_choice
from ui.widgets.room import head_line
from ui.widgets.surfaces import EmptyState
from ui.widgets.texts import text

_FILTERS = tuple(kind for kind in DueKind if kind is not DueKind.UNDATED)
"""The kinds that have a button; an action with no day is an action."""
_ASKS_MORE = frozenset({DueKind.PREPARED, DueKind.REQUEST, DueKind.RETENTION, DueKind.DRAFT})
"""Lines that one key opens, since a word does not do them."""
_KEYS = tr("Entrée : ouvrir   ·   F : fait   ·   C : compléter   ·   R : reporter   ·   Ctrl+Z : annuler")


class DuePage(QWidget):
    """The list of the day."""

    opened = Signal(object)
    """The `DueItem` whose dossier is to be opened."""
    completed = Signal(object)
    """The `DueItem` that is to be completed in its dossier."""
    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._desk = desk
        self._tasks = tasks
        self.lines = DueList(desk, tasks, self)
        self.list = due_view(self.lines)
        self.mine = choice(tr("Mes personnes"), partial(self._choose, mine=True))
        self.station = choice(tr("Tout le point d’accueil"), partial(self._choose, mine=False))
        self.mine.setChecked(True)
        self.filters = self._filters()
        self.count = text("", "muted", wraps=False)
        self.nothing = EmptyState("check", tr("Rien à faire pour l’instant"), "")
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._filter_line())
        column.addWidget(self._body, 1)
        column.addWidget(text(typeset(_KEYS), "small"))
        self.list.activated.connect(self._open)
        self.lines.changed.connect(self._show)
        self.lines.said.connect(self.said)
        self._keep_row = 0
        self._give_keys()

    def refresh(self) -> None:
        """Show what waits now."""
        self.lines.refresh()

    def begin(self) -> None:
        """Be ready for the first line."""
        self.list.setFocus()

    def undo(self) -> None:
        """Undo the last operation."""
        self.lines.undo()

    def do(self) -> None:
        """Do the line that is chosen, or open what more is needed for it."""
        line = self._chosen()
        if line is None:
            return
        self._keep_row = self.list.currentIndex().row()
        if line.kind in _ASKS_MORE:
            self.opened.emit(line)
        else:
            self.lines.do(line)

    def complete(self) -> None:
        """Open the dossier on the line that is chosen, ready to complete it."""
        line = self._chosen()
        if line is not None:
            self.completed.emit(line)

    def postpone(self) -> None:
        """Ask until when the line that is chosen is put off."""
        line = self._chosen()
        if line is None or line.kind is DueKind.DRAFT:
            return
        self._keep_row = self.list.currentIndex().row()
        dialog = PostponeDialog(f"{agenda.title(line)} – {line.person}", self._desk.clock.today, self)
        dialog.chosen.connect(partial(self.lines.postpone, line))
        dialog.open()

    def ask_reminders(self) -> None:
        """Ask for other delays."""
        self._tasks.run(self._desk.agenda.reminders, self._ask_reminders)

    def _ask_reminders(self, policy: ReminderPolicy) -> None:
        dialog = RemindersDialog(policy, self)
        dialog.chosen.connect(self._set_reminders)
        dialog.open()

    def _set_reminders(self, referral_days: int, expiry_days: int) -> None:
        self._tasks.run(
            lambda: self._desk.agenda.set_reminders(referral_days, expiry_days), self._reminders_set, self._refuse
        )

    def _reminders_set(self, _policy: ReminderPolicy) -> None:
        self.said.emit(tr("Délais de relance modifiés."), False)  # noqa: FBT003 - a signal has no keywords
        self.refresh()

    def _refuse(self, error: PasseportError) -> None:
        self.said.emit(sentence(error), False)  # noqa: FBT003

    def _head(self) -> QLayout:
        does: tuple[QWidget, ...] = (self.mine, self.station)
        if self._desk.vault.account.may(Operation.SET_REMINDERS):
            does = (*does, button(tr("Délais…"), "quiet", "settings", self.ask_reminders))
        return head_line(text(tr("À faire"), "title", wraps=False), self.count, does=does)

    def _filters(self) -> dict[DueKind | None, QPushButton]:
        made: dict[DueKind | None, QPushButton] = {}
        for kind in (None, *_FILTERS):
            words = typeset(label("due_kinds", kind.value)) if kind is not None else tr("Tout")
            made[kind] = choice(words, partial(self._choose, kind=kind, chosen=True))
        made[None].setChecked(True)
        return made

    def _filter_line(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line)
        for chip in self.filters.values():
            flow.addWidget(chip)
        return line

    def _give_keys(self) -> None:
        action(self, tr("Marquer la ligne comme faite"), tr_in("à faire", "F"), self.do)
        action(self, tr("Compléter dans le dossier"), tr_in("à faire", "C"), self.complete)
        action(self, tr("Reporter la ligne"), tr_in("à faire", "R"), self.postpone)
        action(self, tr("Annuler"), "Ctrl+Z", self.lines.undo)
        action(self, tr("Rétablir"), "Ctrl+Shift+Z", self.lines.redo)
        action(self, tr("Mes personnes seulement"), "", partial(self._choose, mine=True))
        action(self, tr("Tout le point d’accueil"), "", partial(self._choose, mine=False))
        if self._desk.vault.account.may(Operation.SET_REMINDERS):
            action(self, tr("Délais de relance…"), "", self.ask_reminders)

    def _choose(self, *, mine: bool | None = None, kind: DueKind | None = None, chosen: bool = False) -> None:
        """Show whose lines, or which kind of them."""
        self._keep_row = 0
        self.lines.show(mine=mine, kind=kind if chosen else self.lines.kind)
        self.mine.setChecked(self.lines.mine)
        self.station.setChecked(not self.lines.mine)
        for known, chip in self.filters.items():
            chip.setChecked(known is self.lines.kind)

    def _show(self) -> None:
        counts = self.lines.counts
        for kind, chip in self.filters.items():
            if kind is None:
                continue
            found = counts.get(kind, 0) + (counts.get(DueKind.UNDATED, 0) if kind is DueKind.ACTION else 0)
            fit_choice(chip, typeset(f"{label('due_kinds', kind.value)} ({found})"))
            chip.setVisible(found > 0 or kind is self.lines.kind)
        total = self.lines.total
        self.count.setText(typeset(plural("{count} ligne", "{count} lignes", total).format(count=number(total))))
        self.nothing.words.setText(
            tr("Ni action, ni étape à préciser, ni relance : la journée est à vous.")
            if self.lines.mine and self.lines.kind is None
            else tr("Aucune ligne pour ce choix.")
        )
        self._body.setCurrentWidget(self.list if self.lines.rowCount() else self.nothing)
        row = min(self._keep_row, self.lines.rowCount() - 1)
        self.list.setCurrentIndex(self.lines.index(max(row, 0), 0))

    def _chosen(self) -> DueItem | None:
        return self.lines.line(self.list.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        line = self.lines.line(index)
        if line is not None:
            self.opened.emit(line)


def due_view(lines: DueList) -> QListView:
    """Return the list that shows these lines."""
    view = QListView(uniformItemSizes=True)
    view.setMouseTracking(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setAccessibleName(tr("Lignes à faire, de la plus urgente à la moins urgente"))
    view.setModel(lines)
    view.setItemDelegate(DueRow(lines.desk.clock.today, view))
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return view
