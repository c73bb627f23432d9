"""Two dossiers of one person become one: the differences are decided, the history of both is kept whole."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from passeport.domain.beneficiary import Beneficiary, Dossier, Situation, YesNoUnknown
from passeport.domain.difference import Decision, Difference, DifferenceKind, differences, home_of
from passeport.domain.goal import Goal
from passeport.domain.merging import merge
from passeport.domain.parcours import Note, Parcours, Step
from passeport.domain.passport import Passport
from passeport.domain.profile import ITEM_LISTS, Item, Profile
from passeport.domain.provenance import Provenance

HISTORY = ("parcours", "steps", "actions")
"""Fields of a difference that tell what happened: nothing of them may be left out of a reunion."""
ItemType = TypeVar("ItemType", bound=Item)


def differences_between(survivor: Dossier, other: Dossier) -> tuple[Difference, ...]:
    """Compare two dossiers, as a dossier is compared with a passport."""
    return differences(survivor, whole(other))


def whole(dossier: Dossier) -> Passport:
    """Return everything that a dossier says of a person in the form of a passport; it never leaves."""
    person = dossier.beneficiary
    return Passport(identity=person.identity, profile=person.profile, parcours=dossier.parcours, beneficiary=person.id)


def suggestion(difference: Difference) -> Decision:
    """Keep both wherever both can stand: what was recorded twice is sorted out later, what is lost is lost."""
    return Decision.BOTH if difference.allows_both else difference.suggestion


def may_be_left(difference: Difference) -> bool:
    """Whether what the other dossier says may be left out: a step that only it holds may not."""
    return difference.field not in HISTORY or difference.kind is not DifferenceKind.NEW


def reunite(survivor: Dossier, other: Dossier, decisions: Mapping[str, Decision]) -> Dossier:
    """Return `survivor` with everything of `other`, as decided (by difference key; else as suggested).

    Whatever is decided, each step, note (with its author and level), action, agreement, request and line of the
    register of both remains, and each passport that carried an item is still named by it.
    """
    found = differences_between(survivor, other)
    decided = {one.key: decisions.get(one.key, suggestion(one)) for one in found}
    decided.update({one.key: Decision.TAKE for one in found if not may_be_left(one)})
    merged = merge(survivor, found, decided, None)
    merged = _with_history(merged, found)
    merged = merged.evolve(parcours=tuple(_of_one_need(home, survivor, other) for home in merged.parcours))
    return merged.evolve(
        beneficiary=_reunited(merged.beneficiary, other.beneficiary),
        # an agreement keeps its scope: it was not given for the steps that its parcours is now joined with
        agreements=_each_once(merged.agreements, other.agreements),
        transmissions=tuple(sorted(_each_once(merged.transmissions, other.transmissions), key=lambda line: line.on)),
        requests=_each_once(merged.requests, other.requests),
        archive=merged.archive or other.archive,
        kept_files=_each_once(merged.kept_files, other.kept_files),
        received_files=_each_once(merged.received_files, other.received_files),
        goals=_each_once(merged.goals, tuple(_rehomed(goal, other, merged) for goal in other.goals)),
        reminders=_each_once(merged.reminders, other.reminders),
    )


def _rehomed(goal: Goal, other: Dossier, merged: Dossier) -> Goal:
    """Return a goal of the other dossier under the parcours that its own was joined with."""
    theirs = next((parcours for parcours in other.parcours if parcours.id == goal.parcours), None)
    home = home_of(theirs, merged) if theirs is not None else None
    return goal.evolve(parcours=home.id) if home is not None else goal


def _reunited(mine: Beneficiary, theirs: Beneficiary) -> Beneficiary:
    return mine.evolve(
        situation=_situation(mine.situation, theirs.situation),
        notice=mine.notice or theirs.notice,
        referent=mine.referent or theirs.referent,
        stand_in=mine.stand_in if mine.referent else theirs.stand_in,
        tags=_each_once(mine.tags, theirs.tags),
        opened_on=min(mine.opened_on, theirs.opened_on),
        formerly=_each_once(mine.formerly, (theirs.id, *theirs.formerly)),
    )


def _situation(mine: Situation, theirs: Situation) -> Situation:
    """What is not said here is taken from the other dossier; what is said here stays."""
    missing = {
        name: getattr(theirs, name)
        for name in type(mine).model_fields
        if getattr(mine, name) in (None, "", YesNoUnknown.NSP)
    }
    if mine.code is not None:
        missing.pop("since", None)  # the day of another situation
    return mine.evolve(**missing)


def _of_one_need(home: Parcours, survivor: Dossier, other: Dossier) -> Parcours:
    """Fill what one parcours does not say with what the parcours of the same need, known apart until now, says."""
    if not any(parcours.id == home.id for parcours in survivor.parcours):
        return home
    for twin in other.parcours:
        if twin.id == home.id or home_of(twin, survivor) != survivor.parcours_of(home.id):
            continue
        both_closed = not home.is_open and not twin.is_open
        home = home.evolve(
            theme=home.theme or twin.theme,
            cep_level=home.cep_level or twin.cep_level,
            opened_on=min(home.opened_on, twin.opened_on),
            closed_on=home.closed_on if both_closed else None,
            closure_reason=home.closure_reason if both_closed else None,
        )
    return home


def _with_history(dossier: Dossier, found: Iterable[Difference]) -> Dossier:
    """Return the dossier with, on each thing that both held, the notes and the journeys of both."""
    twins = {
        one.mine.id: (one.mine, one.theirs)
        for one in found
        if isinstance(one.mine, Item) and isinstance(one.theirs, Item)
    }

    def kept(items: tuple[ItemType, ...]) -> tuple[ItemType, ...]:
        return tuple(_enriched(item, *twins[item.id]) if item.id in twins else item for item in items)

    profile: Profile = dossier.beneficiary.profile
    profile = profile.evolve(**{name: kept(getattr(profile, name)) for name in ITEM_LISTS})
    return dossier.evolve(
        beneficiary=dossier.beneficiary.evolve(profile=profile),
        parcours=tuple(p.evolve(steps=kept(p.steps), actions=kept(p.actions)) for p in dossier.parcours),
    )


def _enriched(item: ItemType, *twins: Item) -> ItemType:
    for twin in twins:
        item = item.evolve(provenance=_both(item.provenance, twin.provenance))
        if isinstance(item, Step) and isinstance(twin, Step):
            item = item.evolve(notes=_notes(item.notes, twin.notes))
    return item


def _both(mine: Provenance, theirs: Provenance) -> Provenance:
    known = {reception.passport_number for reception in mine.receptions}
    new = (reception for reception in theirs.receptions if reception.passport_number not in known)
    return mine.evolve(receptions=tuple(sorted((*mine.receptions, *new), key=lambda one: one.received_on)))


def _notes(mine: tuple[Note, ...], theirs: tuple[Note, ...]) -> tuple[Note, ...]:
    known = {note.id for note in mine}
    return (*mine, *(note for note in theirs if note.id not in known))


Kept = TypeVar("Kept")


def _each_once(mine: tuple[Kept, ...], theirs: tuple[Kept, ...]) -> tuple[Kept, ...]:
    return (*mine, *(one for one in theirs if one not in mine))
