"""A parcours in words that any Europass tool shows, and that `step_reader` takes back as the same steps.

The need, each step and each action is an entry of the section `Parcours d’orientation`; one line says one thing:
`Statut : Honorée`. The last line is a reference (the identifiers of the step and of its parcours, in base 32), so that
a file which went through another editor still brings the same steps and not their twins.
"""

import base64
import datetime as dt
from enum import StrEnum
from uuid import UUID

from passeport.domain.identifiers import ItemId
from passeport.domain.parcours import Action, Note, Parcours, Referral, Step
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import CustomEntry
from passeport.domain.provenance import Station
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label
from passeport.language.dates import short_date

SECTION = label("custom_sections", "ORIENTATION")
SEPARATOR = " — "
"""Between the type of a step and its title."""
NEED_TITLE, ACTION_TITLE = "Besoin", "Action"
"""What begins the titles of the entries that are no steps."""
CONTINUED = "…"
"""What begins each line of a note but the first."""
_LONGEST_TITLE = 300


class Word(StrEnum):
    """What begins a line."""

    TITLE = "Intitulé"
    NEED = "Besoin"
    THEME = "Thème du besoin"
    CEP_LEVEL = "Niveau du conseil"
    CLOSURE = "Motif de clôture"
    STATUS = "Statut"
    MODE = "Mode"
    TIME = "Heure"
    MINUTES = "Durée"
    THEMES = "Thèmes"
    OBJECTIVES = "Objectifs"
    IMMERSION = "Objectif de l’immersion"
    RESPONSIBLE = "Responsable"
    DUE_ON = "Échéance"
    OUTCOME = "Suite"
    REFERRED_TO = "Orienté vers"
    REFERRAL_REASON = "Motif de l’orientation"
    REFERRAL_STATUS = "Suivi de l’orientation"
    DECLINED = "Raison du refus"
    SENT_ON = "Orientation transmise le"
    ANSWERED_ON = "Réponse reçue le"
    FIRST_MEETING_ON = "Premier rendez-vous le"
    NOTE_AUTHOR = "Auteur de la note"
    RECORDED_BY = "Enregistré par"
    CONTACT = "Contact"
    REFERENCE = "Référence"


Said = tuple[str, str]
"""The beginning of a line, and what it says."""


def entries_of(parcours: Parcours) -> list[CustomEntry]:
    """Return the need, the steps and the actions of a parcours as entries of the section `Parcours d’orientation`."""
    steps = [entry_of(step, parcours) for step in parcours.steps]
    return [_need_entry(parcours), *steps, *(_action_entry(action, parcours) for action in parcours.actions)]


def entry_of(step: Step, parcours: Parcours) -> CustomEntry:
    """Return the step as an entry of the section `Parcours d’orientation`."""
    said = [
        (Word.NEED, parcours.need),
        (Word.STATUS, label("step_statuses", step.status.value)),
        (Word.MODE, _named("modes", step.mode)),
        (Word.TIME, _time(step.at) if step.at else ""),
        (Word.MINUTES, f"{step.minutes} minutes" if step.minutes else ""),
        (Word.THEMES, _listed("themes", step.themes)),
        (Word.OBJECTIVES, _listed("objectives", step.objectives)),
        (Word.IMMERSION, _named("immersion_objectives", step.immersion_objective)),
        (Word.OUTCOME, step.outcome),
        *_referral_lines(step.referral),
        *(line for note in step.notes for line in _note_lines(note)),
        *_station_lines(step.provenance.station),
        (Word.REFERENCE, f"{_short(step.id)} {_short(parcours.id)}"),
    ]
    period = Period(start=PartialDate.of(step.day), end=PartialDate.of(step.until) if step.until else None)
    return _entry(step.id, label("step_types", step.type), step.title, said, period=period, location=step.place)


def _need_entry(parcours: Parcours) -> CustomEntry:
    said = [
        (Word.NEED, parcours.need),
        (Word.THEME, _named("themes", parcours.theme)),
        (Word.CEP_LEVEL, _named("cep_levels", parcours.cep_level)),
        (Word.CLOSURE, _named("closure_reasons", parcours.closure_reason)),
        *_station_lines(parcours.provenance.station),
        (Word.REFERENCE, _short(parcours.id)),
    ]
    closed_on = parcours.closed_on
    period = Period(start=PartialDate.of(parcours.opened_on), end=PartialDate.of(closed_on) if closed_on else None)
    title = parcours.need if len(parcours.need) <= _LONGEST_TITLE - len(NEED_TITLE + SEPARATOR) else ""
    return _entry(ItemId(parcours.id), NEED_TITLE, title, said, period=period)


def _action_entry(action: Action, parcours: Parcours) -> CustomEntry:
    said = [
        (Word.NEED, parcours.need),
        (Word.RESPONSIBLE, action.responsible),
        (Word.DUE_ON, short_date(action.due_on) if action.due_on else ""),
        (Word.STATUS, label("action_statuses", action.status.value)),
        (Word.OBJECTIVES, _named("objectives", action.objective)),
        *_station_lines(action.provenance.station),
        (Word.REFERENCE, f"{_short(action.id)} {_short(parcours.id)}"),
    ]
    return _entry(action.id, ACTION_TITLE, action.title, said)


def _entry(
    identifier: ItemId, kind: str, title: str, said: list[Said], *, period: Period | None = None, location: str = ""
) -> CustomEntry:
    """Return an entry called `kind — title`, or `kind` where the whole is too long for a title."""
    name = f"{kind}{SEPARATOR}{title}" if title else kind
    if len(name) > _LONGEST_TITLE:
        name, said = kind, [(Word.TITLE, title), *said]
    lines = [f"{word} : {value}" if word != CONTINUED else f"{word} {value}" for word, value in said if value]
    return CustomEntry(
        id=identifier,
        kind="ORIENTATION",
        section=SECTION,
        title=name,
        period=period or Period(),
        location=location,
        description=from_plain("\n\n".join(lines)),
    )


def _named(name: str, code: str | None) -> str:
    return label(name, code) if code else ""


def _listed(name: str, codes: tuple[str, ...]) -> str:
    return " ; ".join(label(name, code) for code in codes)


def _time(time: dt.time) -> str:
    """Return `09:30`, with seconds and offset where there are any."""
    return time.isoformat() if time.second or time.microsecond else time.isoformat(timespec="minutes")


def _station_lines(station: Station | None) -> list[Said]:
    if station is None:
        return []
    by = f"{station.name} ({label('networks', station.network)})"
    return [(Word.RECORDED_BY, by), (Word.CONTACT, station.contact)]


def _referral_lines(referral: Referral | None) -> list[Said]:
    if referral is None:
        return []
    return [
        (Word.REFERRED_TO, f"{referral.point_accueil} ({label('networks', referral.network)})"),
        (Word.REFERRAL_REASON, referral.reason),
        (Word.REFERRAL_STATUS, label("referral_statuses", referral.status.value)),
        (Word.DECLINED, _named("decline_reasons", referral.decline_reason)),
        (Word.SENT_ON, short_date(referral.sent_on) if referral.sent_on else ""),
        (Word.ANSWERED_ON, short_date(referral.answered_on) if referral.answered_on else ""),
        (Word.FIRST_MEETING_ON, short_date(referral.first_meeting_on) if referral.first_meeting_on else ""),
    ]


def _note_lines(note: Note) -> list[Said]:
    first, *more = note.text.splitlines()
    moment = f"{short_date(note.written_at.date())} à {_time(note.written_at.timetz())}"
    return [
        (f"Note du {moment}", first),
        *((CONTINUED, line.strip() or " ") for line in more),
        (Word.NOTE_AUTHOR, note.author_name),
    ]


def _short(identifier: UUID) -> str:
    return base64.b32encode(identifier.bytes).decode().rstrip("=")
