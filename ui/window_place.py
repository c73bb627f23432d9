"""Puts the window back where it stood, its parts as wide as they were; one that is off the screen comes back."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QWidget

from ui.remembered import Remembered

_MAXIMISED = Qt.WindowState.WindowMaximized
_TITLE = 40
"""Pixels at the top by which a window is taken hold of."""
_HELD = 120
"""Pixels of that title that must be seen."""


def mended(place: QRect, screens: Sequence[QRect]) -> QRect:
    """Return a place whose title can be reached: the same when it can, else one on the first of the screens."""
    title = QRect(place.topLeft(), QSize(place.width(), _TITLE))
    for screen in screens:
        seen = screen.intersected(title)
        if seen.width() >= min(_HELD, place.width()) and seen.height() >= _TITLE:
            return QRect(place.topLeft(), place.size().boundedTo(screen.size()))
    size = place.size().boundedTo(screens[0].size())
    inside = QPoint((screens[0].width() - size.width()) // 2, (screens[0].height() - size.height()) // 2)
    return QRect(screens[0].topLeft() + inside, size)


def put_back(window: QWidget, remembered: Remembered) -> None:
    """Put a window where it stood."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if remembered.place is not None and screens:
        window.setGeometry(mended(remembered.place, screens))
    if remembered.is_maximised:
        window.setWindowState(window.windowState() | _MAXIMISED)


def keep(window: QWidget, remembered: Remembered) -> None:
    """Remember where a window stands."""
    remembered.keep_place(window.normalGeometry(), is_maximised=window.isMaximized())


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
                table.setColumnWidth(column, max(_TITLE, width))


def keep_widths(room: QWidget, remembered: Remembered) -> None:
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
