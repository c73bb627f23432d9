"""Days said from today and hours, in the forms that a conseiller types; and said back in full."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from passeport.language import dates, moments
from passeport.language.moments import Moment

TODAY = dt.date(2026, 11, 25)
"""A Wednesday."""


def day(text: str, today: dt.date = TODAY) -> str:
    found = dates.understood(text, today)
    return found.isoformat() if found is not None else ""


def moment(text: str) -> str:
    found = moments.understood_moment(text, TODAY)
    if found is None:
        return ""
    return found.day.isoformat() + (f" {found.at:%H:%M}" if found.at is not None else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lundi", "2026-11-23"),
        ("lundi prochain", "2026-11-30"),
        ("Lundi Prochain", "2026-11-30"),
        ("mercredi", "2026-11-25"),
        ("mercredi prochain", "2026-12-02"),
        ("mercredi dernier", "2026-11-18"),
        ("lundi dernier", "2026-11-23"),
        ("lundi passé", "2026-11-23"),
        ("le lundi prochain", "2026-11-30"),
        ("mardi en huit", "2026-12-08"),
        ("mardi en 8", "2026-12-08"),
        ("lun", "2026-11-23"),
        ("ven. prochain", "2026-11-27"),
        ("lundi de la semaine prochaine", "2026-11-30"),
        ("vendredi de la semaine dernière", "2026-11-20"),
        ("J+7", "2026-12-02"),
        ("j - 2", "2026-11-23"),
        ("ajd", "2026-11-25"),
        ("vendredi en quinze", "2026-12-11"),
        ("il y a 3 jours", "2026-11-22"),
        ("il y a trois jours", "2026-11-22"),
        ("Il y a 1 jour", "2026-11-24"),
        ("il y a une semaine", "2026-11-18"),
        ("il y a 2 semaines", "2026-11-11"),
        ("il y a huit jours", "2026-11-18"),
        ("il y a 8 jours", "2026-11-17"),
        ("il y a quinze jours", "2026-11-11"),
        ("il y a un mois", "2026-10-25"),
        ("il y a 1 an", "2025-11-25"),
        ("dans 3 jours", "2026-11-28"),
        ("dans deux semaines", "2026-12-09"),
        ("dans quinze jours", "2026-12-09"),
        ("dans 3 mois", "2027-02-25"),
        ("ce matin", "2026-11-25"),
        ("cet après-midi", "2026-11-25"),
        ("ce soir", "2026-11-25"),
    ],
)
def test_a_day_said_from_today_is_understood(text: str, expected: str) -> None:
    assert day(text) == expected


def test_a_month_has_the_days_that_it_has() -> None:
    assert day("il y a un mois", dt.date(2026, 3, 31)) == "2026-02-28"
    assert day("dans un mois", dt.date(2028, 1, 31)) == "2028-02-29"
    assert day("il y a 1 an", dt.date(2028, 2, 29)) == "2027-02-28"


@pytest.mark.parametrize(
    "text",
    [
        "il y a longtemps",
        "il y a 3",
        "il y a beaucoup de jours",
        "il y a 9999 ans",
        "dans 9999 ans",
        "prochain",
        "lundi prochaine fois",
        "dans 3 lunes",
        "la semaine prochaine",
        "il y a 99999 jours",
    ],
)
def test_what_says_no_day_is_not_guessed(text: str) -> None:
    assert day(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lundi 14h", "2026-11-23 14:00"),
        ("demain 9h30", "2026-11-26 09:30"),
        ("demain à 9 h 30", "2026-11-26 09:30"),
        ("demain a 9h", "2026-11-26 09:00"),
        ("12/10 14:05", "2026-10-12 14:05"),
        ("12/10/2026 à 9 h", "2026-10-12 09:00"),
        ("12 octobre 2026 vers 10 heures", "2026-10-12 10:00"),
        ("12 octobre, 10h", "2026-10-12 10:00"),
        ("lundi prochain midi", "2026-11-30 12:00"),
        ("lundi prochain à midi", "2026-11-30 12:00"),
        ("14h", "2026-11-25 14:00"),
        ("9h lundi", "2026-11-23 09:00"),
        ("à 14h30 hier", "2026-11-24 14:30"),
        ("9h 12/10", "2026-10-12 09:00"),
        ("lun. 14h", "2026-11-23 14:00"),
        ("ven 27/11 10h", "2026-11-27 10:00"),
        ("demain matin 9h", "2026-11-26 09:00"),
        ("mardi après-midi, 15 h", "2026-11-24 15:00"),
        ("demain 10h.", "2026-11-26 10:00"),
        ("à 14h15", "2026-11-25 14:15"),
        ("demain matin", "2026-11-26"),
        ("mardi après-midi", "2026-11-24"),
        ("hier au soir", "2026-11-24"),
        ("hier", "2026-11-24"),
        ("12/10", "2026-10-12"),
        ("1er décembre 8h05", "2026-12-01 08:05"),
    ],
)
def test_an_hour_may_follow_the_day(text: str, expected: str) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "demain 25h",
        "25h demain",
        "demain 9h75",
        "31/02 10h",
        "h",
        "10",
        "14",
        "bientôt 10h",
        "",
        "12/10 à",
        "99h99",
        "midi et demi",
    ],
)
def test_what_is_no_hour_or_no_day_is_not_guessed(text: str) -> None:
    assert moment(text) == ""


@given(some.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), some.none() | some.times())
def test_what_a_field_shows_is_understood_again(shown: dt.date, hour: dt.time | None) -> None:
    at = hour.replace(second=0, microsecond=0, fold=0) if hour is not None else None
    assert moments.understood_moment(moments.written(Moment(shown, at)), TODAY) == Moment(shown, at)


@given(some.text(max_size=24))
def test_no_text_is_too_strange(text: str) -> None:
    found = moments.understood_moment(text, TODAY)
    if found is not None:
        assert moments.said(found, TODAY)
    assert dates.why_not(text, TODAY).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hier", "mardi 24 novembre 2026, hier"),
        ("demain 9h30", "jeudi 26 novembre 2026 à 9 h 30, demain"),
        ("14h", "mercredi 25 novembre 2026 à 14 h, aujourd’hui"),
        ("1er décembre", "mardi 1er décembre 2026, dans 6 jours"),
        ("12/10", "lundi 12 octobre 2026, il y a 6 semaines"),
        ("12/10/2024", "samedi 12 octobre 2024, il y a 2 ans"),
        ("12/06/2026", "vendredi 12 juin 2026, il y a 5 mois"),
    ],
)
def test_what_was_understood_is_said_in_full(text: str, said: str) -> None:
    found = moments.understood_moment(text, TODAY)
    assert found is not None
    assert moments.said(found, TODAY).replace("\u00a0", " ").replace("\u202f", " ") == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2026", "Février 2026 n’a que 28 jours."),
        ("29 février 2025", "Février 2025 n’a que 28 jours."),
        ("31/04", "Avril 2026 n’a que 30 jours."),
        ("12/13/2026", "Il n’y a pas de mois 13."),
        ("00/10/2026", "Il n’y a pas de jour 0."),
        ("bientôt", ""),
        ("12/10/2026", ""),
    ],
)
def test_a_date_that_no_calendar_holds_says_why(text: str, why: str) -> None:
    assert dates.why_not(text, TODAY).replace("\u00a0", " ").replace("\u202f", " ") == why
