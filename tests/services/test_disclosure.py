"""Nobody is found in what is published: a real attacker tries, and wins as soon as protection is off."""

import random

import pytest

from exports.statistics.counting import DuckCounter
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.disclosure import CountTable, Protection, Published, SafeTable, Span, Strategy, TableSpec
from passeport.domain.disclosure_rules import is_small, needs
from passeport.domain.disclosure_shape import dimensions_for
from passeport.domain.errors import RuleBroken
from passeport.domain.statistics_errors import (
    AttackSucceeds,
    NotForSuppression,
    StrategyMixed,
    TableTooDetailed,
    TooFewPersons,
)
from passeport.services.statistics import SafeTables
from passeport.services.statistics_attack import Attacker
from tests.depth import chosen
from tests.fakes import MOMENT
from tests.random_facts import MONTHS, random_facts

STORES = chosen(60, 200, 1000)
"""Random stores, each with a table, a second one near it, and both strategies in turn."""
MEASURES = ("persons", "informed", "steps", "workshops", "referrals", "minutes", "parcours", "doors", "exits")
SOLVER = HighsSolver()
ATTACKER = Attacker(SOLVER)


def published(safe: SafeTable) -> Published:
    return Published(
        at=MOMENT,
        account="Sacha",
        spec=safe.spec,
        protection=safe.protection,
        axes=tuple(dict(axis) for axis in safe.axes),
        cells=tuple(sorted(safe.values.items())),
    )


def tables(counter: DuckCounter) -> SafeTables:
    return SafeTables(counter, SOLVER, TauArgus())


def spec_of(chance: random.Random, measured: str, *, most: int = 2) -> TableSpec:
    first = chance.randrange(len(MONTHS))
    span = Span(first=MONTHS[first], last=MONTHS[chance.randrange(first, len(MONTHS))])
    return TableSpec(
        measure=measured, span=span, by=tuple(chance.sample(dimensions_for(measured), chance.randint(0, most)))
    )


def unprotected(table: CountTable) -> dict[tuple[str, ...], int | None]:
    return {codes: cell.count for codes, cell in table.cells.items()}


def is_exact(table: CountTable, threshold: int) -> bool:
    """Whether the attacker finds something in a table shown as it is counted, when there is something to find."""
    off = Protection(strategy=Strategy.SUPPRESSION, threshold=threshold)
    return bool(ATTACKER.alone(table, unprotected(table), off))


@pytest.mark.parametrize("part", range(4))
def test_the_attacker_finds_nothing_in_what_is_published(part: int) -> None:
    """Stores × tables × pairs of exports; what could be broken was refused, and that is said."""
    shown = refused = pairs = open_to_attack = 0
    for number in range(part, STORES, 4):
        chance = random.Random(number)
        counter = DuckCounter.of(random_facts(number, chance.randint(15, 160)))
        made = tables(counter)
        protection = Protection(strategy=list(Strategy)[number % 2], threshold=11 if chance.random() < 0.15 else 5)
        measured = chance.choice(MEASURES)
        earlier: list[Published] = []
        for _ in range(2):
            spec = spec_of(chance, measured)
            try:
                safe = made.make(spec, protection, earlier)
            except RuleBroken:
                refused += 1
                continue
            table = counter.table(spec)
            wanted = needs(table, protection)
            open_to_attack += bool(wanted)
            assert ATTACKER.alone(table, safe.values, protection) == []
            assert not [
                codes for codes in wanted if safe.at(codes) == table.at(codes).count and is_small(table.at(codes), 5)
            ]
            pairs += len(earlier)
            assert ATTACKER.beside(table, safe, earlier, counter) == []
            if wanted:
                assert is_exact(table, protection.threshold), (
                    "with protection off there is something to find, and it is found"
                )
            earlier.append(published(safe))
            shown += 1
    assert shown > refused // 2
    assert open_to_attack
    assert pairs


def test_with_protection_off_the_attacker_finds_them() -> None:
    counter = DuckCounter.of(random_facts(3, 60))
    table = counter.table(TableSpec(measure="persons", span=Span(first=MONTHS[0], last=MONTHS[-1]), by=("age", "sex")))
    small = {codes for codes, cell in table.cells.items() if is_small(cell, 5)}
    found = ATTACKER.alone(table, unprotected(table), Protection(strategy=Strategy.SUPPRESSION))
    assert {one.codes for one in found} == small != set()
    assert all(one.low == one.high == table.at(one.codes).count for one in found)


def test_hiding_the_small_cells_alone_is_not_enough_and_the_attacker_shows_it() -> None:
    counter = DuckCounter.of(random_facts(5, 120))
    span = Span(first=MONTHS[0], last=MONTHS[-1])
    table = counter.table(TableSpec(measure="parcours", span=span, by=("cep", "age")))
    protection = Protection(strategy=Strategy.SUPPRESSION)
    primary = {codes: None if is_small(cell, 5) else cell.count for codes, cell in table.cells.items()}
    assert ATTACKER.alone(table, primary, protection)
    safe = tables(counter).make(table.spec, protection, [])
    assert ATTACKER.alone(table, safe.values, protection) == []
    assert safe.cost.hidden > sum(value is None for value in primary.values())


def test_two_periods_that_differ_by_one_person_do_not_tell_of_them() -> None:
    """Exact tables of January to May and of January to June: their difference is June, where one person came."""
    facts = random_facts(8, 80)
    moved = [
        "2026-06" if number == facts.steps["number"][0] else min(month, "2026-05")
        for number, month in zip(facts.steps["number"], facts.steps["month"], strict=True)
    ]
    facts.steps["month"][:] = moved  # type: ignore[index]
    counter = DuckCounter.of(facts)
    made, protection = tables(counter), Protection(strategy=Strategy.SUPPRESSION)
    specs = [
        TableSpec(measure="persons", span=Span(first="2026-01", last=last), by=()) for last in ("2026-05", "2026-06")
    ]
    first = made.make(specs[0], protection, [])
    with pytest.raises(AttackSucceeds) as refused:
        made.make(specs[1], protection, [published(first)])
    assert refused.value.parameters["published"] == 1
    noisy = Protection(strategy=Strategy.NOISE)
    one = made.make(specs[0], noisy, [])
    two = made.make(specs[1], noisy, [published(one)])
    assert ATTACKER.beside(counter.table(specs[1]), two, [published(one)], counter) == []


def test_the_same_cell_has_the_same_noise_in_every_table() -> None:
    counter = DuckCounter.of(random_facts(11, 150))
    made, protection = tables(counter), Protection()
    span = Span(first=MONTHS[0], last=MONTHS[-1])
    wide = made.make(TableSpec(measure="persons", span=span, by=("age", "sex")), protection, [])
    narrow = made.make(TableSpec(measure="persons", span=span, by=("age",)), protection, [])
    again = made.make(TableSpec(measure="persons", span=span, by=("sex", "age")), protection, [])
    for code in narrow.axes[0]:
        assert wide.at((code, "_T")) == narrow.at((code,)) == again.at(("_T", code))
    assert any(narrow.at((code,)) != counter.table(narrow.spec).at((code,)).count for code in narrow.axes[0])


def test_zero_stays_zero_and_no_small_count_is_shown() -> None:
    for seed in range(6):
        counter = DuckCounter.of(random_facts(seed, 90))
        spec = TableSpec(measure="steps", span=Span(first=MONTHS[0], last=MONTHS[2]), by=("type", "age"))
        table = counter.table(spec)
        safe = tables(counter).make(spec, Protection(), [])
        assert set(safe.values) <= set(table.cells)
        assert not [value for value in safe.values.values() if value is not None and 0 < value < 5]


def test_too_few_persons_is_refused() -> None:
    counter = DuckCounter.of(random_facts(2, 4))
    with pytest.raises(TooFewPersons):
        tables(counter).make(
            TableSpec(measure="persons", span=Span(first=MONTHS[0], last=MONTHS[-1])), Protection(), []
        )


def test_dimensions_that_leave_one_person_in_most_cells_are_refused_with_the_one_to_take_away() -> None:
    counter = DuckCounter.of(random_facts(2, 60))
    spec = TableSpec(
        measure="persons", span=Span(first=MONTHS[0], last=MONTHS[-1]), by=("age", "level", "sex", "situation")
    )
    with pytest.raises(TableTooDetailed) as refused:
        tables(counter).make(spec, Protection(), [])
    assert refused.value.parameters["dimension"] in spec.by


def test_hiding_is_refused_where_a_person_may_be_in_several_cells() -> None:
    counter = DuckCounter.of(random_facts(2, 60))
    spec = TableSpec(measure="persons", span=Span(first=MONTHS[0], last=MONTHS[-1]), by=("type",))
    with pytest.raises(NotForSuppression):
        tables(counter).make(spec, Protection(strategy=Strategy.SUPPRESSION), [])


def test_the_two_protections_are_not_mixed_for_the_same_months() -> None:
    counter = DuckCounter.of(random_facts(2, 60))
    spec = TableSpec(measure="persons", span=Span(first=MONTHS[0], last=MONTHS[-1]), by=("sex",))
    made = tables(counter)
    first = published(made.make(spec, Protection(), []))
    with pytest.raises(StrategyMixed):
        made.make(spec, Protection(strategy=Strategy.SUPPRESSION), [first])


def test_a_full_group_is_not_told() -> None:
    """Everybody of a département is RQTH: showing the full cell and its zeros would tell it of each of them."""
    facts = random_facts(4, 120)
    facts.persons["rqth"][:] = [  # type: ignore[index]
        "OUI" if departement == "75" else answer
        for departement, answer in zip(facts.persons["departement"], facts.persons["rqth"], strict=True)
    ]
    counter = DuckCounter.of(facts)
    spec = TableSpec(measure="persons", span=Span(first=MONTHS[0], last=MONTHS[-1]), by=("departement", "rqth"))
    safe = tables(counter).make(spec, Protection(strategy=Strategy.SUPPRESSION), [])
    shown = {codes: cell.count for codes, cell in counter.table(spec).cells.items()}
    assert ("75", "OUI") in {one.codes for one in ATTACKER.alone(counter.table(spec), shown, safe.protection)}
    assert None in (safe.at(("75", "NON")), safe.at(("75", "NSP")))


def test_one_person_who_made_most_of_a_cell_is_hidden() -> None:
    facts = random_facts(6, 100)
    who = facts.persons["number"][0]
    facts.steps["mode"][:] = ["DOMICILE" if number == who else "SUR_PLACE" for number in facts.steps["number"]]  # type: ignore[index]
    others = list(facts.persons["number"][1:8])
    for place, number in enumerate(facts.steps["number"]):
        if number in others and facts.steps["step"][place] == 0:
            facts.steps["mode"][place] = "DOMICILE"  # type: ignore[index]
    more = {name: list(values) for name, values in facts.steps.items()}
    for rank in range(200):
        for name, values in more.items():
            values.append(facts.steps[name][0] if name != "step" else 1000 + rank)
    counter = DuckCounter.of(type(facts)(facts.persons, facts.parcours, more))
    spec = TableSpec(measure="steps", span=Span(first=MONTHS[0], last=MONTHS[-1]), by=("mode",))
    cell = counter.table(spec).at(("DOMICILE",))
    assert cell.persons >= 5
    assert tables(counter).make(spec, Protection(strategy=Strategy.SUPPRESSION), []).at(("DOMICILE",)) is None
