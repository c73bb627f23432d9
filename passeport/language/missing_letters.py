"""Letters that no bundled font has, in words: which they are, and where they stand."""

from collections.abc import Collection, Iterable, Iterator

from passeport.domain.passport import Passport
from passeport.language.telling import Told, told
from passeport.language.typography import typeset

_MOST = 4
"""Places that are told; who reads them looks there first."""


def warned(passport: Passport, letters: Collection[str]) -> str:
    """Return what to tell before a passport is printed; empty when every letter can be drawn."""
    if not letters:
        return ""
    places = list(dict.fromkeys(_places(passport, letters)))
    where = ", ".join(places[:_MOST]) + (", et ailleurs" if len(places) > _MOST else "")
    which = " ".join(sorted(letters))
    said = f" ({where})" if where else ""
    return typeset(
        f"Aucune police n’a ces lettres : {which}{said}. Sur les pages, le signe � les remplace ; les données jointes "
        "les gardent."
    )


def _places(passport: Passport, letters: Collection[str]) -> Iterator[str]:
    for thing in (passport.identity, passport.profile, *passport.parcours):
        yield from _holding(told(thing), frozenset(letters))


def _holding(fields: Iterable[Told], letters: frozenset[str]) -> Iterator[str]:
    for field in fields:
        if not letters.isdisjoint(field.words):
            yield field.label
        for inside in field.inside:
            for place in _holding(inside, letters):
                yield f"{field.label} – {place}"
