"""The days that a view of the agenda shows, and the way from one to the next."""

import calendar
import datetime as dt
from enum import StrEnum

from passeport.domain.retention import months_after

_WEEK = 7


class View(StrEnum):
    """How much of the agenda is shown."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


def shown(view: View, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a view shows around a day; a month begins on a Monday."""
    if view is View.DAY:
        return day, day
    if view is View.WEEK:
        first = day - dt.timedelta(days=day.weekday())
        return first, first + dt.timedelta(days=_WEEK - 1)
    first = day.replace(day=1)
    last = first.replace(day=calendar.monthrange(day.year, day.month)[1])
    return first - dt.timedelta(days=first.weekday()), last + dt.timedelta(days=_WEEK - 1 - last.weekday())


def moved(view: View, day: dt.date, step: int) -> dt.date:
    """Return the day as many views later (or earlier)."""
    if view is View.MONTH:
        return months_after(day, step)
    return day + dt.timedelta(days=step * (1 if view is View.DAY else _WEEK))
