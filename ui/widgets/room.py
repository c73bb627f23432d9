"""Room on the page: what stands side by side goes one below the other when letters are large (WCAG 2.2, 1.4.4).

At 200 % a screen of 1366 × 768 pixels holds as much as one of 683 × 384 holds at 100 %.
"""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.flow import FlowLayout

_LARGE = 1.5
"""Scale of the letters from which two columns no longer fit a window of 1120 pixels."""


def is_narrow() -> bool:
    """Whether letters are too large for two columns."""
    return Theme.current().scale >= _LARGE


def side_by_side() -> QBoxLayout:
    """Return a row, or a column where a row would be too wide."""
    return QBoxLayout(QBoxLayout.Direction.TopToBottom if is_narrow() else QBoxLayout.Direction.LeftToRight)


def scaled(pixels: int) -> int:
    """Return a width that follows the size of the letters."""
    return round(pixels * Theme.current().scale)


def head_line(*said: QWidget, does: tuple[QWidget, ...] = (), spacing: int = 10) -> QLayout:
    """Return the head of a page: what it says, and at the right what it does.

    Where letters are large what it does stands below, on as many lines as it needs; the last of `said` takes the room.
    """
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for number, widget in enumerate(said, start=1):
        row.addWidget(widget, int(number == len(said)))
    if not is_narrow():
        for widget in does:
            row.addWidget(widget)
        return row
    column = QVBoxLayout()
    column.setSpacing(spacing)
    column.addLayout(row)
    if does:
        column.addWidget(flowing(*does, spacing=spacing))
    return column


def foot_line(*does: QWidget, said: QWidget | None = None, spacing: int = 10) -> QLayout:
    """Return the foot of a form: a word if there is one, and its buttons at the right; below it, on large letters."""
    row = side_by_side()
    row.setSpacing(spacing)
    if said is not None:
        row.addWidget(said, 1)
    elif not is_narrow():
        row.addStretch()
    if is_narrow():
        row.addWidget(flowing(*does, spacing=spacing))
    else:
        for widget in does:
            row.addWidget(widget)
    return row


def flowing(*widgets: QWidget, spacing: int = 6) -> QWidget:
    """Return widgets side by side, on as many lines as they need."""
    line = QWidget()
    flow = FlowLayout(line, spacing)
    for widget in widgets:
        flow.addWidget(widget)
    return line


def in_sight(view: QWidget, lines: int) -> QWidget:
    """Keep so many lines of a list in sight where letters are large and its page scrolls; return it."""
    if is_narrow():
        view.setMinimumHeight(view.fontMetrics().lineSpacing() * lines)
        view.setSizePolicy(view.sizePolicy().horizontalPolicy(), view.sizePolicy().Policy.Expanding)
    return view
