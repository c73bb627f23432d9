"""Two moments of one dossier that hold what is the same in both once: a photograph, documents, steps."""

from typing import TypeVar

from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Parcours

Model = TypeVar("Model", bound=DomainModel)
Part = TypeVar("Part")


def sharing(dossier: Dossier, known: Dossier) -> Dossier:
    """Return a dossier equal to `dossier`, made of the parts of `known` that are equal to its own.

    Each operation reads its dossier anew: without this, what can be undone would hold a photograph a hundred times.
    """
    return _like(
        dossier,
        known,
        beneficiary=_person(dossier.beneficiary, known.beneficiary),
        parcours=_each(dossier.parcours, known.parcours),
    )


def _person(person: Beneficiary, known: Beneficiary) -> Beneficiary:
    profile = _like(person.profile, known.profile, documents=_each(person.profile.documents, known.profile.documents))
    return _like(person, known, profile=profile)


def _each(parts: tuple[Part, ...], known: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts, those of `known` in the place of their equals."""
    by_id = {getattr(part, "id", None): part for part in known}
    return tuple(_part(part, by_id.get(getattr(part, "id", None))) for part in parts)


def _part(part: Part, known: Part | None) -> Part:
    if known is None or part is known:
        return part
    if isinstance(part, Parcours) and isinstance(known, Parcours):
        return _like(part, known, steps=_each(part.steps, known.steps), actions=_each(part.actions, known.actions))
    return known if part == known else part


def _like(model: Model, known: Model, **made: object) -> Model:
    """Return `model` with the fields of `known` that are equal, and those that were made of its parts."""
    if model == known:
        return known
    same = {
        name: theirs
        for name in type(model).model_fields
        if name not in made and (theirs := getattr(known, name)) == getattr(model, name)
    }
    return model.model_copy(update={**same, **made})  # equal values, already checked: nothing to check again
