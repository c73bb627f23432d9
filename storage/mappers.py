"""Rows to domain and back. Large files stand apart, so that a list never reads a photograph."""

import base64
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from sqlalchemy import RowMapping

from passeport.domain.agenda import waiting
from passeport.domain.beneficiary import Beneficiary, Dossier, DossierSummary
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.listing import due_day, last_contact, networks_met, themes_worked_on
from passeport.domain.normalise import joined
from passeport.domain.parcours import Parcours, StepStatus
from passeport.domain.provenance import Provenance
from passeport.language.telephones import telephone

ARCHIVE = "archive"
"""Kind of the record that says why a dossier is archived."""
NOTHING_DUE = "9999"
"""In the place of a day: it sorts after all of them."""
RECORDS = {
    "agreement": "agreements",
    "transmission": "transmissions",
    "request": "requests",
    "kept_file": "kept_files",
    "received_file": "received_files",
    "goal": "goals",
    "reminder": "reminders",
}
"""Kind of record → the list of `Dossier` that it keeps, in its order."""

_FILES: Any = {"profile": {"photo": {"data"}, "documents": {"__all__": {"data"}}}}
"""What of a beneficiary stands apart."""


class StepRow(NamedTuple):
    """A step as a row."""

    id: str
    parcours_id: str
    position: int
    type: str
    day: str
    status: str
    mode: str | None
    minutes: int | None
    content: str


class TicketRow(NamedTuple):
    """What binds an answer to a referral, as a row under the identifier of its step."""

    id: str
    number: str
    status: str
    is_received: int


class ParcoursRow(NamedTuple):
    """A parcours as a row, without its steps."""

    id: str
    position: int
    opened_on: str
    closed_on: str | None
    content: str


def beneficiary_row(dossier: Dossier, known: Dossier | None = None) -> dict[str, Any]:
    """Return the columns of a beneficiary, but the revision and the order of change.

    What is as in `known` is left out: a column that is written again costs its indexes, be it the same.
    """
    columns = _row_of_parcours(dossier)
    if known is None:
        return {**_row_of_person(dossier.beneficiary), **columns}
    was = _row_of_parcours(known)
    changed = {name: value for name, value in columns.items() if value != was[name]}
    return changed if dossier.beneficiary == known.beneficiary else {**_row_of_person(dossier.beneficiary), **changed}


def _row_of_person(person: Beneficiary) -> dict[str, Any]:
    identity = person.identity
    return {
        "id": str(person.id),
        "family_key": joined(identity.family_name),
        "given_key": joined(identity.given_names),
        "given_names": identity.given_names,
        "family_name": identity.family_name,
        "birth_name": identity.birth_name,
        "birth_date": str(identity.birth_date or ""),
        "situation": person.situation.code,
        "commune": person.situation.commune,
        "telephone": telephone(identity.telephones[0]) if identity.telephones else "",
        "referent": str(person.referent or ""),
        "returns_on": person.stand_in.until.isoformat() if person.stand_in else None,
        "content": person.model_dump_json(exclude=_FILES),
    }


def _row_of_parcours(dossier: Dossier) -> dict[str, Any]:
    contact = last_contact(dossier)
    return {
        "last_contact": contact.isoformat() if contact is not None else None,
        "has_received": int(any(p.is_received for p in _provenances(dossier))),
        "quiet_since": (contact or dossier.beneficiary.opened_on).isoformat(),
        "due": due.isoformat() if (due := due_day(dossier)) else NOTHING_DUE,
        "next_step": _next_step(dossier),
    }


def facets_of(dossier: Dossier) -> set[tuple[str, str]]:
    """Return what lists are filtered by that a person may have several of: kind and value."""
    return {
        *(("network", code) for code in networks_met(dossier)),
        *(("theme", code) for code in themes_worked_on(dossier)),
        *(("tag", joined(tag)) for tag in dossier.beneficiary.tags),
    }


def blobs_of(person: Beneficiary) -> dict[str, bytes]:
    """Return the large files of a profile by the name they are kept under."""
    files = {str(document.id): document.data for document in person.profile.documents}
    if person.profile.photo is not None:
        files["photo"] = person.profile.photo.data
    return files


def parcours_rows(dossier: Dossier) -> dict[str, ParcoursRow]:
    """Return the parcours of a dossier by identifier."""
    return {
        str(p.id): ParcoursRow(
            str(p.id),
            position,
            p.opened_on.isoformat(),
            p.closed_on.isoformat() if p.closed_on else None,
            p.model_dump_json(exclude={"steps"}),
        )
        for position, p in enumerate(dossier.parcours)
    }


def step_rows(dossier: Dossier, but: AbstractSet[str] = frozenset()) -> dict[str, StepRow]:
    """Return the steps of a dossier by identifier, leaving some out."""
    return {
        str(s.id): StepRow(
            str(s.id),
            str(p.id),
            position,
            s.type,
            s.day.isoformat(),
            s.status.value,
            s.mode,
            s.minutes,
            s.model_dump_json(),
        )
        for p in dossier.parcours
        for position, s in enumerate(p.steps)
        if str(s.id) not in but
    }


def same_steps(dossier: Dossier, known: Dossier) -> set[str]:
    """Return the identifiers of the steps that are in both, in the same place and unchanged."""
    places = {step.id: (home.id, place, step) for home in known.parcours for place, step in enumerate(home.steps)}
    return {
        str(step.id)
        for home in dossier.parcours
        for place, step in enumerate(home.steps)
        if places.get(step.id) == (home.id, place, step)
    }


def ticket_rows(dossier: Dossier) -> dict[str, TicketRow]:
    """Return the tickets of a dossier by the identifier of their step."""
    return {
        str(s.id): TicketRow(
            str(s.id), s.referral.ticket.number, s.referral.status.value, int(s.provenance.is_received)
        )
        for p in dossier.parcours
        for s in p.steps
        if s.referral is not None and s.referral.ticket is not None
    }


def due_rows(dossier: Dossier) -> list[dict[str, Any]]:
    """Return what waits in a dossier, in the order of its kinds and identifiers."""
    referent = str(dossier.beneficiary.referent or "")
    rows = [
        {
            "kind": line.kind.value,
            "item": line.item,
            "day": line.day.isoformat(),
            "start": line.start.isoformat() if line.start is not None else None,
            "at": f"{line.at:%H:%M}" if line.at is not None else None,
            "referent": referent,
            "words": line.words,
            "hidden_until": line.hidden_until.isoformat() if line.hidden_until is not None else None,
        }
        for line in waiting(dossier)
    ]
    return sorted(rows, key=lambda row: (row["kind"], row["item"]))


def records_of(dossier: Dossier) -> dict[str, list[str]]:
    """Return what hangs on a dossier in short lines, by kind of record; every kind is there, empty or not."""
    lists = {kind: [line.model_dump_json() for line in getattr(dossier, field)] for kind, field in RECORDS.items()}
    return {**lists, ARCHIVE: [dossier.archive.model_dump_json()] if dossier.archive is not None else []}


def summary_from(row: RowMapping) -> DossierSummary:
    """Return one line of a list."""
    return DossierSummary(
        id=BeneficiaryId(row["id"]),
        given_names=row["given_names"],
        family_name=row["family_name"],
        birth_date=row["birth_date"],
        situation=row["situation"],
        commune=row["commune"],
        telephone=row["telephone"],
        last_contact=row["last_contact"],
        next_step=row["next_step"] if row["next_step"] != NOTHING_DUE else None,
        has_received=bool(row["has_received"]),
        referent=row["referent"] or None,
        due=row["due"] if row["due"] != NOTHING_DUE else None,
        quiet_since=row["quiet_since"] or None,
        changed=row["changed"],
    )


def _next_step(dossier: Dossier) -> str:
    days = [step.day for home in dossier.parcours for step in home.steps if step.status is StepStatus.PREVUE]
    return min(days).isoformat() if days else NOTHING_DUE


def with_files(person: dict[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return a beneficiary as its row has it, with the photograph and the documents put back."""
    profile = person["profile"]
    if profile["photo"] is not None:
        profile["photo"]["data"] = base64.b64encode(files["photo"]).decode()
    for document in profile["documents"]:
        document["data"] = base64.b64encode(files[document["id"]]).decode()
    return person


def _provenances(dossier: Dossier) -> list[Provenance]:
    parcours: tuple[Parcours, ...] = dossier.parcours
    profile = dossier.beneficiary.profile
    items = [
        item
        for name in type(profile).model_fields
        if isinstance(values := getattr(profile, name), tuple)
        for item in values
    ]
    return [item.provenance for item in (*items, *parcours, *(s for p in parcours for s in p.steps))]
