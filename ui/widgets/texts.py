"""Labels by what they say: a title, a heading, a muted line, a tag."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def text(words: str, kind: str = "", *, wraps: bool = True, selectable: bool = False) -> QLabel:
    """Return a plain-text label; `kind` is one of title, heading, strong, muted, small, field, error, overline."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)  # what comes from a file is never taken for HTML
    label.setProperty("kind", kind)
    label.setWordWrap(wraps)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def tag(words: str, tone: str = "") -> QLabel:
    """Return a small rounded label; `tone` is one of primary, received, success, warning, danger."""
    label = text(words, "tag", wraps=False)
    label.setProperty("tone", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


def restyle(widget: QWidget, **properties: object) -> None:
    """Change what a widget is, and have the style sheet notice."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
