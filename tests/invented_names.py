"""Names for a million invented people: from syllables, many of them rare, as the names of a region are.

The lists of the sample people are short: with them, a million would share a few hundred names and every question
would have thousands of answers. Here 300,000 family names and 12,000 given names are drawn with weights of
1 / (rank + 20): the most frequent family name is near half a percent, as *Martin* is in INSEE's file of surnames.
"""

import itertools
import random
from collections.abc import Callable, Iterator

_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "br",
    "cr",
    "dr",
    "fr",
    "gr",
    "pr",
    "tr",
    "bl",
    "cl",
    "fl",
    "gl",
    "pl",
    "ch",
    "ph",
    "th",
    "qu",
    "gu",
    "st",
    "sc",
    "mb",
    "nd",
    "z",
    "x",
    "y",
]
_NUCLEI = [
    "a",
    "a",
    "a",
    "e",
    "e",
    "e",
    "i",
    "i",
    "o",
    "o",
    "u",
    "é",
    "è",
    "ai",
    "au",
    "eau",
    "ou",
    "oi",
    "ei",
    "eu",
    "ie",
    "ia",
    "an",
    "en",
    "in",
    "on",
    "un",
    "am",
    "em",
]
_CODAS = ["", "", "", "", "l", "r", "n", "s", "t", "d", "x", "rd", "lt", "ll", "tt", "nn", "ss", "rt", "nt", "c", "z"]
_GIVEN_ENDS = ("", "a", "ie", "ine", "ette", "o", "el", "ane", "is", "ou", "ia", "an", "in", "y")
_FAMILIES, _GIVEN = 300_000, 12_000
_FLATTENED = 20


class Names:
    """Draws names by their frequency; the same seed draws the same."""

    def __init__(self, seed: int, families: int = _FAMILIES, given: int = _GIVEN) -> None:
        self._chance = random.Random(seed)
        self.families = list(itertools.islice(self._distinct(self._family), families))
        self.given = list(itertools.islice(self._distinct(self._given), given))
        self._family_weights = _weights(len(self.families))
        self._given_weights = _weights(len(self.given))

    def draw(self, count: int) -> Iterator[tuple[str, str]]:
        """Yield given and family names; one in twelve has a double name."""
        while count > 0:
            size = min(count, 10_000)
            families = self._chance.choices(self.families, cum_weights=self._family_weights, k=size)
            given = self._chance.choices(self.given, cum_weights=self._given_weights, k=size)
            for one, other in zip(given, families, strict=True):
                double = self._chance.random()
                if double < 0.04:
                    yield one, f"{other}-{self._chance.choice(families)}"
                elif double < 0.08:
                    yield f"{one}-{self._chance.choice(given)}", other
                else:
                    yield one, other
            count -= size

    def _family(self) -> str:
        syllables = self._chance.choices((2, 3, 4), (50, 40, 10))[0]
        parts = (
            self._chance.choice(_ONSETS) + self._chance.choice(_NUCLEI) + (self._chance.choice(_CODAS) if last else "")
            for last in [False] * (syllables - 1) + [True]
        )
        return ("Le " if self._chance.random() < 0.02 else "") + "".join(parts).capitalize()

    def _given(self) -> str:
        syllables = self._chance.choices((1, 2), (35, 65))[0]
        parts = (self._chance.choice(_ONSETS) + self._chance.choice(_NUCLEI) for _ in range(syllables))
        return ("".join(parts) + self._chance.choice(_CODAS[4:12]) + self._chance.choice(_GIVEN_ENDS)).capitalize()

    @staticmethod
    def _distinct(draw: Callable[[], str]) -> Iterator[str]:
        seen: set[str] = set()
        while True:
            name = draw()
            if len(name) > 2 and name not in seen:
                seen.add(name)
                yield name


def _weights(count: int) -> list[float]:
    return list(itertools.accumulate(1 / (rank + _FLATTENED) for rank in range(count)))
