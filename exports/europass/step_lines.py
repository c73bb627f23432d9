"""The lines of a step's description, and what their words stand for."""

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from exports.europass.step_words import CONTINUED, Word
from passeport.domain.normalise import joined
from passeport.domain.vocabulary import vocabulary

Value = TypeVar("Value")

_LINE = re.compile(r"^([^:]{2,80}?)[\s\u00a0\u202f]*:[\s\u00a0\u202f]*(.+)$")
_NOTE = re.compile(r"^Note du (\d{2}/\d{2}/\d{4})(?: à (\d\S*))?[\s\u00a0\u202f]*:[\s\u00a0\u202f]*(.+)$")
_KNOWN = {joined(word): word for word in Word}


@dataclass
class FoundNote:
    """A note as its lines tell it."""

    written_at: dt.datetime
    lines: list[str]
    author: str = ""


class Lines:
    """The lines of a description; those that were understood are taken out one by one."""

    def __init__(self, text: str) -> None:
        self._left = [line.removeprefix("• ") for line in text.splitlines()]

    def take(self, word: Word, read: Callable[[str], Value | None]) -> Value | None:
        """Return and remove what the line of `word` says; leave it when `read` makes nothing of it."""
        for line in self._left:
            said = _said(line, word)
            if said is not None:
                value = read(said)
                if value is not None:
                    self._left.remove(line)
                return value
        return None

    def text(self, word: Word) -> str:
        """Return and remove the words of a line."""
        return self.take(word, str) or ""

    def notes(self) -> list[FoundNote]:
        """Return and remove the notes, each with the lines that go on and its author."""
        found: list[FoundNote] = []
        left: list[str] = []
        open_note: FoundNote | None = None
        for line in self._left:
            match = _NOTE.match(line)
            written_at = _moment(match[1], match[2]) if match else None
            if match and written_at:
                open_note = FoundNote(written_at, [match[3]])
                found.append(open_note)
            elif open_note is not None and line.startswith(CONTINUED):
                open_note.lines.append(line.removeprefix(CONTINUED).strip())
            elif open_note is not None and (author := _said(line, Word.NOTE_AUTHOR)) is not None:
                open_note.author, open_note = author, None
            else:
                open_note = None
                left.append(line)
        self._left = left
        return found

    def rest(self) -> str:
        """Return what nothing was made of."""
        return " ".join(self._left)


def _said(line: str, word: Word) -> str | None:
    match = _LINE.match(line)
    return match[2] if match is not None and _KNOWN.get(joined(match[1])) is word else None


# What the words stand for -----------------------------------------------------------------------------------------


def code_of(name: str) -> Callable[[str], str | None]:
    """Return a reader of one label of the vocabulary `name`."""
    return lambda text: _code(name, text)


def codes_of(name: str) -> Callable[[str], tuple[str, ...] | None]:
    """Return a reader of labels of the vocabulary `name`, with `;` between them."""

    def read(text: str) -> tuple[str, ...] | None:
        found = [_code(name, part) for part in text.split(";") if part.strip()]
        known = tuple(code for code in found if code is not None)
        return known if len(known) == len(found) else None

    return read


def _code(name: str, text: str) -> str | None:
    key = joined(text)
    return next((t.code for t in vocabulary(name).terms if key in {joined(x) for x in t.labels.values()}), None)


def minutes_in(text: str) -> int | None:
    """Read `45 minutes`."""
    match = re.fullmatch(r"(\d{1,5})(?:[\s\u00a0\u202f]*(?:min|minutes?)\.?)?", text)
    return int(match[1]) or None if match else None


def time_in(text: str) -> dt.time | None:
    """Read `9 h 30`, `9h30`, `09:30`, or an ISO 8601 time with its offset."""
    match = re.fullmatch(r"([01]?\d|2[0-3])\s?[:h]\s?([0-5]\d)", text)
    try:
        return dt.time(int(match[1]), int(match[2])) if match else dt.time.fromisoformat(text)
    except ValueError:
        return None


def date_in(text: str) -> dt.date | None:
    """Read `12/10/2026`."""
    try:
        return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def _moment(day: str, time: str | None) -> dt.datetime | None:
    """Return when a note was written: the first minute of its day, in universal time, where nothing else is said."""
    date, minute = date_in(day), time_in(time) if time else dt.time(tzinfo=dt.UTC)
    return dt.datetime.combine(date, minute) if date and minute else None


def references_in(text: str) -> tuple[UUID, ...] | None:
    """Return the identifiers of a reference: a parcours', or those of an item and its parcours."""
    try:
        return tuple(UUID(bytes=base64.b32decode(part + "======")) for part in text.split())
    except (ValueError, binascii.Error):
        return None


def station_in(text: str) -> tuple[str, str]:
    """Read the name and the network of `Mission locale d’Essai (Mission locale)`; the network is `AUTRE` if unknown."""
    match = re.fullmatch(r"(.+) \((.+)\)", text)
    code = _code("networks", match[2]) if match else None
    return (match[1], code) if match and code else (text, "AUTRE")
