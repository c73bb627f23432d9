"""Lists that are filtered and sorted, names found two by two and as they sound, the words of notes, what is at hand."""

import json

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, text

from passeport.domain.identity import Identity
from passeport.domain.parcours import Step
from storage import search

revision = "0009"
down_revision = "0008"

NOTE_WORDS = (
    "CREATE VIRTUAL TABLE note_words USING fts5("
    "words, content='note', content_rowid='number', tokenize='unicode61', prefix='2 3')"
)


def upgrade() -> None:
    """Add the columns and tables, and fill them from what the vault holds."""
    for column in (
        Column("referent", Text, nullable=False, server_default=""),
        Column("quiet_since", Text, nullable=False, server_default=""),
        Column("due", Text, nullable=False, server_default="9999"),
        Column("returns_on", Text),
    ):
        op.add_column("beneficiary", column)
    op.create_table(
        "facet",
        Column("kind", Text, primary_key=True),
        Column("value", Text, primary_key=True),
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "note",
        Column("number", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), nullable=False),
        Column("step_id", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("words", Text, nullable=False),
    )
    op.execute(NOTE_WORDS)
    op.execute("INSERT INTO note_words(note_words, rank) VALUES('secure-delete', 1)")
    op.create_table(
        "bookmark",
        Column("account", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
        Column("place", Integer, nullable=False),
    )
    op.create_table(
        "saved_view",
        Column("id", Text, primary_key=True),
        Column("account", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("content", Text, nullable=False),
    )
    _fill()
    op.create_index("beneficiary_by_referent", "beneficiary", ["referent", "family_key", "given_key", "id"])
    op.create_index("beneficiary_by_contact", "beneficiary", ["quiet_since", "id"])
    op.create_index("beneficiary_by_due", "beneficiary", ["due", "id"])
    op.create_index("beneficiary_by_return", "beneficiary", ["returns_on"])
    op.create_index("facet_by_beneficiary", "facet", ["beneficiary_id"])
    op.create_index("note_by_beneficiary", "note", ["beneficiary_id"])
    op.create_index("bookmark_by_beneficiary", "bookmark", ["beneficiary_id"])
    op.create_index("saved_view_by_account", "saved_view", ["account"])


def _fill() -> None:
    run = op.get_bind().execute
    op.execute("DELETE FROM token")
    op.execute("DELETE FROM deletion")
    for key, content, contact in run(text("SELECT id, content, last_contact FROM beneficiary")).all():
        person = json.loads(content)
        search.index_new(op.get_bind(), key, Identity.model_validate(person["identity"]))
        quiet, referent = contact or person["opened_on"], person["referent"] or ""
        run(
            text("UPDATE beneficiary SET quiet_since = :quiet, referent = :referent, due = :due WHERE id = :key"),
            {"quiet": quiet, "referent": referent, "due": _due(key), "key": key},
        )
        _add_facets(key)
        _add_notes(key)


def _due(key: str) -> str:
    run = op.get_bind().execute
    days = list(
        run(text("SELECT day FROM step WHERE beneficiary_id = :key AND status = 'PREVUE'"), {"key": key}).scalars()
    )
    for content in run(text("SELECT content FROM parcours WHERE beneficiary_id = :key"), {"key": key}).scalars():
        days += [
            action["due_on"]
            for action in json.loads(content)["actions"]
            if action["due_on"] and action["status"] in ("EN_PROJET", "EN_COURS", "EN_ATTENTE")
        ]
    return min(days, default="9999")


def _add_facets(key: str) -> None:
    run, found = op.get_bind().execute, set()
    for content in run(text("SELECT content FROM parcours WHERE beneficiary_id = :key"), {"key": key}).scalars():
        found |= {("theme", theme) for theme in (json.loads(content)["theme"],) if theme}
    for content in run(text("SELECT content FROM step WHERE beneficiary_id = :key"), {"key": key}).scalars():
        step = json.loads(content)
        found |= {("theme", theme) for theme in step["themes"]}
        found |= {("network", one["issuer"]["network"]) for one in step["provenance"]["receptions"]}
        if step["referral"]:
            found.add(("network", step["referral"]["network"]))
    for kind, value in sorted(found):
        run(
            text("INSERT INTO facet(kind, value, beneficiary_id) VALUES (:kind, :value, :key)"),
            {"kind": kind, "value": value, "key": key},
        )


def _add_notes(key: str) -> None:
    from passeport.domain.normalise import words_of

    run = op.get_bind().execute
    for content in run(text("SELECT content FROM step WHERE beneficiary_id = :key"), {"key": key}).scalars():
        step = Step.model_validate_json(content)
        for note in step.notes:
            number = int(note.written_at.timestamp() * 1000)
            while run(text("SELECT 1 FROM note WHERE number = :number"), {"number": number}).first():
                number += 1
            values = {
                "number": number,
                "id": str(note.id),
                "key": key,
                "step": str(step.id),
                "author": str(note.author or "nobody") if note.level.value == "PRIVATE" else "",
                "words": " ".join(words_of(note.text)),
            }
            run(
                text(
                    "INSERT INTO note(number, id, beneficiary_id, step_id, author, words)"
                    " VALUES (:number, :id, :key, :step, :author, :words)"
                ),
                values,
            )
            run(
                text("INSERT INTO note_words(rowid, words) VALUES (:number, :words)"),
                {"number": number, "words": values["words"]},
            )
