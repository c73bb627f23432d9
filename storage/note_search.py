"""Finding the words of notes (FTS5), newest first; a private note is for its author alone (R06)."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import AccountId
from passeport.domain.normalise import words_of
from passeport.domain.parcours import Note, NoteLevel
from storage.search import EVERYBODY, Among
from storage.tables import note

_ADD = "INSERT INTO note_words(rowid, words) VALUES(:number, :words)"
_REMOVE = "INSERT INTO note_words(note_words, rowid, words) VALUES('delete', :number, :words)"
_FIND = (
    "SELECT note.beneficiary_id, note.id, note.step_id FROM note_words JOIN note ON note.number = note_words.rowid"
    " WHERE note_words MATCH :words AND note.author IN ('', :account)"
)
_NEWEST = " ORDER BY note_words.rowid DESC LIMIT :limit"
_MOST_WORDS = 12


class Place(NamedTuple):
    """Where a note is."""

    beneficiary_id: str
    id: str
    step_id: str


class Row(NamedTuple):
    """What one note is found by."""

    id: str
    step_id: str
    author: str
    words: str


def notes_of(dossier: Dossier) -> dict[str, tuple[Note, ...]]:
    """Return the notes of each step that has some, by its identifier."""
    return {str(step.id): step.notes for home in dossier.parcours for step in home.steps if step.notes}


def index(connection: Connection, key: str, notes: Mapping[str, tuple[Note, ...]]) -> None:
    """Make the notes of a dossier findable as they are now, and no more as they were."""
    wanted = {_row(step_id, one): one.written_at for step_id, some in notes.items() for one in some}
    query = select(note.c.number, note.c.id, note.c.step_id, note.c.author, note.c.words)
    known = {Row(*row[1:]): row[0] for row in connection.execute(query.where(note.c.beneficiary_id == key))}
    for row, number in known.items():
        if row not in wanted:
            _remove(connection, number, row.words)
    for row, written_at in wanted.items():
        if row not in known:
            _add(connection, key, row, written_at)


def forget(connection: Connection, key: str) -> None:
    """Remove every trace of the notes of a person (R10)."""
    query = select(note.c.number, note.c.words).where(note.c.beneficiary_id == key)
    for row in connection.execute(query).all():
        _remove(connection, row.number, row.words)


def matching(
    connection: Connection, text: str, account: AccountId, limit: int, among: Among = EVERYBODY
) -> list[Place]:
    """Return where the notes are, on those of a list, that hold every word of `text`, the last one by its beginning."""
    words = words_of(text)[:_MOST_WORDS]
    if not words:
        return []
    wanted = " ".join(f'"{word}"' for word in words) + "*"
    bounds: dict[str, object] = {"words": wanted, "account": str(account), "limit": limit}
    asked = f"{_FIND} AND {among.words}{_NEWEST}" if among.words else f"{_FIND}{_NEWEST}"
    return [Place(*row) for row in connection.exec_driver_sql(asked, {**bounds, **among.bounds})]


def _add(connection: Connection, key: str, row: Row, written_at: dt.datetime) -> None:
    number = int(written_at.timestamp() * 1000)
    while connection.execute(select(note.c.id).where(note.c.number == number)).first() is not None:
        number += 1
    values = {**row._asdict(), "number": number, "beneficiary_id": key}
    connection.execute(insert(note), [values])
    connection.exec_driver_sql(_ADD, {"number": number, "words": row.words})


def _remove(connection: Connection, number: int, words: str) -> None:
    connection.exec_driver_sql(_REMOVE, {"number": number, "words": words})
    connection.execute(delete(note).where(note.c.number == number))


def _row(step_id: str, one: Note) -> Row:
    author = str(one.author or "nobody") if one.level is NoteLevel.PRIVATE else ""
    return Row(str(one.id), step_id, author, " ".join(words_of(one.text)))
