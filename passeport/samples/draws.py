"""Draws that a seed decides: the same seed gives the same people, whatever was drawn before them."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar
from uuid import UUID

Drawn = TypeVar("Drawn")


class Draws:
    """A source of choices, independent for each `purpose`."""

    def __init__(self, seed: int, *purpose: object) -> None:
        """Start from `seed` and from what the draws are for."""
        words = ":".join(str(part) for part in (seed, *purpose))
        self._random = random.Random(words)  # noqa: S311 - fictional people, no key

    def pick(self, among: Sequence[Drawn]) -> Drawn:
        """Return one of `among`, each as likely."""
        return among[int(self._random.random() * len(among))]

    def some(self, among: Sequence[Drawn], count: int) -> tuple[Drawn, ...]:
        """Return `count` different ones, or all of them when there are fewer."""
        return tuple(self._random.sample(among, min(count, len(among))))

    def weighted(self, weights: Mapping[Drawn, int]) -> Drawn:
        """Return a key, as often as its weight among the others."""
        return self._random.choices(tuple(weights), tuple(weights.values()))[0]

    def number(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return self._random.randint(low, high)

    def chance(self, percent: int) -> bool:
        """Return True that often in a hundred."""
        return self._random.random() * 100 < percent

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """Return a day, both ends included; `first` when `last` is before it."""
        return first + dt.timedelta(days=self.number(0, max(0, (last - first).days)))

    def identifier(self) -> UUID:
        """Return an identifier in the form of a random one (RFC 9562, version 4)."""
        return UUID(int=self._random.getrandbits(128), version=4)
