"""Nobody is found in what is published: a real attacker tries, and wins as soon as protection is off."""

import random

import pytest

from exports.statistics.counting import DuckCounter
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.disclosure import Cost, CountTable, Protection, Published, SafeTable, Span, Strategy, TableSpec
from passeport.domain.disclosure_rules import is_small, needs
from passeport.domain.disclosure_shape import dimensions_for, measure
from passeport.domain.disclosure_system import base_of, is_near
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
from passeport.services.statistics_ports import FactColumns
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


def is_of_same_rows(one: str, other: str) -> bool:
    return base_of(measure(one)) == base_of(measure(other))


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
        for code in (measured, chance.choice([one for one in MEASURES if is_of_same_rows(one, measured)])):
            spec = spec_of(chance, code)
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
            pairs += sum(is_near(one.spec, spec) for one in earlier)
            assert ATTACKER.beside(table, safe, earlier, counter) == []
            if wanted:
                assert is_exact(table, protection.threshold), (
                    "with protection off there is something to find, and it is found"
                )
            earlier.append(published(safe))
            shown += 1
    assert shown > refused // 2
    assert open_to_attack
    assert pairs > STORES // 16, "pairs that have months and rows in common, so that one may tell of the other"


def test_with_protection_off_the_attacker_finds_them() -> None:
    counter = DuckCounter.of(random_facts(3, 60))
    table = counter.table(TableSpec(measure="persons", span=Span(first=MONTHS[0], last=MONTHS[-1]), by=("age", "sex")))
    small = {codes for codes, cell in table.cells.items() if is_small(cell, 5)}
    found = ATTACKER.alone(table, unprotected(table), Protection(strategy=Strategy.SUPPRESSION))
    assert {one.codes for one in found} == small != set()
    assert all(one.low == one.high == table.at(one.codes).count for one in found)


def test_with_protection_off_the_attacker_finds_what_came_between_two_periods() -> None:
    """Exact totals of nested periods: whenever it is a few persons that came in between only, they are found."""
    few = none = 0
    for seed in range(40):
        counter = DuckCounter.of(random_facts(seed, 40, most_steps=2 + seed % 3))
        for code in ("persons", "steps"):
            small, large = (
                counter.table(TableSpec(measure=code, span=Span(first="2026-02", last=last)))
                for last in ("2026-04", "2026-05")
            )
            between = large.total.count - small.total.count
            found = ATTACKER.beside(large, off(large), [published(off(small))], counter)
            if code == "persons":
                assert bool(found) == (0 < between < 5)
                few, none = few + bool(found), none + (not found)
            elif 0 < between < 5:
                assert found
    assert few
    assert none


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


JANUARY_TO_MAY, JANUARY_TO_JUNE = (Span(first="2026-01", last=last) for last in ("2026-05", "2026-06"))


def until_may_but_one(seed: int = 8) -> FactColumns:
    """Return facts of people who came until May; one of them came in June."""
    facts = random_facts(seed, 80)
    facts.steps["month"][:] = [  # type: ignore[index]
        "2026-06" if number == facts.steps["number"][0] else min(month, "2026-05")
        for number, month in zip(facts.steps["number"], facts.steps["month"], strict=True)
    ]
    facts.steps["status"][:] = ["HONOREE"] * len(facts.steps["status"])  # type: ignore[index]
    return facts


@pytest.mark.parametrize("by", [(), ("sex",)])
def test_a_late_entry_does_not_blind_the_attacker(by: tuple[str, ...]) -> None:
    """The total of January to May was published; one of May is entered since; January to June must not tell of June."""
    facts = until_may_but_one()
    late = [place for place, number in enumerate(facts.steps["number"]) if number == facts.steps["number"][-1]]
    before = {name: [v for place, v in enumerate(values) if place not in late] for name, values in facts.steps.items()}
    exact = Protection(strategy=Strategy.SUPPRESSION)
    specs = [TableSpec(measure="persons", span=span, by=by) for span in (JANUARY_TO_MAY, JANUARY_TO_JUNE)]
    first = tables(DuckCounter.of(FactColumns(facts.persons, facts.parcours, before))).make(specs[0], exact, [])
    with pytest.raises(AttackSucceeds) as refused:
        tables(DuckCounter.of(facts)).make(specs[1], exact, [published(first)])
    assert refused.value.parameters["dimension"] == "", "the period is to change, not a dimension"


def test_the_same_table_after_a_late_entry_does_not_tell_who_came() -> None:
    facts = until_may_but_one()
    less = {name: values[:-1] for name, values in facts.steps.items()}
    exact, spec = (
        Protection(strategy=Strategy.SUPPRESSION),
        TableSpec(measure="steps", span=JANUARY_TO_MAY, by=("age",)),
    )
    first = tables(DuckCounter.of(FactColumns(facts.persons, facts.parcours, less))).make(spec, exact, [])
    with pytest.raises(AttackSucceeds):
        tables(DuckCounter.of(facts)).make(spec, exact, [published(first)])


def test_what_did_not_change_since_is_still_used_against_a_table() -> None:
    """A small commune was hidden; somebody of another one came since; a bassin still gives the small one away."""
    facts = random_facts(8, 120)
    communes = ["75101"] * 50 + ["91377"] * 57 + ["92012"] * 10 + ["94081"] * 3
    facts.persons["commune"][:] = communes  # type: ignore[index]
    facts.persons["departement"][:] = [code[:2] for code in communes]  # type: ignore[index]
    facts.persons["bassin"][:] = ["EST" if code in {"91377", "94081"} else "OUEST" for code in communes]  # type: ignore[index]
    facts.steps["status"][:] = ["HONOREE"] * len(facts.steps["status"])  # type: ignore[index]
    late = facts.persons["number"][110]
    less = {
        name: [value for value, number in zip(values, facts.steps["number"], strict=True) if number != late]
        for name, values in facts.steps.items()
    }
    counter, span = DuckCounter.of(facts), Span(first=MONTHS[0], last=MONTHS[-1])
    then = DuckCounter.of(FactColumns(facts.persons, facts.parcours, less))
    by_commune = then.table(TableSpec(measure="persons", span=span, by=("commune",)))
    hidden = {
        codes: None if codes[0] in {"94081", "75101", "94", "75"} else cell.count
        for codes, cell in by_commune.cells.items()
    }
    exact = Protection(strategy=Strategy.SUPPRESSION)
    first = published(SafeTable(by_commune.spec, exact, by_commune.axes, hidden, Cost(1)))
    by_bassin = counter.table(TableSpec(measure="persons", span=span, by=("bassin",)))
    naked = SafeTable(by_bassin.spec, exact, by_bassin.axes, unprotected(by_bassin), Cost(1))
    found = ATTACKER.beside(by_bassin, naked, [first], counter)
    assert {("94081",), ("_T",)} <= {one.codes for one in found}, "the small one, and who came since"


def test_under_noise_changed_facts_are_attacked_too_and_tell_nothing() -> None:
    facts = until_may_but_one()
    less = {name: values[:-1] for name, values in facts.steps.items()}
    specs = [TableSpec(measure="steps", span=span, by=("age",)) for span in (JANUARY_TO_MAY, JANUARY_TO_JUNE)]
    first = tables(DuckCounter.of(FactColumns(facts.persons, facts.parcours, less))).make(specs[0], Protection(), [])
    now = DuckCounter.of(facts)
    second = tables(now).make(specs[1], Protection(), [published(first)])
    assert ATTACKER.beside(now.table(specs[1]), second, [published(first)], now) == []


def off(table: CountTable) -> SafeTable:
    """Return a table shown as it was counted, under the name of a protection."""
    return SafeTable(table.spec, Protection(strategy=Strategy.SUPPRESSION), table.axes, unprotected(table), Cost(1))


def test_tables_that_call_the_same_cell_otherwise_are_linked() -> None:
    """Steps kept are appointments of one status: exact totals of both tell how many were missed, by whom."""
    facts = random_facts(8, 80)
    facts.steps["status"][:] = ["HONOREE"] * len(facts.steps["status"])  # type: ignore[index]
    facts.steps["status"][0] = facts.steps["status"][9] = "ABSENCE_EXCUSEE"  # type: ignore[index]
    counter, span = DuckCounter.of(facts), Span(first=MONTHS[0], last=MONTHS[-1])
    kept, every = (counter.table(TableSpec(measure=code, span=span)) for code in ("steps", "appointments"))
    for first, second in ((kept, every), (every, kept)):
        assert ATTACKER.alone(second, unprotected(second), Protection(strategy=Strategy.SUPPRESSION)) == []
        (found,) = ATTACKER.beside(second, off(second), [published(off(first))], counter)
        assert (found.low, found.high) == (2, 2)
    with pytest.raises(AttackSucceeds):
        tables(counter).make(every.spec, Protection(strategy=Strategy.SUPPRESSION), [published(off(kept))])
    with pytest.raises(StrategyMixed):
        tables(counter).make(every.spec, Protection(), [published(off(kept))])


def test_workshops_are_linked_to_the_types_of_step_that_they_are() -> None:
    """A table of appointments hides the two people of a group session; that of workshops shows both types together."""
    facts = random_facts(8, 80)
    types = ["ENTRETIEN"] * len(facts.steps["type"])
    types[:40] = ["ATELIER"] * 40
    for place, number in enumerate(facts.steps["number"]):
        if number in facts.persons["number"][40:42]:
            types[place] = "INFO_COLLECTIVE"
    facts.steps["type"][:] = types  # type: ignore[index]
    counter, span = DuckCounter.of(facts), Span(first=MONTHS[0], last=MONTHS[-1])
    by_type = counter.table(TableSpec(measure="appointments", span=span, by=("type",)))
    hidden = {
        codes: None if codes in {("INFO_COLLECTIVE",), ("ENTRETIEN",)} else cell.count
        for codes, cell in by_type.cells.items()
    }
    exact = Protection(strategy=Strategy.SUPPRESSION)
    first = SafeTable(by_type.spec, exact, by_type.axes, hidden, Cost(1))
    assert ATTACKER.alone(by_type, hidden, exact) == []
    workshops = counter.table(TableSpec(measure="workshops", span=span))
    found = ATTACKER.beside(workshops, off(workshops), [published(first)], counter)
    assert ("INFO_COLLECTIVE",) in {one.codes for one in found}


def test_a_bassin_is_linked_to_its_communes() -> None:
    """Communes with one that is small and hidden; the bassin that holds it and a large one gives it away."""
    facts = random_facts(8, 120)
    communes = ["75101"] * 60 + ["91377"] * 57 + ["94081"] * 3
    facts.persons["commune"][:] = communes  # type: ignore[index]
    facts.persons["departement"][:] = [code[:2] for code in communes]  # type: ignore[index]
    facts.persons["bassin"][:] = ["OUEST" if code == "75101" else "EST" for code in communes]  # type: ignore[index]
    counter, span = DuckCounter.of(facts), Span(first=MONTHS[0], last=MONTHS[-1])
    by_commune = counter.table(TableSpec(measure="persons", span=span, by=("commune",)))
    hidden = {
        codes: None if codes[0] in {"94081", "75101", "94", "75"} else cell.count
        for codes, cell in by_commune.cells.items()
    }
    exact = Protection(strategy=Strategy.SUPPRESSION)
    first = SafeTable(by_commune.spec, exact, by_commune.axes, hidden, Cost(1))
    assert ATTACKER.alone(by_commune, hidden, exact) == []
    by_bassin = counter.table(TableSpec(measure="persons", span=span, by=("bassin",)))
    found = ATTACKER.beside(by_bassin, off(by_bassin), [published(first)], counter)
    assert ("94081",) in {one.codes for one in found}
