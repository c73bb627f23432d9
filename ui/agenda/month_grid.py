"""A month as a grid of weeks: how much stands on each day, and the first of it; the arrows go from day to day."""

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from passeport.domain.agenda import AgendaEntry
from passeport.language import agenda
from passeport.language.catalogue import tr
from passeport.language.numbers import counted
from ui.theme.theme import Theme
from ui.widgets.painting import sized, write

Index = QModelIndex | QPersistentModelIndex
DAY = Qt.ItemDataRole.UserRole
_DAYS = (tr("lundi"), tr("mardi"), tr("mercredi"), tr("jeudi"), tr("vendredi"), tr("samedi"), tr("dimanche"))
_WEEK = 7
_SMALL = 0.85
_TOP = QModelIndex()


class Month(QAbstractTableModel):
    """The weeks of a month."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first = dt.date.min
        self._weeks = 0
        self.month = 0
        self.today = dt.date.min
        self._counts: Mapping[dt.date, int] = {}
        self._entries: Mapping[dt.date, tuple[AgendaEntry, ...]] = {}

    def show(
        self,
        days: tuple[dt.date, dt.date],
        month: int,
        counts: Mapping[dt.date, int],
        entries: Mapping[dt.date, tuple[AgendaEntry, ...]],
        today: dt.date,
    ) -> None:
        """Show the weeks between two days, a Monday and a Sunday."""
        self.beginResetModel()
        self._first, self._weeks = days[0], ((days[1] - days[0]).days + 1) // _WEEK
        self.month, self.today, self._counts, self._entries = month, today, counts, entries
        self.endResetModel()

    def day(self, index: Index) -> dt.date:
        """Return the day of a cell."""
        return self._first + dt.timedelta(days=index.row() * _WEEK + index.column())

    def place_of(self, day: dt.date) -> QModelIndex:
        """Return the cell of a day."""
        distance = (day - self._first).days
        return self.index(distance // _WEEK, distance % _WEEK)

    def count(self, day: dt.date) -> int:
        """Return how much stands on a day."""
        return self._counts.get(day, 0)

    def entries(self, day: dt.date) -> tuple[AgendaEntry, ...]:
        """Return the first entries of a day."""
        return self._entries.get(day, ())

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's names, here and below
        """Return how many weeks there are."""
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: N802
        """Return the seven days."""
        return 0 if parent.isValid() else _WEEK

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Return the name of a day of the week."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _DAYS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the day, or what stands on it in words."""
        day = self.day(index)
        if role == DAY:
            return day
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            number = self.count(day)
            some = counted(number, "ligne", "lignes") if number else tr("rien")
            return f"{agenda.day(day)}, {some}"
        return None


class DayCell(QStyledItemDelegate):
    """Draws one day of a month."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the number of the day, how much stands on it, and the first of it as far as there is room."""
        month = index.model()
        if not isinstance(month, Month):
            return
        day, colours = month.day(index), Theme.current().colours
        painter.save()
        box: QRect = option.rect.adjusted(2, 2, -2, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        today = day == month.today
        painter.setPen(QPen(QColor(colours.focus if chosen else colours.line), 2 if chosen else 1))
        painter.setBrush(QColor(colours.primary_soft if today else colours.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(box, 7, 7)
        inner = box.adjusted(8, 4, -8, -4)
        strong, small = sized(painter.font(), bold=True), sized(painter.font(), bold=False, factor=_SMALL)
        line = painter.fontMetrics().lineSpacing()
        ink = colours.muted if day.month != month.month else colours.primary if today else colours.text
        head = QRect(inner.left(), inner.top(), inner.width(), line)
        write(painter, head, inner.width() // 2, str(day.day), strong, ink)
        number = month.count(day)
        if number:
            write(painter, head, inner.width() // 2, str(number), sized(small, bold=True), colours.primary, right=True)
        top = head.bottom() + 2
        for entry in month.entries(day):
            if top + line > inner.bottom():
                break
            words = " ".join(part for part in (f"{entry.at:%H:%M}" if entry.at else "", agenda.who(entry)) if part)
            place = QRect(inner.left(), top, inner.width(), line)
            write(painter, place, inner.width(), words, small, colours.muted)
            top += line
        painter.restore()


def month_view(month: Month) -> QTableView:
    """Return the grid that shows a month."""
    view = QTableView()
    view.setAccessibleName(tr("Mois"))
    view.setModel(month)
    view.setItemDelegate(DayCell(view))
    view.setShowGrid(False)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.horizontalHeader().setHighlightSections(False)
    return view
