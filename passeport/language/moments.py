"""A day with its hour, as people type it: `demain 9h30`, `12/10 à 14 h`, `lundi prochain midi`; and said back."""

import datetime as dt
import re
from typing import NamedTuple

from babel.dates import format_date

from passeport.language import dates
from passeport.language.typography import typeset

_AT = re.compile(
    r"(?:^|[\s,])(?:[àa]|vers|pour)?\s*(?<!\d)(?:(?P<hour>\d{1,2})\s*(?:h|heures?|:)\s*(?P<minute>\d{2})?|(?P<noon>midi))\s*$",
    re.IGNORECASE | re.ASCII,
)
_PART = re.compile(r"\s+(?:le\s+|au\s+)?(?:matin|apr[èe]s[- ]midi|soir)$", re.IGNORECASE)
"""A part of the day says no hour, and is dropped: `demain matin`, `mardi soir`."""
_NOON = 12


class Moment(NamedTuple):
    """A day, and the hour when it was said."""

    day: dt.date
    at: dt.time | None = None


def understood_moment(text: str, today: dt.date) -> Moment | None:
    """Return the day and hour meant by `text`, or None.

    The day is what `dates.understood` understands; an hour alone is today's. An hour is `14h`, `14 h 30`, `14:30`,
    `à 9h`, `vers 10 heures` or `midi`.
    """
    typed = text.strip()
    hour: dt.time | None = None
    if found := _AT.search(typed):
        try:
            hour = dt.time(_NOON) if found["noon"] else dt.time(int(found["hour"]), int(found["minute"] or 0))
        except ValueError:  # 25h, 9h75
            return None
        typed = typed[: found.start()].strip(" ,")
        if not typed:
            return Moment(today, hour)
    day = dates.understood(typed, today)
    if day is None and hour is None:
        day = dates.understood(_PART.sub("", typed), today)
    return Moment(day, hour) if day is not None else None


def said(moment: Moment, today: dt.date) -> str:
    """Return `mardi 24 novembre 2026 à 9 h 30, demain`: what was understood, in full, and how far it is."""
    when = str(format_date(moment.day, "EEEE d MMMM y", locale="fr"))
    if moment.day.day == 1:
        when = when.replace(" 1 ", " 1er ", 1)
    at = f" à {said_hour(moment.at)}" if moment.at is not None else ""
    return typeset(f"{when}{at}, {_distance(moment.day, today)}")


def said_hour(at: dt.time) -> str:
    """Return `9 h`, `9 h 30` (Lexique des règles typographiques en usage à l'Imprimerie nationale)."""
    return f"{at.hour} h {at:%M}" if at.minute else f"{at.hour} h"


def written(moment: Moment) -> str:
    """Return `24/11/2026` or `24/11/2026 9h30`: how a field shows it, understood again as the same."""
    at = f" {moment.at.hour}h{moment.at:%M}" if moment.at is not None else ""
    return dates.short_date(moment.day) + at


def _distance(day: dt.date, today: dt.date) -> str:
    days = (day - today).days
    near = {-2: "avant-hier", -1: "hier", 0: "aujourd’hui", 1: "demain", 2: "après-demain"}
    if days in near:
        return near[days]
    weeks, months, years = abs(days) // 7, abs(days) * 12 // 365, abs(days) // 365
    if abs(days) < 14:  # noqa: PLR2004 - two weeks
        length = f"{abs(days)} jours"
    elif months < 3:  # noqa: PLR2004
        length = f"{weeks} semaines"
    elif years < 2:  # noqa: PLR2004
        length = f"{months} mois"
    else:
        length = f"{years} ans"
    return f"dans {length}" if days > 0 else f"il y a {length}"
