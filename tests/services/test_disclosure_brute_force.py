"""Another attacker, who shares no line with that of the application: it tries every table there could be.

On tables so small that all of them can be written down: what is shown leaves each small cell as wide a doubt as said.
"""

import itertools
import random
from collections.abc import Iterator, Mapping

from exports.statistics.counting import DuckCounter
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.disclosure import TOTAL, Codes, Protection, SafeTable, Span, Strategy, TableSpec
from passeport.domain.disclosure_noise import noise_table
from passeport.domain.errors import RuleBroken
from passeport.services.statistics import SafeTables
from tests.random_facts import MONTHS, random_facts

SPAN = Span(first=MONTHS[0], last=MONTHS[-1])
MOST_TRIES = 40_000
THRESHOLD = 5


class TooManyTablesError(Exception):
    """A table with too many cells unknown to try them all."""


def every_table(safe: SafeTable, most: int) -> Iterator[dict[Codes, int]]:
    """Go through the inner cells of every table of two dimensions that shows what this one does."""
    rows, columns = tuple(safe.axes[0]), tuple(safe.axes[1])
    cells = [(row, column) for row in rows for column in columns]
    margins = [(row, TOTAL) for row in rows] + [(TOTAL, column) for column in columns] + [(TOTAL, TOTAL)]
    left: dict[Codes, int] = {}
    for margin in margins:
        shown = safe.at(margin)
        left[margin] = most if shown is None else shown
    exact = [margin for margin in margins if safe.at(margin) is not None]

    tries = itertools.count()

    def choose(place: int, chosen: dict[Codes, int]) -> Iterator[dict[Codes, int]]:
        if next(tries) > MOST_TRIES:
            raise TooManyTablesError
        if place == len(cells):
            if not any(left[margin] for margin in exact):
                yield dict(chosen)
            return
        cell = cells[place]
        over = [(cell[0], TOTAL), (TOTAL, cell[1]), (TOTAL, TOTAL)]
        shown, room = safe.at(cell), min(left[margin] for margin in over)
        for value in range(room + 1) if shown is None else (shown,):
            if value > room:
                break
            for margin in over:
                left[margin] -= value
            chosen[cell] = value
            is_last = cell[1] == columns[-1]
            if not (is_last and (cell[0], TOTAL) in exact and left[cell[0], TOTAL]):
                yield from choose(place + 1, chosen)
            for margin in over:
                left[margin] += value

    return choose(0, {})


def ranges(safe: SafeTable, most: int) -> Mapping[Codes, tuple[int, int]]:
    """Return the least and greatest value of each inner cell; raises `TooManyTablesError`."""
    found: dict[Codes, tuple[int, int]] = {}
    for table in every_table(safe, most):
        for cell, value in table.items():
            low, high = found.get(cell, (value, value))
            found[cell] = (min(low, value), max(high, value))
    return found


def exact(counter: DuckCounter, *, is_protected: bool) -> SafeTable:
    spec = TableSpec(measure="persons", span=SPAN, by=("sex", "rqth"))
    protection = Protection(strategy=Strategy.SUPPRESSION)
    table = counter.table(spec)
    if is_protected:
        return SafeTables(counter, HighsSolver(), TauArgus()).make(spec, protection, [])
    shown = {codes: None if 0 < cell.persons < THRESHOLD else cell.count for codes, cell in table.cells.items()}
    inner = {codes: value for codes, value in shown.items() if TOTAL not in codes}
    whole = {codes: table.at(codes).count for codes in shown if TOTAL in codes}
    safe = SafeTables(counter, HighsSolver(), TauArgus()).make(spec, Protection(), [])
    return SafeTable(spec, protection, safe.axes, {**inner, **whole}, safe.cost)


def known_too_well(counter: DuckCounter, safe: SafeTable) -> list[Codes] | None:
    """Return the small cells in too little doubt; None when there are too many tables to try."""
    table = counter.table(safe.spec)
    try:
        found = ranges(safe, table.total.count + THRESHOLD)
    except TooManyTablesError:
        return None
    assert found, "the true table is one of them"
    small = [codes for codes, cell in table.cells.items() if TOTAL not in codes and 0 < cell.persons < THRESHOLD]
    return [codes for codes in small if found[codes][1] - found[codes][0] < THRESHOLD]


def test_whoever_tries_every_table_finds_nobody_in_what_is_hidden() -> None:
    tried = 0
    for seed in range(20):
        counter = DuckCounter.of(random_facts(seed, random.Random(seed).randint(14, 30)))
        try:
            safe = exact(counter, is_protected=True)
        except RuleBroken:
            continue
        wrong = known_too_well(counter, safe)
        if wrong is not None:
            tried += 1
            assert wrong == []
    assert tried >= 3


def test_whoever_tries_every_table_finds_some_where_only_small_cells_are_hidden() -> None:
    won = 0
    for seed in range(20):
        counter = DuckCounter.of(random_facts(seed, random.Random(seed).randint(14, 30)))
        won += bool(known_too_well(counter, exact(counter, is_protected=False)))
    assert won


def test_whoever_knows_every_noise_there_is_does_not_find_a_small_cell() -> None:
    """One dimension: each count that the law can turn into what is shown, and the sums among them."""
    law, small = noise_table(THRESHOLD), 0
    for seed in range(40):
        counter = DuckCounter.of(random_facts(seed, random.Random(seed).randint(14, 40)))
        spec = TableSpec(measure="persons", span=SPAN, by=("sex",))
        table = counter.table(spec)
        safe = SafeTables(counter, HighsSolver(), TauArgus()).make(spec, Protection(), [])

        def possible(codes: Codes, safe: SafeTable = safe) -> list[int]:
            value = safe.at(codes) or 0
            rows = range(value + law.bound + 1)
            return [n for n in rows if value - n in law.rows[min(n, len(law.rows) - 1)].noise]

        codes = [(code,) for code in safe.axes[0]]
        sums = {TOTAL: set(possible((TOTAL,)))}
        for one in codes:
            cell = table.at(one)
            if not 0 < cell.persons < THRESHOLD:
                continue
            small += 1
            others = {0}
            for other in codes:
                if other != one:
                    others = {total + n for total in others for n in possible(other)}
            left = [n for n in possible(one) if any(n + rest in sums[TOTAL] for rest in others)]
            assert max(left) - min(left) >= THRESHOLD
    assert small > 10
