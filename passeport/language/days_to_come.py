"""Days to come as people write them: `demain`, `lundi`, `dans 3 jours`, `la semaine prochaine`, `12/10`."""

import datetime as dt
import re

from passeport.domain.normalise import words_of
from passeport.domain.retention import months_after
from passeport.language import dates

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEK = 7
_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "quinze": 15}
_IN = re.compile(r"(?:dans|j|\+)?\s*(\d{1,3}|[a-z]+)\s*(jours?|j|semaines?|sem|mois)")
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
    bare = re.sub(r"^(?:le|la) ", "", words)
    if (weekday := bare.removesuffix(" prochain")) in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(weekday) - today.weekday()) % _WEEK
        return today + dt.timedelta(days=ahead or _WEEK)
    if bare == "semaine prochaine":
        return today + dt.timedelta(days=_WEEK - today.weekday())
    if bare == "mois prochain":
        return months_after(today.replace(day=1), 1)
    if bare in ("fin de semaine", "fin de la semaine"):
        ahead = (_WEEKDAYS.index("vendredi") - today.weekday()) % _WEEK
        return today + dt.timedelta(days=ahead)
    if bare in ("fin du mois", "fin de mois"):
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
    if unit == "mois":
        return months_after(today, number) if number <= _LONGEST // 30 else None
    days = number * (_WEEK if unit.startswith("s") else 1)
    return today + dt.timedelta(days=days) if days <= _LONGEST else None


def _has_year(text: str) -> bool:
    return re.search(r"\d{4}|\d{1,2}[/. -]\d{1,2}[/. -]\d{2}$", text.strip()) is not None
