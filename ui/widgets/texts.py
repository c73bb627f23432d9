"""Labels by what they say: a title, a heading, a muted line, a tag."""

from PySide6 import QtCore, QtWidgets
from PySide6.QtWidgets import QLabel, QWidget

from ui.first_values import PLAIN_TEXT


def text(words: str, kind: str = "", *, wraps: bool = True, selectable: bool = False) -> QLabel:
    """Return a plain-text label; `kind` is one of title, heading, strong, muted, small, field, error, overline."""
    label = QLabel(words)
    label.setProperty("textFormat", PLAIN_TEXT)  # what comes from a file is never taken for HTML
    label.setProperty("kind", kind)
    label.setWordWrap(wraps)
    if selectable:
        label.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def tag(words: str, tone: str = "") -> QLabel:
    """Return a small rounded label; `tone` is one of primary, received, success, warning, danger."""
    label = text(words, "tag", wraps=False)
    label.setProperty("tone", tone)
    smallest = QtWidgets.QSizePolicy.Policy.Maximum
    label.setSizePolicy(smallest, smallest)
    return label


def restyle(widget: QWidget, **properties: object) -> None:
    """Change what a widget is, and have the style sheet notice."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
