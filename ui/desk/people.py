"""The people found: a list that is paged by the store, never sorted or filtered here."""

from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.listing import Listing
from passeport.services.desk import Desk
from ui.desk.wording import in_words
from ui.tasks import Tasks

Index = QModelIndex | QPersistentModelIndex
SUMMARY = Qt.ItemDataRole.UserRole
_PAGE = 100
FOUND = 50
"""Answers shown to what is typed: five screens of them; more letters single out better than scrolling."""
_TOP = QModelIndex()


class People(QAbstractListModel):
    """Who answers to the text typed; everybody by name when there is none."""

    changed = Signal()
    """The list or its count is another."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._people: tuple[DossierSummary, ...] = ()
        self._text = ""
        self._listing = Listing()
        self._is_counted = False
        self._asked = 0
        self._answered = 0
        self._complete = True
        self.total = 0

    @property
    def text(self) -> str:
        """What was typed."""
        return self._text

    def look_for(self, text: str) -> None:
        """Show who answers to `text`; answers to what was typed before are dropped."""
        self._text = text.strip()
        self._asked += 1
        asked, wanted, listing = self._asked, self._text, self._listing
        known = self.total if self._is_counted else None  # counting a million at each letter would be felt

        def ask() -> tuple[int, tuple[DossierSummary, ...], int]:
            total = self._desk.dossiers.count(listing) if known is None else known
            return asked, self._answer(wanted, listing), total

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

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many people are shown."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the person, or their line in words for who listens to the screen."""
        summary = self.summary(index)
        if summary is None:
            return None
        if role == SUMMARY:
            return summary
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return in_words(summary, self._desk.clock.today())
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Return whether the store holds more of them."""
        return not parent.isValid() and not self._complete and self._answered == self._asked

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802
        """Ask for the next page."""
        self._complete = True  # until the answer says otherwise
        asked, last, listing = self._asked, self._people[-1], self._listing
        self._tasks.run(lambda: (asked, self._desk.dossiers.page(limit=_PAGE, after=last, wanted=listing)), self._add)

    def _answer(self, text: str, listing: Listing) -> tuple[DossierSummary, ...]:
        if text:
            return self._desk.dossiers.find(text, limit=FOUND)
        return self._desk.dossiers.page(limit=_PAGE, wanted=listing)

    def _show(self, answer: object) -> None:
        asked, people, total = cast("tuple[int, tuple[DossierSummary, ...], int]", answer)
        if asked != self._asked:
            return
        self.beginResetModel()
        self._people = people
        self._complete = bool(self._text) or len(people) < _PAGE
        self._answered = asked
        self.total = total
        self._is_counted = True
        self.endResetModel()
        self.changed.emit()

    def _add(self, answer: object) -> None:
        asked, people = cast("tuple[int, tuple[DossierSummary, ...]]", answer)
        if asked != self._asked or not people:
            return
        first = len(self._people)
        self.beginInsertRows(QModelIndex(), first, first + len(people) - 1)
        self._people += people
        self._complete = len(people) < _PAGE
        self.endInsertRows()
