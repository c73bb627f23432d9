"""Days and hours in English: understood when typed, whatever the screen speaks, and said back when it is English."""

import datetime as dt

import pytest

from passeport.domain.partial_date import PartialDate
from passeport.language import agenda, dates, moments
from passeport.language.catalogue import speaking
from passeport.language.days_to_come import understood_to_come
from passeport.language.moments import Moment, understood_moment

TODAY = dt.date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("yesterday", dt.date(2026, 11, 25)),
        ("the day before yesterday", dt.date(2026, 11, 24)),
        ("today", TODAY),
        ("tomorrow", dt.date(2026, 11, 27)),
        ("Monday", dt.date(2026, 11, 23)),
        ("next Monday", dt.date(2026, 11, 30)),
        ("last Thursday", dt.date(2026, 11, 19)),
        ("3 days ago", dt.date(2026, 11, 23)),
        ("two weeks ago", dt.date(2026, 11, 12)),
        ("in a month", dt.date(2026, 12, 26)),
        ("12 October 1999", dt.date(1999, 10, 12)),
        ("12th of October 1999", dt.date(1999, 10, 12)),
        ("1st March", dt.date(2026, 3, 1)),
        ("Tuesday the 12th October 1999", dt.date(1999, 10, 12)),
        ("12/10/1999", dt.date(1999, 10, 12)),
    ],
)
def test_days_are_understood(typed: str, day: dt.date) -> None:
    assert dates.understood(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["32nd October", "in October", "next", "ago", "three days", "October 40"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert dates.understood(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Monday", dt.date(2026, 11, 30)),
        ("next Thursday", dt.date(2026, 12, 3)),
        ("in 3 days", dt.date(2026, 11, 29)),
        ("in 2 weeks", dt.date(2026, 12, 10)),
        ("in a month", dt.date(2026, 12, 26)),
        ("next week", dt.date(2026, 11, 30)),
        ("next month", dt.date(2026, 12, 1)),
        ("the end of the month", dt.date(2026, 11, 30)),
        ("end of week", dt.date(2026, 11, 27)),
    ],
)
def test_days_to_come_are_understood(typed: str, day: dt.date) -> None:
    assert understood_to_come(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("tomorrow 14:00", dt.time(14)),
        ("tomorrow at 2pm", dt.time(14)),
        ("tomorrow at 9.30 am", dt.time(9, 30)),
        ("tomorrow 12 am", dt.time(0)),
        ("tomorrow noon", dt.time(12)),
        ("tomorrow morning", None),
    ],
)
def test_hours_are_understood(typed: str, hour: dt.time | None) -> None:
    assert understood_moment(typed, TODAY) == Moment(dt.date(2026, 11, 27), hour)


@pytest.mark.parametrize("typed", ["tomorrow 13 pm", "tomorrow 0 am", "tomorrow 9.75 am"])
def test_an_hour_that_no_clock_has_is_none(typed: str) -> None:
    assert understood_moment(typed, TODAY) is None


def test_days_are_said() -> None:
    moment = Moment(dt.date(2026, 12, 1), dt.time(9, 30))
    with speaking("en"):
        assert dates.long_date(dt.date(2026, 12, 1)) == "1 December 2026"
        assert dates.partial_date(PartialDate(year=2022, month=3)) == "March 2022"
        assert dates.why_not("30/02/2026", TODAY) == "February 2026 has only 28 days."
        assert moments.said(moment, TODAY) == "Tuesday 1 December 2026 at 09:30, in 5 days"
        assert understood_moment(moments.written(moment), TODAY) == moment
        assert agenda.day_of_month(TODAY) == "Thursday 26 November"
        assert agenda.week(dt.date(2026, 11, 30)) == "Week of 30 November to 6 December 2026"
    assert moments.said(moment, TODAY).startswith("mardi 1er décembre 2026 à 9 h 30")
