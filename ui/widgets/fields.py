"""Fields of a form by what they take: a code, a day, a note."""

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit

from passeport.domain.partial_date import PartialDate
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates, moments
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from ui.widgets.entries import ChoiceCombo, DatedLine, Echo, Field, name_popup

__all__ = [
    "ChoiceCombo",
    "CodeCombo",
    "DatedLine",
    "DayField",
    "Echo",
    "Field",
    "NoteField",
    "PartialDateField",
    "SuggestingLine",
]

_TO_COME = tr("Cette date est dans le futur.")
_FAR = typeset(tr("Cette date est trop lointaine : vérifiez l’année."))
_NO_YEAR = typeset(tr("Il manque l’année."))
_TOO_OLD = typeset(tr("Cette date est trop ancienne : vérifiez l’année."))
_OLDEST = 125
"""Years; the longest life that is known lasted 122 (Jeanne Calment, 1875-1997)."""


class CodeCombo(ChoiceCombo):
    """A choice among the terms of a vocabulary."""

    def __init__(self, name: str, *, empty: str = "", codes: Iterable[str] | None = None) -> None:
        wanted = None if codes is None else set(codes)
        terms = (term for term in vocabulary(name).terms if wanted is None or term.code in wanted)
        super().__init__([(term.code, typeset(label_of(term))) for term in terms], empty=empty)


class DayField(DatedLine):
    """A day as people write it: `12/10`, `hier`, `lundi prochain`, `il y a 3 jours`, `12 octobre 1999`."""

    def __init__(
        self, today: Callable[[], dt.date], day: dt.date | None = None, placeholder: str = tr("JJ/MM/AAAA")
    ) -> None:
        super().__init__()
        self._today = today
        self.setPlaceholderText(placeholder)
        self.day = day
        self.editingFinished.connect(self._settle)

    @property
    def meant(self) -> moments.Moment | None:
        """What is typed, were it a thousand years from now."""
        found = dates.understood(self.text(), self._today())
        return moments.Moment(found) if found is not None else None

    @property
    def moment(self) -> moments.Moment | None:
        """What is meant, None when nothing is understood, or a day too far to be one."""
        found = self.meant
        return found if found is not None and not dates.is_far(found.day, self._today()) else None

    @property
    def day(self) -> dt.date | None:
        """The day meant, None when empty or not understood (`is_understood` tells)."""
        found = self.moment
        return found.day if found is not None else None

    @day.setter
    def day(self, value: dt.date | None) -> None:
        self.setText(dates.short_date(value) if value is not None else "")

    @property
    def echo(self) -> Echo:
        """The day in full, its hour if it has one, and how far it is; or why there is none such."""
        today, found = self._today(), self.moment
        if found is not None:
            return Echo(moments.said(found, today))
        if self.meant is not None:
            return Echo(_FAR, is_wrong=True)
        return Echo(why, is_wrong=True) if (why := dates.why_not(self.text(), today)) else Echo("")

    @property
    def is_understood(self) -> bool:
        """Whether the text is empty or a day."""
        return not self.text().strip() or self.day is not None

    def _settle(self) -> None:
        if self.day is not None:
            self.day = self.day


class PartialDateField(DatedLine):
    """A year, a month or a day: `1999`, `03/1999`, `12/03/1999`; with `is_past`, one that has come."""

    def __init__(
        self,
        today: Callable[[], dt.date],
        placeholder: str = tr("2022, 03/2022…"),
        *,
        is_past: bool = False,
    ) -> None:
        super().__init__()
        self._today = today
        self._is_past = is_past
        self.setPlaceholderText(placeholder)

    @property
    def date(self) -> PartialDate | None:
        """The date meant, None when empty or not understood."""
        return dates.understood_partial(self.text(), self._today(), this_year=not self._is_past)

    @date.setter
    def date(self, value: PartialDate | None) -> None:
        shown = "" if value is None else "/".join(reversed(str(value).split("-")))
        self.setText(shown)

    @property
    def wrong(self) -> str:
        """Why what was typed cannot be the date of what has come, or nothing."""
        date, today = self.date, self._today()
        if not self._is_past:
            return ""
        if date is None:
            yearless = dates.understood_partial(self.text(), today, this_year=True)
            return _NO_YEAR if yearless is not None else ""
        if date.first_day > today:
            return _TO_COME
        return _TOO_OLD if today.year - date.year > _OLDEST else ""

    @property
    def echo(self) -> Echo:
        """The date in words; or why there is none such."""
        if self.wrong:
            return Echo(self.wrong, is_wrong=True)
        if self.date is not None:
            age = dates.age_on(self.date, self._today()) if self._is_past else None
            return Echo(
                typeset(", ".join((dates.partial_date(self.date), *((counted(age, "an", "ans"),) if age else ()))))
            )
        return Echo(why, is_wrong=True) if (why := dates.why_not(self.text(), self._today())) else Echo("")

    @property
    def is_understood(self) -> bool:
        """Whether the text is empty or a date."""
        return not self.text().strip() or self.date is not None


class NoteField(QPlainTextEdit):
    """Some lines of free text; Tab leaves it."""

    def __init__(self, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 26)


class SuggestingLine(QLineEdit):
    """A line that suggests, and takes anything."""

    def __init__(self, suggestions: Iterable[str] = (), placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        completer = QCompleter(QStringListModel(sorted(set(suggestions)), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        name_popup(completer)
        self.setCompleter(completer)
