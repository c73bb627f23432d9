"""How a person is drawn in the list: what one recognises them by, in two lines."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from passeport.domain.beneficiary import DossierSummary
from ui.agenda.due_row import is_narrow, lines_of
from ui.desk import wording
from ui.desk.columns import CONTACT, NEXT, SITUATION
from ui.desk.people import NOTE, PINNED, SUMMARY
from ui.theme.theme import Theme
from ui.widgets import room
from ui.widgets.painting import draw_ground, sized, write

_SMALL = 0.9
_GAP = 14
_WIDE = 110
"""Letters from which a row holds a person and their contacts side by side."""


class PersonRow(QStyledItemDelegate):
    """Draws one person."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return two lines and the room around them; three where the view is narrow."""
        return QSize(300, option.fontMetrics.lineSpacing() * (3 if is_narrow(option, _WIDE) else 2) + 26)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        summary = index.data(SUMMARY)
        if not isinstance(summary, DossierSummary):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole: QRect = option.rect
        box = whole.adjusted(3, 3, -3, -3)
        draw_ground(painter, box, option.state)
        inner = box.adjusted(_GAP, 0, -_GAP, 0)
        side = min(inner.height() - 16, 44)
        circle = QRect(inner.left(), inner.top() + (inner.height() - side) // 2, side, side)
        self._draw_initials(painter, circle, summary)
        words = inner.adjusted(side + _GAP, 7, 0, -7)
        if is_narrow(option, _WIDE):
            self._draw_lines(painter, words, summary)
        else:
            self._draw_words(painter, words, summary)
        painter.restore()

    @staticmethod
    def _draw_initials(painter: QPainter, circle: QRect, summary: DossierSummary) -> None:
        colours = Theme.current().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.received_soft if summary.has_received else colours.primary_soft))
        painter.drawEllipse(circle)
        painter.setPen(QColor(colours.received if summary.has_received else colours.primary))
        painter.setFont(sized(painter.font(), bold=True))
        painter.drawText(
            circle, Qt.AlignmentFlag.AlignCenter, (summary.given_names[:1] + summary.family_name[:1]).upper()
        )

    def _draw_words(self, painter: QPainter, box: QRect, summary: DossierSummary) -> None:
        colours, today = Theme.current().colours, self._today()
        usual = sized(painter.font(), bold=False)
        small = sized(usual, bold=False, factor=_SMALL)
        upper = QRect(box.left(), box.top(), box.width(), box.height() // 2)
        lower = QRect(box.left(), box.top() + box.height() // 2, box.width(), box.height() // 2)
        left, right = (box.width() * 3) // 5, (box.width() * 2) // 5
        coming, last = wording.contact(summary, today)
        name = f"{summary.family_name.upper()} {summary.given_names}"
        write(painter, upper, left, name, sized(usual, bold=True), colours.text)
        write(painter, lower, left, _second_line(summary, today), small, colours.muted)
        first = (coming, colours.primary, sized(small, bold=True)) if coming else (last, colours.muted, small)
        for place, (words, colour, font) in ((upper, first), (lower, (last if coming else "", colours.muted, small))):
            write(painter, place, right, words, font, colour, right=True)

    def _draw_lines(self, painter: QPainter, box: QRect, summary: DossierSummary) -> None:
        """Draw the same one below the other."""
        colours, today = Theme.current().colours, self._today()
        usual = sized(painter.font(), bold=False)
        small = sized(usual, bold=False, factor=_SMALL)
        coming, last = wording.contact(summary, today)
        said = (
            (f"{summary.family_name.upper()} {summary.given_names}", sized(usual, bold=True), colours.text),
            (_second_line(summary, today), small, colours.muted),
            (coming or last, sized(small, bold=bool(coming)), colours.primary if coming else colours.muted),
        )
        for line, (words, font, colour) in zip(lines_of(box, len(said)), said, strict=True):
            write(painter, line, box.width(), words, font, colour)


class NameCell(PersonRow):
    """The first cell of the table of people: what the columns that have no room would say stands under the name."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.hidden: frozenset[int] = frozenset()
        """Columns that are not shown."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell."""
        summary = index.data(SUMMARY)
        if not isinstance(summary, DossierSummary):
            return
        ground = QStyleOptionViewItem(option)
        ground.text = ""
        widget = option.widget
        if isinstance(widget, QWidget):
            widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole: QRect = option.rect
        side = min(whole.height() - 22, 44)
        circle = QRect(whole.left() + _GAP, whole.top() + (whole.height() - side) // 2, side, side)
        self._draw_initials(painter, circle, summary)
        words = whole.adjusted(side + 2 * _GAP, 9, -8, -9)
        self._draw_cell(painter, words, summary, str(index.data(NOTE)), is_pinned=bool(index.data(PINNED)))
        painter.restore()

    def _draw_cell(self, painter: QPainter, box: QRect, summary: DossierSummary, note: str, *, is_pinned: bool) -> None:
        colours, today = Theme.current().colours, self._today()
        usual = sized(painter.font(), bold=False)
        upper, *lower = lines_of(box, 3 if room.is_narrow() else 2)
        star = "★ " if is_pinned else ""
        name = f"{star}{summary.family_name.upper()} {summary.given_names}"
        write(painter, upper, box.width(), name, sized(usual, bold=True), colours.text)
        small = sized(usual, bold=False, factor=_SMALL)
        if note:  # it is why the person is there
            write(painter, lower[0], box.width(), note, small, colours.primary)
            lower = lower[1:]
        coming, last = wording.contact(summary, today)
        who = (wording.born(summary, today), summary.telephone)
        what = (
            coming if NEXT in self.hidden else "",
            last if CONTACT in self.hidden and not (coming and room.is_narrow()) else "",
            wording.state(summary) if SITUATION in self.hidden else wording.place(summary),
        )
        said = (who, what) if len(lower) > 1 else ((who[0], *what, who[1]),) * len(lower)
        for line, parts in zip(lower, said, strict=True):
            write(painter, line, box.width(), " · ".join(part for part in parts if part), small, colours.muted)


def _second_line(summary: DossierSummary, today: dt.date) -> str:
    parts = (wording.born(summary, today), wording.state(summary), summary.telephone)
    return " · ".join(part for part in parts if part)
