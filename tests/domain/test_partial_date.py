"""Dates that know no more than they were told."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from passeport.domain.partial_date import PartialDate, Period

DAYS = some.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(9999, 12, 31))
PRECISIONS = some.sampled_from([4, 7, 10])
"""Characters of `YYYY`, `YYYY-MM` and `YYYY-MM-DD`."""


@given(DAYS, PRECISIONS)
def test_a_date_is_written_as_it_was_read(day: dt.date, length: int) -> None:
    text = day.isoformat()[:length]
    assert str(PartialDate.parse(text)) == text


@given(DAYS, PRECISIONS)
def test_a_date_goes_through_json_with_its_precision(day: dt.date, length: int) -> None:
    date = PartialDate.parse(day.isoformat()[:length])
    assert PartialDate.model_validate_json(date.model_dump_json()) == date


@given(DAYS)
def test_a_day_is_known_whole(day: dt.date) -> None:
    assert PartialDate.of(day) == PartialDate.parse(day.isoformat()) == PartialDate.model_validate(day)
    assert PartialDate.of(day).full == PartialDate.of(day).first_day == day


@given(DAYS, some.sampled_from([4, 7]))
def test_what_is_not_known_is_not_made_up(day: dt.date, length: int) -> None:
    date = PartialDate.parse(day.isoformat()[:length])
    assert date.full is None
    assert date.day is None
    assert date.first_day <= day


def test_precisions_are_not_equal() -> None:
    assert len({PartialDate.parse(text) for text in ("1999", "1999-01", "1999-01-01")}) == 3


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-31",
        "2025-02-29",
        "2026-04-31",
        "2026-13",
        "2026-00",
        "2026-01-00",
        "0000",
        "99",
        "1999-1",
        "1999-1-1",
        "19990101",
        "12/03/1999",
        "1999-",
        "1999-01-01T00:00:00",
        "\u0661\u0669\u0669\u0669",  # 1999 in Arabic digits: ISO 8601 knows only these ten
        "",
        "inconnue",
    ],
)
def test_what_no_calendar_holds_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PartialDate.parse(text)


def test_the_twenty_ninth_of_february_is_known_in_its_years() -> None:
    assert PartialDate.parse("2024-02-29").full == dt.date(2024, 2, 29)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValidationError, match="a day needs its month"):
        PartialDate(year=1999, day=12)


def test_space_around_a_date_is_nothing() -> None:
    assert PartialDate.parse(" 1999-03 ") == PartialDate(year=1999, month=3)


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({}, False),
        ({"start": "2022"}, True),
        ({"end": "2022-03"}, True),
        ({"ongoing": True}, True),
    ],
)
def test_a_period_says_whether_it_says_anything(fields: dict[str, object], *, known: bool) -> None:
    assert Period.model_validate(fields).is_known is known


@pytest.mark.parametrize(
    ("start", "end", "backwards"),
    [
        ("2022-03", "2020", True),
        ("2022-03-02", "2022-03-01", True),
        ("2022-03", "2022", False),  # it may end in December
        ("2022", "2022-01", False),
        ("2022-03-02", "2022-03", False),
        (None, "2020", False),
        ("2020", None, False),
    ],
)
def test_a_period_is_backwards_when_no_day_could_put_it_right(
    start: str | None, end: str | None, *, backwards: bool
) -> None:
    assert Period.model_validate({"start": start, "end": end}).is_backwards is backwards
