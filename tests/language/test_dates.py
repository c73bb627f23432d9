"""Dates as they are said in French, and in every form that a conseiller types."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from passeport.domain.partial_date import PartialDate, Period
from passeport.language import dates

TODAY = dt.date(2026, 11, 23)
"""A Monday."""
DAYS = some.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31))


def day(text: str) -> str:
    found = dates.understood(text, TODAY)
    return found.isoformat() if found is not None else ""


def partial(text: str) -> str:
    found = dates.understood_partial(text, TODAY)
    return str(found) if found is not None else ""


# Typed --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "12/10/1999",
        "12-10-1999",
        "12.10.1999",
        "12 10 1999",
        "12/10/99",
        "12101999",
        "12 octobre 1999",
        "12 OCTOBRE 1999",
        "12 oct. 1999",
        "12 oct 99",
        "le 12 octobre 1999",
        "mardi 12 octobre 1999",
        "mardi 12/10/1999",
        "1999-10-12",
        "19991012",
        "121099",
        "12 / 10 / 1999",
        "12/10 /99",
        "mar. 12/10/1999",
        "né le 12 octobre 1999",
        "Née le 12/10/1999",
        "  12/10/1999 ",
    ],
)
def test_a_day_is_understood_however_it_is_typed(text: str) -> None:
    assert day(text) == partial(text) == "1999-10-12"


@pytest.mark.parametrize(
    "text", ["1er mars 1999", "1 er mars 1999", "1ER Mars 1999", "1 mars 1999", "01/03/99", "1/3/1999"]
)
def test_the_first_of_the_month_has_its_own_words(text: str) -> None:
    assert day(text) == partial(text) == "1999-03-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12/10", "2026-10-12"), ("3 mai", "2026-05-03"), ("1er décembre", "2026-12-01"), ("le 31/12", "2026-12-31")],
)
def test_a_day_without_its_year_is_of_this_year(text: str, expected: str) -> None:
    assert day(text) == expected


def test_a_day_without_its_year_is_of_the_year_beside_where_that_is_far_nearer() -> None:
    assert dates.understood("5/1", dt.date(2026, 12, 15)) == dt.date(2027, 1, 5)
    assert dates.understood("5/1/26", dt.date(2026, 12, 15)) == dt.date(2026, 1, 5)
    assert dates.understood("18 décembre", dt.date(2027, 1, 4)) == dt.date(2026, 12, 18)
    assert dates.understood("29/02", dt.date(2028, 12, 15)) == dt.date(2028, 2, 29)


@pytest.mark.parametrize("text", ["3/3", "3 mars", "1er mars", "le 12/10"])
def test_nobody_is_born_on_a_day_without_its_year(text: str) -> None:
    assert partial(text) == ""
    assert dates.understood_partial(text, TODAY, this_year=True) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hier", "2026-11-22"),
        ("Hier", "2026-11-22"),
        ("avant-hier", "2026-11-21"),
        ("avant hier", "2026-11-21"),
        ("aujourd’hui", "2026-11-23"),
        ("aujourd'hui", "2026-11-23"),
        ("auj", "2026-11-23"),
        ("demain", "2026-11-24"),
        ("après-demain", "2026-11-25"),
        ("apres demain", "2026-11-25"),
        ("lundi", "2026-11-23"),
        ("mardi", "2026-11-17"),
        ("Dimanche", "2026-11-22"),
    ],
)
def test_a_day_near_today_has_a_word(text: str, expected: str) -> None:
    assert day(text) == expected
    assert partial(text) == ""


@pytest.mark.parametrize("today", [TODAY + dt.timedelta(days=days) for days in range(7)])
def test_a_weekday_is_the_last_that_came(today: dt.date) -> None:
    for number, name in enumerate(("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")):
        found = dates.understood(name, today)
        assert found is not None
        assert found.weekday() == number
        assert 0 <= (today - found).days < 7


@pytest.mark.parametrize(
    ("text", "born", "met"),
    [
        ("12/01/99", "1999-01-12", "1999-01-12"),
        ("12/01/26", "2026-01-12", "2026-01-12"),
        ("12/01/27", "1927-01-12", "2027-01-12"),
        ("5 janvier 27", "1927-01-05", "2027-01-05"),
        ("12/01/00", "2000-01-12", "2000-01-12"),
    ],
)
def test_two_digits_are_a_year_gone_by_for_a_birth_and_the_next_one_for_an_appointment(
    text: str, born: str, met: str
) -> None:
    assert (partial(text), day(text)) == (born, met)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1999", "1999"),
        ("03/1999", "1999-03"),
        ("3/1999", "1999-03"),
        ("03-1999", "1999-03"),
        ("mar 1999", "1999-03"),
        ("née en 1999", "1999"),
        ("1999-03", "1999-03"),
        ("mars 1999", "1999-03"),
        ("Février 2020", "2020-02"),
        ("fev 2020", "2020-02"),
        ("août 2020", "2020-08"),
    ],
)
def test_a_year_or_a_month_is_a_date_that_is_partly_known(text: str, expected: str) -> None:
    assert partial(text) == expected
    assert day(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "31 février 2026",
        "29/02/2025",
        "29 février",
        "31 avril 2026",
        "12/13/2026",
        "00/10/2026",
        "10/00/2026",
        "0/2026",
        "13/2026",
        "1999-00",
        "31022026",
        "310226",
        "1er brumaire 1999",
        "mars",
        "12",
        "1",
        "12/",
        "mars 99",
        "bientôt",
        "la semaine prochaine",
        "10 h 30",
        "06 39 98 00 00",
        "12/10/2026 à 9 h",
        "",
        " ",
        "le",
        "le lundi 12",
        "²/10/2026",
        "12/10/0000",
        "le le 12/10/1999",
    ],
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert (day(text), partial(text)) == ("", "")


@given(DAYS)
def test_a_day_that_is_shown_is_understood_again(shown: dt.date) -> None:
    assert dates.understood(dates.short_date(shown), TODAY) == shown
    assert dates.understood(dates.long_date(shown), TODAY) == shown
    assert dates.understood(shown.isoformat(), TODAY) == shown


@given(DAYS, some.sampled_from([4, 7, 10]))
def test_so_is_a_date_that_is_partly_known(shown: dt.date, length: int) -> None:
    known = PartialDate.parse(shown.isoformat()[:length])
    assert dates.understood_partial(dates.partial_date(known), TODAY) == known
    assert dates.understood_partial(str(known), TODAY) == known


def test_four_digits_are_the_year_that_they_say() -> None:
    assert partial("12/10/0026") == "0026-10-12"


@given(some.text(max_size=20))
def test_no_text_is_too_strange(text: str) -> None:
    found = dates.understood_partial(text, TODAY)
    assert found is None or str(found.year).isdigit()
    dates.understood(text, TODAY)


# Said ---------------------------------------------------------------------------------------------------------------


def test_days_are_said_in_french() -> None:
    assert dates.long_date(dt.date(2026, 10, 12)) == "12 octobre 2026"
    assert dates.long_date(dt.date(2026, 1, 1)) == "1er janvier 2026"
    assert dates.long_date(dt.date(2026, 1, 11)) == "11 janvier 2026"
    assert dates.long_date(dt.date(2026, 1, 31)) == "31 janvier 2026"
    assert dates.long_date(dt.date(2026, 1, 1), "en") == "1 January 2026"
    assert dates.short_date(dt.date(2026, 1, 1)) == "01/01/2026"


@pytest.mark.parametrize(
    ("text", "said"),
    [("2022", "2022"), ("2022-03", "mars 2022"), ("1999-02-28", "28 février 1999"), ("1999-02-01", "1er février 1999")],
)
def test_a_date_is_said_as_far_as_it_is_known(text: str, said: str) -> None:
    assert dates.partial_date(PartialDate.parse(text)) == said


def test_no_date_is_said_with_no_word() -> None:
    assert dates.partial_date(None) == ""
    assert dates.period(Period()) == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"start": "2022-03", "ongoing": True}, "mars 2022 – aujourd’hui"),
        ({"start": "2014", "end": "2017-07-05"}, "2014 – 5 juillet 2017"),
        ({"start": "2020", "end": "2020"}, "2020"),
        ({"start": "2020"}, "2020"),
        ({"end": "2017-07"}, "juillet 2017"),
        ({"ongoing": True}, "aujourd’hui"),
    ],
)
def test_a_period_is_said_from_end_to_end(fields: dict[str, object], said: str) -> None:
    assert dates.period(Period.model_validate(fields)) == said


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        ("1999-11-23", 27),
        ("1999-11-24", 26),
        ("2008-11-23", 18),
        ("2008-11-24", 17),
        ("2026-11-23", 0),
        ("1999-11", None),
        ("1999", None),
    ],
)
def test_an_age_is_counted_in_whole_years_or_not_at_all(birth: str, age: int | None) -> None:
    assert dates.age_on(PartialDate.parse(birth), TODAY) == age


def test_nobody_is_given_an_age_without_a_birth() -> None:
    assert dates.age_on(None, TODAY) is None


def test_who_was_born_on_a_leap_day_is_older_in_march() -> None:
    birth = PartialDate.parse("2008-02-29")
    assert dates.age_on(birth, dt.date(2026, 2, 28)) == 17
    assert dates.age_on(birth, dt.date(2026, 3, 1)) == 18


@pytest.mark.parametrize(
    ("year", "far"), [(1890, True), (1926, True), (1927, False), (2099, False), (2125, False), (2926, True)]
)
def test_a_day_a_century_away_is_far(year: int, far: bool) -> None:  # noqa: FBT001 - a column of the table
    assert dates.is_far(dt.date(year, 6, 1), dt.date(2026, 12, 1)) is far
