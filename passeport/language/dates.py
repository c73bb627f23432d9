"""Dates as they are said in the language of the screen, and understood when typed, in French or in English."""

import calendar
import datetime as dt
import re
from functools import lru_cache

from babel.dates import format_date
from pydantic import ValidationError

from passeport.domain.normalise import words_of
from passeport.domain.partial_date import PartialDate, Period
from passeport.language import catalogue
from passeport.language.catalogue import tr
from passeport.language.relative_days import WEEKDAYS, relative_day
from passeport.language.typography import begun, typeset

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv", "jan", "january"),
            ("fevrier", "fevr", "fev", "february", "feb"),
            ("mars", "march", "mar"),
            ("avril", "avr", "april", "apr"),
            ("mai", "may"),
            ("juin", "june", "jun"),
            ("juillet", "juil", "july", "jul"),
            ("aout", "august", "aug"),
            ("septembre", "sept", "sep", "september"),
            ("octobre", "oct", "october"),
            ("novembre", "nov", "november"),
            ("decembre", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_BEFORE = re.compile(
    r"^(?:n[ée]e?\s+)?(?:(?:le|en|on)\s+)?"
    rf"(?:(?:{'|'.join(WEEKDAYS)})\.?\s+(?=\d{{1,2}}(?!\d)|\d{{4}}-|\d{{8}}|the\s))?(?:the\s+)?(?=\d)",
    re.IGNORECASE,
)
"""What people write before a day: `le`, `lundi`, `le lundi`, `ven.`, `née le`; `mar 2001` is a month."""
_SPACED = re.compile(r"(?<=\d)\s*([/.-])\s*(?=\d)")
_ORDINAL = re.compile(r"(?<=\d)(?:er|st|nd|rd|th)$")
_NOT_SAID = frozenset({"er", "of", "st", "nd", "rd", "th"})
_Parts = tuple[int | None, int | None, int | None]
"""Year, month and day; no year is said in `12/10`."""
_CENTURY = 100
_MONTHS_OF_A_YEAR = 12
_FAR = 274
"""Days, nine months, from which a day without a year is nearer in the year before or after."""
_TO_COME = 20
"""Years to come that two digits may mean where an appointment is typed."""


def long_date(day: dt.date, language: str = "") -> str:
    """Return `12 octobre 2026` (`1er janvier 2026` on the first), in the language of the screen unless one is given."""
    return _long_date(day, language or catalogue.language())


@lru_cache(maxsize=1_000)
def _long_date(day: dt.date, language: str) -> str:
    text = str(format_date(day, "d MMMM y", locale=catalogue.cldr(language)))
    return text.replace("1 ", "1er ", 1) if day.day == 1 and language == catalogue.REFERENCE else text


def short_date(day: dt.date) -> str:
    """Return `12/10/2026`."""
    return f"{day:%d/%m/%Y}"


def moment(at: dt.datetime) -> str:
    """Return `23/11/2026 10:05`, in the time of the computer."""
    return f"{at.astimezone():%d/%m/%Y %H:%M}"


def partial_date(date: PartialDate | None, language: str = "") -> str:
    """Return the date with the precision known: `2022`, `mars 2022` or `28 février 1999`; empty for None."""
    if date is None:
        return ""
    if date.full is not None:
        return long_date(date.full, language)
    if date.month is None:
        return str(date.year)
    return str(format_date(date.first_day, "MMMM y", locale=catalogue.cldr(language or catalogue.language())))


def period(value: Period, language: str = "") -> str:
    """Return `mars 2022 – aujourd’hui`, `2014 – 5 juillet 2017`, or what is known of it."""
    today = {"fr": "aujourd’hui"}.get(language or catalogue.language(), "today")
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

    Understands `12/10/1999`, `12.10.99`, `12101999`, `121099`, `12/10`, `12 octobre 1999`, `mardi 12 octobre`,
    `1999-10-12`, and the days said from today (`relative_days`). Two digits are a year of the last eighty or of the
    next twenty. Without a year it is this one, or the one beside when that day is over nine months away: `5/1` typed
    in December is of next January.
    """
    partial = understood_partial(text, today, to_come=_TO_COME, this_year=True)
    if partial is None or partial.full is None:
        return relative_day(text, today)
    away = (partial.full - today).days
    if abs(away) < _FAR or understood_partial(text, today, to_come=_TO_COME) is not None:
        return partial.full
    beside = dt.date(today.year + (1 if away < 0 else -1), 1, 1)
    nearer = understood_partial(text, beside, this_year=True)
    return nearer.full if nearer is not None else partial.full


def is_far(day: dt.date, today: dt.date) -> bool:
    """Whether a day is a century away or more: nobody is met in 1890, and nothing is kept until 2926."""
    return abs(day.year - today.year) >= _CENTURY


def why_not(text: str, today: dt.date) -> str:
    """Return why `text`, which is not understood, is no date: `Février 2026 n’a que 28 jours.`, or nothing to add."""
    parts = _parts(text, today.year + _TO_COME)
    if parts is None:
        return ""
    year, month, day = parts[0] if parts[0] is not None else today.year, *parts[1:]
    if not dt.MINYEAR <= year <= dt.MAXYEAR or month is None:
        return ""
    if not 1 <= month <= _MONTHS_OF_A_YEAR:
        return typeset(tr("Il n’y a pas de mois {month}.").format(month=month))
    last = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        name = str(format_date(dt.date(year, month, 1), "MMMM y", locale=catalogue.locale()))
        return typeset(
            tr("{month} n’a que {last} jours.").format(month=begun(name), last=last)
            if day
            else tr("Il n’y a pas de jour 0.")
        )
    return ""


def understood_partial(text: str, today: dt.date, *, to_come: int = 0, this_year: bool = False) -> PartialDate | None:
    """Return the year, month or day written in `text` in a French or ISO form, or None when it is no date.

    Two digits are the last year that ends so, not later than `to_come` years from now: 99 is 1999, 26 is 2026. A day
    without its year is no date, save with `this_year`: nobody is born on `3/3`.
    """
    parts = _parts(text, today.year + to_come)
    if parts is None:
        return None
    year, month, day = parts
    if year is None:
        if not this_year:
            return None
        year = today.year
    try:
        return PartialDate(year=year, month=month, day=day)
    except ValidationError:
        return None


def _parts(text: str, latest: int) -> _Parts | None:
    text = _SPACED.sub(r"\1", _BEFORE.sub("", text.strip(), count=1))
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text):
        return int(match[1]), _number(match[2]), _number(match[3])
    if match := re.fullmatch(r"((?:19|20)\d{2})(?!18|19|20)(\d{2})(\d{2})", text):
        return int(match[1]), int(match[2]), int(match[3])  # 20011204 is of 2001, and 20011999 of 1999
    if match := re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})", text):
        return _year(match[3], latest), int(match[2]), int(match[1])
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?", text):
        return _year(match[3], latest), int(match[2]), int(match[1])
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{4})", text):
        return int(match[2]), int(match[1]), None
    return _parts_in_words(tuple(word for word in words_of(text) if word not in _NOT_SAID), latest)


def _parts_in_words(words: tuple[str, ...], latest: int) -> _Parts | None:
    """Read `12 octobre 1999`, `12 octobre 99`, `octobre 1999` or `1er octobre` (no year is said)."""
    match words:
        case (day, month, year) if month in _MONTHS and re.fullmatch(r"\d{4}|\d{2}", year):
            return _with_day(day, month, _year(year, latest))
        case (day, month) if month in _MONTHS:
            return _with_day(day, month, None)
        case (month, year) if month in _MONTHS and re.fullmatch(r"\d{4}", year):
            return int(year), _MONTHS[month], None
    return None


def _with_day(day: str, month: str, year: int | None) -> _Parts | None:
    number = _ORDINAL.sub("", day)
    return (year, _MONTHS[month], int(number)) if re.fullmatch(r"\d{1,2}", number) else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _year(text: str | None, latest: int) -> int | None:
    if text is None:
        return None
    year = int(text)
    return latest - (latest - year) % _CENTURY if re.fullmatch(r"\d{2}", text) else year
