"""A form: rows of labelled inputs over one value of the domain."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.model import DomainModel
from passeport.language import describe
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from ui.forms.inputs import Input, NotUnderstoodError, Today
from ui.forms.rich_editor import RichEditor
from ui.forms.typed import show_text, text_of, watch
from ui.widgets.fields import Field

_NEEDED = tr("Champ nécessaire.")


@dataclass(frozen=True)
class Slot:
    """One field: where its value stands (`employer.name`, `addresses.0.city`), how it is typed, what it is called."""

    path: str
    input: Callable[[Today], Input]
    label: str = ""
    required: bool = False
    hint: str = ""
    is_free: bool = False
    """Whether it is a free text, read by its guard; a formatted text always is."""


Rows = tuple[tuple[Slot, ...], ...]
"""The slots of each row, side by side."""


class Form(QWidget):
    """Shows a value, and gives its fields back as they were typed."""

    changed = Signal()
    """Something was typed or chosen."""

    def __init__(self, rows: Rows, today: Today) -> None:
        super().__init__()
        self._value: DomainModel | Mapping[str, object] = {}
        self._slots: dict[str, Slot] = {}
        self.inputs: dict[str, Input] = {}
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for slots in rows:
            row = QHBoxLayout()
            row.setSpacing(12)
            for slot in slots:
                row.addWidget(self._field(slot, today), 1)
            column.addLayout(row)
        column.addStretch(1)

    def show_value(self, value: DomainModel | Mapping[str, object]) -> None:
        """Start from a value; what the form does not ask stays as it is."""
        self._value = value
        for path, entry in self.inputs.items():
            entry.show(_found(value, path.split(".")))
            self.fields[path].refuse()

    def texts(self) -> dict[str, str]:
        """Return what stands in each field, as a draft keeps it."""
        return {path: text_of(entry.widget) for path, entry in self.inputs.items()}

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what stood in each field."""
        for path, text in texts.items():
            if path in self.inputs:
                show_text(self.inputs[path].widget, text)

    def focus(self) -> None:
        """Be ready for the first field."""
        next(iter(self.inputs.values())).widget.setFocus()

    def entered(self) -> dict[str, object] | None:
        """Return every field of the value, or None after saying beside each what is wrong."""
        values = _fields_of(self._value)
        wrong: dict[str, str] = {}
        for path, entry in self.inputs.items():
            try:
                typed = entry.value()
            except NotUnderstoodError as why:
                wrong[path] = str(why)
                continue
            if self._slots[path].required and not typed:
                wrong[path] = _NEEDED
            _put(values, path.split("."), typed)
        for path, field in self.fields.items():
            field.refuse(wrong.get(path, ""))
        if wrong:
            self.inputs[next(iter(wrong))].widget.setFocus()
            return None
        return values

    def refuse(self, error: PasseportError) -> bool:
        """Say beside its field why a value was refused; False when no field of this form is meant."""
        named = str(error.parameters.get("field", ""))
        for path, field in self.fields.items():
            if named and (named == path or named.startswith(f"{path}.") or path.startswith(f"{named}.")):
                field.refuse(sentence(error))
                self.inputs[path].widget.setFocus()
                return True
        return False

    def _tell(self) -> None:
        self.changed.emit()

    def _field(self, slot: Slot, today: Today) -> Field:
        entry = slot.input(today)
        words = slot.label or describe.field(slot.path.rpartition(".")[2])
        is_free = slot.is_free or isinstance(entry.widget, RichEditor)
        field = Field(words, entry.widget, required=slot.required, hint=slot.hint, is_free=is_free)
        watch(entry.widget, self._tell)
        self._slots[slot.path], self.inputs[slot.path], self.fields[slot.path] = slot, entry, field
        return field


def _fields_of(value: object) -> dict[str, object]:
    if isinstance(value, DomainModel | Mapping):
        return dict(value)
    return {}


def _found(value: object, path: list[str]) -> object:
    for name in path:
        if isinstance(value, tuple):
            value = value[int(name)] if int(name) < len(value) else None
        else:
            value = _fields_of(value).get(name)
    return value


def _put(fields: dict[str, object], path: list[str], typed: object) -> None:
    """Put a value at its place among nested fields, opening the models on the way without changing them."""
    name, *rest = path
    if not rest:
        fields[name] = typed
        return
    inner = fields.get(name)
    if rest[0].isdigit():
        entries = list(inner) if isinstance(inner, list | tuple) else []
        place = int(rest[0])
        entries += [{}] * (place + 1 - len(entries))
        entry = _fields_of(entries[place])
        _put(entry, rest[1:], typed)
        entries[place] = entry
        fields[name] = entries
    else:
        opened = _fields_of(inner)
        _put(opened, rest, typed)
        fields[name] = opened
