"""A table as its reader may compute with it: one unknown per cell, what was shown as bounds, sums as equations."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from passeport.domain.disclosure import TOTAL, Codes, Span, TableSpec
from passeport.domain.disclosure_shape import TIME, Dimension, Measure, dimensions_of, level_of, measure, quarter_of

Terms = tuple[tuple[int, int], ...]
"""Unknown and coefficient, for each one of a row."""
Name = tuple[object, ...]
"""What a cell is, wherever it stands: two tables that show the same cell have it in common."""
UNBOUNDED = float("inf")


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
    """Return what a measure counts, whatever it is called: minutes are worked out from the same steps."""
    chosen = tuple(sorted((column, codes) for column, codes in counted.chosen.items()))
    return (counted.table, counted.time, chosen, counted.counts_persons)


def name_of(shape: Shape, codes: Codes) -> Name:
    """Return what a cell is: the months and codes it is about, whichever table shows it."""
    months = shape.spec.span
    said: set[tuple[str, str]] = set()
    for one, code, axis in zip(shape.dimensions, codes, shape.axes, strict=True):
        if code == TOTAL:
            continue
        if one.table == "time":
            months = _months_of(code, months)
        else:
            said.add((level_of(one, code, axis), code))
    return (base_of(measure(shape.spec.measure)), months.first, months.last, frozenset(said))


def _months_of(code: str, span: Span) -> Span:
    kept = [month for month in span.months if code in (month, month[:4], quarter_of(month))]
    return Span(first=kept[0], last=kept[-1])


def months_in(name: Name) -> Span:
    """Return the months that a cell is about."""
    return Span(first=str(name[1]), last=str(name[2]))


def add_table(system: System, shape: Shape, bounds: Mapping[Codes, tuple[float, float]]) -> dict[Codes, int]:
    """Add the cells of a table with their bounds, and its sums; return the unknown of each cell."""
    numbers = {}
    for codes in shape.nodes():
        low, high = bounds.get(codes, (0.0, UNBOUNDED))
        numbers[codes] = system.unknown(name_of(shape, codes), low, high)
    for parent, children, is_sum in shape.sums():
        whole, parts = numbers[parent], tuple(numbers[child] for child in children)
        if len(parts) == 1 and parts[0] == whole:
            continue  # one month alone is its quarter
        system.rows += _relation(whole, parts, is_sum=is_sum)
    return numbers


def _relation(whole: int, parts: Sequence[int], *, is_sum: bool) -> Iterator[Row]:
    terms = tuple((part, 1) for part in parts)
    if is_sum:
        yield Row(((whole, -1), *terms))
        return
    yield Row(((whole, -1), *terms), 0.0, UNBOUNDED)  # whoever is in the whole is in a part
    for part in parts:
        if part != whole:
            yield Row(((whole, 1), (part, -1)), 0.0, UNBOUNDED)


def has_time(shape: Shape) -> bool:
    """Whether a table is made by months, quarters or years."""
    return any(one.code in TIME for one in shape.dimensions)
