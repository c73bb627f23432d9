"""How a person is drawn in the list: what one recognises them by, in two lines."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from passeport.domain.beneficiary import DossierSummary
from ui.desk import wording
from ui.desk.people import SUMMARY
from ui.theme.theme import Theme
from ui.widgets.painting import draw_ground, sized, write

_SMALL = 0.9
_GAP = 14


class PersonRow(QStyledItemDelegate):
    """Draws one person."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return two lines and the room around them."""
        return QSize(300, option.fontMetrics.lineSpacing() * 2 + 26)

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


def _second_line(summary: DossierSummary, today: dt.date) -> str:
    parts = (wording.born(summary, today), wording.state(summary), summary.telephone)
    return " · ".join(part for part in parts if part)
