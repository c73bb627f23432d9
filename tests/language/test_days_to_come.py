"""Days to come as people write them."""

import datetime as dt

import pytest

from passeport.language.days_to_come import understood_to_come

WEDNESDAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("demain", dt.date(2026, 11, 26)),
        ("après-demain", dt.date(2026, 11, 27)),
        ("vendredi", dt.date(2026, 11, 27)),
        ("lundi", dt.date(2026, 11, 30)),
        ("Lundi prochain", dt.date(2026, 11, 30)),
        ("mercredi", dt.date(2026, 12, 2)),
        ("le mardi", dt.date(2026, 12, 1)),
        ("dans 3 jours", dt.date(2026, 11, 28)),
        ("+3", dt.date(2026, 11, 28)),
        ("J+10", dt.date(2026, 12, 5)),
        ("10 j", dt.date(2026, 12, 5)),
        ("dans une semaine", dt.date(2026, 12, 2)),
        ("dans deux semaines", dt.date(2026, 12, 9)),
        ("2 sem", dt.date(2026, 12, 9)),
        ("dans quinze jours", dt.date(2026, 12, 10)),
        ("dans un mois", dt.date(2026, 12, 25)),
        ("semaine prochaine", dt.date(2026, 11, 30)),
        ("la semaine prochaine", dt.date(2026, 11, 30)),
        ("mois prochain", dt.date(2026, 12, 1)),
        ("le mois prochain", dt.date(2026, 12, 1)),
        ("fin de semaine", dt.date(2026, 11, 27)),
        ("fin du mois", dt.date(2026, 11, 30)),
        ("12/12", dt.date(2026, 12, 12)),
        ("12/01", dt.date(2027, 1, 12)),
        ("3 janvier", dt.date(2027, 1, 3)),
        ("hier", dt.date(2026, 11, 24)),
        ("12/01/2026", dt.date(2026, 1, 12)),
        ("12/01/26", dt.date(2026, 1, 12)),
    ],
)
def test_a_day_is_understood(text: str, day: dt.date) -> None:
    assert understood_to_come(text, WEDNESDAY) == day


@pytest.mark.parametrize("text", ["", "bientôt", "dans", "dans zéro jour", "+999", "31/02", "300 semaines"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert understood_to_come(text, WEDNESDAY) is None
