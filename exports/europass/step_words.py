"""A step in words that any Europass tool shows, and that we read back as the same step.

One line says one thing: `Statut : Honorée`. The last line is a reference (the step's and the parcours' identifiers in
base 32), so that a file which went through another editor still brings the same steps and not their twins.
"""

import base64
import binascii
import datetime as dt
import re
from dataclasses import dataclass, field
from uuid import UUID

from passeport.domain.fingerprint import identifier_from
from passeport.domain.identifiers import ItemId, NoteId, ParcoursId
from passeport.domain.normalise import joined
from passeport.domain.parcours import Note, NoteLevel, Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import CustomEntry
from passeport.domain.provenance import Provenance, Station
from passeport.domain.rich_text import from_plain, to_plain
from passeport.domain.vocabulary import label, vocabulary
from passeport.language.dates import short_date

SECTION = label("custom_sections", "ORIENTATION")
_DEFAULT_NEED = "Parcours d’orientation"
_LINE = re.compile(r"^([^:]{2,80}?)[\s\u00a0\u202f]*:[\s\u00a0\u202f]*(.+)$")
_NOTE = re.compile(r"^Note du (\d{2})/(\d{2})/(\d{4})(?:, (.+))?$")
_SEPARATOR = " — "


@dataclass
class _Line:
    name: str
    value: str


@dataclass
class _Read:
    """The lines of a description, those that were understood taken out one by one."""

    lines: list[_Line | str] = field(default_factory=list)

    def take(self, name: str) -> str:
        """Return and remove the value of a line."""
        for line in self.lines:
            if isinstance(line, _Line) and joined(line.name) == joined(name):
                self.lines.remove(line)
                return line.value
        return ""

    def rest(self) -> str:
        """Return what nothing was made of."""
        words = (line if isinstance(line, str) else f"{line.name} : {line.value}" for line in self.lines)
        return " ".join(words)


def entry_of(step: Step, parcours: Parcours) -> CustomEntry:
    """Return the step as an entry of the section `Parcours d’orientation`."""
    name = label("step_types", step.type)
    return CustomEntry(
        id=step.id,
        kind="ORIENTATION",
        section=SECTION,
        title=f"{name}{_SEPARATOR}{step.title}" if step.title else name,
        period=Period(start=PartialDate.of(step.day), end=PartialDate.of(step.until) if step.until else None),
        location=step.place,
        description=from_plain("\n\n".join(_lines(step, parcours))),
    )


def _lines(step: Step, parcours: Parcours) -> list[str]:
    station = step.provenance.station
    said = [
        ("Besoin", parcours.need),
        ("Statut", label("step_statuses", step.status.value)),
        ("Mode", label("modes", step.mode) if step.mode else ""),
        ("Heure", f"{step.at:%H:%M}" if step.at else ""),
        ("Durée", f"{step.minutes} minutes" if step.minutes else ""),
        ("Thèmes", _listed("themes", step.themes)),
        ("Objectifs", _listed("objectives", step.objectives)),
        (
            "Objectif de l’immersion",
            label("immersion_objectives", step.immersion_objective) if step.immersion_objective else "",
        ),
        ("Suite", step.outcome),
        *_referral_lines(step.referral),
        *((_note_name(note), " / ".join(note.text.splitlines())) for note in step.notes),
        ("Enregistré par", f"{station.name} ({label('networks', station.network)})" if station else ""),
        ("Contact", station.contact if station else ""),
        ("Référence", f"{_short(step.id)} {_short(parcours.id)}"),
    ]
    return [f"{name} : {value}" for name, value in said if value]


def _listed(name: str, codes: tuple[str, ...]) -> str:
    return " ; ".join(label(name, code) for code in codes)


def _referral_lines(referral: Referral | None) -> list[tuple[str, str]]:
    if referral is None:
        return []
    return [
        ("Orienté vers", f"{referral.point_accueil} ({label('networks', referral.network)})"),
        ("Motif de l’orientation", referral.reason),
        ("Suivi de l’orientation", label("referral_statuses", referral.status.value)),
        ("Raison du refus", label("decline_reasons", referral.decline_reason) if referral.decline_reason else ""),
        ("Orientation transmise le", short_date(referral.sent_on) if referral.sent_on else ""),
        ("Réponse reçue le", short_date(referral.answered_on) if referral.answered_on else ""),
        ("Premier rendez-vous le", short_date(referral.first_meeting_on) if referral.first_meeting_on else ""),
    ]


def _note_name(note: Note) -> str:
    author = f", {note.author_name}" if note.author_name else ""
    return f"Note du {short_date(note.written_at.date())}{author}"


# Back again -----------------------------------------------------------------------------------------------------


def is_orientation(section: str) -> bool:
    """Whether a custom section is the one that carries steps, in any of its languages."""
    return joined(section) in {joined(text) for text in vocabulary("custom_sections")["ORIENTATION"].labels.values()}


def parcours_from(entries: list[CustomEntry]) -> tuple[tuple[Parcours, ...], tuple[CustomEntry, ...]]:
    """Return the parcours that the entries tell, and the entries that are no step (no day is known of them)."""
    found: dict[ParcoursId, list[tuple[str, Step]]] = {}
    others = []
    for entry in entries:
        day = entry.period.start.full if entry.period.start else None
        if day is None:
            others.append(entry)
            continue
        parcours_id, need, step = _step_from(entry, day)
        found.setdefault(parcours_id, []).append((need, step))
    parcours = tuple(
        Parcours(
            id=parcours_id,
            need=steps[0][0],
            opened_on=min(step.day for _, step in steps),
            steps=tuple(step for _, step in steps),
        )
        for parcours_id, steps in found.items()
    )
    return parcours, tuple(others)


def _step_from(entry: CustomEntry, day: dt.date) -> tuple[ParcoursId, str, Step]:
    read = _Read([_line(text) for text in to_plain(entry.description).splitlines()])
    step_id, parcours_id = _references(read.take("Référence"))
    need = read.take("Besoin") or _DEFAULT_NEED
    kind, title = _type_and_title(entry.title)
    end = entry.period.end.full if entry.period.end else None
    values = {
        "type": kind,
        "title": title,
        "day": day,
        "until": end if end and end >= day else None,
        "place": entry.location,
        "status": _code("step_statuses", read.take("Statut")) or StepStatus.HONOREE.value,
        "mode": _code("modes", read.take("Mode")),
        "at": _time(read.take("Heure")),
        "minutes": _minutes(read.take("Durée")),
        "themes": _codes("themes", read.take("Thèmes")),
        "objectives": _codes("objectives", read.take("Objectifs")),
        "immersion_objective": _code("immersion_objectives", read.take("Objectif de l’immersion")),
        "outcome": read.take("Suite"),
        "referral": _referral(read, kind),
        "provenance": _provenance(read, entry.provenance),
    }
    identifier = step_id or ItemId(identifier_from("step", entry.title, str(entry.period.start), entry.description))
    notes = _notes(read, identifier)
    rest = read.rest()
    outcome = " ".join(part for part in (str(values["outcome"]), rest) if part)[:2000]
    step = Step.model_validate({**values, "id": identifier, "notes": notes, "outcome": outcome})
    return parcours_id or ParcoursId(identifier_from("parcours", joined(need))), need, step


def _line(text: str) -> _Line | str:
    match = _LINE.match(text)
    if match is not None and (joined(match[1]) in _NAMES or _NOTE.match(match[1])):
        return _Line(match[1], match[2])
    return text


_NAMES = {
    joined(name)
    for name in (
        "Besoin",
        "Statut",
        "Mode",
        "Heure",
        "Durée",
        "Thèmes",
        "Objectifs",
        "Objectif de l’immersion",
        "Suite",
        "Orienté vers",
        "Motif de l’orientation",
        "Suivi de l’orientation",
        "Raison du refus",
        "Orientation transmise le",
        "Réponse reçue le",
        "Premier rendez-vous le",
        "Enregistré par",
        "Contact",
        "Référence",
    )
}


def _type_and_title(text: str) -> tuple[str, str]:
    for term in vocabulary("step_types").terms:
        for name in term.labels.values():
            if text == name:
                return term.code, ""
            if text.startswith(name + _SEPARATOR):
                return term.code, text.removeprefix(name + _SEPARATOR)
    first = joined(text.split("—", maxsplit=1)[0])
    for term in vocabulary("step_types").terms:
        if first and any(joined(name).startswith(first) for name in term.labels.values()):
            return term.code, "—".join(text.split("—")[1:]).strip()
    return "AUTRE", text


def _code(name: str, text: str) -> str | None:
    key = joined(text)
    return next((t.code for t in vocabulary(name).terms if key in {joined(x) for x in t.labels.values()}), None)


def _codes(name: str, text: str) -> tuple[str, ...]:
    found = (_code(name, part) for part in text.split(";") if part.strip())
    return tuple(code for code in found if code is not None)


def _minutes(text: str) -> int | None:
    match = re.match(r"\d{1,5}", text)
    return int(match[0]) or None if match else None


def _time(text: str) -> dt.time | None:
    match = re.fullmatch(r"([01]?\d|2[0-3])[:h]([0-5]\d)", text)
    return dt.time(int(match[1]), int(match[2])) if match else None


def _date(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def _named_network(text: str) -> tuple[str, str]:
    """Read `Mission locale d’Essai (Mission locale)`."""
    match = re.fullmatch(r"(.+) \((.+)\)", text)
    code = _code("networks", match[2]) if match else None
    return (match[1], code) if match and code else (text, "AUTRE")


def _referral(read: _Read, kind: str) -> Referral | None:
    to = read.take("Orienté vers") if kind == "ORIENTATION" else ""
    if not to:
        return None
    name, network = _named_network(to)
    status = _code("referral_statuses", read.take("Suivi de l’orientation")) or ReferralStatus.PREPAREE.value
    declined = _code("decline_reasons", read.take("Raison du refus"))
    if status == ReferralStatus.DECLINEE.value and declined is None:
        declined = "AUTRE"
    return Referral(
        point_accueil=name,
        network=network,
        reason=read.take("Motif de l’orientation"),
        status=ReferralStatus(status),
        decline_reason=declined if status == ReferralStatus.DECLINEE.value else None,
        sent_on=_date(read.take("Orientation transmise le")),
        answered_on=_date(read.take("Réponse reçue le")),
        first_meeting_on=_date(read.take("Premier rendez-vous le")),
    )


def _provenance(read: _Read, known: Provenance) -> Provenance:
    by, contact = read.take("Enregistré par"), read.take("Contact")
    if not by:
        return known
    name, network = _named_network(by)
    return known.evolve(station=Station(name=name, network=network, contact=contact))


def _notes(read: _Read, step: ItemId) -> tuple[Note, ...]:
    notes = []
    for line in [line for line in read.lines if isinstance(line, _Line)]:
        match = _NOTE.match(line.name)
        if match is None:
            continue
        day = _date(f"{match[1]}/{match[2]}/{match[3]}")
        text = line.value[:500]
        if day is None or not text:
            continue
        read.lines.remove(line)
        notes.append(
            Note(
                id=NoteId(identifier_from("note", str(step), line.name, text)),
                level=NoteLevel.SHAREABLE,
                author_name=match[4] or "",
                written_at=dt.datetime.combine(day, dt.time(), dt.UTC),
                text=text,
            )
        )
    return tuple(notes)


def _short(identifier: UUID) -> str:
    return base64.b32encode(identifier.bytes).decode().rstrip("=")


def _references(text: str) -> tuple[ItemId | None, ParcoursId | None]:
    found: list[UUID] = []
    for part in text.split():
        try:
            found.append(UUID(bytes=base64.b32decode(part + "======")))
        except (ValueError, binascii.Error):
            return None, None
    return (ItemId(found[0]), ParcoursId(found[1])) if len(found) == 2 else (None, None)  # noqa: PLR2004
