"""The days of a view one under the other, each with what stands there: a list that the arrows walk."""

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from passeport.domain.agenda import AgendaEntry, DueKind
from passeport.domain.vocabulary import vocabulary
from passeport.language import agenda
from passeport.language.catalogue import tr
from passeport.language.typography import begun, typeset
from ui.agenda.due_row import is_narrow, lines_of, width_of
from ui.theme.theme import Theme
from ui.widgets.painting import draw_ground, sized, write

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()
_GAP = 14
_SMALL = 0.9
_HOURS = 118
"""Pixels of the column of hours, at 100 %."""


class DayRow(NamedTuple):
    """A day (with no entry), or what stands on it."""

    day: dt.date
    entry: AgendaEntry | None = None
    is_today: bool = False


class DayList(QAbstractListModel):
    """Days and their entries."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DayRow, ...] = ()
        self._today = dt.date.min

    def show(
        self, days: dict[dt.date, tuple[AgendaEntry, ...]], today: dt.date, *, names_each_day: bool = True
    ) -> None:
        """Show these days; their names may be left out where something stands there."""
        self.beginResetModel()
        self._today = today
        rows: list[DayRow] = []
        for day, entries in days.items():
            if names_each_day or not entries:
                rows.append(DayRow(day, is_today=day == today))
            rows += (DayRow(day, entry) for entry in entries)
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> DayRow | None:
        """Return a row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def place_of(self, day: dt.date) -> QModelIndex:
        """Return the first entry of a day, or the day itself when nothing stands there."""
        for number, row in enumerate(self._rows):
            if row.day == day:
                has_more = number + 1 < len(self._rows) and self._rows[number + 1].day == day
                return self.index(number + has_more, 0)
        return self.index(0, 0)

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, or its words for who listens to the screen."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if row.entry is not None:
                return agenda.entry_aloud(row.entry, self._today)
            has_more = any(other.day == row.day and other.entry is not None for other in self._rows)
            return agenda.day(row.day) if has_more else tr("{day}, rien de prévu").format(day=agenda.day(row.day))
        return None

    @property
    def today(self) -> dt.date:
        """The day."""
        return self._today


class DayRowDrawing(QStyledItemDelegate):
    """Draws a day as a heading, an entry as a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return one line for a day, two for an entry; three where the view is narrow."""
        row = index.data(ROW)
        lines = 1
        if isinstance(row, DayRow) and row.entry is not None:
            lines = 3 if is_narrow(option) else 2
        return QSize(240, option.fontMetrics.lineSpacing() * lines + (22 if lines > 1 else 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(ROW)
        if not isinstance(row, DayRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect.adjusted(3, 3, -3, -3)
        if row.entry is None:
            self._draw_day(painter, box, row, index, option)
        else:
            draw_ground(painter, box, option.state)
            model = index.model()
            today = model.today if isinstance(model, DayList) else row.day
            self._draw_entry(painter, box.adjusted(_GAP, 5, -_GAP, -5), row.entry, today, option)
        painter.restore()

    @staticmethod
    def _draw_day(painter: QPainter, box: QRect, row: DayRow, index: Index, option: QStyleOptionViewItem) -> None:
        colours = Theme.current().colours
        if option.state & option.state.State_Selected:
            draw_ground(painter, box, option.state)
        font = sized(painter.font(), bold=True)
        name = begun(agenda.day(row.day)) + (typeset(tr(" – aujourd’hui")) if row.is_today else "")
        inner = box.adjusted(6, 0, -6, 0)
        write(painter, inner, inner.width() * 2 // 3, name, font, colours.primary if row.is_today else colours.text)
        if str(index.data()).endswith(tr("rien de prévu")):
            small = sized(painter.font(), bold=False, factor=_SMALL)
            write(painter, inner, inner.width() // 3, tr("rien de prévu"), small, colours.muted, right=True)

    @staticmethod
    def _draw_entry(
        painter: QPainter, box: QRect, entry: AgendaEntry, today: dt.date, option: QStyleOptionViewItem
    ) -> None:
        colours = Theme.current().colours
        usual, small = sized(painter.font(), bold=True), sized(painter.font(), bold=False, factor=_SMALL)
        clock, state = agenda.clock(entry) or tr("journée"), agenda.state(entry, today)
        tone = colours.warning if state == tr("À préciser") else colours.muted
        under = " · ".join(part for part in (agenda.what(entry), agenda.where(entry)) if part)
        if is_narrow(option):
            rows = lines_of(box, 3)
            write(painter, rows[0], box.width(), " · ".join(filter(None, (clock, state))), usual, colours.primary)
            write(painter, rows[1], box.width(), agenda.who(entry), usual, colours.text)
            write(painter, rows[2], box.width(), under, small, colours.muted)
            return
        hours = round(_HOURS * Theme.current().scale)
        left = lines_of(QRect(box.left(), box.top(), hours, box.height()), 2)
        right = lines_of(box.adjusted(hours + _GAP, 0, 0, 0), 2)
        write(painter, left[0], hours, clock, usual, colours.primary)
        picture = Theme.current().pixmap(_icon(entry), "muted", 18, option.widget)
        painter.drawPixmap(left[1].topLeft(), picture)
        room = width_of(state, small) + _GAP if state else 0
        write(painter, right[0], right[0].width() - room, agenda.who(entry), usual, colours.text)
        write(painter, right[0], room, state, small, tone, right=True)
        write(painter, right[1], right[1].width(), under, small, colours.muted)


def _icon(entry: AgendaEntry) -> str:
    if entry.kind is DueKind.STEP:
        return str(vocabulary("step_types")[entry.type].extra.get("icon", "other"))
    return "check" if entry.kind is DueKind.ACTION else "star"


def day_view(days: DayList) -> QListView:
    """Return the list that shows these days."""
    view = QListView()
    view.setMouseTracking(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setAccessibleName(tr("Agenda"))
    view.setModel(days)
    view.setItemDelegate(DayRowDrawing(view))
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return view
