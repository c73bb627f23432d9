"""The measure of a passphrase, against the CNIL's own examples and against what people type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passeport.domain.errors import WeakPassphrase
from passeport.domain.passphrase import REQUIRED_BITS, Level, Weakness, require_strong, strength

WORDS = ("tabouret", "lune", "fenouil", "moteur", "quartz", "rivage", "hibou", "vapeur")


@pytest.mark.parametrize(
    "passphrase",
    [
        "X7$kQ9!mZ2#p",  # délibération 2022-100, example 1: twelve characters of four kinds
        "aB3dE5fG7hJ9kL",  # example 2: fourteen characters of three kinds
        "tabouret lune fenouil moteur quartz rivage hibou",  # example 3: seven words
        "Tabouret-Lune-Fenouil-Moteur-Quartz-Rivage-Hibou",
    ],
)
def test_the_examples_of_the_text_are_enough(passphrase: str) -> None:
    assert strength(passphrase).bits >= REQUIRED_BITS
    assert strength(passphrase).level in (Level.GOOD, Level.STRONG)
    require_strong(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "motdepasse123456",
        "tabouret lune fenouil moteur quartz rivage",  # six words
        "quatre mots sans lien",
        "un un un un un un un un un un un un",
        "motdepassetresfaciletresfacile",
        "anticonstitutionnellement",
        "azertyuiop" * 6,
        "12345678" * 8,
        "27/03/1985 27/03/1985 27/03/1985",
        "Xq7$kQ9!mZ",
    ],
)
def test_what_people_type_is_not(passphrase: str) -> None:
    assert strength(passphrase).level in (Level.GUESSED, Level.SHORT)
    with pytest.raises(WeakPassphrase) as refused:
        require_strong(passphrase)
    assert refused.value.parameters == {"bits": strength(passphrase).bits, "required": REQUIRED_BITS}


@pytest.mark.parametrize(
    ("passphrase", "weakness"),
    [
        ("password", Weakness.KNOWN),
        ("azertyazertyazerty", Weakness.REPEATED),
        ("abcdefghij", Weakness.FOLLOWING),
        ("27/03/1985", Weakness.DATE),
        ("zxcvbnm,./asdfg", Weakness.KEYBOARD),
    ],
)
def test_it_says_what_weakens(passphrase: str, weakness: Weakness) -> None:
    assert weakness in strength(passphrase).weaknesses


def test_the_names_that_anybody_would_try_count_for_little() -> None:
    known = ("Camille Fenouillard", "Mission locale de Tabouret-sur-Seine")
    assert strength("Fenouillard", known).bits < strength("Fenouillard").bits
    assert Weakness.OWN_NAME in strength("Fenouillard", known).weaknesses


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_any_text_is_measured_and_nothing_of_it_is_kept(text: str) -> None:
    found = strength(text)
    assert found.bits >= 0
    assert set(found.model_dump()) == {"bits", "level", "weaknesses"}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_a_word_more_never_takes_away(words: list[str]) -> None:
    bits = [strength(" ".join(words[:count])).bits for count in range(3, len(words) + 1)]
    assert bits == sorted(bits)
