"""Taking one field of a SkillsPassport or a learnerinfo: dates in attributes, codes with labels, text with markup."""

import re
from functools import cache
from typing import Any

from lxml import etree
from pydantic import ValidationError

from exports.europass.codes import country_from, country_named
from exports.europass.coverage import path_of
from exports.europass.fields import Fields, Identified, ItemType
from exports.europass.skillspassport_names import at, children
from passeport.domain.errors import ImpossibleDate, NotAPassport
from passeport.domain.normalise import joined
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.reading import Fate
from passeport.domain.vocabulary import vocabulary

_PARTS = {
    "year": re.compile(r"(\d{4})(?:Z|[+-]\d\d:\d\d)?"),
    "month": re.compile(r"-*(\d{1,2})(?:--)?(?:Z|[+-]\d\d:\d\d)?"),
    "day": re.compile(r"-*(\d{1,2})(?:Z|[+-]\d\d:\d\d)?"),
}
"""A year, a month and a day in any spelling: xs:gMonth is `--02`, was `--02--` at first, and some write `2`."""
_IN_TEXT = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?(?:[TZ+].*)?"),
    re.compile(r"(?:(?:(?P<day>\d{1,2})[/.])?(?P<month>\d{1,2})[/.])?(?P<year>\d{4})"),
)
"""A date in one text (V1, V2): `1988-02-28`, `1988-02`, and `28/02/1988` as people write it."""
SOURCE = "Europass"
"""Where items of these files come from, in their provenance."""
OF_TOOLS = frozenset({"id", "idref", "type", "key", "value", "class", "style", "lang", "space"})
"""Attributes that say how a document is made; any other that nobody asked for says something of the person."""
_DURATION = "Durée"


class SkillsFields(Fields):
    """The fields of one document of Cedefop's generations, each noted in its coverage."""

    def required_names(self, given: etree._Element | None, family: etree._Element | None) -> tuple[str, str]:
        """Return the given and family names.

        Raises:
            NotAPassport: when one of them is missing.
        """
        names = self.name(given, "identity.given_names"), self.name(family, "identity.family_name")
        if not all(names):
            raise NotAPassport(path="", found="document Europass sans prénom ou sans nom")
        return names

    def date(self, element: etree._Element | None, went_to: str) -> PartialDate | None:
        """Return a date kept in attributes (V3), in child elements (V2) or in the text (V1), as precise as it is.

        Raises:
            ImpossibleDate: for a date that no calendar holds.
        """
        if element is None:
            return None
        found: dict[str, int] = {}
        for part, form in _PARTS.items():
            child = at(element, part)
            text = self.coverage.take(child, went_to) or self.coverage.take(element, went_to, part)
            match = form.fullmatch(text)
            if match is not None and len(found) == list(_PARTS).index(part):  # a day needs its month, a month its year
                found[part] = int(match[1])
            elif child is not None:
                self.coverage.note(child, Fate.NOT_UNDERSTOOD)
            elif text:
                self.coverage.note(element, Fate.NOT_UNDERSTOOD, "", part)
        found = found or self._date_in_text(element, went_to)
        if not found:
            return None
        try:
            return PartialDate(**found)
        except ValidationError:
            value = "-".join(f"{found[part]:02}" for part in _PARTS if part in found)
            raise ImpossibleDate(value=value, place=f"{path_of(element)}, ligne {element.sourceline}") from None

    def _date_in_text(self, element: etree._Element, went_to: str) -> dict[str, int]:
        text = self.coverage.take(element, went_to)
        match = next((match for form in _IN_TEXT if (match := form.fullmatch(text))), None)
        if text and match is None:
            self.coverage.note(element, Fate.NOT_UNDERSTOOD)
        return {part: int(number) for part, number in (match.groupdict() if match else {}).items() if number}

    def period(self, element: etree._Element | None, went_to: str) -> Period:
        """Return the period of a `Period`; see `duration` for what it tells beside."""
        if element is None:
            return Period()
        first, last = at(element, "From"), at(element, "To")
        return Period(
            start=self.date(at(element, "from") if first is None else first, f"{went_to}.start"),
            end=self.date(at(element, "to") if last is None else last, f"{went_to}.end"),
            ongoing=self.is_true(at(element, "Current"), f"{went_to}.ongoing"),
        )

    def duration(self, element: etree._Element | None, went_to: str) -> list[tuple[str, str]]:
        """Return the duration of a `Period` in its own words, as facts; the one that its dates tell goes without."""
        words = self.kept(at(element, "DurationEquivalent"), went_to)
        measured = at(element, "Duration")
        if words or at(element, "To") is not None or at(element, "Current") is not None:
            self.coverage.technical([] if measured is None else [measured])
        else:
            words = self.kept(measured, went_to)
        return [(_DURATION, words)]

    def coded_label(self, holder: etree._Element | None, went_to: str) -> tuple[str, str]:
        """Return the code and the label of a `Code` with a `Label`, of either alone, or of a bare text."""
        if holder is None:
            return "", ""
        found = {}
        for name in ("code", "label"):
            element = at(holder, name.capitalize())
            found[name] = self.line(at(holder, name) if element is None else element, f"{went_to}.{name}")
        if not children(holder):
            found["label"] = self.line(holder, went_to)
        return found["code"], found["label"]

    def code_lost(self, holder: etree._Element | None) -> None:
        """Say that the code of a `Code` with a `Label` was not understood."""
        for name in ("Code", "code"):
            code = at(holder, name)
            if code is not None:
                self.coverage.note(code, Fate.NOT_UNDERSTOOD)

    def land(self, holder: etree._Element | None, went_to: str) -> tuple[str | None, str]:
        """Return the ISO code of a country, else its name (its code where it has no name)."""
        code, name = self.coded_label(holder, went_to)
        known = (country_from(code) if code else None) or (country_named(name) if name else None)
        if known is None and code and name:
            self.code_lost(holder)
        return known, "" if known else name or code

    def kept(self, element: etree._Element | None, went_to: str, *, limit: int = 2_000) -> str:
        """Return one line of text that goes on as words only."""
        text = self.line(element, went_to, limit)
        if element is not None and text:
            self.coverage.note(element, Fate.KEPT, went_to)
        return text


class SkillsItems(Identified):
    """Items of one document; what breaks a rule of the domain is said not to be understood."""

    def __init__(self, file_format: str, fields: SkillsFields) -> None:
        """Name the format in identities, and report through `fields`."""
        super().__init__(file_format, SOURCE)
        self._fields = fields

    def read(self, element: etree._Element, model: type[ItemType], /, **values: Any) -> ItemType | None:  # noqa: ANN401 - checked by the model
        """Return an item made of values of `element`, or None, which the report then says."""
        item = self.item(model, **values)
        if item is None:
            self._fields.not_understood(element)
        return item


def code_of(name: str, text: str) -> str | None:
    """Return the code of vocabulary `name` whose label, in any language, is `text`."""
    return _codes_by_label(name).get(joined(text)) if text else None


@cache
def _codes_by_label(name: str) -> dict[str, str]:
    """Return the codes of a vocabulary by their labels; the first where two have the same."""
    pairs = [(joined(text), term.code) for term in reversed(vocabulary(name).terms) for text in term.labels.values()]
    return {text: code for text, code in pairs if text}


def known(items: list[ItemType | None]) -> tuple[ItemType, ...]:
    """Return the items that could be read."""
    return tuple(item for item in items if item is not None)
