"""What a save changes in a dossier, field by field: its history, which the person reads in their copy (R08).

Neither a note, nor a file, nor an answer of R02 on disability leaves its words here: that it changed is told, no more.
The secret of a coupon-retour is not told at all, and a private note (R06) not even by its existence.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from passeport.domain.agreement import Agreement
from passeport.domain.beneficiary import Beneficiary, Dossier, Situation
from passeport.domain.goal import Goal
from passeport.domain.identity import Identity
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Action, NoteLevel, Parcours, Step
from passeport.domain.profile import (
    AttachedDocument,
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    LanguageSkill,
    Profile,
    Publication,
    Skill,
)

Fields = dict[str, Any]
Thing = TypeVar("Thing", bound=DomainModel)

KINDS: dict[str, type[DomainModel]] = {
    "identity": Identity,
    "situation": Situation,
    "profile": Profile,
    "beneficiary": Beneficiary,
    "experiences": Experience,
    "education": Education,
    "languages": LanguageSkill,
    "digital_skills": DigitalSkill,
    "skills": Skill,
    "driving_licences": DrivingLicence,
    "publications": Publication,
    "custom": CustomEntry,
    "documents": AttachedDocument,
    "parcours": Parcours,
    "steps": Step,
    "actions": Action,
    "goals": Goal,
    "agreements": Agreement,
}
"""What the fields of an alteration belong to, by its part."""
WHOLE = frozenset({"identity", "situation", "profile", "beneficiary"})
"""Parts that a dossier has one of; the others are lists of items."""
_ITEM_LISTS = tuple(name for name in KINDS if name in Profile.model_fields)
_KEY = "id"
_FOLLOW_UP = ("notice", "referent", "stand_in", "tags")
_UNSAID = {"situation": ("rqth",), "profile": ("photo",), "steps": ("notes",), "documents": ("data",)}
"""Fields that are told as changed, with neither what they were nor what they are."""
_UNTOLD: dict[str, Any] = {"provenance": True}
_UNTOLD_OF: dict[str, dict[str, Any]] = {
    "parcours": {"steps": True, "actions": True},
    "steps": {"referral": {"ticket": True, "replies": True}},
}


class Alteration(DomainModel):
    """One part of a dossier before and after; of a part there is one of, the fields that changed and no other."""

    part: str
    before: Fields | None = None
    """None for an item that was added."""
    after: Fields | None = None
    """None for an item that was taken out."""


def altered(before: Dossier, after: Dossier) -> tuple[Alteration, ...]:
    """Return what differs between two states of one dossier, in its order; registers and reminders are left out."""
    return tuple(_altered(before, after))


def _altered(before: Dossier, after: Dossier) -> Iterator[Alteration]:
    old, new = before.beneficiary, after.beneficiary
    if old is not new:
        yield from _whole("identity", old.identity, new.identity)
        yield from _whole("situation", old.situation, new.situation)
        yield from _whole("beneficiary", old, new, _FOLLOW_UP)
        own = [name for name in Profile.model_fields if name not in _ITEM_LISTS]
        yield from _whole("profile", old.profile, new.profile, own)
        for name in _ITEM_LISTS:
            yield from _items(name, getattr(old.profile, name), getattr(new.profile, name))
    if before.parcours != after.parcours:
        yield from _items("parcours", before.parcours, after.parcours)
        for name in ("steps", "actions"):
            yield from _items(name, _in_all(before.parcours, name), _in_all(after.parcours, name))
    yield from _items("goals", before.goals, after.goals)
    yield from _items("agreements", before.agreements, after.agreements)


def _in_all(parcours: Iterable[Parcours], name: str) -> tuple[DomainModel, ...]:
    return tuple(item for one in parcours for item in getattr(one, name))


def _whole(part: str, old: Thing, new: Thing, names: Iterable[str] | None = None) -> Iterator[Alteration]:
    if old is new:
        return
    changed = {name for name in names or type(new).model_fields if getattr(old, name) != getattr(new, name)}
    if changed:
        yield Alteration(part=part, before=_fields(part, old, changed), after=_fields(part, new, changed))


def _items(part: str, old: Iterable[DomainModel], new: Iterable[DomainModel]) -> Iterator[Alteration]:
    if old is new or old == new:
        return
    was, now = _by_id(old), _by_id(new)
    for key, item in now.items():
        if key not in was:
            yield Alteration(part=part, after=_fields(part, item))
        elif was[key] != item:
            before, after = _fields(part, was[key]), _fields(part, item)
            unsaid = {name for name in _UNSAID.get(part, ()) if getattr(was[key], name) != getattr(item, name)}
            if before != after or unsaid:
                told = dict.fromkeys(sorted(unsaid))
                yield Alteration(part=part, before={**before, **told}, after={**after, **told})
    for key, item in was.items():
        if key not in now:
            yield Alteration(part=part, before=_fields(part, item))


def _by_id(items: Iterable[DomainModel]) -> Mapping[Any, DomainModel]:
    kept = (_without_private_notes(item) if isinstance(item, Step) else item for item in items)
    return {getattr(item, _KEY): item for item in kept}


def _without_private_notes(step: Step) -> Step:
    kept = tuple(note for note in step.notes if note.level is not NoteLevel.PRIVATE)
    return step if len(kept) == len(step.notes) else step.evolve(notes=kept)


def _fields(part: str, thing: DomainModel, names: set[str] | None = None) -> Fields:
    """Return the fields of a thing as JSON has them; one that is not to be told holds nothing."""
    unsaid = {name for name in _UNSAID.get(part, ()) if names is None or name in names}
    untold = {**_UNTOLD, **_UNTOLD_OF.get(part, {}), **dict.fromkeys(unsaid, True)}
    told = thing.model_dump(mode="json", include=names, exclude=untold, exclude_defaults=names is None)
    return told if names is None else {**told, **dict.fromkeys(sorted(unsaid))}
