"""What tables can be made of: measures, dimensions and their levels, kept as vocabularies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from passeport.domain.disclosure import MOST_DIMENSIONS, TOTAL, Span, TableSpec
from passeport.domain.facts_outcomes import KNOWN_AFTER, months_before
from passeport.domain.statistics_errors import DimensionTwice, LaterTooEarly, PeriodInTheFuture, UnknownDimension
from passeport.domain.vocabulary import Term, vocabulary

TIME = ("year", "quarter", "month")
LATER = "later"
"""The dimension of what came six months after the exit."""
_EXIT = "exit_month"


@dataclass(frozen=True)
class Measure:
    """What is counted."""

    code: str
    table: str
    """`steps` or `parcours`."""
    time: str
    """The column of months that the period is about."""
    chosen: Mapping[str, tuple[str, ...]]
    """Which rows count: column → codes."""
    counts_persons: bool
    """Whether a person counts once, however often they came."""
    value: str | None
    """The dimension that the measure is worked out from: minutes, doors, delays."""


@dataclass(frozen=True)
class Dimension:
    """What a table is made by."""

    code: str
    table: str
    """`persons`, `parcours`, `steps`, or `time`."""
    levels: tuple[str, ...]
    """Columns, coarsest first."""
    vocabulary: str | None
    is_open: bool
    """Whether only the codes met are listed: there are 1,294 communes."""
    is_sensitive: bool
    """Whether knowing a whole group's code tells something of each of its members (group disclosure)."""


@cache
def measure(code: str) -> Measure:
    """Return a measure; raises `UnknownCodeError` when there is none of this code."""
    term = vocabulary("statistics_measures")[code]
    chosen = {column: tuple(codes) for column, codes in term.extra["filter"].items()}
    return Measure(
        code=code,
        table=str(term.extra["table"]),
        time=str(term.extra["time"]),
        chosen=chosen,
        counts_persons=term.extra["counts"] == "persons",
        value=term.extra.get("value"),
    )


@cache
def dimension(code: str) -> Dimension:
    """Return a dimension; raises `UnknownDimension` when there is none of this code."""
    if code not in vocabulary("statistics_dimensions"):
        raise UnknownDimension(dimension=code)
    term: Term = vocabulary("statistics_dimensions")[code]
    return Dimension(
        code=code,
        table=str(term.extra["table"]),
        levels=tuple(term.extra["levels"]),
        vocabulary=term.extra.get("vocabulary"),
        is_open=bool(term.extra.get("open", False)),
        is_sensitive=bool(term.extra["sensitive"]),
    )


def dimensions_for(code: str) -> tuple[str, ...]:
    """Return the dimensions that a measure can be made by; what came after the exit, of exits alone."""
    counted = measure(code)
    tables = {"persons", "time", "parcours", counted.table}
    known = (dimension(one) for one in vocabulary("statistics_dimensions").codes)
    return tuple(
        one.code
        for one in known
        if one.table in tables and one.code != counted.value and (one.code != LATER or counted.time == _EXIT)
    )


def dimensions_of(spec: TableSpec) -> tuple[Dimension, ...]:
    """Return the dimensions of a table, that of its value last; raises `UnknownDimension`."""
    allowed = set(dimensions_for(spec.measure))
    for code in spec.by:
        if code not in allowed:
            raise UnknownDimension(dimension=code)
    value = measure(spec.measure).value
    return tuple(dimension(code) for code in (*spec.by, *((value,) if value else ())))


def require_sound(measured: str, first: str, last: str, by: tuple[str, ...], until: str) -> TableSpec:
    """Return the table that is asked for, checked.

    Raises:
        DimensionTwice, UnknownDimension, UnknownCodeError, PeriodInTheFuture, LaterTooEarly: when it cannot be made.
    """
    twice = next((code for place, code in enumerate(by) if code in by[:place]), None)
    if twice is not None or len(by) > MOST_DIMENSIONS:
        raise DimensionTwice(dimension=twice or by[MOST_DIMENSIONS])
    if last > until:
        raise PeriodInTheFuture(last=last, limit=until)
    if LATER in by and last > (known := months_before(until, KNOWN_AFTER)):
        raise LaterTooEarly(last=last, limit=known)
    measure(measured)
    spec = TableSpec(measure=measured, span=Span(first=first, last=last), by=by)
    dimensions_of(spec)
    return spec


def is_additive(one: Dimension, counted: Measure) -> bool:
    """Whether a parent of this dimension is the sum of its children.

    A person has one age band and one commune; they may come in several months, to several types of step.
    """
    return one.table == "persons" or not counted.counts_persons


def axis(one: Dimension, span: Span, met: Mapping[str, str]) -> dict[str, str]:
    """Return the codes of a dimension with their parents, in the order to show them.

    `met` gives the codes that were counted, with their parents. A closed list is shown whole, so that what is absent
    is not told by its absence.
    """
    if one.table == "time":
        return _of_time(one, span)
    if one.is_open or one.vocabulary is None:
        return dict(sorted(met.items(), key=lambda item: (item[1] != TOTAL, item[0])))
    codes = list(vocabulary(one.vocabulary).codes)
    codes += sorted(code for code in met if code not in codes)
    return dict.fromkeys(codes, TOTAL)


def quarter_of(month: str) -> str:
    """Return the quarter of a month: `2026-T3`."""
    return f"{month[:4]}-T{(int(month[5:7]) + 2) // 3}"


def _of_time(one: Dimension, span: Span) -> dict[str, str]:
    found: dict[str, str] = {}
    for month in span.months:
        names = {"year": month[:4], "quarter": quarter_of(month), "month": month}
        parent = TOTAL
        for level in one.levels:
            found.setdefault(names[level], parent)
            parent = names[level]
    return found


def level_of(one: Dimension, code: str, codes: Mapping[str, str]) -> str:
    """Return the name of the level of a code: how deep it is below the total."""
    depth = 0
    while codes[code] != TOTAL:
        code = codes[code]
        depth += 1
    return one.levels[depth]
