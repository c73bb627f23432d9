"""The directory of points d'accueil: where they are, how to reach them, when they are open. It says nothing of anybody.

Its fields are those of the data·inclusion schema that help to send somebody there (structures, version 1: `nom`,
`adresse`, `code_insee`, `longitude`, `horaires_accueil`…); SIRET and free descriptions are left out, for want of a use.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from passeport.domain.model import DomainModel
from passeport.domain.normalise import words_of
from passeport.domain.text import Line, Name, Shown
from passeport.domain.vocabulary import NetworkCode, vocabulary

HERE = "ici"
"""Source of what was entered by hand at this point d'accueil."""

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class PointAccueil(DomainModel):
    """A place where people are received."""

    id: Name
    """What its source calls it: `mission-locale--123`."""
    source: Name
    name: Name
    network: NetworkCode
    street: Line = ""
    postal_code: Line = ""
    city: Line = ""
    commune: Line = ""
    """INSEE code of its commune; empty when unknown."""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    telephone: Line = ""
    email: Line = ""
    website: Line = ""
    opening_hours: Line = ""
    """As OpenStreetMap writes them: `Mo-Fr 08:30-12:30; PH off`."""
    updated_on: dt.date | None = None

    @property
    def departement(self) -> str:
        """Code of its département, from its commune, else from its postal code; empty when neither is known."""
        code = self.commune or self.postal_code
        return code[:3] if code.startswith("97") else code[:2]

    @property
    def where(self) -> str:
        """Its address on one line."""
        city = " ".join(part for part in (self.postal_code, self.city) if part)
        return ", ".join(part for part in (self.street, city) if part)

    @property
    def words(self) -> str:
        """What it is searched by, without accents: its name, its network, where it is."""
        network = vocabulary("networks")[self.network]
        said = (self.name, network.label(), str(network.extra.get("acronym", "")), self.where, self.commune)
        return f" {' '.join(words_of(' '.join(said)))} "


class Entry(DomainModel):
    """A point d'accueil as the directory keeps it: what its source says, and what somebody here says instead."""

    told: PointAccueil
    corrected: PointAccueil | None = None

    @property
    def point(self) -> PointAccueil:
        """What is shown and used."""
        return self.corrected or self.told


class Changed(DomainModel):
    """A point d'accueil that its source describes otherwise than before."""

    before: PointAccueil
    after: PointAccueil
    is_corrected: bool = False
    """Whether somebody here corrected it: their words stay."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ."""
        names = PointAccueil.model_fields
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


class DirectoryChanges(DomainModel):
    """What a new version of some sources would change, before anything is saved."""

    sources: tuple[str, ...]
    added: tuple[PointAccueil, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[PointAccueil, ...] = ()
    """Those that the new version no longer names, and that nobody corrected here: they go."""
    kept: tuple[PointAccueil, ...] = ()
    """Those that it no longer names, but that were corrected here: they stay."""
    same: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.gone)


class RefusedLine(DomainModel):
    """A line of a file that is no point d'accueil, and why."""

    number: int
    """From 1, the heading not counted; the place in the list for JSON."""
    name: Shown = ""
    field: str = ""
    """The field that is wrong; empty when the line is not even a line."""
    reason: str = ""
    """A pydantic error type."""


def compared(known: Iterable[Entry], coming: Iterable[PointAccueil]) -> DirectoryChanges:
    """Return what `coming`, a whole new version of its sources, changes in what those sources said before."""
    new = {point.id: point for point in coming}
    before = {entry.told.id: entry for entry in known}
    changed, same = [], 0
    for identifier, point in new.items():
        entry = before.get(identifier)
        if entry is None:
            continue
        if _unchanged(entry.told, point):
            same += 1
        else:
            changed.append(Changed(before=entry.told, after=point, is_corrected=entry.corrected is not None))
    gone = [entry for identifier, entry in before.items() if identifier not in new]
    return DirectoryChanges(
        sources=tuple(sorted({point.source for point in new.values()})),
        added=tuple(point for identifier, point in new.items() if identifier not in before),
        changed=tuple(changed),
        gone=tuple(entry.told for entry in gone if entry.corrected is None),
        kept=tuple(entry.point for entry in gone if entry.corrected is not None),
        same=same,
    )


def _unchanged(one: PointAccueil, other: PointAccueil) -> bool:
    """Whether two versions say the same; a new date of update alone is no news."""
    names = (name for name in PointAccueil.model_fields if name != "updated_on")
    return all(getattr(one, name) == getattr(other, name) for name in names)
