"""The words that a document says by itself, in the language of the document; data, by language.

`labels` are those of the passport, in each language of Europass, with those of the codes that it prints; `papers` are
those of the documents beside it and of the passport in plain language, in French and in English. What a language has
not is said in English, and marked as English (`Said.language`): a voice then reads it with the right sounds.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from babel.dates import format_date, format_skeleton

from passeport.domain.identity import Language
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.vocabulary import vocabulary
from passeport.language import catalogue, dates, names
from passeport.language.typography import typeset

_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""A sentence that ends with a day, in a language whose days end with a stop (`2. studenoga 2026.`)."""
_TAGS = {"me": "cnr"}
REFERENCE = "en"
"""What is said where a language has no words of its own."""


class Said(NamedTuple):
    """Some words, and their language when it is not the document's."""

    text: str
    language: str = ""


class Words:
    """The labels of one language."""

    def __init__(self, language: str) -> None:
        """Read the labels of `language` (ISO 639-1); one that has none is all English."""
        self.language = language if language in languages() else REFERENCE
        self._labels = _labels(self.language)

    def say(self, key: str, **values: str | int) -> Said:
        """Return a label, its places filled; raises `KeyError` for one that no language has."""
        found = self._labels.get(key)
        if found is not None:
            return Said(self.typeset(_TWO_STOPS.sub(".", found.format_map(values))))
        return Said(_labels(REFERENCE)[key].format_map(values), REFERENCE)

    @property
    def tag(self) -> str:
        """How a PDF and a voice name the language (BCP 47): Europass's code of Montenegrin is not ISO 639's."""
        return _TAGS.get(self.language, self.language)

    def text(self, key: str, **values: str | int) -> str:
        """Return the text of a label alone, for what has no language of its own: a bookmark, a description."""
        return self.say(key, **values).text

    def described(self, key: str, **values: str | int) -> dict[str, str]:
        """Return a label as what a figure is said to be, with its language when it is not the document's."""
        said = self.say(key, **values)
        return {"Alt": said.text, "Lang": said.language} if said.language else {"Alt": said.text}

    def term(self, name: str, code: str) -> Said:
        """Return the label of a code of a vocabulary."""
        found = self._labels.get(f"{name}.{code}")
        if found is not None:
            return Said(self.typeset(found))
        labels = vocabulary(name)[code].labels
        for language in (self.language, REFERENCE, "fr"):
            if language in labels:
                text = typeset(labels[language]) if language == "fr" else labels[language]
                return Said(text, "" if language == self.language else language)
        return Said(code)  # a vocabulary has French at least

    def typeset(self, text: str) -> str:
        """Return a text with the spaces that its language asks for; a number is not cut at the end of a line."""
        text = _IN_NUMBER.sub("\u00a0", text)
        return typeset(text) if self.language == "fr" else text

    @property
    def colon(self) -> str:
        """What stands between a label and what it says."""
        return typeset(" : ") if self.language == "fr" else ": "

    # What is worked out -----------------------------------------------------------------------------------------

    def day(self, day: dt.date) -> str:
        """Return a day in words, as its language writes it."""
        return _day(day, self.language)

    def date(self, date: PartialDate | None) -> str:
        """Return a date with the precision known, empty for None."""
        if date is None or date.month is None:
            return str(date.year) if date is not None else ""
        return self.day(date.full) if date.full is not None else _month(date.first_day, self.language)

    def period(self, period: Period) -> str:
        """Return the dates of a period, or what is known of them."""
        start = self.date(period.start)
        end = self.text("today") if period.ongoing else self.date(period.end)
        return f"{start} – {end}" if start and end and start != end else start or end

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return names.country(code, self.language)

    def spoken(self, language: Language) -> str:
        """Return the name of a spoken language."""
        return names.language_name(language, self.language)


def words_of_papers(language: str) -> Words:
    """Return the words of a document beside the passport, which speaks what the screen may speak: else English."""
    return Words(language if language in catalogue.LANGUAGES else REFERENCE)


@lru_cache(maxsize=1_000)
def _day(day: dt.date, language: str) -> str:
    if language in catalogue.LANGUAGES:
        return dates.long_date(day, language)
    return str(format_date(day, "long", locale=catalogue.cldr(language)))


def _month(first: dt.date, language: str) -> str:
    return str(format_skeleton("yMMMM", first, locale=catalogue.cldr(language)))


@cache
def languages() -> frozenset[str]:
    """Return the languages that have labels."""
    folder = resources.files("resources").joinpath("documents")
    return frozenset(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))


@cache
def _labels(language: str) -> Mapping[str, str]:
    text = resources.files("resources").joinpath("documents", f"{language}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return {**data["labels"], **data.get("papers", {})}
