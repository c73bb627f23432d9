"""Dossier against passport: what is new, the same, richer or in conflict, item by item, before anything is saved."""

import dataclasses
from collections.abc import Iterator
from enum import StrEnum

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import ParcoursId
from passeport.domain.identity import Identity, Telephone
from passeport.domain.likeness import adds_nothing, counterpart
from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined
from passeport.domain.parcours import Parcours, Step
from passeport.domain.partial_date import PartialDate
from passeport.domain.passport import PROFILE_SECTIONS, Passport
from passeport.domain.profile import Item, Profile
from passeport.domain.vocabulary import SectionCode


class DifferenceKind(StrEnum):
    """How a passport's item stands to the dossier."""

    NEW = "new"
    SAME = "same"
    RICHER = "richer"
    """The same thing, with more said of it; nothing said here would be lost."""
    CONFLICTING = "conflicting"


class Decision(StrEnum):
    """What the conseiller does with one difference."""

    KEEP = "keep"
    """Leave the dossier as it is."""
    TAKE = "take"
    """Take what the passport says."""
    BOTH = "both"
    """Keep the dossier's item and add the passport's beside it."""


Value = DomainModel | str | None


@dataclasses.dataclass(frozen=True)
class Difference:
    """One item: `mine` is what the dossier holds (None when nothing), `theirs` what the passport brings."""

    section: SectionCode
    field: str
    """Field of `Identity` or `Profile`; `parcours`, `steps` or `actions`."""
    kind: DifferenceKind
    mine: Value
    theirs: Value
    parcours: Parcours | None = dataclasses.field(default=None, compare=False)
    """The passport's parcours, for a step or an action."""

    @property
    def key(self) -> str:
        """A name for this difference, stable from one comparison to the next."""
        theirs = self.theirs
        if isinstance(theirs, Item | Parcours):
            return f"{self.field}:{theirs.id}"
        return f"{self.field}:{theirs}"

    @property
    def suggestion(self) -> Decision:
        """Take what loses nothing; leave a conflict to the conseiller, keeping what is here until they choose.

        Another address or number is kept beside the one known: neither is wrong because there are two.
        """
        if self.kind in (DifferenceKind.NEW, DifferenceKind.RICHER):
            return Decision.TAKE
        return Decision.BOTH if self.allows_both and self.field in _IDENTITY_LISTS else Decision.KEEP

    @property
    def allows_both(self) -> bool:
        """Whether the two can stand side by side: items of a list and addresses can, a birth date cannot."""
        is_one_of_several = isinstance(self.theirs, Item) or self.field in _IDENTITY_LISTS
        return self.kind is DifferenceKind.CONFLICTING and is_one_of_several


_IDENTITY_VALUES = (
    "given_names",
    "family_name",
    "birth_name",
    "title",
    "birth_date",
    "birth_place",
    "gender",
    "residence_country",
)
_IDENTITY_LISTS = {
    "nationalities": "IDENTITY",
    "other_nationalities": "IDENTITY",
    "mother_tongues": "LANGUAGES",
    "addresses": "CONTACT",
    "telephones": "CONTACT",
    "emails": "CONTACT",
    "online": "CONTACT",
}


def differences(dossier: Dossier, passport: Passport) -> tuple[Difference, ...]:
    """Compare everything that `passport` holds with `dossier`, in the order of a passport."""
    return (
        *_identity(dossier.beneficiary.identity, passport.identity),
        *_profile(dossier.beneficiary.profile, passport.profile),
        *_parcours(dossier, passport),
    )


def _identity(mine: Identity, theirs: Identity) -> Iterator[Difference]:
    for name in _IDENTITY_VALUES:
        value = getattr(theirs, name)
        if value:
            yield _value("IDENTITY", name, getattr(mine, name), value)
    for name, section in _IDENTITY_LISTS.items():
        yield from _values(section, name, getattr(mine, name), getattr(theirs, name))


_ListValue = DomainModel | str
_ONE_AT_A_TIME = ("addresses", "telephones", "emails")
"""Lists where another value for the same use may take the place of the one known: people move."""


def _values(
    section: SectionCode, name: str, mine: tuple[_ListValue, ...], theirs: tuple[_ListValue, ...]
) -> Iterator[Difference]:
    said = {_bare(value) for value in theirs}
    free = [value for value in mine if _bare(value) not in said]
    for value in theirs:
        known = next((one for one in mine if _bare(one) == _bare(value)), None)
        if known is not None:
            yield Difference(section, name, DifferenceKind.SAME, known, value)
            continue
        kind, other = _beside(value, free, may_replace=name in _ONE_AT_A_TIME)
        if kind in (DifferenceKind.RICHER, DifferenceKind.CONFLICTING):
            free = [one for one in free if one is not other]
        yield Difference(section, name, kind, other, value)


def _beside(
    value: _ListValue, known: list[_ListValue], *, may_replace: bool
) -> tuple[DifferenceKind, _ListValue | None]:
    """Return how a value stands to those known, and to which of them."""
    if isinstance(value, str):
        return DifferenceKind.NEW, None
    models = [one for one in known if isinstance(one, DomainModel)]
    for one in models:
        if adds_nothing(value, one):
            return DifferenceKind.SAME, one
        if adds_nothing(one, value):
            return DifferenceKind.RICHER, one
    use = getattr(value, "use", None)
    other = next((one for one in models if may_replace and getattr(one, "use", None) == use), None)
    return (DifferenceKind.NEW, None) if other is None else (DifferenceKind.CONFLICTING, other)


def _bare(value: DomainModel | str) -> str:
    """What a contact is compared by: its letters and digits, not its spaces, dots and labels."""
    if isinstance(value, str):
        return joined(value)
    if isinstance(value, Telephone) and value.dialled:
        return value.dialled
    said = value.model_dump(mode="json", exclude_defaults=True, exclude={"use", "label", "country_name"})
    if "code" in said:
        return str(said["code"])
    return joined(" ".join(str(said[name]) for name in sorted(said)))


def _value(section: SectionCode, name: str, mine: DomainModel | str | None, theirs: DomainModel | str) -> Difference:
    if not mine:
        kind = DifferenceKind.NEW
    elif mine == theirs or (isinstance(mine, str) and isinstance(theirs, str) and joined(mine) == joined(theirs)):
        kind = DifferenceKind.SAME
    elif isinstance(mine, PartialDate) and isinstance(theirs, PartialDate):
        kind = _date_kind(str(mine), str(theirs))
    else:
        kind = DifferenceKind.CONFLICTING
    return Difference(section, name, kind, mine or None, theirs)


def _date_kind(mine: str, theirs: str) -> DifferenceKind:
    if theirs.startswith(mine):
        return DifferenceKind.RICHER
    return DifferenceKind.SAME if mine.startswith(theirs) else DifferenceKind.CONFLICTING


def _profile(mine: Profile, theirs: Profile) -> Iterator[Difference]:
    for section, names in PROFILE_SECTIONS.items():
        for name in names:
            value = getattr(theirs, name)
            if isinstance(value, tuple):
                yield from _items(section, name, getattr(mine, name), value)
            elif value:
                yield _value(section, name, getattr(mine, name), value)


def _items(
    section: SectionCode, name: str, mine: tuple[Item, ...], theirs: tuple[Item, ...], parcours: Parcours | None = None
) -> Iterator[Difference]:
    taken: list[Item] = []
    for item in theirs:
        known = counterpart(item, mine, taken)
        if known is not None:
            taken.append(known)
        yield Difference(section, name, _item_kind(known, item), known, item, parcours)


def _item_kind(mine: Item | None, theirs: Item) -> DifferenceKind:
    if mine is None:
        return DifferenceKind.NEW
    if adds_nothing(theirs, mine):
        return DifferenceKind.SAME
    return DifferenceKind.RICHER if adds_nothing(_bare_step(mine), theirs) else DifferenceKind.CONFLICTING


def _bare_step(item: Item) -> Item:
    """A step without its notes: those kept here stay, whatever comes."""
    return item.evolve(notes=()) if isinstance(item, Step) else item


def _parcours(dossier: Dossier, passport: Passport) -> Iterator[Difference]:
    all_steps = tuple(step for parcours in dossier.parcours for step in parcours.steps)
    all_actions = tuple(action for parcours in dossier.parcours for action in parcours.actions)
    for theirs in passport.parcours:
        mine = home_of(theirs, dossier)
        yield Difference("PARCOURS", "parcours", _parcours_kind(mine, theirs), mine, theirs)
        yield from _items("PARCOURS", "steps", all_steps, theirs.steps, theirs)
        yield from _items("PARCOURS", "actions", all_actions, theirs.actions, theirs)


def home_of(theirs: Parcours, dossier: Dossier) -> Parcours | None:
    """Return the parcours of the dossier where those steps belong: same identifier, shared step, or same need."""
    by_id = {parcours.id: parcours for parcours in dossier.parcours}
    found = by_id.get(ParcoursId(theirs.id))
    if found is not None:
        return found
    step_ids = {step.id for step in theirs.steps}
    for parcours in dossier.parcours:
        if any(step.id in step_ids for step in parcours.steps):
            return parcours
    return next((p for p in dossier.parcours if joined(p.need) == joined(theirs.need)), None)


def bare_parcours(parcours: Parcours) -> Parcours:
    """A parcours without what hangs on it: those are compared one by one."""
    return parcours.evolve(steps=(), actions=())


def _parcours_kind(mine: Parcours | None, theirs: Parcours) -> DifferenceKind:
    if mine is None:
        return DifferenceKind.NEW
    if theirs.is_open and theirs.opened_on == min((step.day for step in theirs.steps), default=None):
        theirs = theirs.evolve(opened_on=mine.opened_on)  # guessed from steps that lost the entry of their need
    if mine.id != theirs.id or adds_nothing(bare_parcours(theirs), bare_parcours(mine)):
        return DifferenceKind.SAME  # recovered from words: its need and first day are all it knows
    if adds_nothing(bare_parcours(mine), bare_parcours(theirs)):
        return DifferenceKind.RICHER
    return DifferenceKind.CONFLICTING
