"""What stands in an input, as text: read to be kept as a draft, and put back from one."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from ui.forms.rich_editor import RichEditor
from ui.widgets.fields import CodeCombo

_TICKED = "oui"


def text_of(widget: QWidget) -> str:
    """Return what stands in an input: a text, a code, or `oui` for a box that is ticked."""
    if isinstance(widget, CodeCombo):
        return str(widget.currentData() or "")
    if isinstance(widget, QCheckBox):
        return _TICKED if widget.isChecked() else ""
    if isinstance(widget, RichEditor):
        return widget.html
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def show_text(widget: QWidget, text: str) -> None:
    """Put back what `text_of` gave."""
    if isinstance(widget, CodeCombo):
        widget.code = text
    elif isinstance(widget, QCheckBox):
        widget.setChecked(text == _TICKED)
    elif isinstance(widget, RichEditor):
        widget.html = text
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)


def watch(widget: QWidget, changed: Callable[[], None]) -> None:
    """Have `changed` called at each change of an input."""
    if isinstance(widget, CodeCombo):
        widget.chosen.connect(changed)
    elif isinstance(widget, QCheckBox):
        widget.toggled.connect(changed)
    elif isinstance(widget, RichEditor):
        widget.changed.connect(changed)
    elif isinstance(widget, QPlainTextEdit | QLineEdit):
        widget.textChanged.connect(changed)
