"""What stands in an input, as text: read to be kept as a draft, and put back from one."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from ui.forms.rich_editor import RichEditor
from ui.widgets.fields import ChoiceCombo

_TICKED = "oui"
_INPUTS = (ChoiceCombo, QCheckBox, RichEditor, QPlainTextEdit, QLineEdit)


def text_of(widget: QWidget) -> str:
    """Return what stands in an input: a text, a code, or `oui` for a box that is ticked."""
    entry = _entry(widget)
    if isinstance(entry, ChoiceCombo):
        return str(entry.currentData() or "")
    if isinstance(entry, QCheckBox):
        return _TICKED if entry.isChecked() else ""
    if isinstance(entry, RichEditor):
        return entry.html
    if isinstance(entry, QPlainTextEdit):
        return entry.toPlainText()
    return entry.text() if isinstance(entry, QLineEdit) else ""


def show_text(widget: QWidget, text: str) -> None:
    """Put back what `text_of` gave."""
    entry = _entry(widget)
    if isinstance(entry, ChoiceCombo):
        entry.code = text
    elif isinstance(entry, QCheckBox):
        entry.setChecked(text == _TICKED)
    elif isinstance(entry, RichEditor):
        entry.html = text
    elif isinstance(entry, QPlainTextEdit):
        entry.setPlainText(text)
    elif isinstance(entry, QLineEdit):
        entry.setText(text)


def watch(widget: QWidget, changed: Callable[[], None]) -> None:
    """Have `changed` called at each change of an input."""
    entry = _entry(widget)
    if isinstance(entry, ChoiceCombo):
        entry.chosen.connect(changed)
    elif isinstance(entry, QCheckBox):
        entry.toggled.connect(changed)
    elif isinstance(entry, RichEditor):
        entry.changed.connect(changed)
    elif isinstance(entry, QPlainTextEdit | QLineEdit):
        entry.textChanged.connect(changed)


def _entry(widget: QWidget) -> QWidget:
    """Return what is typed into: of a composed input, the one that the keyboard reaches."""
    proxy = widget.focusProxy()
    return proxy if not isinstance(widget, _INPUTS) and isinstance(proxy, _INPUTS) else widget
