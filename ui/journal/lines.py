"""The lines of the journal: a table as long as the journal is, of which only what is shown is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import AccountId
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalEntry, JournalFilter, JournalOperation
from ui.tasks import Tasks
from ui.widgets.room import is_narrow

Index = QModelIndex | QPersistentModelIndex
_WHEN, _WHO, _WHAT, _WHOM, _NUMBER = range(5)
_HEADINGS = (tr("Quand"), tr("Qui"), tr("Opération"), tr("Sur quoi"), tr("N°"))
_ONE_LINE = ((_WHEN,), (_WHO,), (_WHAT,), (_WHOM,), (_NUMBER,))
_TWO_LINES = ((_WHEN, _WHO), (_WHAT, _WHOM), (_NUMBER,))
"""What each column says, one thing below the other: large letters leave no room for five side by side."""
_PAGE = 100
_KEPT_PAGES = 40
"""Pages kept in memory: what a few screens show, whatever the length of the journal."""
_TOP = QModelIndex()
_ERASED = tr("(effacé)")
_ON_NOTHING = frozenset({JournalOperation.JOURNAL_READ, JournalOperation.BACKUP_PLACE_SET})
"""What is on the vault itself."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of the journal; `person` is a name as it is typed."""

    filter: JournalFilter = field(default_factory=JournalFilter)
    person: str = ""


@dataclass(frozen=True)
class _Answer:
    asked: int
    numbers: Sequence[int]
    accounts: dict[AccountId, str]


@dataclass(frozen=True)
class _Page:
    asked: int
    number: int
    lines: tuple[JournalEntry, ...]
    names: dict[str, str]


class JournalLines(QAbstractTableModel):
    """Newest first; a page is read when one of its lines is shown."""

    changed = Signal()
    """The journal was looked through again."""
    refused = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._numbers: Sequence[int] = ()
        self._pages: dict[int, dict[int, JournalEntry]] = {}
        self._waited: set[int] = set()
        self._names: dict[str, str] = {}
        self._columns = _TWO_LINES if is_narrow() else _ONE_LINE
        self._asked = 0
        self.accounts: dict[AccountId, str] = {}

    def look_for(self, wanted: Wanted) -> None:
        """Show the lines wanted; answers to what was asked before are dropped."""
        self._asked += 1
        asked, journal = self._asked, self._desk.journal

        def look() -> _Answer:
            asking = wanted.filter
            if wanted.person:
                asking = asking.evolve(references=journal.referring_to(wanted.person))
            return _Answer(asked, journal.look(asking), journal.accounts())

        self._tasks.run(look, self._show, self._refuse)

    @property
    def lines_of_a_row(self) -> int:
        """How many lines of text a row takes."""
        return max(len(things) for things in self._columns)

    def entry(self, index: Index) -> JournalEntry | None:
        """Return the line of a row, or None while it is read."""
        return self._entry(index.row()) if index.isValid() else None

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many lines answer."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: N802
        """Return how many things are said of a line."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Return the name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[self._columns[section][0]]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said of a line, an ellipsis while it is read."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self._entry(index.row())
        if entry is None:
            return "…"
        said = [self._words(entry, thing) for thing in self._columns[index.column()]]
        return "\n".join(words for words in said if words)

    def _words(self, entry: JournalEntry, thing: int) -> str:
        if thing == _WHEN:
            return dates.moment(entry.at)
        if thing == _WHO:
            return self.accounts.get(entry.account, typeset(tr("Compte d’avant")))
        if thing == _WHAT:
            return typeset(label("journal_operations", entry.operation.value))
        if thing == _WHOM:
            return self._names.get(entry.reference) or _said_of(entry)
        return str(entry.number)

    def _entry(self, row: int) -> JournalEntry | None:
        if not 0 <= row < len(self._numbers):
            return None
        page = self._pages.get(row // _PAGE)
        if page is None:
            self._read(row // _PAGE)
            return None
        return page.get(self._numbers[row])

    def _read(self, number: int) -> None:
        if number in self._waited:
            return
        self._waited.add(number)
        asked, journal = self._asked, self._desk.journal
        wanted = self._numbers[number * _PAGE : (number + 1) * _PAGE]

        def read() -> _Page:
            lines = journal.lines(wanted)
            return _Page(asked, number, lines, journal.names(sorted({line.reference for line in lines})))

        self._tasks.run(read, self._add, self._refuse)

    def _show(self, answer: object) -> None:
        found = cast("_Answer", answer)
        if found.asked != self._asked:
            return
        self.beginResetModel()
        self._numbers, self.accounts = found.numbers, found.accounts
        self._pages.clear()
        self._waited.clear()
        self._names.clear()
        self.endResetModel()
        self.changed.emit()

    def _add(self, answer: object) -> None:
        page = cast("_Page", answer)
        if page.asked != self._asked:
            return
        self._waited.discard(page.number)
        self._pages[page.number] = {line.number: line for line in page.lines}
        self._names.update(page.names)
        while len(self._pages) > _KEPT_PAGES:
            del self._pages[next(iter(self._pages))]
        first = page.number * _PAGE
        last = min(first + _PAGE, len(self._numbers)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))


def _said_of(entry: JournalEntry) -> str:
    """Return what a line is on when it is on nobody who is here; one that had a reference lost it to an erasure."""
    if entry.operation is JournalOperation.BACKUP_MADE and entry.reference:
        return typeset(label("backup_reasons", entry.reference))
    return entry.reference or ("" if entry.operation in _ON_NOTHING else _ERASED)
