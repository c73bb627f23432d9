"""Parcours taken back from the words of `step_words`, or another tool's: a line that says nothing known is kept."""

from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError

from exports.europass.step_lines import (
    FoundNote,
    Lines,
    code_of,
    codes_of,
    date_in,
    minutes_in,
    references_in,
    station_in,
    time_in,
)
from exports.europass.step_words import ACTION_TITLE, NEED_TITLE, SECTION, SEPARATOR, Word
from passeport.domain.fingerprint import identifier_from
from passeport.domain.identifiers import ItemId, NoteId, ParcoursId
from passeport.domain.normalise import joined
from passeport.domain.parcours import (
    Action,
    ActionStatus,
    Note,
    NoteLevel,
    Parcours,
    Referral,
    ReferralStatus,
    Step,
    StepStatus,
)
from passeport.domain.profile import CustomEntry
from passeport.domain.provenance import Provenance, Station
from passeport.domain.rich_text import to_plain
from passeport.domain.text import NOTE_LIMIT
from passeport.domain.vocabulary import vocabulary

Value = TypeVar("Value")

_LONGEST_OUTCOME = 2_000
_OF_AN_ITEM = 2
"""Identifiers in the reference of a step or an action: its own, and that of its parcours."""
_WHOLE_TEXT = f"{SECTION} (texte complet)"


@dataclass
class _Home:
    """A parcours as its entries tell it, one after the other."""

    need: str
    told: Parcours | None = None
    steps: list[Step] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)


def is_orientation(section: str) -> bool:
    """Whether a custom section is the one that carries steps, in any of its languages."""
    return joined(section) in {joined(text) for text in vocabulary("custom_sections")["ORIENTATION"].labels.values()}


def parcours_from(entries: list[CustomEntry]) -> tuple[tuple[Parcours, ...], tuple[CustomEntry, ...]]:
    """Return the parcours that the entries tell, and the entries that tell none (no day, or one told already).

    An entry whose words are too many for a step is in both.
    """
    homes: dict[ParcoursId, _Home] = {}
    seen: set[UUID] = set()
    others = []
    for entry in entries:
        found = _found_in(entry)
        if found is None or found.item.id in seen:
            others.append(entry)
            continue
        seen.add(found.item.id)
        home = homes.setdefault(found.parcours, _Home(found.need))
        if isinstance(found.item, Parcours):
            home.told = found.item
        elif isinstance(found.item, Step):
            home.steps.append(found.item)
        else:
            home.actions.append(found.item)
        if not found.is_whole:
            others.append(entry.evolve(section=_WHOLE_TEXT, kind="OTHER"))
    known = {identifier: _parcours(identifier, home) for identifier, home in homes.items()}
    lost = [entry for entry in entries if _is_of(entry, {i for i, parcours in known.items() if parcours is None})]
    return tuple(p for p in known.values() if p is not None), (*others, *lost)


def _parcours(identifier: ParcoursId, home: _Home) -> Parcours | None:
    """Return a parcours with what hangs on it; None for actions alone, which tell no day when it was opened."""
    hanging = {"steps": tuple(home.steps), "actions": tuple(home.actions)}
    if home.told is not None:
        return home.told.evolve(**hanging)
    if not home.steps:
        return None
    first = min(home.steps, key=lambda step: step.day)
    return Parcours(id=identifier, need=home.need, opened_on=first.day, provenance=first.provenance, **hanging)


@dataclass(frozen=True)
class _Found:
    """What an entry tells, with the parcours that it says it belongs to."""

    parcours: ParcoursId
    need: str
    item: Parcours | Step | Action
    is_whole: bool = True
    """Whether the item holds every word of its entry."""


def _found_in(entry: CustomEntry) -> _Found | None:
    """Return what an entry tells, or None when it breaks a rule of the domain, or has no day."""
    lines = Lines(to_plain(entry.description))
    references = lines.take(Word.REFERENCE, references_in) or ()
    try:
        if _is_called(entry, NEED_TITLE) and len(references) == 1:
            return _need(entry, lines, ParcoursId(references[0]))
        if _is_called(entry, ACTION_TITLE) and len(references) == _OF_AN_ITEM:
            return _action(entry, lines, ItemId(references[0]), ParcoursId(references[1]))
        return _step(entry, lines, references)
    except ValidationError:
        return None


def _is_called(entry: CustomEntry, name: str) -> bool:
    return entry.title == name or entry.title.startswith(name + SEPARATOR)


def _is_of(entry: CustomEntry, identifiers: set[ParcoursId]) -> bool:
    references = Lines(to_plain(entry.description)).take(Word.REFERENCE, references_in) or ()
    return bool(identifiers) and bool(references) and references[-1] in identifiers


def _need(entry: CustomEntry, lines: Lines, identifier: ParcoursId) -> _Found | None:
    start, end = entry.period.start, entry.period.end
    if start is None or start.full is None:
        return None
    need = lines.text(Word.NEED) or entry.title.partition(SEPARATOR)[2] or SECTION
    closure = lines.take(Word.CLOSURE, code_of("closure_reasons")) if end and end.full else None
    parcours = Parcours(
        id=identifier,
        need=need,
        opened_on=start.full,
        theme=lines.take(Word.THEME, code_of("themes")),
        cep_level=lines.take(Word.CEP_LEVEL, code_of("cep_levels")),
        closed_on=end.full if closure and end else None,
        closure_reason=closure,
        provenance=_provenance(lines, entry.provenance),
    )
    return _Found(identifier, need, parcours, is_whole=not (lines.rest() or entry.location or entry.link))


def _action(entry: CustomEntry, lines: Lines, identifier: ItemId, parcours: ParcoursId) -> _Found:
    action = Action(
        id=identifier,
        title=lines.text(Word.TITLE) or entry.title.removeprefix(ACTION_TITLE + SEPARATOR),
        responsible=lines.text(Word.RESPONSIBLE),
        due_on=lines.take(Word.DUE_ON, date_in),
        status=ActionStatus(lines.take(Word.STATUS, code_of("action_statuses")) or ActionStatus.EN_PROJET.value),
        objective=lines.take(Word.OBJECTIVES, code_of("objectives")),
        provenance=_provenance(lines, entry.provenance),
    )
    need = lines.text(Word.NEED) or SECTION
    whole = not (lines.rest() or entry.period.is_known or entry.location or entry.link)
    return _Found(parcours, need, action, is_whole=whole)


def _step(entry: CustomEntry, lines: Lines, references: tuple[UUID, ...]) -> _Found | None:
    day = entry.period.start.full if entry.period.start else None
    if day is None:
        return None
    step_id, parcours_id = references if len(references) == _OF_AN_ITEM else (None, None)
    identifier = step_id or identifier_from("step", entry.title, str(entry.period.start), entry.description)
    notes = _notes(lines.notes(), ItemId(identifier))
    need = lines.text(Word.NEED) or SECTION
    kind, title = _type_and_title(entry.title)
    end = entry.period.end
    values: dict[str, Any] = {
        "id": ItemId(identifier),
        "type": kind,
        "title": lines.text(Word.TITLE) or title,
        "day": day,
        "until": end.full if end else None,
        "place": entry.location,
        "status": lines.take(Word.STATUS, code_of("step_statuses")) or StepStatus.HONOREE.value,
        "mode": lines.take(Word.MODE, code_of("modes")),
        "at": lines.take(Word.TIME, time_in),
        "minutes": lines.take(Word.MINUTES, minutes_in),
        "themes": lines.take(Word.THEMES, codes_of("themes")) or (),
        "objectives": lines.take(Word.OBJECTIVES, codes_of("objectives")) or (),
        "immersion_objective": lines.take(Word.IMMERSION, code_of("immersion_objectives")),
        "referral": _referral(lines) if kind == "ORIENTATION" else None,
        "provenance": _provenance(lines, entry.provenance),
        "notes": notes,
    }
    until = f"jusqu’au {end}" if end and not end.full else ""
    outcome = " ".join(part for part in (lines.text(Word.OUTCOME), lines.rest(), until, entry.link) if part)
    step = Step.model_validate({**values, "outcome": outcome[:_LONGEST_OUTCOME]})
    home = ParcoursId(parcours_id or identifier_from("parcours", joined(need)))
    bare = Parcours(id=home, need=need, opened_on=day)
    return _Found(home, bare.need, step, is_whole=len(outcome) <= _LONGEST_OUTCOME)


def _type_and_title(text: str) -> tuple[str, str]:
    for term in vocabulary("step_types").terms:
        for name in term.labels.values():
            if text == name:
                return term.code, ""
            if text.startswith(name + SEPARATOR):
                return term.code, text.removeprefix(name + SEPARATOR)
    # another tool's words: `Immersion — Jardins d’Essai` for `Immersion / PMSMP`
    first, _, rest = text.partition("—")
    for term in vocabulary("step_types").terms:
        if joined(first) and any(joined(name).startswith(joined(first)) for name in term.labels.values()):
            return term.code, rest.strip()
    return "AUTRE", text


def _referral(lines: Lines) -> Referral | None:
    to = lines.text(Word.REFERRED_TO)
    if not to:
        return None
    name, network = station_in(to)
    status = lines.take(Word.REFERRAL_STATUS, code_of("referral_statuses")) or ReferralStatus.PREPAREE.value
    declined = None
    if status == ReferralStatus.DECLINEE.value:
        declined = lines.take(Word.DECLINED, code_of("decline_reasons")) or "AUTRE"
    return Referral(
        point_accueil=name,
        network=network,
        reason=lines.text(Word.REFERRAL_REASON),
        status=ReferralStatus(status),
        decline_reason=declined,
        sent_on=lines.take(Word.SENT_ON, date_in),
        answered_on=lines.take(Word.ANSWERED_ON, date_in),
        first_meeting_on=lines.take(Word.FIRST_MEETING_ON, date_in),
    )


def _provenance(lines: Lines, known: Provenance) -> Provenance:
    by = lines.text(Word.RECORDED_BY)
    if not by:
        return known
    name, network = station_in(by)
    return known.evolve(station=Station(name=name, network=network, contact=lines.text(Word.CONTACT)))


def _notes(found: list[FoundNote], step: ItemId) -> tuple[Note, ...]:
    notes = []
    for note in found:
        text, moment = "\n".join(note.lines), note.written_at.isoformat()
        parts = [
            part for start in range(0, len(text), NOTE_LIMIT) if (part := text[start : start + NOTE_LIMIT].strip())
        ]
        notes += [
            Note(
                id=NoteId(identifier_from("note", str(step), moment, note.author, part)),
                level=NoteLevel.SHAREABLE,
                author_name=note.author,
                written_at=note.written_at,
                text=part,
            )
            for part in parts
            if part
        ]
    return tuple(notes)
