"""The attacker: what can be worked out from a table, alone and beside each one published before.

It knows what is public: the sums, the largest noise, the rules. It looks for the least and greatest value that each
protected cell may have; it wins where the doubt is narrower than it has to be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from passeport.domain.disclosure import (
    Codes,
    CountTable,
    Protection,
    Published,
    SafeTable,
    Span,
    Strategy,
    TableSpec,
)
from passeport.domain.disclosure_noise import noise_table
from passeport.domain.disclosure_rules import add_rests, is_small, needs, shape_of
from passeport.domain.disclosure_shape import dimension, measure
from passeport.domain.disclosure_system import (
    UNBOUNDED,
    Name,
    Row,
    Shape,
    System,
    add_table,
    base_of,
    months_in,
    name_of,
)
from passeport.services.statistics_ports import Counter, Solver

Shown = Mapping[Codes, int | None]


@dataclass(frozen=True)
class Finding:
    """A cell whose value is known too well."""

    codes: Codes
    low: float
    high: float
    need: float
    beside: int | None = None
    """Which of the tables published before gave it away; None when this one does alone."""


@dataclass(frozen=True)
class Attacker:
    """The attacker, with its arithmetic."""

    solver: Solver

    def alone(self, table: CountTable, shown: Shown, protection: Protection) -> list[Finding]:
        """Return what a table gives away by itself."""
        system = System()
        shape = shape_of(table)
        numbers = add_table(system, shape, bounds_of(table, shown, protection))
        return self._judged(system, _targets(system, table, numbers, protection), None)

    def beside(
        self, table: CountTable, safe: SafeTable, earlier: Sequence[Published], counter: Counter
    ) -> list[Finding]:
        """Return what a table gives away beside each one published before."""
        found: list[Finding] = []
        mine = base_of(measure(table.spec.measure))
        for number, one in enumerate(earlier):
            is_near = base_of(measure(one.spec.measure)) == mine and one.spec.span.overlaps(table.spec.span)
            if is_near and (one.spec, one.shown) != (table.spec, dict(safe.values)):
                found += self._pair(table, safe, number, one, counter)
        return found

    def _pair(self, table: CountTable, safe: SafeTable, number: int, one: Published, counter: Counter) -> list[Finding]:
        old = counter.table(one.spec)
        old = CountTable(old.spec, one.axes, old.cells, old.additive)
        if not _is_still(old, one):
            return list(_changed_since(table, safe.values, one, number))
        system = System()
        shape, other = shape_of(table), shape_of(old)
        numbers = add_table(system, shape, bounds_of(table, safe.values, safe.protection))
        theirs = add_table(system, other, bounds_of(old, one.shown, one.protection))
        targets = _targets(system, old, theirs, one.protection)
        targets |= _targets(system, table, numbers, safe.protection)
        targets |= self._differences(system, (shape, other), safe.protection, counter)
        return self._judged(system, targets, number)

    def _differences(
        self, system: System, shapes: tuple[Shape, Shape], protection: Protection, counter: Counter
    ) -> dict[int, tuple[Codes, float]]:
        """Add, for cells that differ in their months alone, what came in between: it is somebody's too."""
        shared = tuple(code for code in shapes[0].spec.by if code in shapes[1].spec.by and not _is_time(code))
        by_rest: dict[object, list[Name]] = {}
        for shape in shapes:
            for codes in shape.nodes():
                name = name_of(shape, codes)
                if name not in by_rest.setdefault(name[3], []):
                    by_rest[name[3]].append(name)
        targets: dict[int, tuple[Codes, float]] = {}
        truths: dict[tuple[Span, Span], dict[object, int]] = {}
        for rest, names in by_rest.items():
            for large, small in _nested(names):
                spans = (months_in(large), months_in(small))
                if spans not in truths:
                    truths[spans] = _small_between(shapes[0].spec, shared, spans, protection, counter)
                between = system.unknown(("between", large, small))
                terms = ((system.place[large], -1), (system.place[small], 1), (between, 1))
                system.rows.append(Row(terms))
                if rest in truths[spans]:
                    targets[between] = ((*sorted(code for _, code in _pairs(rest)), "…"), float(protection.threshold))
        return targets

    def _judged(self, system: System, targets: Mapping[int, tuple[Codes, float]], beside: int | None) -> list[Finding]:
        asked = [number for number, (_, need) in targets.items() if need]
        found = []
        for number, (low, high) in zip(asked, self.solver.intervals(system, asked), strict=True):
            codes, need = targets[number]
            if high - low < need:
                found.append(Finding(codes, low, high, need, beside))
        return found


def _targets(
    system: System, table: CountTable, numbers: Mapping[Codes, int], protection: Protection
) -> dict[int, tuple[Codes, float]]:
    """Return what nobody may find, with the doubt it needs; under noise, a zero that is shown may be somebody."""
    found = {numbers[codes]: (codes, need) for codes, need in needs(table, protection).items()}
    if protection.strategy is Strategy.SUPPRESSION:
        found |= add_rests(system, table, numbers, protection)
    return found


def bounds_of(table: CountTable, shown: Shown, protection: Protection) -> dict[Codes, tuple[float, float]]:
    """Return the bounds that what is shown of a table sets to each cell.

    The largest contribution of one person scales the noise of what they did; the attacker is told it.
    """
    found = {}
    law = noise_table(protection.threshold)
    for codes in shape_of(table).nodes():
        value = shown.get(codes, 0)
        if value is None:
            found[codes] = (0.0, UNBOUNDED)
        elif protection.strategy is Strategy.SUPPRESSION:
            found[codes] = (float(value), float(value))
        else:
            around = law.around(table.at(codes))
            found[codes] = (float(max(min(1, value), value - around)), float(value + around))
    return found


def _is_still(old: CountTable, one: Published) -> bool:
    """Whether the facts still say what an exact table said; a table under noise bounds them all the same."""
    if one.protection.strategy is Strategy.NOISE:
        law = noise_table(one.protection.threshold)
        return all(law.shown(cell) == one.shown.get(codes, 0) for codes, cell in old.cells.items())
    return all(value is None or value == old.at(codes).count for codes, value in one.cells)


def _changed_since(table: CountTable, shown: Shown, one: Published, number: int) -> Iterator[Finding]:
    """Go through the cells whose exact value moved by a few since it was published: the few are somebody."""
    if one.protection.strategy is Strategy.NOISE:
        return
    shape, other = shape_of(table), Shape(one.spec, one.axes, table.additive)
    before = {name_of(other, codes): one.shown.get(codes, 0) for codes in other.nodes()}
    for codes in shape.nodes():
        now, then = shown.get(codes, 0), before.get(name_of(shape, codes))
        if now is not None and then is not None and 0 < abs(now - then) < one.protection.threshold:
            yield Finding(codes, abs(now - then), abs(now - then), one.protection.threshold, number)


def _nested(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    for large in names:
        for small in names:
            if large != small and months_in(large).contains(months_in(small)):
                yield large, small


def _small_between(
    spec: TableSpec, shared: tuple[str, ...], spans: tuple[Span, Span], protection: Protection, counter: Counter
) -> dict[object, int]:
    """Return what cells hold few persons of the months of one span that are not in the other, by their codes."""
    counted = counter.table(TableSpec(measure=spec.measure, span=spans[0], by=shared), spans[1])
    shape = shape_of(counted)
    found = {}
    for codes, cell in counted.cells.items():
        if is_small(cell, protection.threshold):
            found[name_of(shape, codes)[3]] = cell.persons
    return found


def _is_time(code: str) -> bool:
    return dimension(code).table == "time"


def _pairs(rest: object) -> list[tuple[str, str]]:
    return sorted(rest) if isinstance(rest, frozenset) else []
