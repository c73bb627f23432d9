"""What of a page cannot be read because there is no room for it: measured on the widgets, not on a picture.

A label, a button or a box must be as large as it asks to be; words that wrap must have the height that their width
asks for; nothing may stand outside of what holds it, but downwards in an area that scrolls down. A view of rows is
looked at by what it draws (`cut_words`), and may not scroll sideways unless it is a table.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from ui.widgets import painting

_SLACK = 1
"""Pixels lost to rounding."""


def misfits(page: QWidget) -> list[str]:
    """Return what cannot be read on a page as it is shown, each with where it stands."""
    found = [words for widget in _visible(page) for words in _of_widget(widget, page)]
    return list(dict.fromkeys(found))


@contextmanager
def cut_words() -> Iterator[list[str]]:
    """Collect the words that rows painted by hand have no room for, while this is entered."""
    cut: list[str] = []
    drawn = painting.write

    def write(
        painter: QPainter, line: QRect, width: int, words: str, font: QFont, colour: str, *, right: bool = False
    ) -> None:
        if QFontMetrics(font).horizontalAdvance(words) > width + _SLACK:
            cut.append(f"{words!r} drawn in {width} px")
        if QFontMetrics(font).height() > line.height() + _SLACK:
            cut.append(f"{words!r} drawn {line.height()} px high")
        drawn(painter, line, width, words, font, colour, right=right)

    rooms = [module for name, module in list(sys.modules.items()) if name.startswith("ui.")]
    holders = [room for room in rooms if vars(room).get("write") is drawn and room is not painting]
    patches = [patch.object(room, "write", write) for room in holders]
    for one in patches:
        one.start()
    try:
        yield cut
    finally:
        for one in patches:
            one.stop()


def _visible(page: QWidget) -> Iterator[QWidget]:
    for widget in (page, *page.findChildren(QWidget)):
        if (widget is page or widget.isVisibleTo(page)) and widget.window() is page.window():
            yield widget


def _of_widget(widget: QWidget, page: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        yield from _button(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QAbstractScrollArea):
        yield from _area(widget)
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QAbstractScrollArea):
        yield from _outside(widget, page)


def _where(widget: QWidget) -> str:
    names: list[str] = []
    held = widget.parentWidget()
    while held is not None and len(names) < 2:
        if type(held) is not QWidget:
            names.append(type(held).__name__)
        held = held.parentWidget()
    return f"{type(widget).__name__} in {' in '.join(names)}"


def _label(label: QLabel) -> Iterator[str]:
    words = label.text()
    if not words or label.textFormat() == Qt.TextFormat.RichText:
        return
    metrics, room = label.fontMetrics(), label.contentsRect()
    longest = max(
        metrics.horizontalAdvance(part) for part in (re.split("[ \n\u200b]", words) if label.wordWrap() else [words])
    )
    if label.wordWrap():
        needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), Qt.TextFlag.TextWordWrap, words).height()
    else:
        longest = max(metrics.horizontalAdvance(line) for line in words.splitlines())
        needed = metrics.height() * len(words.splitlines())
    if longest > room.width() + _SLACK:
        yield f"{words!r} is {longest} px wide in {room.width()}: {_where(label)}"
    if needed > room.height() + metrics.leading() + _SLACK:
        yield f"{words!r} is {needed} px high in {room.height()}: {_where(label)}"


def _button(button: QAbstractButton) -> Iterator[str]:
    wanted, size = button.sizeHint(), button.size()
    if wanted.width() > size.width() + _SLACK:
        yield f"{button.text()!r} asks for {wanted.width()} px and has {size.width()}: {_where(button)}"
    if wanted.height() > size.height() + _SLACK:
        yield f"{button.text()!r} asks for {wanted.height()} px of height and has {size.height()}: {_where(button)}"


def _line(line: QLineEdit) -> Iterator[str]:
    metrics, room = line.fontMetrics(), line.width() - line.textMargins().left() - line.textMargins().right() - 22
    words = line.placeholderText()
    if words and not line.text() and metrics.horizontalAdvance(words) > room:
        yield f"{words!r} is {metrics.horizontalAdvance(words)} px wide in {room}: {_where(line)}"
    if metrics.height() > line.height():
        yield f"a line is {line.height()} px high: {_where(line)}"


def _area(area: QAbstractScrollArea) -> Iterator[str]:
    if isinstance(area, QTableView):
        return
    if isinstance(area, QScrollArea) and (inside := area.widget()) is not None:
        over = inside.width() - area.viewport().width()
        if over > _SLACK:
            yield f"{over} px are hidden at the right: {_where(area)}"
        if area.viewport().height() < area.fontMetrics().lineSpacing() * 3:
            yield f"an area that scrolls shows {area.viewport().height()} px: {_where(area)}"
    elif area.horizontalScrollBar().maximum() > 0 and area.isVisible():
        yield f"one must scroll sideways: {_where(area)}"
    if isinstance(area, QAbstractItemView) and area.model() is not None and area.model().rowCount():
        row = area.sizeHintForRow(0)
        if area.viewport().height() < row:
            yield f"a list shows {area.viewport().height()} px and a row has {row}: {_where(area)}"


def _outside(widget: QWidget, page: QWidget) -> Iterator[str]:
    """Whether a part stands outside of what holds it; an area that scrolls may hold more than it shows, downwards."""
    box = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size()) if widget is not page else widget.rect()
    free = False
    held = widget
    while held is not page:
        parent = held.parentWidget()
        if parent is None:
            return
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return  # the area itself says what it hides
        around = QRect(parent.mapTo(page, QPoint(0, 0)), parent.size()) if parent is not page else page.rect()
        sideways = box.left() < around.left() - _SLACK or box.right() > around.right() + _SLACK
        downwards = not free and (box.top() < around.top() - _SLACK or box.bottom() > around.bottom() + _SLACK)
        if sideways or downwards:
            words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
            yield f"{words!r} stands outside of {type(parent).__name__}: {_where(widget)}"
            return
        held = parent
