"""Dates as they are said in French, and understood when typed."""

import datetime as dt
import re

from babel.dates import format_date
from pydantic import ValidationError

from passeport.domain.normalise import words_of
from passeport.domain.partial_date import PartialDate, Period

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv", "jan"),
            ("fevrier", "fevr", "fev"),
            ("mars",),
            ("avril", "avr"),
            ("mai",),
            ("juin",),
            ("juillet", "juil"),
            ("aout",),
            ("septembre", "sept", "sep"),
            ("octobre", "oct"),
            ("novembre", "nov"),
            ("decembre", "dec"),
        ),
        start=1,
    )
    for name in names
}
_RELATIVE = {"avanthier": -2, "hier": -1, "aujourdhui": 0, "auj": 0, "demain": 1, "apresdemain": 2}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"))
}
_PIVOT = 100


def long_date(day: dt.date, language: str = "fr") -> str:
    """Return `12 octobre 2026` (`1er janvier 2026` on the first)."""
    text = str(format_date(day, "d MMMM y", locale=language))
    return text.replace("1 ", "1er ", 1) if day.day == 1 and language == "fr" else text


def short_date(day: dt.date) -> str:
    """Return `12/10/2026`."""
    return f"{day:%d/%m/%Y}"


def partial_date(date: PartialDate | None, language: str = "fr") -> str:
    """Return the date with the precision known: `2022`, `mars 2022` or `28 février 1999`; empty for None."""
    if date is None:
        return ""
    if date.full is not None:
        return long_date(date.full, language)
    return str(date.year) if date.month is None else str(format_date(date.first_day, "MMMM y", locale=language))


def period(value: Period, language: str = "fr") -> str:
    """Return `mars 2022 – aujourd’hui`, `2014 – 5 juillet 2017`, or what is known of it."""
    today = {"fr": "aujourd’hui"}.get(language, "today")
    start = partial_date(value.start, language)
    end = today if value.ongoing else partial_date(value.end, language)
    if start and end and start != end:
        return f"{start} – {end}"
    return start or end


def age_on(birth: PartialDate | None, today: dt.date) -> int | None:
    """Return the age in whole years, or None when the birth day is not wholly known."""
    if birth is None or birth.full is None:
        return None
    born = birth.full
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def understood(text: str, today: dt.date) -> dt.date | None:
    """Return the day meant by `text`, or None.

    Understands `12/10/1999`, `12.10.99`, `12101999`, `12/10` (this year), `12 octobre 1999`, `1999-10-12`, `hier`,
    `aujourd’hui`, `demain`, and `lundi` (the last one that passed, today included).
    """
    partial = understood_partial(text, today)
    if partial is not None and partial.full is not None:
        return partial.full
    word = "".join(words_of(text))
    if word in _RELATIVE:
        return today + dt.timedelta(days=_RELATIVE[word])
    if word in _WEEKDAYS:
        return today - dt.timedelta(days=(today.weekday() - _WEEKDAYS[word]) % 7)
    return None


def understood_partial(text: str, today: dt.date) -> PartialDate | None:
    """Return the year, month or day written in `text` in a French or ISO form, or None when it is no date."""
    parts = _parts(text.strip(), today)
    if parts is None:
        return None
    year, month, day = parts
    try:
        return PartialDate(year=year, month=month, day=day)
    except ValidationError:
        return None


def _parts(text: str, today: dt.date) -> tuple[int, int | None, int | None] | None:
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text):
        return int(match[1]), _number(match[2]), _number(match[3])
    if match := re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?", text):
        return _year(match[3], today), int(match[2]), int(match[1])
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{4})", text):
        return int(match[2]), int(match[1]), None
    return _parts_in_words(words_of(text), today)


def _parts_in_words(words: tuple[str, ...], today: dt.date) -> tuple[int, int | None, int | None] | None:
    """Read `12 octobre 1999`, `octobre 1999` or `1er octobre` (this year)."""
    *before, last = words or ("",)
    year = int(last) if re.fullmatch(r"\d{4}", last) else None
    if year is None:
        year, before = today.year, [*before, last]
    day = before[0].removesuffix("er") if len(before) > 1 else ""
    if not before or before[-1] not in _MONTHS or len(before) > 2 or (len(before) > 1 and not day.isdigit()):  # noqa: PLR2004
        return None
    if year == today.year and last in _MONTHS and not day:
        return None  # a month alone is no date
    return year, _MONTHS[before[-1]], int(day) if day else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _year(text: str | None, today: dt.date) -> int:
    """A year of two digits is the last one that has begun: 99 is 1999, 26 is 2026."""
    if text is None:
        return today.year
    year = int(text)
    if year >= _PIVOT:
        return year
    century = today.year - today.year % _PIVOT
    return century + year if century + year <= today.year else century - _PIVOT + year
