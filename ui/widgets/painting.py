"""What every row that is painted by hand shares: its ground, its fonts, words cut where there is no more room."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle

from ui.theme.theme import Theme


def draw_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    """Draw the ground of a row."""
    colours = Theme.current().colours
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(QPen(QColor(colours.focus if selected else colours.line), 2 if selected else 1))
    painter.setBrush(QColor(colours.raised if hovered and not selected else colours.surface))
    painter.drawRoundedRect(box, 9, 9)


def sized(like: QFont, *, bold: bool, factor: float = 1.0) -> QFont:
    """Return a font like another, bold or not, and larger or smaller."""
    font = QFont(like)
    font.setBold(bold)
    font.setPointSizeF(like.pointSizeF() * factor)
    return font


def write(
    painter: QPainter, line: QRect, width: int, words: str, font: QFont, colour: str, *, right: bool = False
) -> None:
    """Write words on a line, cut where there is no more room."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    room = QRect(line.right() - width if right else line.left(), line.top(), width, line.height())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
