"""Opening hours in words, where they are plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeport.language.opening_hours import in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ""),
        ("Mo-Fr 09:00-12:30", "lundi–vendredi 9 h – 12 h 30"),
        ("Mo-Fr 09:00-12:30,13:30-17:00", "lundi–vendredi 9 h – 12 h 30 et 13 h 30 – 17 h"),
        ("Mo,We 09:00-12:00; PH off", "lundi, mercredi 9 h – 12 h ; fermé : jours fériés"),
        ("24/7", "jour et nuit"),
        ("Mo-Th 08:30-12:30 ; Fr 10:00-12:00 ;", "lundi–jeudi 8 h 30 – 12 h 30 ; vendredi 10 h – 12 h"),
        ("week 1-10 Mo 09:00-12:00", "week 1-10 Mo 09:00-12:00"),
        ("sur rendez-vous", "sur rendez-vous"),
    ],
)
def test_words(written: str, said: str) -> None:
    assert in_words(written).replace("\u00a0", " ").replace("\u202f", " ") == said


@given(st.text("MoTuWePH -,;:/0123456789off\n", max_size=600))
def test_nothing_breaks_it(written: str) -> None:
    assert isinstance(in_words(written), str)
