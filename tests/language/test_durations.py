"""Lengths of time in the forms that a conseiller types."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from passeport.language.durations import understood_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        (" 45 ", 45),
        ("45 min", 45),
        ("45min.", 45),
        ("90 minutes", 90),
        ("90mn", 90),
        ("45’", 45),
        ("1h", 60),
        ("1 h", 60),
        ("1h30", 90),
        ("1 h 30", 90),
        ("1H30", 90),
        ("1h 30 min", 90),
        ("1h05", 65),
        ("1:30", 90),
        ("0h45", 45),
        ("2 heures", 120),
        ("1 heure 15", 75),
        ("1,5 h", 90),
        ("1.25h", 75),
        ("une heure", 60),
        ("Une heure et demie", 90),
        ("une demi-heure", 30),
        ("trois quarts d’heure", 45),
        ("trois quarts d'heure", 45),
        ("half an hour", 30),
        ("0", 0),
    ],
)
def test_a_length_is_understood_however_it_is_typed(text: str, minutes: int) -> None:
    assert understood_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["", " ", "4a5", "1h75", "h", "1h30h", "-5", "1,5", "longtemps", "999999", "²", "1h3030"]
)
def test_what_says_no_length_is_not_guessed(text: str) -> None:
    assert understood_minutes(text) is None


@given(some.text(max_size=12))
def test_no_text_is_too_strange(text: str) -> None:
    found = understood_minutes(text)
    assert found is None or found >= 0
