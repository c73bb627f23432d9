"""What the panel of a step holds, as texts and codes: read to be kept as a draft, and shown again from one."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from passeport.domain.draft import Draft
from ui.entry.drafting import Typed
from ui.entry.minutes import Minutes
from ui.entry.notes import NoteEditor
from ui.widgets.chips import Chips
from ui.widgets.fields import CodeCombo

_STATUS_IS_CHOSEN = "status_is_chosen"
Entry = QLineEdit | QPlainTextEdit | CodeCombo | Minutes | Chips


class FromTemplate(NamedTuple):
    """What a template, or the last step, gives that the panel does not show; for a step of that type only."""

    type: str = ""
    title: str = ""
    objectives: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """How a draft holds it; nothing when there is nothing."""
        if not (self.title or self.objectives):
            return {}
        return {"template.type": self.type, "title": self.title, "objectives": " ".join(self.objectives)}

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "FromTemplate":
        """Return what a draft holds of it."""
        objectives = tuple(fields.get("objectives", "").split())
        return cls(fields.get("template.type", ""), fields.get("title", ""), objectives)


class StepTyped(NamedTuple):
    """The fields of the panel by their name, and its notes."""

    entries: dict[str, Entry]
    notes: NoteEditor

    def watch(self, changed: Callable[[], None]) -> None:
        """Have `changed` called whenever something is typed or chosen."""
        for entry in self.entries.values():
            if isinstance(entry, QLineEdit | QPlainTextEdit):
                entry.textChanged.connect(changed)
            elif isinstance(entry, CodeCombo):
                entry.chosen.connect(changed)
                entry.editTextChanged.connect(changed)
            else:
                entry.changed.connect(changed)
        self.notes.changed.connect(changed)

    def read(self, *, status_is_chosen: bool) -> Typed:
        """Return what stands in each field."""
        fields = {name: _text(entry) for name, entry in self.entries.items()}
        fields[_STATUS_IS_CHOSEN] = "oui" if status_is_chosen else ""
        return Typed(fields, self.notes.typed())

    def show(self, draft: Draft) -> bool:
        """Show a draft, and return whether its status had been chosen."""
        for name, entry in self.entries.items():
            _show(entry, draft.fields.get(name, ""))
        self.notes.show_typed(draft.rows)
        return bool(draft.fields.get(_STATUS_IS_CHOSEN))


def _text(entry: Entry) -> str:
    if isinstance(entry, CodeCombo):
        return str(entry.currentData() or "") if entry.currentText() else ""
    if isinstance(entry, Minutes):
        return entry.entry.text()
    if isinstance(entry, Chips):
        return " ".join(entry.codes)
    return entry.toPlainText() if isinstance(entry, QPlainTextEdit) else entry.text()


def _show(entry: Entry, text: str) -> None:
    if isinstance(entry, CodeCombo):
        entry.code = text
    elif isinstance(entry, Minutes):
        entry.entry.setText(text)
    elif isinstance(entry, Chips):
        with QSignalBlocker(entry):
            entry.codes = tuple(text.split())
    elif isinstance(entry, QPlainTextEdit):
        entry.setPlainText(text)
    else:
        entry.setText(text)
