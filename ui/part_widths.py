"""Gives the parts of a room the widths that they had, and remembers them."""

from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QWidget

from ui.remembered import Remembered

_LEAST = 40
"""Pixels of a column that can still be taken hold of."""


def widen(room: QWidget, remembered: Remembered) -> None:
    """Give the parts of a room that have a name the widths that they had."""
    for splitter in room.findChildren(QSplitter):
        widths = remembered.widths(splitter.objectName())
        if splitter.objectName() and len(widths) == splitter.count():
            splitter.setSizes(list(widths))
    for table in room.findChildren(QTableView):
        widths = remembered.widths(table.objectName())
        columns = _free_columns(table)
        if table.objectName() and len(widths) == len(columns):
            for column, width in zip(columns, widths, strict=True):
                table.setColumnWidth(column, max(_LEAST, width))


def keep(room: QWidget, remembered: Remembered) -> None:
    """Remember the widths of the parts of a room that have a name and were laid out."""
    for splitter in room.findChildren(QSplitter):
        if splitter.objectName() and sum(splitter.sizes()) > 0:
            remembered.keep_widths(splitter.objectName(), splitter.sizes())
    for table in room.findChildren(QTableView):
        if table.objectName():
            remembered.keep_widths(table.objectName(), [table.columnWidth(one) for one in _free_columns(table)])


def _free_columns(table: QTableView) -> list[int]:
    header = table.horizontalHeader()
    modes = ((column, header.sectionResizeMode(column)) for column in range(header.count()))
    return [column for column, mode in modes if mode is QHeaderView.ResizeMode.Interactive]
