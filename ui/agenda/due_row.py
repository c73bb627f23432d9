"""How a line of « À faire » is drawn: what, whom, by when; its state is written, never said by a colour alone."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from passeport.domain.agenda import DueItem, DueKind
from passeport.domain.vocabulary import vocabulary
from passeport.language import agenda
from passeport.language.catalogue import tr
from ui.agenda.due_list import LINE
from ui.theme.theme import Theme
from ui.widgets.painting import draw_ground, sized, write

_GAP = 14
_SMALL = 0.9
_WIDE = 62
"""Letters from which a row holds two things side by side."""
_QUIET = frozenset({DueKind.RETURN, DueKind.PREPARED, DueKind.UNDATED})


class DueRow(QStyledItemDelegate):
    """Draws one line."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return two lines and the room around them; three where the view is narrow."""
        return QSize(240, option.fontMetrics.lineSpacing() * (3 if is_narrow(option) else 2) + 24)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        line = index.data(LINE)
        if not isinstance(line, DueItem):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect.adjusted(3, 3, -3, -3)
        draw_ground(painter, box, option.state)
        inner = box.adjusted(_GAP, 6, -_GAP, -6)
        self._draw(painter, inner, line, option)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, line: DueItem, option: QStyleOptionViewItem) -> None:
        colours, today = Theme.current().colours, self._today()
        tone = tone_of(line, today)
        icon = str(vocabulary("due_kinds")[line.kind.value].extra.get("icon", "check"))
        picture = Theme.current().pixmap(icon, tone, 20, option.widget)
        side = round(picture.deviceIndependentSize().height())
        painter.drawPixmap(box.left(), box.top() + (box.height() - side) // 2, picture)
        words = box.adjusted(side + _GAP, 0, 0, 0)
        usual, small = sized(painter.font(), bold=True), sized(painter.font(), bold=False, factor=_SMALL)
        when, strong = agenda.deadline(line, today), sized(small, bold=True)
        under = f"{line.person} · {agenda.kind(line)}" + ("" if line.is_mine else tr(" · suivi par un collègue"))
        rows = lines_of(words, 3 if is_narrow(option) else 2)
        if len(rows) > 2:  # noqa: PLR2004
            write(painter, rows[0], words.width(), agenda.title(line), usual, colours.text)
            write(painter, rows[1], words.width(), under, small, colours.muted)
            write(painter, rows[2], words.width(), when, strong, getattr(colours, tone))
            return
        room = width_of(when, strong) + _GAP
        write(painter, rows[0], words.width() - room, agenda.title(line), usual, colours.text)
        write(painter, rows[0], room, when, strong, getattr(colours, tone), right=True)
        write(painter, rows[1], words.width(), under, small, colours.muted)


def is_narrow(option: QStyleOptionViewItem, letters: int = _WIDE) -> bool:
    """Whether a view has no room for so many letters on a line: they are large, or the window is small."""
    widget = option.widget
    width = widget.width() if widget is not None else option.rect.width()
    return width < option.fontMetrics.averageCharWidth() * letters


def lines_of(box: QRect, number: int) -> list[QRect]:
    """Return the lines of a box, from the top."""
    height = box.height() // number
    return [QRect(box.left(), box.top() + height * line, box.width(), height) for line in range(number)]


def width_of(words: str, font: QFont) -> int:
    """Return the room that words take."""
    return QFontMetrics(font).horizontalAdvance(words)


def tone_of(line: DueItem, today: dt.date) -> str:
    """Return the colour of a line: the words beside it say the same."""
    if line.is_expired or (line.is_late(today) and line.kind not in _QUIET and line.kind is not DueKind.REFERRAL):
        return "danger"
    if line.deadline <= today and line.kind not in _QUIET:
        return "warning"
    return "primary"
