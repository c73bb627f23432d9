"""Days said from today, in French or English: `hier`, `lundi prochain`, `mardi en huit`, `J-2`, `in a week`."""

import calendar
import datetime as dt
import re

from passeport.domain.normalise import words_of

WEEKDAYS = {
    name: number
    for names in (
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
    for number, name in enumerate(names)
}
"""Each name of a day, French or English, whole or short, and its number: 0 is Monday."""
_NEAR = {
    "avanthier": -2,
    "hier": -1,
    "aujourdhui": 0,
    "auj": 0,
    "ajd": 0,
    "maintenant": 0,
    "cematin": 0,
    "cetapresmidi": 0,
    "cesoir": 0,
    "demain": 1,
    "apresdemain": 2,
    "thedaybeforeyesterday": -2,
    "daybeforeyesterday": -2,
    "yesterday": -1,
    "today": 0,
    "thismorning": 0,
    "thisafternoon": 0,
    "thisevening": 0,
    "tomorrow": 1,
    "dayaftertomorrow": 2,
    "thedayaftertomorrow": 2,
}
_NUMBERS = {
    word: number
    for number, words in {
        1: ("un", "une", "a", "one"),
        2: ("deux", "two"),
        3: ("trois", "three"),
        4: ("quatre", "four"),
        5: ("cinq", "five"),
        6: ("six",),
        7: ("sept", "seven"),
        8: ("huit", "eight"),
        9: ("neuf", "nine"),
        10: ("dix", "ten"),
        11: ("onze",),
        12: ("douze",),
        15: ("quinze",),
        20: ("vingt",),
        30: ("trente",),
    }.items()
    for word in words
}
_EIGHT = {"huit": 7, "8": 7, "quinze": 14, "15": 14}
"""Days after the first such weekday to come: « mardi en huit »."""
_IDIOMS = {8: 7, 15: 14}
"""« Huit jours » and « quinze jours » are one and two weeks when the number is a word."""
_DAYS_IN = {
    "jour": 1,
    "jours": 1,
    "j": 1,
    "semaine": 7,
    "semaines": 7,
    "sem": 7,
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
}
_MONTHS_IN = {
    "mois": 1,
    "an": 12,
    "ans": 12,
    "annee": 12,
    "annees": 12,
    "month": 1,
    "months": 1,
    "year": 12,
    "years": 12,
}
_DAYS_OF_A_WEEK = 7
_FROM_TODAY = re.compile(r"j\s*([+−–-])\s*(\d{1,3})", re.ASCII | re.IGNORECASE)
_LONGEST = re.compile(r"\d{1,4}", re.ASCII)
"""More days than four digits count is no appointment, and no calendar's."""


def relative_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day that `text` says from `today`, or None when it says no such day.

    A weekday alone is the last one that came, today included: what is entered has mostly happened. `prochain` is the
    first one after today, `dernier` the last one before it, `en huit` a week after the first to come.
    """
    if match := _FROM_TODAY.fullmatch(text.strip()):
        return _moved(today, match[2], "j", -1 if match[1] in "-−–" else 1)
    words = tuple(word for word in words_of(text) if word != "le")
    near = "".join(words)
    if near in _NEAR:
        return today + dt.timedelta(days=_NEAR[near])
    return _weekday(words, today) or _counted(words, today)


def _weekday(words: tuple[str, ...], today: dt.date) -> dt.date | None:
    match words:
        case (weekday,) if weekday in WEEKDAYS:
            return today - dt.timedelta(days=_since(weekday, today))
        case (weekday, "dernier" | "passe") | ("last", weekday) if weekday in WEEKDAYS:
            return today - dt.timedelta(days=_since(weekday, today) or _DAYS_OF_A_WEEK)
        case (weekday, "prochain") | ("next", weekday) if weekday in WEEKDAYS:
            return today + dt.timedelta(days=_until(weekday, today))
        case (weekday, "en", later) if weekday in WEEKDAYS and later in _EIGHT:
            return today + dt.timedelta(days=_until(weekday, today) + _EIGHT[later])
        case (weekday, "de", "la", "semaine", "prochaine" | "derniere" | "passee" as which) if weekday in WEEKDAYS:
            monday = today - dt.timedelta(days=today.weekday())
            weeks = 1 if which == "prochaine" else -1
            return monday + dt.timedelta(weeks=weeks, days=WEEKDAYS[weekday])
    return None


def _counted(words: tuple[str, ...], today: dt.date) -> dt.date | None:
    match words:
        case ("il", "y", "a", count, unit) | ("ya", count, unit) | (count, unit, "ago"):
            return _moved(today, count, unit, -1)
        case ("dans" | "d" | "in", count, unit):
            return _moved(today, count, unit, 1)
    return None


def _since(weekday: str, today: dt.date) -> int:
    return (today.weekday() - WEEKDAYS[weekday]) % _DAYS_OF_A_WEEK


def _until(weekday: str, today: dt.date) -> int:
    return (WEEKDAYS[weekday] - today.weekday()) % _DAYS_OF_A_WEEK or _DAYS_OF_A_WEEK


def _moved(today: dt.date, count: str, unit: str, sign: int) -> dt.date | None:
    number = int(count) if _LONGEST.fullmatch(count) else _NUMBERS.get(count)
    if number is None:
        return None
    if unit in ("jour", "jours") and count in _NUMBERS:
        number = _IDIOMS.get(number, number)
    try:
        if unit in _DAYS_IN:
            return today + dt.timedelta(days=sign * number * _DAYS_IN[unit])
        if unit in _MONTHS_IN:
            return _months_from(today, sign * number * _MONTHS_IN[unit])
    except (OverflowError, ValueError):  # before the first year of the calendar, or after the last
        return None
    return None


def _months_from(day: dt.date, months: int) -> dt.date:
    """Return the same day some months from `day`, the last of the month where it has none (31 January + 1: 28)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
