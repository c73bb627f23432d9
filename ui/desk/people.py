"""The people found: a table that is paged by the store, never sorted or filtered here."""

from typing import cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.listing import Listing, NoteFound, Order
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.desk.columns import COLUMNS, NAME, Names, heading
from ui.desk.wording import in_words, noted, whole_note
from ui.tasks import Tasks

Index = QModelIndex | QPersistentModelIndex
_SHOWN, _LISTENED, _TIP = (
    int(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
)
SUMMARY = Qt.ItemDataRole.UserRole
PINNED = Qt.ItemDataRole.UserRole + 1
NOTE = Qt.ItemDataRole.UserRole + 2
"""What a note says of the person, who is there for it and not for a name."""
_SAID = frozenset({_SHOWN, _LISTENED, _TIP, int(SUMMARY), int(PINNED), int(NOTE)})
"""What is told of a cell; Qt asks for as much again, colours and fonts, of each at each painting."""
_PAGE = 100
FOUND = 50
"""Answers shown to what is typed: five screens of them; more letters single out better than scrolling."""
_TOP = QModelIndex()
_UNSORTED = Listing(order=Order.CHANGED)
"""What was typed is answered best first: no column sorts it."""
SHORTEST_WORD = 3
"""Letters from which notes are looked through: fewer stand in most of them."""
IN_NOTES = 10
"""Notes that are shown for what is typed: each is noted in the journal as read (R14)."""
PAUSE = 700
"""Milliseconds without a letter before notes are looked through beside the names: longer than between two letters of
who types slowly, since each search that is shown is noted in the journal (R14)."""
_Around = tuple[Names, frozenset[BeneficiaryId]]
_Notes = tuple[NoteFound, ...]
_Answer = tuple[int, tuple[DossierSummary, ...], int, _Around | None]


class People(QAbstractTableModel):
    """Who answers to the text typed; everybody by name when there is none."""

    changed = Signal()
    """The list or its count is another."""
    noted = Signal()
    """Notes were looked through; people may have been added of whom one says what was typed."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None, *, reads_notes: bool = False) -> None:
        """`reads_notes`: those of whom a note holds the words that were typed are shown too."""
        super().__init__(parent)
        self._reads_notes = reads_notes
        self._desk = desk
        self._tasks = tasks
        self._people: tuple[DossierSummary, ...] = ()
        self._text = ""
        self._listing = Listing()
        self._is_counted = False
        self._names: Names = {}
        self._notes: dict[BeneficiaryId, NoteFound] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look_through_notes)
        self.pinned: frozenset[BeneficiaryId] = frozenset()
        self._asked = 0
        self._answered = 0
        self._complete = True
        self.total = 0

    @property
    def text(self) -> str:
        """What was typed."""
        return self._text

    @property
    def is_answered(self) -> bool:
        """Whether those shown answer to what is typed now, and not to the letters before."""
        return self._answered == self._asked

    def look_for(self, text: str) -> None:
        """Show who answers to `text`; answers to what was typed before are dropped."""
        self._text = text.strip()
        self._pause.stop()
        self._asked += 1
        asked, wanted, listing = self._asked, self._text, self._listing
        known = self.total if self._is_counted else None  # counting a million at each letter would be felt

        def ask() -> _Answer:
            people = self._answer(wanted, listing)
            if known is not None:
                return asked, people, known, None
            around = {state.account.id: state.account.name for state in self._desk.lists.conseillers()}
            return asked, people, self._desk.dossiers.count(listing), (around, self._desk.lists.pinned())

        self._tasks.run(ask, self._show)

    @property
    def listing(self) -> Listing:
        """Which people are shown, and how sorted, while nothing is typed."""
        return self._listing

    def show_listing(self, listing: Listing, text: str = "") -> None:
        """Show another list."""
        self._listing = listing
        self._text = text
        self.refresh()

    def refresh(self) -> None:
        """Ask again, and count again."""
        self._is_counted = False
        self.look_for(self._text)

    def summary(self, index: Index) -> DossierSummary | None:
        """Return the person of a row."""
        return self._people[index.row()] if 0 <= index.row() < len(self._people) else None

    def pin(self, index: Index) -> None:
        """Keep a person at hand, or no more."""
        summary = self.summary(index)
        if summary is None:
            return
        lists, is_pinned = self._desk.lists, summary.id in self.pinned

        def ask() -> frozenset[BeneficiaryId]:
            (lists.unpin if is_pinned else lists.pin)(summary.id)
            return lists.pinned()

        self._tasks.run(ask, self._show_pinned)

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many people are shown."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column, with an arrow on the one that sorts."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            shown = self._listing if not self._text else _UNSORTED
            return heading(section, shown.order, is_descending=shown.is_descending)
        if role == Qt.ItemDataRole.ToolTipRole:
            return typeset(
                tr("Trier par « {heading} » (Ctrl+T dans cette colonne)").format(heading=COLUMNS[section].heading)
            )
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the person, or their line in words for who listens to the screen."""
        summary = self.summary(index) if role in _SAID else None
        if summary is None:
            return None
        if role == SUMMARY:
            return summary
        if role in (_SHOWN, _LISTENED):
            return self._words(summary, index.column(), listened=role == _LISTENED)
        if role == NOTE:
            return self._said(summary)
        if role == _TIP:
            note_read = self._notes.get(summary.id)
            return whole_note(note_read) if note_read is not None else None
        if role == PINNED:
            return summary.id in self.pinned
        return None

    def _words(self, summary: DossierSummary, column: int, *, listened: bool) -> str:
        today = self._desk.clock.today()
        if not listened or column != NAME:
            return typeset(COLUMNS[column].words(summary, today, self._names))
        pinned = tr(", épinglée") if summary.id in self.pinned else ""
        note = self._said(summary)
        return in_words(summary, today) + pinned + (f", {note}" if note else "")

    def _said(self, summary: DossierSummary) -> str:
        note = self._notes.get(summary.id)
        return noted(note, self._text) if note is not None else ""

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Return whether the store holds more of them."""
        return not parent.isValid() and not self._complete and self.is_answered

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802
        """Ask for the next page."""
        self._complete = True  # until the answer says otherwise
        asked, last, listing = self._asked, self._people[-1], self._listing
        self._tasks.run(lambda: (asked, self._desk.dossiers.page(limit=_PAGE, after=last, wanted=listing)), self._add)

    def _answer(self, text: str, listing: Listing) -> tuple[DossierSummary, ...]:
        if text:
            return self._desk.dossiers.find(text, limit=FOUND, wanted=listing)
        return self._desk.dossiers.page(limit=_PAGE, wanted=listing)

    def _show(self, answer: object) -> None:
        asked, people, total, around = cast("_Answer", answer)
        if around is not None:
            self._names, self.pinned = around
        if asked != self._asked:
            return
        self.beginResetModel()
        self._people = people
        self._complete = bool(self._text) or len(people) < _PAGE
        self._answered = asked
        self.total = total
        self._is_counted = True
        self._notes = {}
        self.endResetModel()
        if self._reads_notes and len(people) < FOUND and len(self._text) >= SHORTEST_WORD:
            self._pause.start()
        self.changed.emit()

    @property
    def may_be_noted(self) -> bool:
        """Whether notes are still to be looked through for what was typed."""
        return self._pause.isActive()

    def look_through_notes(self) -> None:
        """Look for those of whom a note says what was typed, once the names are on the screen: at rest, or at once."""
        self._pause.stop()
        asked, wanted, listing = self._asked, self._text, self._listing
        notes = self._desk.lists.notes
        self._tasks.run(lambda: (asked, notes(wanted, limit=IN_NOTES, wanted=listing)), self._add_noted)

    def _add_noted(self, answer: object) -> None:
        """Show, after those of that name, the people of whom a note says so."""
        asked, notes = cast("tuple[int, _Notes]", answer)
        known = {one.id for one in self._people}
        new = {note.person.id: note for note in reversed(notes) if note.person.id not in known}
        if asked != self._asked:
            return
        if not new:
            self.noted.emit()
            return
        first = len(self._people)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._people += tuple(note.person for note in reversed(new.values()))
        self._notes = new
        self.endInsertRows()
        self.noted.emit()

    def _show_pinned(self, pinned: frozenset[BeneficiaryId]) -> None:
        self.pinned = pinned
        if self._people:
            self.dataChanged.emit(self.index(0, NAME), self.index(len(self._people) - 1, NAME))

    def _add(self, answer: object) -> None:
        asked, people = cast("tuple[int, tuple[DossierSummary, ...]]", answer)
        if asked != self._asked or not people:
            return
        first = len(self._people)
        self.beginInsertRows(QModelIndex(), first, first + len(people) - 1)
        self._people += people
        self._complete = len(people) < _PAGE
        self.endInsertRows()
