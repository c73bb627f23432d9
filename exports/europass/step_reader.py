"""Steps taken back from the words of `step_words`, or from another tool's: a line that says nothing known is kept."""

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from exports.europass.step_words import SECTION, SEPARATOR, Word
from passeport.domain.fingerprint import identifier_from
from passeport.domain.identifiers import ItemId, NoteId, ParcoursId
from passeport.domain.normalise import joined
from passeport.domain.parcours import Note, NoteLevel, Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.profile import CustomEntry
from passeport.domain.provenance import Provenance, Station
from passeport.domain.rich_text import to_plain
from passeport.domain.text import NOTE_LIMIT
from passeport.domain.vocabulary import vocabulary

Value = TypeVar("Value")

_LINE = re.compile(r"^([^:]{2,80}?)[\s\u00a0\u202f]*:[\s\u00a0\u202f]*(.+)$")
_NOTE = re.compile(r"^Note du (\d{2}/\d{2}/\d{4})(?:, ([^:]+?))?[\s\u00a0\u202f]*:[\s\u00a0\u202f]*(.+)$")
_KNOWN = {joined(word): word for word in Word}
_LONGEST_OUTCOME = 2_000
_WHOLE_TEXT = f"{SECTION} (texte complet)"


class _Lines:
    """The lines of a description; those that were understood are taken out one by one."""

    def __init__(self, text: str) -> None:
        self._left = [line.lstrip("• ") for line in text.splitlines()]

    def take(self, word: Word, read: Callable[[str], Value | None]) -> Value | None:
        """Return and remove what the line of `word` says; leave it when `read` makes nothing of it."""
        for line in self._left:
            match = _LINE.match(line)
            if match is not None and _KNOWN.get(joined(match[1])) is word:
                value = read(match[2])
                if value is not None:
                    self._left.remove(line)
                return value
        return None

    def text(self, word: Word) -> str:
        """Return and remove the words of a line."""
        return self.take(word, str) or ""

    def notes(self) -> list[re.Match[str]]:
        """Return and remove the notes."""
        found = [(line, match) for line in self._left if (match := _NOTE.match(line)) and _date(match[1])]
        for line, _ in found:
            self._left.remove(line)
        return [match for _, match in found]

    def rest(self) -> str:
        """Return what nothing was made of."""
        return " ".join(self._left)


@dataclass(frozen=True)
class _Found:
    """A step, with the parcours that it says it belongs to."""

    parcours: ParcoursId
    need: str
    step: Step
    is_whole: bool
    """Whether the step holds every word of its entry."""


def is_orientation(section: str) -> bool:
    """Whether a custom section is the one that carries steps, in any of its languages."""
    return joined(section) in {joined(text) for text in vocabulary("custom_sections")["ORIENTATION"].labels.values()}


def parcours_from(entries: list[CustomEntry]) -> tuple[tuple[Parcours, ...], tuple[CustomEntry, ...]]:
    """Return the parcours that the entries tell, and the entries that are no step (no day, or a step told already).

    An entry whose words are too many for a step is in both.
    """
    steps: dict[ParcoursId, list[_Found]] = {}
    seen: set[ItemId] = set()
    others = []
    for entry in entries:
        found = _step_from(entry)
        if found is None or found.step.id in seen:
            others.append(entry)
            continue
        seen.add(found.step.id)
        steps.setdefault(found.parcours, []).append(found)
        if not found.is_whole:
            others.append(entry.evolve(section=_WHOLE_TEXT, kind="OTHER"))
    parcours = tuple(
        Parcours(
            id=identifier,
            need=found[0].need,
            opened_on=min(one.step.day for one in found),
            steps=tuple(one.step for one in found),
        )
        for identifier, found in steps.items()
    )
    return parcours, tuple(others)


def _step_from(entry: CustomEntry) -> _Found | None:
    """Return the step of an entry, or None when it has no day, or breaks a rule of a step."""
    day = entry.period.start.full if entry.period.start else None
    if day is None:
        return None
    lines = _Lines(to_plain(entry.description))
    step_id, parcours_id = lines.take(Word.REFERENCE, _references) or (None, None)
    identifier = step_id or ItemId(identifier_from("step", entry.title, str(entry.period.start), entry.description))
    need = lines.text(Word.NEED) or SECTION
    kind, title = _type_and_title(entry.title)
    end = entry.period.end
    try:
        values = {
            "id": identifier,
            "type": kind,
            "title": title,
            "day": day,
            "until": end.full if end else None,
            "place": entry.location,
            "status": lines.take(Word.STATUS, _code_of("step_statuses")) or StepStatus.HONOREE.value,
            "mode": lines.take(Word.MODE, _code_of("modes")),
            "at": lines.take(Word.TIME, _time),
            "minutes": lines.take(Word.MINUTES, _minutes),
            "themes": lines.take(Word.THEMES, _codes_of("themes")) or (),
            "objectives": lines.take(Word.OBJECTIVES, _codes_of("objectives")) or (),
            "immersion_objective": lines.take(Word.IMMERSION, _code_of("immersion_objectives")),
            "referral": _referral(lines) if kind == "ORIENTATION" else None,
            "provenance": _provenance(lines, entry.provenance),
            "notes": _notes(lines, identifier),
        }
        until = f"jusqu’au {end}" if end and not end.full else ""
        said = " ".join(part for part in (lines.text(Word.OUTCOME), lines.rest(), until, entry.link) if part)
        step = Step.model_validate({**values, "outcome": said[:_LONGEST_OUTCOME]})
        whole = len(said) <= _LONGEST_OUTCOME
        parcours = Parcours(
            id=parcours_id or ParcoursId(identifier_from("parcours", joined(need))), need=need, opened_on=day
        )
    except ValidationError:
        return None
    return _Found(parcours.id, parcours.need, step, whole)


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


# Values of lines ------------------------------------------------------------------------------------------------


def _code(name: str, text: str) -> str | None:
    key = joined(text)
    return next((t.code for t in vocabulary(name).terms if key in {joined(x) for x in t.labels.values()}), None)


def _code_of(name: str) -> Callable[[str], str | None]:
    return lambda text: _code(name, text)


def _codes_of(name: str) -> Callable[[str], tuple[str, ...] | None]:
    def read(text: str) -> tuple[str, ...] | None:
        found = [_code(name, part) for part in text.split(";") if part.strip()]
        known = tuple(code for code in found if code is not None)
        return known if len(known) == len(found) else None

    return read


def _minutes(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,5})(?:[\s\u00a0\u202f]*(?:min|minutes?)\.?)?", text)
    return int(match[1]) or None if match else None


def _time(text: str) -> dt.time | None:
    match = re.fullmatch(r"([01]?\d|2[0-3])\s?[:h]\s?([0-5]\d)", text)
    return dt.time(int(match[1]), int(match[2])) if match else None


def _date(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def _references(text: str) -> tuple[ItemId, ParcoursId] | None:
    try:
        step, parcours = (UUID(bytes=base64.b32decode(part + "======")) for part in text.split())
    except (ValueError, binascii.Error):
        return None
    return ItemId(step), ParcoursId(parcours)


def _named_network(text: str) -> tuple[str, str]:
    """Read `Mission locale d’Essai (Mission locale)`."""
    match = re.fullmatch(r"(.+) \((.+)\)", text)
    code = _code("networks", match[2]) if match else None
    return (match[1], code) if match and code else (text, "AUTRE")


def _referral(lines: _Lines) -> Referral | None:
    to = lines.text(Word.REFERRED_TO)
    if not to:
        return None
    name, network = _named_network(to)
    status = lines.take(Word.REFERRAL_STATUS, _code_of("referral_statuses")) or ReferralStatus.PREPAREE.value
    declined = None
    if status == ReferralStatus.DECLINEE.value:
        declined = lines.take(Word.DECLINED, _code_of("decline_reasons")) or "AUTRE"
    return Referral(
        point_accueil=name,
        network=network,
        reason=lines.text(Word.REFERRAL_REASON),
        status=ReferralStatus(status),
        decline_reason=declined,
        sent_on=lines.take(Word.SENT_ON, _date),
        answered_on=lines.take(Word.ANSWERED_ON, _date),
        first_meeting_on=lines.take(Word.FIRST_MEETING_ON, _date),
    )


def _provenance(lines: _Lines, known: Provenance) -> Provenance:
    by = lines.text(Word.RECORDED_BY)
    if not by:
        return known
    name, network = _named_network(by)
    return known.evolve(station=Station(name=name, network=network, contact=lines.text(Word.CONTACT)))


def _notes(lines: _Lines, step: ItemId) -> tuple[Note, ...]:
    notes = []
    for match in lines.notes():
        day, text = _date(match[1]) or dt.date.min, match[3]
        parts = [text[start : start + NOTE_LIMIT] for start in range(0, len(text), NOTE_LIMIT)]
        notes += [
            Note(
                id=NoteId(identifier_from("note", str(step), match[1], match[2] or "", part)),
                level=NoteLevel.SHAREABLE,
                author_name=match[2] or "",
                written_at=dt.datetime.combine(day, dt.time(), dt.UTC),
                text=part,
            )
            for part in parts
        ]
    return tuple(notes)
