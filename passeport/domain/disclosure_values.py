"""What is worked out from protected counts, and from nothing else: totals, means, medians, shares, or nothing.

A value is withheld where one of the counts it needs is hidden, or where its whole is not shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from passeport.domain.disclosure import TOTAL, Codes, SafeTable
from passeport.domain.disclosure_shape import dimensions_of, measure
from passeport.domain.vocabulary import vocabulary

_HALF = 0.5
_FEW_DOORS = ("1", "2")


@dataclass(frozen=True)
class Worked:
    """One value worked out, for the cell of these codes (those of the value left out)."""

    codes: Codes
    name: str
    """`MEAN_MINUTES`, `HOURS`, `MEDIAN_DAYS`, `TWO_DOORS`, `SHARE`."""
    value: float | None
    """None where it is withheld."""


Maker = tuple[str, Callable[[Mapping[str, int]], float | None]]


def worked_out(safe: SafeTable) -> tuple[Worked, ...]:
    """Return what a table about minutes, doors or delays says beside its counts."""
    value = measure(safe.spec.measure).value
    if value is None:
        return ()
    makers = _MAKERS[value]
    bands = tuple(safe.axes[-1])
    found = []
    for codes in _cells(safe.axes[:-1]):
        counts = {band: safe.at((*codes, band)) for band in bands}
        for name, make in makers:
            known = {band: count for band, count in counts.items() if count is not None}
            found.append(Worked(codes, name, make(known) if len(known) == len(counts) else None))
    return tuple(found)


def share(safe: SafeTable, chosen: Mapping[str, Sequence[str]]) -> tuple[Worked, ...]:
    """Return, for each cell of the other dimensions, the share of what is `chosen` among everything."""
    codes = [one.code for one in dimensions_of(safe.spec)]
    others = [place for place, code in enumerate(codes) if code not in chosen]
    found = []
    for rest in _cells([safe.axes[place] for place in others]):
        whole: list[str] = [TOTAL] * len(codes)
        for place, code in zip(others, rest, strict=True):
            whole[place] = code
        parts = [list(whole)]
        for name, kept in chosen.items():
            place = codes.index(name)
            parts = [[*part[:place], code, *part[place + 1 :]] for part in parts for code in kept]
        counts = [safe.at(tuple(part)) for part in parts]
        everything = safe.at(tuple(whole))
        known = [count for count in counts if count is not None]
        value = None
        if everything and len(known) == len(counts):
            value = min(1.0, sum(known) / everything)  # noise may take a part above its whole
        found.append(Worked(rest, "SHARE", value))
    return tuple(found)


def _cells(axes: Sequence[Mapping[str, str]]) -> list[Codes]:
    found: list[Codes] = [()]
    for axis in axes:
        found = [(*codes, code) for codes in found for code in (TOTAL, *axis)]
    return found


def _mean_minutes(counts: Mapping[str, int]) -> float | None:
    known = _known(counts, "statistics_minutes")
    total = sum(known.values())
    return _sum_minutes(known) / total if total else None


def _hours(counts: Mapping[str, int]) -> float | None:
    known = _known(counts, "statistics_minutes")
    return _sum_minutes(known) / 60 if sum(known.values()) else None


def _sum_minutes(known: Mapping[str, int]) -> float:
    terms = vocabulary("statistics_minutes")
    return sum(count * float(terms[code].extra["middle"]) for code, count in known.items())


def _median_days(counts: Mapping[str, int]) -> float | None:
    """Return the median of grouped values: the band that holds it, and how far into it."""
    known = _known(counts, "statistics_delays")
    half, reached = sum(known.values()) * _HALF, 0
    for term in vocabulary("statistics_delays").terms:
        count = known.get(term.code, 0)
        if count and reached + count >= half > 0:
            first, last = float(term.extra["from"]), float(term.extra["to"])
            return first + (half - reached) / count * (last - first)
        reached += count
    return None


def _two_doors(counts: Mapping[str, int]) -> float | None:
    total = sum(counts.values())
    return sum(counts.get(code, 0) for code in _FEW_DOORS) / total if total else None


def _known(counts: Mapping[str, int], name: str) -> dict[str, int]:
    return {code: count for code, count in counts.items() if code in vocabulary(name)}


_MAKERS: Mapping[str, tuple[Maker, ...]] = {
    "minutes": (("MEAN_MINUTES", _mean_minutes), ("HOURS", _hours)),
    "delay": (("MEDIAN_DAYS", _median_days),),
    "doors": (("TWO_DOORS", _two_doors),),
}
