"""« À faire » as a list, paged by the store; each line can be done, put off or opened, and what was done undone."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from passeport.domain.agenda import DueItem, DueKind
from passeport.domain.errors import ChangedMeanwhile, NothingToUndo, PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.language import agenda
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.agenda import Cursor, DuePage
from passeport.services.desk import Desk
from passeport.services.history import Done
from ui.tasks import Tasks

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_PAGE = 100
_TOP = QModelIndex()
_Answer = tuple[int, DuePage, dict[DueKind, int]]


class _Here(NamedTuple):
    """What was done from this list, to whom."""

    beneficiary: BeneficiaryId
    person: str
    operation: Done


def _moved(one: _Here, source: list[_Here], target: list[_Here]) -> None:
    source.remove(one)
    target.append(one)


class DueList(QAbstractListModel):
    """The lines of the day."""

    changed = Signal()
    """The lines or their counts are others."""
    said = Signal(str, bool)
    """A word of what was done, and whether it can be undone from there."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None, *, page: int = _PAGE) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tasks = tasks
        self._page = page
        self._lines: tuple[DueItem, ...] = ()
        self._cursor: Cursor | None = None
        self._asked = self._answered = 0
        self.mine = True
        self.kind: DueKind | None = None
        self.counts: dict[DueKind, int] = {}
        self._done: list[_Here] = []
        self._undone: list[_Here] = []

    @property
    def today(self) -> dt.date:
        """The day."""
        return self.desk.clock.today()

    @property
    def total(self) -> int:
        """How many lines there are in all, whatever the kind that is shown."""
        return sum(self.counts.values())

    def show(self, *, mine: bool | None = None, kind: DueKind | None = None) -> None:
        """Show the lines of the account or of the point d'accueil (`mine`), of one kind or of all (None)."""
        if mine is not None:
            self.mine = mine
        self.kind = kind
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self._asked += 1
        self._tasks.run(self._question(), self._show, self._refuse)

    def line(self, index: Index) -> DueItem | None:
        """Return the line of a row."""
        return self._lines[index.row()] if 0 <= index.row() < len(self._lines) else None

    def do(self, line: DueItem) -> None:
        """Do what a line asks."""
        following = self.desk.following
        self._follow(line, lambda: following.done(line.beneficiary, line.kind, line.item), agenda.done(line))

    def postpone(self, line: DueItem, day: dt.date) -> None:
        """Put a line off to a day."""
        following = self.desk.following
        word = tr("Reporté au {day}.").format(day=agenda.day(day))
        self._follow(line, lambda: following.postpone(line.beneficiary, line.kind, line.item, day), word)

    def undo(self) -> None:
        """Undo what was last done here, and nothing that was done in a dossier."""
        if not self._done:
            self._refuse(NothingToUndo())
            return
        last, dossiers = self._done[-1], self.desk.dossiers
        self._change(
            lambda: dossiers.undo(last.beneficiary, only=last.operation),
            typeset(tr("Annulé pour {person}.").format(person=last.person)),
            lambda: _moved(last, self._done, self._undone),
            partial(self._cannot, last),
            undo=False,
        )

    def redo(self) -> None:
        """Do again what was undone here."""
        if not self._undone:
            self._refuse(NothingToUndo())
            return
        last, dossiers = self._undone[-1], self.desk.dossiers
        self._change(
            lambda: dossiers.redo(last.beneficiary, only=last.operation),
            typeset(tr("Rétabli pour {person}.").format(person=last.person)),
            lambda: _moved(last, self._undone, self._done),
            partial(self._cannot, last),
        )

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line, or its words for who listens to the screen."""
        line = self.line(index)
        if line is None:
            return None
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return agenda.aloud(line, self.today)
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Return whether the store holds more of them."""
        return not parent.isValid() and self._cursor is not None and self._answered == self._asked

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802
        """Ask for the next page."""
        after, self._cursor = self._cursor, None  # until the answer says otherwise
        asked, mine, kinds = self._asked, self.mine, self._kinds()
        due = self.desk.agenda.due
        self._tasks.run(lambda: (asked, due(mine=mine, kinds=kinds, after=after, limit=self._page)), self._add)

    def _kinds(self) -> frozenset[DueKind] | None:
        if self.kind is None:
            return None
        # an action with no day is an action
        more = {DueKind.UNDATED} if self.kind is DueKind.ACTION else set()
        return frozenset({self.kind, *more})

    def _question(self) -> Callable[[], _Answer]:
        asked, mine, kinds, limit = self._asked, self.mine, self._kinds(), self._page
        desk = self.desk.agenda
        return lambda: (asked, desk.due(mine=mine, kinds=kinds, limit=limit), desk.counts(mine=mine))

    def _follow(self, line: DueItem, operation: Callable[[], object], word: str) -> None:
        """Do something to a line, that `undo` takes back."""
        editing, known = self.desk.editing, []

        def work() -> None:
            operation()
            done = editing.last_on(line.beneficiary)
            if done is not None:
                known.append(_Here(line.beneficiary, line.person, done))

        def keep() -> None:
            self._done += known
            self._undone.clear()

        self._change(work, word, keep)

    def _change(
        self,
        operation: Callable[[], object],
        word: str,
        then: Callable[[], None],
        failed: Callable[[PasseportError], None] | None = None,
        *,
        undo: bool = True,
    ) -> None:
        self._asked += 1
        ask = self._question()

        def work() -> _Answer:
            operation()
            return ask()

        def changed(answer: _Answer) -> None:
            then()
            self._show(answer)
            self.said.emit(word, undo)

        self._tasks.run(work, changed, failed or self._refuse)

    def _cannot(self, known: "_Here", error: PasseportError) -> None:
        """Hold no more what was changed, or undone, in the dossier since; a full disk lets it be tried again."""
        if isinstance(error, ChangedMeanwhile | NothingToUndo):
            for operations in (self._done, self._undone):
                operations[:] = [one for one in operations if one.beneficiary != known.beneficiary]
        self._refuse(error)

    def _show(self, answer: object) -> None:
        asked, page, counts = cast("_Answer", answer)
        if asked != self._asked:
            return
        self.beginResetModel()
        self._lines, self._cursor, self._answered, self.counts = page.items, page.cursor, asked, counts
        self.endResetModel()
        self.changed.emit()

    def _add(self, answer: object) -> None:
        asked, page = cast("tuple[int, DuePage]", answer)
        if asked != self._asked or not page.items:
            return
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(page.items) - 1)
        self._lines += page.items
        self._cursor = page.cursor
        self.endInsertRows()

    def _refuse(self, error: PasseportError) -> None:
        self._answered = self._asked
        self.said.emit(sentence(error), False)  # noqa: FBT003 - a signal has no keywords
