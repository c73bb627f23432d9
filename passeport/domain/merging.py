"""Bringing a passport's items into a dossier, as decided one by one, each with its provenance."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, Difference, bare_parcours, home_of
from passeport.domain.fingerprint import identifier_from
from passeport.domain.identifiers import ItemId
from passeport.domain.likeness import says_nothing
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Action, Parcours, Step
from passeport.domain.profile import Item
from passeport.domain.provenance import Provenance, Reception

ItemType = TypeVar("ItemType", bound=Item)


def merge(
    dossier: Dossier,
    found: Iterable[Difference],
    decisions: Mapping[str, Decision],
    reception: Reception | None,
) -> Dossier:
    """Return the dossier after `decisions` (by difference key; the suggestion stands where one is absent).

    `reception` says which passport brings the items, and is None for a Europass file that no station issued.
    """
    for difference in found:
        decision = decisions.get(difference.key, difference.suggestion)
        if decision is not Decision.KEEP:
            dossier = _take(dossier, difference, decision, reception)
    return dossier


def _take(dossier: Dossier, difference: Difference, decision: Decision, reception: Reception | None) -> Dossier:
    theirs = difference.theirs
    if isinstance(theirs, Parcours):
        return _take_parcours(dossier, theirs, reception)
    if isinstance(theirs, Step | Action) and difference.parcours is not None:
        return _take_into_parcours(dossier, difference, theirs, decision, reception)
    if isinstance(theirs, Item):
        items: tuple[Item, ...] = getattr(dossier.beneficiary.profile, difference.field)
        items = _placed(items, difference.mine, theirs, decision, reception)
        return _with_profile(dossier, **{difference.field: items})
    if difference.field in type(dossier.beneficiary.profile).model_fields:
        return _with_profile(dossier, **{difference.field: theirs})
    current = getattr(dossier.beneficiary.identity, difference.field)
    value = _among(current, difference, decision) if isinstance(current, tuple) else theirs
    identity = dossier.beneficiary.identity.evolve(**{difference.field: value})
    return dossier.evolve(beneficiary=dossier.beneficiary.evolve(identity=identity))


def _among(current: tuple[object, ...], difference: Difference, decision: Decision) -> tuple[object, ...]:
    """Return a list of bare values with what the passport brings, in the place of mine or beside it."""
    theirs = difference.theirs
    if decision is Decision.TAKE and difference.mine in current:
        return tuple(theirs if value == difference.mine else value for value in current)
    return current if theirs in current else (*current, theirs)


def _with_profile(dossier: Dossier, **changes: Any) -> Dossier:  # noqa: ANN401 - checked by `evolve`
    profile = dossier.beneficiary.profile.evolve(**changes)
    return dossier.evolve(beneficiary=dossier.beneficiary.evolve(profile=profile))


def _placed(
    items: tuple[ItemType, ...], mine: object, theirs: ItemType, decision: Decision, reception: Reception | None
) -> tuple[ItemType, ...]:
    received = theirs.evolve(provenance=carried(theirs.provenance, reception))
    if not isinstance(mine, Item):
        return (*items, received)
    if decision is Decision.BOTH:
        beside = ItemId(identifier_from("beside", str(mine.id), str(theirs.id)))
        return (*items, received.evolve(id=beside))
    return tuple(_richer(item, received) if item.id == mine.id else item for item in items)


def _richer(mine: ItemType, theirs: ItemType) -> ItemType:
    """Take what `theirs` says, under the identity of `mine`, with the notes of both; what it leaves empty stays."""
    changes: dict[str, object] = {**_unsaid(mine, theirs), "id": mine.id}
    if isinstance(mine, Step) and isinstance(theirs, Step):
        ids, texts = {note.id for note in mine.notes}, {note.text for note in mine.notes}
        new = (note for note in theirs.notes if note.id not in ids and note.text not in texts)
        changes["notes"] = (*mine.notes, *new)
        if mine.referral is not None and theirs.referral is not None:  # R23: what the sender alone holds stays
            ticket = mine.referral.ticket or theirs.referral.ticket
            changes["referral"] = theirs.referral.evolve(ticket=ticket, replies=mine.referral.replies)
    return theirs.evolve(**changes)


def _unsaid(mine: DomainModel, theirs: DomainModel) -> dict[str, object]:
    """Return what `mine` says and `theirs` does not: nothing was shown of it, so nothing is taken away."""
    kept = {
        name: getattr(mine, name)
        for name in type(theirs).model_fields
        if name != "provenance" and says_nothing(theirs, name) and not says_nothing(mine, name)
    }
    if isinstance(mine, Step) and isinstance(theirs, Step):
        if mine.type != theirs.type:
            kept.pop("referral", None)  # a referral belongs to an orientation
        if mine.until is not None and mine.until < theirs.day:
            kept.pop("until", None)
    return kept


def carried(provenance: Provenance, reception: Reception | None) -> Provenance:
    """Return the provenance of an item after one more crossing; the same passport is counted once."""
    if reception is None or any(r.passport_number == reception.passport_number for r in provenance.receptions):
        return provenance
    return provenance.evolve(receptions=(*provenance.receptions, reception))


def _take_parcours(dossier: Dossier, theirs: Parcours, reception: Reception | None) -> Dossier:
    bare = bare_parcours(theirs).evolve(provenance=carried(theirs.provenance, reception))
    mine = home_of(theirs, dossier)
    if mine is not None:
        bare = bare.evolve(**{**_unsaid(mine, bare), "id": mine.id, "steps": mine.steps, "actions": mine.actions})
    return dossier.with_parcours(bare)


def _take_into_parcours(
    dossier: Dossier, difference: Difference, theirs: Step | Action, decision: Decision, reception: Reception | None
) -> Dossier:
    holder = _holder(dossier, difference)
    if holder is None:  # the step is taken although its parcours was not: it cannot stand alone
        assert difference.parcours is not None  # noqa: S101 - for the type checker; the caller has looked
        dossier = _take_parcours(dossier, difference.parcours, reception)
        holder = home_of(difference.parcours, dossier)
    assert holder is not None  # noqa: S101 - just added
    if isinstance(theirs, Step):
        changed = holder.evolve(steps=_placed(holder.steps, difference.mine, theirs, decision, reception))
    else:
        changed = holder.evolve(actions=_placed(holder.actions, difference.mine, theirs, decision, reception))
    return dossier.with_parcours(changed)


def _holder(dossier: Dossier, difference: Difference) -> Parcours | None:
    mine = difference.mine
    if isinstance(mine, Step | Action):
        for parcours in dossier.parcours:
            if any(item.id == mine.id for item in (*parcours.steps, *parcours.actions)):
                return parcours
    return home_of(difference.parcours, dossier) if difference.parcours is not None else None
