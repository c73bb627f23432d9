"""Counting: what a cell's noise follows from."""

from exports.statistics.counting import DuckCounter
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.disclosure import Protection, Span, TableSpec
from passeport.domain.disclosure_noise import noise_table
from passeport.domain.disclosure_rules import shape_of
from passeport.domain.territories import Territories
from passeport.services.statistics import SafeTables
from passeport.services.statistics_ports import FactColumns
from passeport.services.statistics_presentation import sheet_of
from tests.random_facts import MONTHS, random_facts

SPAN = Span(first=MONTHS[0], last=MONTHS[-1])
STORES = 30


def one_absence_each(seed: int) -> FactColumns:
    """Return facts of people who each came once, one of them twice; a few of those who came once missed once as well.

    The most that one person did is the same in both counts, so that their noises are scaled alike.
    """
    facts = random_facts(seed, 40, most_steps=1)
    steps = {name: list(values) for name, values in facts.steps.items()}
    steps["status"] = ["HONOREE"] * len(steps["number"])
    once = [number for number in facts.persons["number"] if steps["number"].count(number) == 1]
    for rank, number in enumerate(once[: 2 + seed % 4]):
        place, status = steps["number"].index(number), "ABSENCE_EXCUSEE" if rank else "HONOREE"
        for name, values in steps.items():
            values.append({"status": status, "step": 1000}.get(name, values[place]))
    return FactColumns(facts.persons, facts.parcours, steps)


def test_absences_are_not_told_by_subtracting_two_cells_of_the_same_persons() -> None:
    """All appointments less those attended: the same people stand behind both, and their noises must not cancel."""
    exact = 0
    for seed in range(STORES):
        counter = DuckCounter.of(one_absence_each(seed))
        table = counter.table(TableSpec(measure="appointments", span=SPAN, by=("status",)))
        whole, attended = table.at(("_T",)), table.at(("HONOREE",))
        assert (whole.persons, whole.top) == (attended.persons, attended.top)
        law = noise_table(5)
        exact += law.shown(whole) - law.shown(attended) == whole.count - attended.count
    assert exact < STORES // 2, "no more often than two noises that know nothing of each other are equal"


def test_the_same_cell_keeps_its_noise_whatever_it_is_called() -> None:
    counter = DuckCounter.of(one_absence_each(3))
    attended = counter.table(TableSpec(measure="appointments", span=SPAN, by=("status",))).at(("HONOREE",))
    assert counter.table(TableSpec(measure="steps", span=SPAN)).total == attended


def test_who_lives_nobody_knows_where_is_counted_once_at_every_level() -> None:
    """No place at all, a département without its commune (who was anonymised), and another region."""
    facts = random_facts(1, 120)
    places = [("NSP", "NSP", "NSP"), ("NSP", "75", "11"), ("NSP", "91", "11"), ("HORS_IDF", "HORS_IDF", "HORS_IDF")]
    for rank in range(80):
        for column, code in zip(("commune", "departement", "region"), places[rank % 4], strict=True):
            facts.persons[column][rank] = code  # type: ignore[index]
    counter = DuckCounter.of(facts)
    for level in ("departement", "commune"):
        table = counter.table(TableSpec(measure="persons", span=SPAN, by=(level,)))
        for whole, parts, is_sum in shape_of(table).sums():
            assert is_sum
            assert table.at(whole).count == sum(table.at(part).count for part in parts)
        assert table.at(("NSP",)).count
        assert table.at(("HORS_IDF",)).count
    assert {"75_NSP", "91_NSP"} <= set(table.axes[0])
    safe = SafeTables(counter, HighsSolver(), TauArgus()).make(table.spec, Protection(), [])
    labels = {line.codes[0]: line.labels[0] for line in sheet_of(safe, Territories()).lines}
    assert labels["75_NSP"] == "Paris, sans précision"
