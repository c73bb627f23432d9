"""A table to read: by arrows, by a screen reader, and never to type in."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

_AROUND = 24
"""Pixels of a cell that the theme leaves empty beside its words, both sides together."""
_TALL = 10_000


class ReadGrid(QTableWidget):
    """Rows of words, the numbers on the right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give words that wrap their height again: their columns are another width."""
        super().resizeEvent(event)
        self.fit_rows()

    def show_rows(
        self,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        strong: Sequence[bool],
        words: int,
        wide: Collection[int] | None = None,
    ) -> None:
        """Show rows under titles; the first `words` columns are words, the others numbers.

        What room is left goes to the columns `wide`, by default all those of words.
        """
        self.clear()
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(titles))
        bold = QFont(self.font())
        bold.setBold(True)
        for place, row in enumerate(rows):
            for column, said in enumerate(row):
                item = QTableWidgetItem(said)
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                if column >= words:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if strong[place]:
                    item.setFont(bold)
                self.setItem(place, column, item)
        header = self.horizontalHeader()
        for column in range(len(titles)):
            takes_room = column < words if wide is None else column in wide
            mode = QHeaderView.ResizeMode.Stretch if takes_room else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give each row the height of its words; Qt forgets the room that the theme leaves around them."""
        self.resizeRowsToContents()
        header = self.horizontalHeader()
        wrapping = [
            column
            for column in range(self.columnCount())
            if header.sectionResizeMode(column) is not QHeaderView.ResizeMode.ResizeToContents
        ]
        for row in range(self.rowCount()):
            needed = max((self._height(row, column) for column in wrapping), default=0)
            if needed > self.rowHeight(row):
                self.setRowHeight(row, needed)

    def _height(self, row: int, column: int) -> int:
        item = self.item(row, column)
        if item is None or not item.text():
            return 0
        room = QRect(0, 0, self.columnWidth(column) - _AROUND, _TALL)
        words = QFontMetrics(item.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
        return words.height() + _AROUND // 2
