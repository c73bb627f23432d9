"""How a person is drawn in the list: what one recognises them by, in two lines."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from passeport.domain.beneficiary import DossierSummary
from ui.desk import wording
from ui.desk.people import SUMMARY
from ui.theme.theme import Theme

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
        self._draw_ground(painter, box, option.state)
        inner = box.adjusted(_GAP, 0, -_GAP, 0)
        side = min(inner.height() - 16, 44)
        circle = QRect(inner.left(), inner.top() + (inner.height() - side) // 2, side, side)
        self._draw_initials(painter, circle, summary)
        words = inner.adjusted(side + _GAP, 7, 0, -7)
        self._draw_words(painter, words, summary)
        painter.restore()

    @staticmethod
    def _draw_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        colours = Theme.current().colours
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(colours.focus if selected else colours.line), 2 if selected else 1))
        painter.setBrush(QColor(colours.raised if hovered and not selected else colours.surface))
        painter.drawRoundedRect(box, 9, 9)

    @staticmethod
    def _draw_initials(painter: QPainter, circle: QRect, summary: DossierSummary) -> None:
        colours = Theme.current().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.received_soft if summary.has_received else colours.primary_soft))
        painter.drawEllipse(circle)
        painter.setPen(QColor(colours.received if summary.has_received else colours.primary))
        painter.setFont(_font(painter.font(), bold=True))
        painter.drawText(
            circle, Qt.AlignmentFlag.AlignCenter, (summary.given_names[:1] + summary.family_name[:1]).upper()
        )

    def _draw_words(self, painter: QPainter, box: QRect, summary: DossierSummary) -> None:
        colours, today = Theme.current().colours, self._today()
        usual = _font(painter.font(), bold=False)
        small = _font(usual, bold=False, factor=_SMALL)
        upper = QRect(box.left(), box.top(), box.width(), box.height() // 2)
        lower = QRect(box.left(), box.top() + box.height() // 2, box.width(), box.height() // 2)
        left, right = (box.width() * 3) // 5, (box.width() * 2) // 5
        coming, last = wording.contact(summary, today)
        name = f"{summary.family_name.upper()} {summary.given_names}"
        _write(painter, upper, left, name, _font(usual, bold=True), colours.text)
        _write(painter, lower, left, _second_line(summary, today), small, colours.muted)
        first = (coming, colours.primary, _font(small, bold=True)) if coming else (last, colours.muted, small)
        for place, (words, colour, font) in ((upper, first), (lower, (last if coming else "", colours.muted, small))):
            _write(painter, place, right, words, font, colour, right=True)


def _second_line(summary: DossierSummary, today: dt.date) -> str:
    parts = (wording.born(summary, today), wording.state(summary), summary.telephone)
    return " · ".join(part for part in parts if part)


def _font(like: QFont, *, bold: bool, factor: float = 1.0) -> QFont:
    font = QFont(like)
    font.setBold(bold)
    font.setPointSizeF(like.pointSizeF() * factor)
    return font


def _write(
    painter: QPainter, line: QRect, width: int, words: str, font: QFont, colour: str, *, right: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    room = QRect(line.right() - width if right else line.left(), line.top(), width, line.height())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
