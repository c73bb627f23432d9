"""A course drawn small: one bar a quarter, told in words to who cannot see it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme

_STEP, _BAR, _HEIGHT = 15, 10, 30


class TrendBars(QWidget):
    """Bars from protected figures; a dotted frame where a quarter may not be shown."""

    def __init__(self, values: Sequence[float | None], words: str) -> None:
        super().__init__()
        self._values = tuple(values)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for every bar."""
        return QSize(_STEP * max(1, len(self._values)) + 8, _HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bars: hatched, so that they do not hang on a colour."""
        del event
        painter = QPainter(self)
        colours = Theme.current().colours
        top = max((value for value in self._values if value), default=1.0) or 1.0
        for place, value in enumerate(self._values):
            left = 4 + place * _STEP
            if value is None:
                painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DotLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(left, 3, _BAR, _HEIGHT))
                continue
            height = max(1.0, _HEIGHT * value / top)
            painter.setPen(QPen(QColor(colours.primary), 1))
            is_last = place == len(self._values) - 1
            painter.setBrush(QColor(colours.primary))
            if not is_last:
                painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(left, 3 + _HEIGHT - height, _BAR, height)
            painter.drawRect(box)
            if not is_last:
                painter.fillRect(box, QBrush(QColor(colours.primary), Qt.BrushStyle.BDiagPattern))
        painter.end()
