"""How each kind of value is typed: an input shows a value of the domain, and gives back what was typed as one."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.forms.rich_editor import RichEditor
from ui.widgets.fields import ChoiceCombo, CodeCombo, DayField, NoteField, PartialDateField, SuggestingLine

Today = Callable[[], dt.date]

_NO_DATE = typeset(tr("Cette date n’existe pas : écrivez par exemple 12/03/1999."))


class NotUnderstoodError(Exception):
    """What was typed has no meaning here; its text says why, in French."""


class Input(Protocol):
    """An entry of a form."""

    @property
    def widget(self) -> QWidget:
        """What is typed into."""

    def show(self, value: Any) -> None:  # noqa: ANN401 - each input knows its own kind of value
        """Start from a value of the domain, None for nothing."""

    def value(self) -> object:
        """Return what was typed; raises `NotUnderstoodError`."""


class Line:
    """One line of text."""

    def __init__(self, suggestions: Iterable[str] = (), placeholder: str = "") -> None:
        self.widget: QLineEdit = SuggestingLine(suggestions, placeholder) if suggestions else QLineEdit()
        self.widget.setPlaceholderText(placeholder)

    def show(self, value: str | None) -> None:
        """Show a text from its beginning."""
        self.widget.setText(value or "")
        self.widget.setCursorPosition(0)

    def value(self) -> object:
        """Return the text."""
        return self.widget.text().strip()


class RichText:
    """Paragraphs with bold words and lists; what is not touched stays as it was, to the letter."""

    def __init__(self, lines: int = 5) -> None:
        self.widget = RichEditor(lines)
        self._html = self._shown = ""

    def show(self, value: str | None) -> None:
        """Show the words, formatted."""
        self._html = value or ""
        self.widget.html = self._html
        self._shown = self.widget.html

    def value(self) -> object:
        """Return allow-listed HTML."""
        typed = self.widget.html
        return self._html if typed == self._shown else typed


class Code:
    """A choice in a vocabulary, or among (code, label) pairs; nothing is the empty choice."""

    def __init__(self, choices: str | Iterable[tuple[str, str]], *, empty: str = tr("Non précisé")) -> None:
        self.widget = CodeCombo(choices, empty=empty) if isinstance(choices, str) else ChoiceCombo(choices, empty=empty)

    def show(self, value: str | int | None) -> None:
        """Show a code."""
        self.widget.code = "" if value is None else str(value)

    def value(self) -> object:
        """Return the code, None for the empty choice."""
        return self.widget.code or None


class Date:
    """A year, a month or a day."""

    def __init__(self, today: Today) -> None:
        self.widget = PartialDateField(today)

    def show(self, value: Any) -> None:  # noqa: ANN401
        """Show a date as precisely as it is known."""
        self.widget.date = value

    def value(self) -> object:
        """Return a `PartialDate`, None when nothing was typed."""
        if not self.widget.is_understood:
            raise NotUnderstoodError(
                typeset(tr("Cette date n’existe pas : écrivez par exemple 1999, 03/1999 ou 12/03/1999."))
            )
        return self.widget.date


class PastDate(Date):
    """A date that has come, such as a birth."""

    def __init__(self, today: Today) -> None:
        self.widget = PartialDateField(today, is_past=True)

    def value(self) -> object:
        """Return a `PartialDate`, None when nothing was typed."""
        if self.widget.wrong:
            raise NotUnderstoodError(self.widget.wrong)
        return super().value()


class Day:
    """A day of the calendar."""

    def __init__(self, today: Today) -> None:
        self.widget = DayField(today)

    def show(self, value: dt.date | None) -> None:
        """Show a day."""
        self.widget.day = value

    def value(self) -> object:
        """Return a day, None when nothing was typed."""
        if not self.widget.is_understood:
            raise NotUnderstoodError(_NO_DATE)
        return self.widget.day


class Tick:
    """Yes or no."""

    def __init__(self, words: str) -> None:
        self.widget = QCheckBox(words)

    def show(self, value: bool | None) -> None:  # noqa: FBT001 - the protocol's shape
        """Show yes or no."""
        self.widget.setChecked(bool(value))

    def value(self) -> object:
        """Return whether it is ticked."""
        return self.widget.isChecked()


class Several:
    """Several values, one a line, or side by side behind commas; those left as they were keep all that they hold."""

    def __init__(
        self, shown: Callable[[Any], str], understood: Callable[[str], object], *, lines: int = 0, example: str = ""
    ) -> None:
        self._shown = shown
        self._understood = understood
        self._known: dict[str, object] = {}
        self._field = NoteField(example, lines) if lines else QLineEdit()
        self._field.setPlaceholderText(example)

    @property
    def widget(self) -> QWidget:
        """What is typed into."""
        return self._field

    def show(self, value: tuple[Any, ...] | None) -> None:
        """Show each value by its words."""
        self._known = {self._shown(one): one for one in value or ()}
        if isinstance(self._field, QLineEdit):
            self._field.setText(", ".join(self._known))
        else:
            self._field.setPlainText("\n".join(self._known))

    def value(self) -> object:
        """Return the values typed."""
        typed = (
            self._field.text().split(",")
            if isinstance(self._field, QLineEdit)
            else self._field.toPlainText().splitlines()
        )
        words = (one.strip() for one in typed)
        return tuple(self._known[one] if one in self._known else self._understood(one) for one in words if one)
