"""The small language in which the guard's words are written, and the words of a text with their places.

`depressi*` is any word that begins so, `*ienne` any that ends so; `(a|b)` is one or the other, `(a|b)?` may be missing,
and `…` is up to three words. Accents, capitals and what stands between words do not count.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple, Self

from passeport.domain.normalise import words_of

_LETTERS = "[a-z0-9]*"
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
"""A word, its accents being letters of their own or not."""
_PIECE = re.compile(r"\([^()]*\)\??|\S+")
_GAP = "(?: [a-z0-9]+){0,3}?"


class Words(NamedTuple):
    """The folded words of a text, one space between them, and where each stands in the text."""

    folded: str
    starts: tuple[int, ...]
    """Place of each word in `folded`."""
    places: tuple[tuple[int, int], ...]
    """Place of each word in the text."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the words of a text."""
        folded, starts, places, length = [], [], [], 0
        for match in _WORD.finditer(text):
            for word in words_of(match[0]):
                folded.append(word)
                starts.append(length)
                places.append(match.span())
                length += len(word) + 1
        return cls(" ".join(folded), tuple(starts), tuple(places))

    def spans(self, pattern: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
        """Return the places in the text of what `pattern` finds."""
        found = []
        for match in pattern.finditer(self.folded):
            first = bisect_right(self.starts, match.start()) - 1
            last = bisect_right(self.starts, match.end() - 1) - 1
            found.append((self.places[first][0], self.places[last][1]))
        return tuple(found)


def compiled(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return one expression for all of them, the longest at a place first; None when there is none."""
    forms = sorted((_expression(pattern) for pattern in patterns), key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(forms)})(?![a-z0-9])") if forms else None


def _expression(pattern: str) -> str:
    made = ""
    for piece in _PIECE.findall(pattern):
        if piece == "…":
            made += _GAP
            continue
        optional = piece.endswith(")?")
        inner = piece.removesuffix("?").strip("()")
        choices = "|".join(_word(choice) for choice in inner.split("|"))
        between = " " if made else ""
        made += f"(?:{between}(?:{choices}))?" if optional else f"{between}(?:{choices})"
    return made


def _word(written: str) -> str:
    return _LETTERS.join(re.escape(part).replace("\\ ", " ") for part in written.split("*"))
