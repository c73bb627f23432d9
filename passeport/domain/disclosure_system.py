"""A table as its reader may compute with it: one unknown per cell, what was shown as bounds, sums as equations."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from passeport.domain.disclosure import TOTAL, Codes, Span, TableSpec
from passeport.domain.disclosure_shape import TIME, Dimension, Measure, dimensions_of, level_of, measure, quarter_of

Terms = tuple[tuple[int, int], ...]
"""Unknown and coefficient, for each one of a row."""
Name = tuple[object, ...]
"""What a cell is, wherever it stands: two tables that show the same cell have it in common."""
Said = tuple[str, str | tuple[str, ...]]
"""A column and its code; several codes where a measure chooses among more than one."""
UNBOUNDED = float("inf")
_PARTS = 4
"""Of the name of a cell: base, first and last month, codes."""
IMPLIED: Mapping[Said, Said] = {("informs", "OUI"): ("status", "HONOREE")}
"""What informs took place."""


@dataclass(frozen=True)
class Row:
    """A linear relation: `low` ≤ Σ coefficient × unknown ≤ `high`."""

    terms: Terms
    low: float = 0.0
    high: float = 0.0


@dataclass
class System:
    """Unknowns with their bounds, and the relations between them."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    place: dict[Name, int] = field(default_factory=dict)

    def unknown(self, name: Name, low: float = 0.0, high: float = UNBOUNDED) -> int:
        """Return the unknown of a cell, made if it is new, within these bounds too."""
        number = self.place.get(name)
        if number is None:
            number = self.place[name] = len(self.lower)
            self.lower.append(low)
            self.upper.append(high)
            return number
        self.lower[number] = max(self.lower[number], low)
        self.upper[number] = min(self.upper[number], high)
        return number


@dataclass(frozen=True)
class Shape:
    """What the relations of a table follow from."""

    spec: TableSpec
    axes: tuple[Mapping[str, str], ...]
    additive: tuple[bool, ...]

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Its dimensions, that of the value last."""
        return dimensions_of(self.spec)

    def nodes(self) -> Iterator[Codes]:
        """Go through every cell, totals included."""
        return itertools.product(*((TOTAL, *axis) for axis in self.axes))

    @property
    def size(self) -> int:
        """How many cells it has, totals included."""
        count = 1
        for axis in self.axes:
            count *= len(axis) + 1
        return count

    def sums(self) -> Iterator[tuple[Codes, tuple[Codes, ...], bool]]:
        """Go through each parent with its children, and whether it is their sum."""
        for place, axis in enumerate(self.axes):
            families: dict[str, list[str]] = {}
            for code, parent in axis.items():
                families.setdefault(parent, []).append(code)
            others = [(TOTAL, *axes) for axes in (*self.axes[:place], *self.axes[place + 1 :])]
            for rest in itertools.product(*others):
                before, after = rest[:place], rest[place:]
                for parent, children in families.items():
                    whole = (*before, parent, *after)
                    yield whole, tuple((*before, child, *after) for child in children), self.additive[place]


def base_of(counted: Measure) -> Name:
    """Return what a measure counts, before any row is chosen: appointments, referrals and minutes are all of steps."""
    return (counted.table, counted.time, counted.counts_persons)


def chosen_of(counted: Measure) -> frozenset[Said]:
    """Return which rows a measure counts, as a cell would say it."""
    said = {(column, codes[0] if len(codes) == 1 else tuple(codes)) for column, codes in counted.chosen.items()}
    return frozenset(said | {IMPLIED[one] for one in said if one in IMPLIED})


def name_of(shape: Shape, codes: Codes) -> Name:
    """Return what a cell is: the months and codes it is about, whichever table shows it.

    What its measure chooses is said as its codes are: steps that took place are those of this code among all.
    """
    months = shape.spec.span
    said: set[Said] = set()
    counted = measure(shape.spec.measure)
    met: set[str] = set()
    for one, code, axis in zip(shape.dimensions, codes, shape.axes, strict=True):
        if code == TOTAL:
            continue
        if one.table == "time":
            months = _months_of(code, months)
            continue
        column = level_of(one, code, axis)
        said.add((column, code))
        if code in counted.chosen.get(column, ()):
            met.add(column)
    said |= {one for one in chosen_of(counted) if one[0] not in met}
    return (base_of(counted), months.first, months.last, frozenset(said))


def _months_of(code: str, span: Span) -> Span:
    kept = [month for month in span.months if code in (month, month[:4], quarter_of(month))]
    return Span(first=kept[0], last=kept[-1])


def months_in(name: Name) -> Span:
    """Return the months that a cell is about."""
    return Span(first=str(name[1]), last=str(name[2]))


def add_table(
    system: System,
    shape: Shape,
    bounds: Mapping[Codes, tuple[float, float]],
    apart: AbstractSet[Name] = frozenset(),
) -> dict[Codes, int]:
    """Add the cells of a table with their bounds, and its sums; return the unknown of each cell.

    Cells of `apart` are unknowns of their own, whatever another table calls so: their facts changed in between.
    """
    numbers = {}
    for codes in shape.nodes():
        low, high = bounds.get(codes, (0.0, UNBOUNDED))
        name = name_of(shape, codes)
        numbers[codes] = system.unknown(("then", name) if name in apart else name, low, high)
    for parent, children, is_sum in shape.sums():
        whole, parts = numbers[parent], tuple(numbers[child] for child in children)
        if len(parts) == 1 and parts[0] == whole:
            continue  # one month alone is its quarter
        system.rows += _relation(whole, parts, is_sum=is_sum)
    return numbers


def add_links(system: System, homes: Mapping[str, Sequence[str]]) -> None:
    """Add the sums between cells of tables that call them otherwise.

    Workshops are two types of step; a bassin d'emploi is its communes: `homes`, those that anybody lives in.
    """
    for name in [one for one in system.place if len(one) == _PARTS]:
        said = name[-1]
        if not isinstance(said, frozenset):
            continue
        for column, code in said:
            if isinstance(code, tuple):
                parts = [(column, one) for one in code]
            elif column == "bassin" and code in homes:
                parts = [("commune", one) for one in homes[code]]
            else:
                continue
            names = [(*name[:-1], said - {(column, code)} | {part}) for part in parts]
            if all(one in system.place for one in names):
                places = [system.place[one] for one in names]
                system.rows += _relation(system.place[name], places, is_sum=column == "bassin" or _is_of_events(name))


def _is_of_events(name: Name) -> bool:
    base = name[0]
    return isinstance(base, tuple) and not base[-1]


def _relation(whole: int, parts: Sequence[int], *, is_sum: bool) -> Iterator[Row]:
    """Go through what a whole and its parts have to do with each other; the whole may be called as one of them is."""
    others = tuple(part for part in parts if part != whole)
    terms = tuple((part, 1) for part in others)
    if is_sum and terms:
        yield Row(((whole, -1), *terms) if len(others) == len(parts) else terms)
    if is_sum:
        return
    if len(others) == len(parts):
        yield Row(((whole, -1), *terms), 0.0, UNBOUNDED)  # whoever is in the whole is in a part
    for part in others:
        yield Row(((whole, 1), (part, -1)), 0.0, UNBOUNDED)


def is_near(one: TableSpec, other: TableSpec) -> bool:
    """Whether two tables count the same thing over common months, so that one may tell of the other."""
    return base_of(measure(one.measure)) == base_of(measure(other.measure)) and one.span.overlaps(other.span)


def has_time(shape: Shape) -> bool:
    """Whether a table is made by months, quarters or years."""
    return any(one.code in TIME for one in shape.dimensions)
