"""Days to come as people write them, in French or in English: `demain`, `lundi`, `in 3 days`, `12/10`."""

import datetime as dt
import re

from passeport.domain.normalise import words_of
from passeport.domain.retention import months_after
from passeport.language import dates
from passeport.language.relative_days import WEEKDAYS

_WEEK = 7
_NUMBERS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "quinze": 15,
    "a": 1,
    "one": 1,
    "two": 2,
}
_IN = re.compile(r"(?:dans|in|j|\+)?\s*(\d{1,3}|[a-z]+)\s*(jours?|j|semaines?|sem|mois|days?|weeks?|months?)")
_PLUS = re.compile(r"(?:\+|j\s*\+)\s*(\d{1,3})")
_LONGEST = 366


def understood_to_come(text: str, today: dt.date) -> dt.date | None:
    """Return the day to come that `text` means, or None; a weekday is the next one, a day without a year the next too.

    Also `+3`, `J+3`, `dans 2 semaines`, `dans un mois`, `fin de semaine`, `fin du mois`.
    """
    words = " ".join(words_of(text))
    day = _named(words, today) or _counted(text.strip().lower(), words, today)
    if day is None:
        day = dates.understood(text, today)
        if day is not None and day < today and re.search(r"\d", text) and not _has_year(text):
            day = months_after(day, 12)
    return day


def _named(words: str, today: dt.date) -> dt.date | None:
    bare = re.sub(r"^(?:le|la|the) ", "", words)
    if (weekday := bare.removesuffix(" prochain").removeprefix("next ")) in WEEKDAYS:
        ahead = (WEEKDAYS[weekday] - today.weekday()) % _WEEK
        return today + dt.timedelta(days=ahead or _WEEK)
    if bare in ("semaine prochaine", "next week"):
        return today + dt.timedelta(days=_WEEK - today.weekday())
    if bare in ("mois prochain", "next month"):
        return months_after(today.replace(day=1), 1)
    if bare in ("fin de semaine", "fin de la semaine", "end of week", "end of the week"):
        ahead = (WEEKDAYS["vendredi"] - today.weekday()) % _WEEK
        return today + dt.timedelta(days=ahead)
    if bare in ("fin du mois", "fin de mois", "end of month", "end of the month"):
        return months_after(today.replace(day=1), 1) - dt.timedelta(days=1)
    return None


def _counted(text: str, words: str, today: dt.date) -> dt.date | None:
    if match := _PLUS.fullmatch(text):
        return _after(today, int(match[1]), "j")
    match = _IN.fullmatch(words)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1], 0)
    return _after(today, number, match[2]) if number else None


def _after(today: dt.date, number: int, unit: str) -> dt.date | None:
    if unit.startswith("mo"):
        return months_after(today, number) if number <= _LONGEST // 30 else None
    days = number * (_WEEK if unit.startswith(("s", "w")) else 1)
    return today + dt.timedelta(days=days) if days <= _LONGEST else None


def _has_year(text: str) -> bool:
    return re.search(r"\d{4}|\d{1,2}[/. -]\d{1,2}[/. -]\d{2}$", text.strip()) is not None
