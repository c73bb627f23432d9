"""When are two items the same thing? First by identity, then by content, then by what names them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from passeport.domain.fingerprint import fingerprint
from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined
from passeport.domain.parcours import Action, Step
from passeport.domain.profile import (
    AttachedDocument,
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    Item,
    LanguageSkill,
    Publication,
)

ItemType = TypeVar("ItemType", bound=Item)


_NAMING: dict[type[Item], Callable[[Any], tuple[str, ...]]] = {
    Experience: lambda item: (joined(item.position), joined(item.employer.name), _year(item.period.start)),
    Education: lambda item: (joined(item.qualification), joined(item.school.name)),
    LanguageSkill: lambda item: (item.language.code or joined(item.language.label),),
    DigitalSkill: lambda item: (joined(item.name),),
    DrivingLicence: lambda item: (item.category,),
    Publication: lambda item: (joined(item.title), joined(item.reference), item.year),
    CustomEntry: lambda item: (joined(item.section), joined(item.title), str(item.period.start or "")),
    AttachedDocument: lambda item: (fingerprint(item, without={"name", "description"}),),
    Step: lambda item: (item.type, item.day.isoformat(), joined(item.title)),
    Action: lambda item: (joined(item.title), str(item.due_on or "")),
}


def naming_key(item: Item) -> tuple[str, ...]:
    """Return what a person would call the item by: two items of one list with the same key are the same thing."""
    name = _NAMING.get(type(item))
    return name(item) if name is not None else (fingerprint(item),)


def counterpart(item: ItemType, among: Sequence[ItemType], taken: Iterable[Item] = ()) -> ItemType | None:
    """Return the item of `among` that is the same thing as `item`, or None; those in `taken` are spoken for."""
    used = {other.id for other in taken}
    free = [other for other in among if other.id not in used]
    content, key = fingerprint(item, without={"notes"}), naming_key(item)
    for other in free:
        if other.id == item.id:
            return other
    for other in free:
        if fingerprint(other, without={"notes"}) == content:
            return other
    return next((other for other in free if naming_key(other) == key), None)


def adds_nothing(theirs: DomainModel, mine: DomainModel) -> bool:
    """Whether everything that `theirs` says is said by `mine` already."""
    return _within(_said(theirs), _said(mine))


def says_nothing(model: DomainModel, field: str) -> bool:
    """Whether a field is empty: no text, no value, or a part (a period, an employer) of which nothing is known."""
    value = getattr(model, field)
    if isinstance(value, DomainModel):
        return bool(value == type(model).model_fields[field].default)
    return value in (None, "", ())


def _said(model: DomainModel) -> object:
    said = model.model_dump(mode="json", exclude={"id", "provenance"}, exclude_defaults=True)
    if isinstance(model, Step) and model.notes:
        said["notes"] = [note.text for note in model.notes]  # read back from words, a note has no other identity
    return said


def _within(part: object, whole: object) -> bool:
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and _within(value, whole[key]) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return all(any(_within(value, other) for other in whole) for value in part)
    if isinstance(part, str) and isinstance(whole, str):
        return part == whole or (part != "" and whole.startswith(part + "-") and part.isdigit())
    return part == whole


def _year(date: object) -> str:
    return str(date or "")[:4]
