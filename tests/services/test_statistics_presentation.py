"""A safe table in words: the same figures in every language."""

import pytest

from exports.statistics.counting import DuckCounter
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.disclosure import Protection, Span
from passeport.domain.territories import Territories
from passeport.language.catalogue import speaking
from passeport.services.statistics import SafeTables, Wish, ready_made
from passeport.services.statistics_presentation import headline, sheet_of
from tests.random_facts import MONTHS, random_facts

WISHES = {wish.key: wish for wish in ready_made(Span(first=MONTHS[0], last=MONTHS[-1]))}


@pytest.fixture(scope="module")
def tables() -> SafeTables:
    return SafeTables(DuckCounter.of(random_facts(1, 300)), HighsSolver(), TauArgus())


@pytest.mark.parametrize(
    ("key", "unit"), [("two-doors", "%"), ("delay", "jours"), ("answered", "%"), ("workshops", "%"), ("cep", "")]
)
def test_an_indicator_is_followed_by_the_same_value_in_both_languages(key: str, unit: str, tables: SafeTables) -> None:
    wish: Wish = WISHES[key]
    safe = tables.make(wish.spec, Protection(), [])
    found = headline(sheet_of(safe, Territories(), key=wish.key, title=wish.title, chosen=wish.chosen))
    assert (found.unit, found.value is None) == (unit, False)
    with speaking("en"):
        said = headline(sheet_of(safe, Territories(), key=wish.key, title=wish.title, chosen=wish.chosen))
    assert said.value == found.value
    assert bool(said.unit) == bool(unit)
