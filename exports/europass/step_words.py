"""A step in words that any Europass tool shows, and that `step_reader` takes back as the same step.

One line says one thing: `Statut : Honorée`. The last line is a reference (the step's and the parcours' identifiers in
base 32), so that a file which went through another editor still brings the same steps and not their twins.
"""

import base64
from enum import StrEnum
from uuid import UUID

from passeport.domain.parcours import Note, Parcours, Referral, Step
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import CustomEntry
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label
from passeport.language.dates import short_date

SECTION = label("custom_sections", "ORIENTATION")
SEPARATOR = " — "
"""Between the type of a step and its title."""
LINE_BREAK = " / "
"""Between the lines of a note, which stands on one."""


class Word(StrEnum):
    """What begins a line."""

    NEED = "Besoin"
    STATUS = "Statut"
    MODE = "Mode"
    TIME = "Heure"
    MINUTES = "Durée"
    THEMES = "Thèmes"
    OBJECTIVES = "Objectifs"
    IMMERSION = "Objectif de l’immersion"
    OUTCOME = "Suite"
    REFERRED_TO = "Orienté vers"
    REFERRAL_REASON = "Motif de l’orientation"
    REFERRAL_STATUS = "Suivi de l’orientation"
    DECLINED = "Raison du refus"
    SENT_ON = "Orientation transmise le"
    ANSWERED_ON = "Réponse reçue le"
    FIRST_MEETING_ON = "Premier rendez-vous le"
    RECORDED_BY = "Enregistré par"
    CONTACT = "Contact"
    REFERENCE = "Référence"


def entry_of(step: Step, parcours: Parcours) -> CustomEntry:
    """Return the step as an entry of the section `Parcours d’orientation`."""
    name = label("step_types", step.type)
    return CustomEntry(
        id=step.id,
        kind="ORIENTATION",
        section=SECTION,
        title=f"{name}{SEPARATOR}{step.title}" if step.title else name,
        period=Period(start=PartialDate.of(step.day), end=PartialDate.of(step.until) if step.until else None),
        location=step.place,
        description=from_plain("\n\n".join(_lines(step, parcours))),
    )


def _lines(step: Step, parcours: Parcours) -> list[str]:
    station = step.provenance.station
    said = [
        (Word.NEED, parcours.need),
        (Word.STATUS, label("step_statuses", step.status.value)),
        (Word.MODE, label("modes", step.mode) if step.mode else ""),
        (Word.TIME, f"{step.at:%H:%M}" if step.at else ""),
        (Word.MINUTES, f"{step.minutes} minutes" if step.minutes else ""),
        (Word.THEMES, _listed("themes", step.themes)),
        (Word.OBJECTIVES, _listed("objectives", step.objectives)),
        (
            Word.IMMERSION,
            label("immersion_objectives", step.immersion_objective) if step.immersion_objective else "",
        ),
        (Word.OUTCOME, step.outcome),
        *_referral_lines(step.referral),
        *((_note_name(note), LINE_BREAK.join(note.text.splitlines())) for note in step.notes),
        (Word.RECORDED_BY, f"{station.name} ({label('networks', station.network)})" if station else ""),
        (Word.CONTACT, station.contact if station else ""),
        (Word.REFERENCE, f"{_short(step.id)} {_short(parcours.id)}"),
    ]
    return [f"{name} : {value}" for name, value in said if value]


def _listed(name: str, codes: tuple[str, ...]) -> str:
    return " ; ".join(label(name, code) for code in codes)


def _referral_lines(referral: Referral | None) -> list[tuple[str, str]]:
    if referral is None:
        return []
    return [
        (Word.REFERRED_TO, f"{referral.point_accueil} ({label('networks', referral.network)})"),
        (Word.REFERRAL_REASON, referral.reason),
        (Word.REFERRAL_STATUS, label("referral_statuses", referral.status.value)),
        (Word.DECLINED, label("decline_reasons", referral.decline_reason) if referral.decline_reason else ""),
        (Word.SENT_ON, short_date(referral.sent_on) if referral.sent_on else ""),
        (Word.ANSWERED_ON, short_date(referral.answered_on) if referral.answered_on else ""),
        (Word.FIRST_MEETING_ON, short_date(referral.first_meeting_on) if referral.first_meeting_on else ""),
    ]


def _note_name(note: Note) -> str:
    author = f", {note.author_name}" if note.author_name else ""
    return f"Note du {short_date(note.written_at.date())}{author}"


def _short(identifier: UUID) -> str:
    return base64.b32encode(identifier.bytes).decode().rstrip("=")
