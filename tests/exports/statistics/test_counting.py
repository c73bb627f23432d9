"""Counting: what a cell's noise follows from."""

from exports.statistics.counting import DuckCounter
from passeport.domain.disclosure import Span, TableSpec
from passeport.domain.disclosure_noise import noise_table
from passeport.services.statistics_ports import FactColumns
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
