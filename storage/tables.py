"""The tables of `dossiers.db`. Codes and columns that are searched or counted; the rest of a model as its JSON."""

from sqlalchemy import DDL, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, event, text

metadata = MetaData()


NOTE_WORDS = (
    "CREATE VIRTUAL TABLE note_words USING fts5("
    "words, content='note', content_rowid='number', tokenize='unicode61', prefix='2 3')"
)
"""The index of the words of notes; its own tables (`note_words_data`, …) are SQLite's business (FTS5)."""
NOTE_WORDS_ERASED_AT_ONCE = "INSERT INTO note_words(note_words, rank) VALUES('secure-delete', 1)"
"""What is erased leaves the index at once, and not at its next merge (R10; FTS5, 6.13)."""


def _owner() -> Column[str]:
    return Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), nullable=False)


beneficiary = Table(
    "beneficiary",
    metadata,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("changed", Integer, nullable=False),  # grows with each save: the most recently changed come first
    Column("family_key", Text, nullable=False),
    Column("given_key", Text, nullable=False),
    Column("given_names", Text, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("birth_name", Text, nullable=False),
    Column("birth_date", Text, nullable=False),
    Column("situation", Text),
    Column("commune", Text, nullable=False),
    Column("telephone", Text, nullable=False),
    Column("last_contact", Text),
    Column("has_received", Integer, nullable=False),
    Column("referent", Text, nullable=False, server_default=""),
    Column("quiet_since", Text, nullable=False, server_default=""),  # the last contact, else the day of the opening
    Column("due", Text, nullable=False, server_default="9999"),  # 9999 when nothing is: it sorts last
    Column("next_step", Text, nullable=False, server_default="9999"),  # first planned step; 9999 for none
    Column("returns_on", Text),  # the last day of a referent who stands in for another
    Column("content", Text, nullable=False),  # Beneficiary without its large files
    Index("beneficiary_by_name", "family_key", "given_key", "id"),
    Index("beneficiary_by_change", "changed", "id"),
    Index("beneficiary_by_birth", "birth_date", "id"),
    # what a list is filtered by stands in the indexes it is read from: a line that is not in the cache of pages must be
    # fetched and decrypted, 15 microseconds for each (benchmarks/bench_lists.py)
    Index("beneficiary_by_situation", "situation", "family_key", "given_key", "id", "referent", "due", "quiet_since"),
    Index("beneficiary_by_next_step", "next_step", "id"),
    Index("beneficiary_by_referent", "referent", "family_key", "given_key", "id", "situation", "due", "quiet_since"),
    Index("beneficiary_by_contact", "quiet_since", "id"),
    Index("beneficiary_by_due", "due", "id", "quiet_since"),
    Index("beneficiary_filters", "id", "situation", "referent", "due", "quiet_since"),
    Index("beneficiary_by_return", "returns_on"),
    Index(  # what a line shows: found people stand anywhere, and the page of a dossier holds two or three
        "beneficiary_lines",
        *("id", "given_names", "family_name", "birth_date", "situation", "commune", "telephone", "last_contact"),
        *("has_received", "referent", "due", "quiet_since", "changed", "next_step"),
    ),
)

facet = Table(  # what lists are filtered by that a person may have several of
    "facet",
    metadata,
    Column("kind", Text, primary_key=True),  # network, theme, tag
    Column("value", Text, primary_key=True),
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Index("facet_by_beneficiary", "beneficiary_id"),
    sqlite_with_rowid=False,
)

blob = Table(
    "blob",
    metadata,
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),  # photo, or the identifier of a document
    Column("data", LargeBinary, nullable=False),
)

parcours = Table(
    "parcours",
    metadata,
    Column("id", Text, primary_key=True),
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("opened_on", Text, nullable=False),
    Column("closed_on", Text),
    Column("content", Text, nullable=False),
    Index("parcours_by_beneficiary", "beneficiary_id"),
)

step = Table(
    "step",
    metadata,
    Column("id", Text, primary_key=True),
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Column("parcours_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("mode", Text),
    Column("minutes", Integer),
    Column("content", Text, nullable=False),
    Index("step_by_beneficiary", "beneficiary_id", "parcours_id", "position"),
    Index("step_planned", "beneficiary_id", "status", "day"),
    Index("step_by_day", "day"),
)

due = Table(  # what waits in each dossier (domain/agenda.py), written with it
    "due",
    metadata,
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("start", Text),
    Column("at", Text),
    Column("referent", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("hidden_until", Text),
    Index("due_by_day", "kind", "day", "hidden_until"),
    Index("due_by_referent", "referent", "kind", "day", "hidden_until"),
    sqlite_with_rowid=False,
)

ticket = Table(  # what binds an answer to a referral (domain/coupon.py), written with its step
    "ticket",
    metadata,
    Column("id", Text, primary_key=True),  # of the step
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("is_received", Integer, nullable=False),
    Index("ticket_by_number", "number"),
    Index("ticket_by_status", "is_received", "status"),
    Index("ticket_by_beneficiary", "beneficiary_id"),
)

record = Table(
    "record",
    metadata,
    _owner(),
    Column("kind", Text, nullable=False),  # a list of Dossier (storage/mappers.py), or archive
    Column("position", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Index("record_by_beneficiary", "beneficiary_id", "kind", "position"),
    Index("record_archived", "beneficiary_id", sqlite_where=text("kind = 'archive'")),
)

token = Table(
    "token",
    metadata,
    Column("token", Text, primary_key=True),
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Index("token_by_beneficiary", "beneficiary_id", "token"),
    sqlite_with_rowid=False,
)

deletion = Table(
    "deletion",
    metadata,
    Column("key", Text, primary_key=True),  # a name with one letter left out
    Column("word", Text, primary_key=True),
    sqlite_with_rowid=False,
)

namesake = Table(  # each form of a family name, with what tells its bearers apart (storage/alike.py)
    "namesake",
    metadata,
    Column("family", Text, primary_key=True),
    Column("birth_date", Text, primary_key=True),
    Column("given", Text, primary_key=True),
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Index("namesake_by_beneficiary", "beneficiary_id"),
    sqlite_with_rowid=False,
)

former = Table(  # identifiers of dossiers that were merged into another
    "former",
    metadata,
    Column("id", Text, primary_key=True),
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), nullable=False),
    Index("former_by_beneficiary", "beneficiary_id"),
)

original = Table(
    "original",
    metadata,
    _owner(),
    Column("digest", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("original_once", "beneficiary_id", "digest", unique=True),
)

alteration = Table(  # what a save changed, under the number of its line in the journal; no key to the dossier, which
    "alteration",  # may be merged into another in the same transaction (storage/alterations.py)
    metadata,
    Column("line", Integer, primary_key=True),
    Column("made_on", Text, primary_key=True),  # the dossier as it was named then
    Column("beneficiary_id", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("alteration_by_beneficiary", "beneficiary_id", "line"),
    Index("alteration_by_origin", "made_on"),
    sqlite_with_rowid=False,
)

draft = Table(  # what is being entered; `owner` is empty for what is about nobody
    "draft",
    metadata,
    Column("account", Text, primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE")),
    Column("saved_at", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("draft_by_beneficiary", "beneficiary_id"),
)

template = Table(
    "template",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, nullable=False),  # empty for everybody's
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
)

group_session = Table(  # a workshop as it is counted: no name
    "group_session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("content", Text, nullable=False),
)

note = Table(  # where the words of a note are found (storage/note_search.py)
    "note",
    metadata,
    Column("number", Integer, primary_key=True),  # milliseconds since 1970: the newest comes last
    Column("id", Text, nullable=False),
    _owner(),
    Column("step_id", Text, nullable=False),
    Column("author", Text, nullable=False),  # of a private note; empty when all may read it (R06)
    Column("words", Text, nullable=False),
    Index("note_by_beneficiary", "beneficiary_id"),
)
for _statement in (NOTE_WORDS, NOTE_WORDS_ERASED_AT_ONCE):
    event.listen(note, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]

bookmark = Table(
    "bookmark",
    metadata,
    Column("account", Text, primary_key=True),
    Column("kind", Text, primary_key=True),  # PINNED, RECENT
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, nullable=False),  # grows: the last one is on top
    Index("bookmark_by_beneficiary", "beneficiary_id"),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("saved_view_by_account", "account"),
)

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("reference", Text, nullable=False),  # a code of journal_reference
    Column("chain", Text, nullable=False),
    Index("journal_by_reference", "reference"),
    Index("journal_by_account", "account"),
    Index("journal_by_operation", "operation"),
    Index("journal_by_moment", "at"),
)

journal_reference = Table(
    "journal_reference",
    metadata,
    Column("code", Text, primary_key=True),  # the digest of the two others: what stays once they are erased (R10)
    Column("nonce", LargeBinary, nullable=False),
    Column("reference", Text, nullable=False, unique=True),
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

minutes = Table(
    "minutes",
    metadata,
    Column("number", Text, primary_key=True),
    Column("content", Text, nullable=False),  # of an erasure: nothing of the person
)

anonymous_dossier = Table(
    "anonymous_dossier",
    metadata,
    Column("number", Integer, primary_key=True),  # random: its place tells neither who nor when
    Column("content", Text, nullable=False),
)

station = Table(
    "station",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name_key", Text, nullable=False),  # a name that shows up under another key is told apart
    Column("content", Text, nullable=False),
    Index("station_by_name", "name_key"),
)

point_accueil = Table(  # the directory: places, nothing of anybody
    "point_accueil",
    metadata,
    Column("id", Text, primary_key=True),  # its source, and what the source calls it
    Column("source", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("departement", Text, nullable=False),
    Column("words", Text, nullable=False),  # what it is searched by: name, commune, address, without accents
    Column("content", Text, nullable=False),  # PointAccueil as its source says it
    Column("corrected", Text),  # PointAccueil as somebody here says it; it stands before what the source says
    Index("point_accueil_by_source", "source"),
    Index("point_accueil_by_network", "network", "departement"),
)

skill_term = Table(  # a reference of skills that an administrator loaded (ROME, ESCO): nothing of anybody
    "skill_term",
    metadata,
    Column("source", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("label", Text, nullable=False),
    sqlite_with_rowid=False,
)

skill_word = Table(
    "skill_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    sqlite_with_rowid=False,
)

secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

subject = Table(  # what stands for a person in the statistics; the one place that knows both
    "subject",
    metadata,
    Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("key", Integer, nullable=False),
)

statistics_note = Table(  # what is to be told to statistics.db; committed with the change itself
    "statistics_note",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("beneficiary_id", Text),  # none once the dossier is gone: its facts go too
    sqlite_autoincrement=True,
)

commit_count = Table(
    "commit_count",
    metadata,
    Column("number", Integer, nullable=False),  # one row: the commits so far (storage/mark.py)
)
