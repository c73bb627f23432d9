"""Labels by what they say: a title, a heading, a muted line, a tag."""

import re

from PySide6 import QtCore, QtWidgets
from PySide6.QtWidgets import QLabel, QWidget

from passeport.language.typography import typeset
from ui.first_values import PLAIN_TEXT

BREAK = "\u200b"
"""Where a word may go on below; nobody sees it, and what is copied holds none (see `ui.clipboard`)."""
_LONG = re.compile(rf"[^\s{BREAK}]{{32,}}")
"""A word that a column may have no room for: an address, the name of a file."""
_PIECE = re.compile(r".{12}(?=.{4})")


def breakable(words: str) -> str:
    """Let words that are too long for a line go on below: they would push aside what stands beside them."""
    return _LONG.sub(lambda found: _PIECE.sub(f"\\g<0>{BREAK}", found.group()), words)


def text(words: str, kind: str = "", *, wraps: bool = True, selectable: bool = False) -> QLabel:
    """Return a plain-text label; `kind` is one of title, heading, strong, muted, small, field, error, overline."""
    label = QLabel(typeset(words))
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
