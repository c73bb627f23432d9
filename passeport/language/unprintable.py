"""What cannot be printed, in words: letters that no bundled font has and where they stand, a photograph."""

from collections.abc import Collection, Iterable, Iterator

from passeport.domain.passport import Passport
from passeport.language.catalogue import tr
from passeport.language.telling import Told, told
from passeport.language.typography import typeset

_MOST = 4
"""Places that are told; who reads them looks there first."""


def warned(passport: Passport, letters: Collection[str], *, photo_left_out: bool = False) -> str:
    """Return what to tell before a passport is printed; empty when everything can be."""
    said = [_of_letters(passport, letters)] if letters else []
    if photo_left_out:
        said.append(tr("La photographie ne peut pas être lue : elle n’est pas sur les pages. Choisissez-en une autre."))
    return typeset(" ".join(said))


def _of_letters(passport: Passport, letters: Collection[str]) -> str:
    places = list(dict.fromkeys(_places(passport, letters)))
    where = ", ".join(places[:_MOST]) + (tr(", et ailleurs") if len(places) > _MOST else "")
    which = " ".join(sorted(letters))
    said = f" ({where})" if where else ""
    return tr(
        "Aucune police n’a ces lettres : {which}{said}. Sur les pages, le signe � les remplace ; les données jointes "
        "les gardent."
    ).format(which=which, said=said)


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
