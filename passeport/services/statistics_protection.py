"""Making a table safe: one interface, two strategies."""

from collections.abc import Sequence
from typing import Protocol

from passeport.domain.disclosure import (
    TOTAL,
    Codes,
    Cost,
    CountTable,
    Protection,
    Published,
    SafeTable,
    Strategy,
)
from passeport.domain.disclosure_noise import noise_table
from passeport.domain.disclosure_rules import add_rests, needs, shape_of
from passeport.domain.disclosure_shape import Dimension
from passeport.domain.disclosure_system import Name, Shape, System, add_table, name_of
from passeport.domain.statistics_errors import NotForSuppression, TableTooDetailed, TableTooLarge, TooFewPersons
from passeport.services.statistics_ports import Solver, Suppressor

MOST_CELLS = {Strategy.NOISE: 6000, Strategy.SUPPRESSION: 2500}
"""Beyond that nobody reads a table, and the engine or the attacker would take minutes."""
MOST_UNIQUES = 0.5
"""Share of cells with one person above which a table is refused: it would hold noise, or stars, and little else."""
_ROUNDS = 4
_FREE, _NEVER = 1e-4, float("inf")
"""Costs of moving what is hidden already, and what was shown before."""


class Protector(Protocol):
    """Makes what was counted safe to show."""

    def protect(self, table: CountTable, protection: Protection, earlier: Sequence[Published] = ()) -> SafeTable:
        """Return what may be shown; raises `RuleBroken` of its kind when nothing may."""


def require_readable(table: CountTable, protection: Protection) -> None:
    """Do nothing when a table can be protected at all.

    Raises:
        TableTooLarge, TooFewPersons, TableTooDetailed: otherwise; nothing was shown.
    """
    shape = shape_of(table)
    limit = MOST_CELLS[protection.strategy]
    if shape.size > limit:
        raise TableTooLarge(size=shape.size, limit=limit)
    if table.total.persons < protection.threshold:
        raise TooFewPersons(threshold=protection.threshold)
    finest = [cell for codes, cell in table.cells.items() if _is_finest(codes, table)]
    alone = sum(cell.persons == 1 for cell in finest)
    if table.spec.by and alone > MOST_UNIQUES * len(finest):
        share = round(100 * alone / len(finest))
        raise TableTooDetailed(share=share, dimension=widest(table).code)


def _is_finest(codes: Codes, table: CountTable) -> bool:
    return all(code != TOTAL and code not in axis.values() for code, axis in zip(codes, table.axes, strict=True))


def widest(table: CountTable) -> Dimension:
    """Return the dimension with the most codes: taking it away, or a level of it, helps most."""
    pairs = zip(table.axes, shape_of(table).dimensions, strict=True)
    return max(pairs, key=lambda pair: len(pair[0]))[1]


class Noise:
    """Cell key perturbation: every cell is shown, a little off, always by as much."""

    def protect(self, table: CountTable, protection: Protection, _earlier: Sequence[Published] = ()) -> SafeTable:
        """Return every cell with its noise."""
        law = noise_table(protection.threshold)
        values: dict[Codes, int | None] = {codes: law.shown(cell) for codes, cell in table.cells.items()}
        off = [abs(shown - table.at(codes).count) for codes, shown in values.items() if shown is not None]
        cost = Cost(cells=len(table.cells), changed=sum(map(bool, off)), error=sum(off) / len(off) if off else 0.0)
        return SafeTable(table.spec, protection, table.axes, values, cost)


class Suppression:
    """What is shown is exact; small cells, and those that would give them away, are hidden."""

    def __init__(self, solver: Solver, suppressor: Suppressor) -> None:
        """Choose with `suppressor`, and look with `solver` whether it is enough."""
        self._solver = solver
        self._suppressor = suppressor

    def protect(self, table: CountTable, protection: Protection, earlier: Sequence[Published] = ()) -> SafeTable:
        """Return the cells that may be shown.

        Raises:
            NotForSuppression: when a person may be in several cells of a dimension.
            ProtectionFailed: when the engine finds no way.
        """
        shape = shape_of(table)
        for one, additive in zip(shape.dimensions, table.additive, strict=True):
            if not additive:
                raise NotForSuppression(dimension=one.code)
        system = System()
        numbers = add_table(system, shape, {})
        truth = {number: table.at(codes).count for codes, number in numbers.items()}
        wanted = {numbers[codes]: need for codes, need in needs(table, protection).items()}
        for rest, (_, need) in add_rests(system, table, numbers, protection).items():
            wanted[rest], truth[rest] = need, 0
        seen = _seen(earlier)
        for codes, number in numbers.items():
            if seen.get(name_of(shape, codes), 0) is None:
                wanted.setdefault(number, 0.0)
        kept = {number for codes, number in numbers.items() if name_of(shape, codes) in seen and number not in wanted}
        hidden = self._hidden(system, truth, wanted, kept) if wanted else frozenset()
        values = {codes: None if number in hidden else truth[number] for codes, number in numbers.items()}
        shown = {codes: value for codes, value in values.items() if value is None or value}
        cost = Cost(cells=len(table.cells), hidden=sum(value is None for value in values.values()))
        return SafeTable(table.spec, protection, table.axes, shown, cost)

    def _hidden(
        self, system: System, truth: dict[int, int], wanted: dict[int, float], kept: set[int]
    ) -> frozenset[int]:
        """Hide with the engine, then look; where that leaves too little doubt, hide what lets it grow."""
        mean = 1 + sum(truth.values()) / max(1, len(truth))
        costs = {number: float(value) if value else mean for number, value in truth.items()}
        hidden = set(self._suppressor.hide(system, truth, wanted, costs, kept))
        asked = [number for number, need in wanted.items() if need]
        for _ in range(_ROUNDS):
            found = self._found(system, truth, hidden, wanted, asked)
            if not found:
                break
            for number in found:
                now = {n: _FREE if n in hidden else _NEVER if n in kept else cost for n, cost in costs.items()}
                hidden |= self._solver.moving(system, truth, (number, wanted[number]), now)
        return frozenset(hidden)

    def _found(
        self, system: System, truth: dict[int, int], hidden: set[int], wanted: dict[int, float], asked: list[int]
    ) -> list[int]:
        known = System(
            [0.0 if n in hidden else float(truth[n]) for n in range(len(system.lower))],
            [float("inf") if n in hidden else float(truth[n]) for n in range(len(system.lower))],
            system.rows,
        )
        doubts = zip(asked, self._solver.intervals(known, asked), strict=True)
        return [number for number, (low, high) in doubts if high - low < wanted[number]]


def _seen(earlier: Sequence[Published]) -> dict[Name, int | None]:
    """Return the cells that were published, by what they are; hidden once is hidden always."""
    found: dict[Name, int | None] = {}
    for one in earlier:
        shape = Shape(one.spec, one.axes, (True,) * len(one.axes))
        shown = one.shown
        for codes in shape.nodes():
            name, value = name_of(shape, codes), shown.get(codes, 0)
            if value is None or name not in found:
                found[name] = value
    return found
