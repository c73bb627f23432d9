"""The list of people on the screen: as many columns as there is room for, each sorts by a click or by Ctrl+T."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from passeport.language.catalogue import tr
from ui.desk.columns import COLUMNS, NAME
from ui.desk.people import Index, People
from ui.desk.row import NameCell
from ui.widgets.room import is_narrow

_ROW = 2
"""Lines of text of a row: the name, and what one recognises the person by."""
_AROUND = 26
_MARGIN = 22
"""Pixels of a cell around its words."""


class PeopleTable(QTableView):
    """Rows are chosen whole; the current cell says which column Ctrl+T sorts by."""

    sort_requested = Signal(object)
    """The `Order` of a column."""

    def __init__(self, people: People, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(people)
        self._rows = NameCell(today, self)
        self.setItemDelegateForColumn(NAME, self._rows)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab leaves the list
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Personnes accompagnées"))
        self.setAccessibleDescription(
            tr("Entrée ouvre le dossier, Ctrl+T trie par la colonne où l’on est, Ctrl+Maj+D épingle.")
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.sectionClicked.connect(self._sort)

    def sort_here(self) -> None:
        """Sort by the column of the current cell."""
        self._sort(max(self.currentIndex().column(), 0))

    def go_to(self, index: Index) -> None:
        """Make a row the current one, alone, in the column where one is."""
        here = self.model().index(index.row(), max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(here, flags.ClearAndSelect | flags.Rows)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the columns that have room, the first ones first."""
        super().resizeEvent(event)
        letter, room = self.fontMetrics().averageCharWidth(), self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(
            self.fontMetrics().lineSpacing() * (_ROW + int(is_narrow())) + _AROUND
        )
        for place, column in enumerate(COLUMNS):
            width = column.letters * letter + _MARGIN
            room -= width
            self.setColumnHidden(place, place != NAME and room < 0)
            if place != NAME:
                self.setColumnWidth(place, width)
        self._rows.hidden = frozenset(place for place in range(len(COLUMNS)) if self.isColumnHidden(place))

    def _sort(self, column: int) -> None:
        self.sort_requested.emit(COLUMNS[column].order)
