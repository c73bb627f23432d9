"""The attacker: what can be worked out from a table, alone and beside each one published before.

It knows what is public: the sums, the largest noise, the rules. It looks for the least and greatest value that each
protected cell may have; it wins where the doubt is narrower than it has to be.
"""

import collections
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from passeport.domain.disclosure import (
    TOTAL,
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
from passeport.domain.disclosure_shape import dimension, level_of, measure
from passeport.domain.disclosure_system import (
    UNBOUNDED,
    Name,
    Row,
    Said,
    Shape,
    System,
    add_links,
    add_table,
    chosen_of,
    is_near,
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
    of_period: bool = False
    """Whether it is what came between two periods: another one is to be asked for."""


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
        for number, one in enumerate(earlier):
            if is_near(one.spec, table.spec) and (one.spec, one.shown) != (table.spec, dict(safe.values)):
                found += self._pair(table, safe, number, one, counter)
        return found

    def _pair(self, table: CountTable, safe: SafeTable, number: int, one: Published, counter: Counter) -> list[Finding]:
        """Attack two tables together; where facts changed since the first, what of it still holds is used all the same.

        The reader takes the figures for one state of the facts, and drops what contradicts another: first the cells
        that moved, then those that were hidden too, then the whole of what is no longer so.
        """
        old = counter.table(one.spec)
        old = CountTable(old.spec, one.axes, old.cells, old.additive)
        moved = moved_since(old, one)
        other = shape_of(old)
        names = {codes: name_of(other, codes) for codes in other.nodes()}
        hidden = {name for codes, name in names.items() if one.shown.get(codes, 0) is None}
        found: list[Finding] = []
        if not moved:
            return self._together(table, safe, (number, one, old), counter, frozenset())
        for apart in (moved, moved | hidden, frozenset(names.values())):
            with contextlib.suppress(ValueError):  # possible in no way: more of it has changed
                found = self._together(table, safe, (number, one, old), counter, frozenset(apart))
                break
        return [*found, *self._moved_by_a_few(table, safe, (number, one, old), moved)]

    def _together(
        self,
        table: CountTable,
        safe: SafeTable,
        before: tuple[int, Published, CountTable],
        counter: Counter,
        apart: frozenset[Name],
    ) -> list[Finding]:
        number, one, old = before
        system = System()
        shape, other = shape_of(table), shape_of(old)
        numbers = add_table(system, shape, bounds_of(table, safe.values, safe.protection))
        theirs = add_table(system, other, bounds_of(old, one.shown, one.protection), apart)
        add_links(system, homes_of((shape, other), counter))
        targets = _targets(system, old, theirs, one.protection)
        targets = {n: said for n, said in targets.items() if not apart or name_of(other, said[0]) not in apart}
        targets |= _targets(system, table, numbers, safe.protection)
        if not apart:
            targets |= between_measures(system, (table, old), safe.protection)
        spans = self._differences(system, (shape, other), safe.protection, counter, apart)
        found = self._judged(system, targets, number)
        return found + [replace(one, of_period=True) for one in self._judged(system, spans, number)]

    def _moved_by_a_few(
        self, table: CountTable, safe: SafeTable, before: tuple[int, Published, CountTable], moved: AbstractSet[Name]
    ) -> Iterator[Finding]:
        """Go through exact figures that differ by a few, of the same cell or of periods one in the other.

        Facts changed since: what is between is no longer told by them, and is taken for somebody.
        """
        number, one, old = before
        if one.protection.strategy is Strategy.NOISE or safe.protection.strategy is Strategy.NOISE:
            return
        shape, other = shape_of(table), shape_of(old)
        then: dict[object, list[tuple[Name, int]]] = {}
        for codes in other.nodes():
            name, value = name_of(other, codes), one.shown.get(codes, 0)
            if value is not None:
                then.setdefault(name[3], []).append((name, value))
        need = float(safe.protection.threshold)
        for codes in shape.nodes():
            name, now = name_of(shape, codes), safe.at(codes)
            for known, value in then.get(name[3], []) if now is not None else ():
                months, others = months_in(name), months_in(known)
                is_nested = months.contains(others) or others.contains(months)
                if is_nested and known in moved and 0 < abs((now or 0) - value) < need:
                    gap = float(abs((now or 0) - value))
                    yield Finding(codes, gap, gap, need, number, of_period=months != others)

    def _differences(
        self,
        system: System,
        shapes: tuple[Shape, Shape],
        protection: Protection,
        counter: Counter,
        apart: frozenset[Name],
    ) -> dict[int, tuple[Codes, float]]:
        """Add, for cells that differ in their months alone, what came in between: it is somebody's too."""
        shared = tuple(code for code in shapes[0].spec.by if code in shapes[1].spec.by and not _is_time(code))
        by_rest: dict[object, list[Name]] = {}
        for shape, gone in zip(shapes, (frozenset[Name](), apart), strict=True):
            for codes in shape.nodes():
                name = name_of(shape, codes)
                if name not in gone and name not in by_rest.setdefault(name[3], []):
                    by_rest[name[3]].append(name)
        targets: dict[int, tuple[Codes, float]] = {}
        truths: dict[tuple[Span, Span], dict[object, int]] = {}
        measures = dict.fromkeys(shape.spec.measure for shape in shapes)
        for rest, names in by_rest.items():
            for large, small in _nested(names):
                spans = (months_in(large), months_in(small))
                if spans not in truths:
                    truths[spans] = {}
                    for code in measures:
                        truths[spans] |= _small_between(code, shared, spans, protection, counter)
                between = system.unknown(("between", large, small))
                terms = ((system.place[large], -1), (system.place[small], 1), (between, 1))
                system.rows.append(Row(terms))
                if rest in truths[spans]:
                    targets[between] = (
                        (*sorted(str(code) for _, code in _pairs(rest)), "…"),
                        float(protection.threshold),
                    )
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


def moved_since(old: CountTable, one: Published) -> frozenset[Name]:
    """Return the cells whose facts no longer say what was published of them."""
    shape, shown = shape_of(old), one.shown
    law = noise_table(one.protection.threshold)
    found = set()
    for codes in shape.nodes():
        value, cell = shown.get(codes, 0), old.at(codes)
        now = law.shown(cell) if one.protection.strategy is Strategy.NOISE else cell.count
        if value is not None and value != now:
            found.add(name_of(shape, codes))
    return frozenset(found)


def between_measures(
    system: System, tables: tuple[CountTable, CountTable], protection: Protection
) -> dict[int, tuple[Codes, float]]:
    """Add what is counted in one table and not chosen in the other: steps that are no appointment kept, for one."""
    targets = {}
    for large, small in (tables, tables[::-1]):
        more = chosen_of(measure(small.spec.measure)) - chosen_of(measure(large.spec.measure))
        if not more or chosen_of(measure(large.spec.measure)) - chosen_of(measure(small.spec.measure)):
            continue
        wholes = {name_of(shape_of(large), codes): codes for codes in shape_of(large).nodes()}
        for codes in shape_of(small).nodes():
            name = name_of(shape_of(small), codes)
            said = frozenset(_pairs(name[3]))
            whole = (*name[:3], said - more)
            if not more <= said or whole not in wholes:
                continue
            rest = system.unknown(("not chosen", whole, name))
            system.rows.append(Row(((system.place[whole], -1), (system.place[name], 1), (rest, 1))))
            if 0 < large.at(wholes[whole]).count - small.at(codes).count < protection.threshold:
                targets[rest] = (codes, float(protection.threshold))
    return targets


def homes_of(shapes: tuple[Shape, Shape], counter: Counter) -> dict[str, list[str]]:
    """Return the communes of each bassin d'emploi where one table is by bassin and the other by commune.

    A commune that stands in two bassins (the list changed meanwhile) says nothing of either.
    """
    by = {code: shape for shape in shapes for code in shape.spec.by if code in ("bassin", "commune")}
    if set(by) != {"bassin", "commune"}:
        return {}
    of_communes = by["commune"].spec
    table = counter.table(TableSpec(measure=of_communes.measure, span=of_communes.span, by=("bassin", "commune")))
    commune, axis = dimension("commune"), table.axes[1]
    pairs = {
        (codes[1], codes[0])
        for codes in table.cells
        if TOTAL not in codes and level_of(commune, codes[1], axis) == "commune"
    }
    twice = {one for one, many in collections.Counter(commune for commune, _ in pairs).items() if many > 1}
    homes: dict[str, list[str]] = {}
    for one, bassin in sorted(pairs):
        homes.setdefault(bassin, []).append(one)
    return {bassin: ones for bassin, ones in homes.items() if not twice & set(ones)}


def _nested(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    for large in names:
        for small in names:
            if large != small and months_in(large).contains(months_in(small)):
                yield large, small


def _small_between(
    measured: str, shared: tuple[str, ...], spans: tuple[Span, Span], protection: Protection, counter: Counter
) -> dict[object, int]:
    """Return what cells hold few persons of the months of one span that are not in the other, by their codes."""
    counted = counter.table(TableSpec(measure=measured, span=spans[0], by=shared), spans[1])
    shape = shape_of(counted)
    found = {}
    for codes, cell in counted.cells.items():
        if is_small(cell, protection.threshold):
            found[name_of(shape, codes)[3]] = cell.persons
    return found


def _is_time(code: str) -> bool:
    return dimension(code).table == "time"


def _pairs(rest: object) -> list[Said]:
    return sorted(rest, key=str) if isinstance(rest, frozenset) else []
