"""Cell key perturbation: the same cell has the same noise in every table and every export.

Each person drew a record key once. The keys of the persons behind a cell add up, modulo 2^32, to the cell's key, and
that number alone picks the noise from a table of probabilities: no bias, bounded, of fixed variance, of maximum entropy
among such laws, with zero kept and no small count shown. The method is the ABS's (Fraser and Wooton, 2005), taken over
for the European census (Eurostat, 2019); the law is Giessing's (2016), worked out here from its own conditions: a law
of maximum entropy under a given mean and variance is exp(a v + b v²) on its support.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from passeport.domain.disclosure import Cell
from passeport.domain.facts import KEY_BITS

_EXACT = 1e-10
_STEPS = 500
_MARGIN = 0.5
"""Variance above the least possible, so that no noise of the support has probability zero."""


@dataclass(frozen=True)
class Row:
    """The law of the noise of one true count: values and their cumulated probabilities, in order."""

    noise: tuple[int, ...]
    probability: tuple[float, ...]

    def draw(self, uniform: float) -> int:
        """Return the noise at `uniform`, in [0, 1)."""
        reached = 0.0
        for value, share in zip(self.noise, self.probability, strict=True):
            reached += share
            if uniform < reached:
                return value
        return self.noise[-1]


@dataclass(frozen=True)
class NoiseTable:
    """The whole table: `hidden` is the largest count never shown (js), `bound` the largest noise (D)."""

    hidden: int
    bound: int
    variance: float
    rows: tuple[Row, ...]
    """Row i is that of the true count i; the last one holds for every larger count."""

    def noise(self, persons: int, key: int) -> int:
        """Return the noise of a cell: `persons` behind it, `key` the sum of their record keys."""
        if persons == 0:
            return 0
        row = self.rows[min(persons, len(self.rows) - 1)]
        return row.draw(_spread(key) / (1 << KEY_BITS))

    def shown(self, cell: Cell) -> int:
        """Return what is shown of a cell.

        What counts persons gets the noise itself. What counts their steps gets it times the largest contribution of
        one person, so that the noise hides a whole person and not one of their steps.
        """
        noise = self.noise(cell.persons, cell.key)
        persons = cell.persons + noise
        if persons == 0:
            return 0
        if cell.top <= 1 and cell.count == cell.persons:
            return persons
        return max(persons, cell.count + noise * cell.top)

    def around(self, cell: Cell) -> int:
        """Return how far from the truth a cell may be shown."""
        return self.bound * max(1, cell.top)


def _spread(key: int) -> int:
    """Mix the bits of a sum of keys, so that neighbouring sums draw unrelated noise (a bijection on 32 bits).

    The finaliser of MurmurHash3 (Appleby, public domain).
    """
    key &= 0xFFFFFFFF
    key ^= key >> 16
    key = key * 0x85EBCA6B & 0xFFFFFFFF
    key ^= key >> 13
    key = key * 0xC2B2AE35 & 0xFFFFFFFF
    return key ^ key >> 16


@cache
def noise_table(threshold: int) -> NoiseTable:
    """Return the table under which no count below `threshold` is ever shown, but zero.

    A count i can move without bias to 0 or to `threshold` and beyond only: its variance is at least
    i × (threshold - i), whose largest value sets the one variance of the table. The bound follows: a count of 1 that
    mostly goes to 0 has a variance of at most D.
    """
    hidden = threshold - 1
    half = threshold // 2
    variance = half * (threshold - half) + _MARGIN
    bound = math.ceil(variance + 2)
    rows = [Row((0,), (1.0,))]
    rows += [_row(true, hidden, bound, variance) for true in range(1, bound + hidden + 2)]
    return NoiseTable(hidden, bound, variance, tuple(rows))


def _row(true: int, hidden: int, bound: int, variance: float) -> Row:
    support = [v for v in range(-bound, bound + 1) if true + v == 0 or true + v > hidden]
    return Row(tuple(support), most_entropy(support, variance))


def most_entropy(support: Sequence[int], variance: float) -> tuple[float, ...]:
    """Return the law of maximum entropy on `support` with mean 0 and this variance.

    Newton's method on the convex dual, with the step halved until it gets better.

    Raises:
        ValueError: when no law on the support has this mean and variance.
    """
    first = second = 0.0

    def law(a: float, b: float) -> tuple[list[float], float]:
        powers = [a * v + b * v * v for v in support]
        top = max(powers)
        weights = [math.exp(power - top) for power in powers]
        total = math.fsum(weights)
        return [weight / total for weight in weights], top + math.log(total) - b * variance

    shares, height = law(first, second)
    for _ in range(_STEPS):
        moments = [math.fsum(p * v**k for p, v in zip(shares, support, strict=True)) for k in range(1, 5)]
        slope = (moments[0], moments[1] - variance)
        if max(abs(slope[0]), abs(slope[1])) < _EXACT:
            return tuple(shares)
        spread, skew, peak = (
            moments[1] - moments[0] ** 2,
            moments[2] - moments[0] * moments[1],
            moments[3] - moments[1] ** 2,
        )
        determinant = spread * peak - skew * skew
        if determinant <= 0:
            break
        step = (
            -(peak * slope[0] - skew * slope[1]) / determinant,
            -(spread * slope[1] - skew * slope[0]) / determinant,
        )
        size = 1.0
        while size > _EXACT:
            trial, lower = law(first + size * step[0], second + size * step[1])
            if lower <= height + _EXACT * abs(height):
                break
            size /= 2
        first, second, shares, height = first + size * step[0], second + size * step[1], trial, lower
    message = "no law has this mean and variance"
    raise ValueError(message)
