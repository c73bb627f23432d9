"""A day with its hour, as people type it: `demain 9h30`, `12/10 à 14 h`, `9h lundi`, `midi`; and said back."""

import datetime as dt
import re
from typing import NamedTuple

from babel.dates import format_date

from passeport.language import dates
from passeport.language.catalogue import REFERENCE, language, locale, tr
from passeport.language.numbers import counted
from passeport.language.typography import typeset

_AT = re.compile(
    r"(?:^|[\s,])(?:[àa]|vers|pour|at|about)?\s*(?<!\d)"
    r"(?:(?P<hour>\d{1,2})\s*(?:h|heures?|:)\s*(?P<minute>\d{2})?"
    r"|(?P<twelve>\d{1,2})(?:[.:](?P<past>\d{2}))?\s*(?P<half>[ap])m|(?P<noon>midi|noon))\s*$",
    re.IGNORECASE | re.ASCII,
)
_AT_FIRST = re.compile(
    r"^(?:[àa]\s+)?(?P<hour>\d{1,2})\s*(?:h|heures?|:)\s*(?P<minute>\d{2})?(?=[\s,])", re.IGNORECASE | re.ASCII
)
_PART = re.compile(r"\s+(?:le\s+|au\s+)?(?:matin|apr[èe]s[- ]midi|soir|morning|afternoon|evening)$", re.IGNORECASE)
"""A part of the day says no hour, and is dropped: `demain matin`, `mardi soir`."""
_NOON = 12
_AROUND = " \t\n\r\u00a0\u202f,.;!"


class Moment(NamedTuple):
    """A day, and the hour when it was said."""

    day: dt.date
    at: dt.time | None = None


def understood_moment(text: str, today: dt.date) -> Moment | None:
    """Return the day and hour meant by `text`, or None.

    The day is what `dates.understood` understands; an hour alone is today's. An hour is `14h`, `14 h 30`, `14:30`,
    `à 9h`, `vers 10 heures`, `midi`, `2 pm` or `at 9.30 am`, after the day or before it.
    """
    typed = text.strip(_AROUND)
    hour: dt.time | None = None
    if found := _AT.search(typed) or _AT_FIRST.match(typed):
        try:
            hour = _hour(found)
        except ValueError:  # 25h, 9h75
            return None
        typed = (typed[: found.start()] + typed[found.end() :]).strip(_AROUND)
        if not typed:
            return Moment(today, hour)
    day = dates.understood(typed, today) or dates.understood(_PART.sub("", typed), today)
    return Moment(day, hour) if day is not None else None


def _hour(found: re.Match[str]) -> dt.time:
    said = found.groupdict()
    if said.get("noon"):
        return dt.time(_NOON)
    if said.get("half"):
        hour = int(found["twelve"])
        if not 1 <= hour <= _NOON:
            raise ValueError
        return dt.time(hour % _NOON + (_NOON if found["half"].lower() == "p" else 0), int(found["past"] or 0))
    return dt.time(int(found["hour"]), int(found["minute"] or 0))


def said(moment: Moment, today: dt.date) -> str:
    """Return `mardi 24 novembre 2026 à 9 h 30, demain`: what was understood, in full, and how far it is."""
    when = str(format_date(moment.day, "EEEE d MMMM y", locale=locale()))
    if moment.day.day == 1 and language() == REFERENCE:
        when = when.replace(" 1 ", " 1er ", 1)
    at = tr(" à {hour}").format(hour=said_hour(moment.at)) if moment.at is not None else ""
    return typeset(f"{when}{at}, {_distance(moment.day, today)}")


def said_hour(at: dt.time) -> str:
    """Return `9 h`, `9 h 30` (Lexique des règles typographiques en usage à l'Imprimerie nationale)."""
    return (tr("{at.hour} h {at:%M}") if at.minute else tr("{at.hour} h")).format(at=at)


def written(moment: Moment) -> str:
    """Return `24/11/2026` or `24/11/2026 9h30`: how a field shows it, understood again as the same."""
    at = tr(" {at.hour}h{at:%M}").format(at=moment.at) if moment.at is not None else ""
    return dates.short_date(moment.day) + at


def _distance(day: dt.date, today: dt.date) -> str:
    days = (day - today).days
    near = {
        -2: tr("avant-hier"),
        -1: tr("hier"),
        0: tr("aujourd’hui"),
        1: tr("demain"),
        2: tr("après-demain"),
    }
    if days in near:
        return near[days]
    weeks, months, years = abs(days) // 7, abs(days) * 12 // 365, abs(days) // 365
    if abs(days) < 14:  # noqa: PLR2004 - two weeks
        length = counted(abs(days), "jour", "jours")
    elif months < 3:  # noqa: PLR2004
        length = counted(weeks, "semaine", "semaines")
    elif years < 2:  # noqa: PLR2004
        length = counted(months, "mois", "mois")
    else:
        length = counted(years, "an", "ans")
    return (tr("dans {length}") if days > 0 else tr("il y a {length}")).format(length=length)
