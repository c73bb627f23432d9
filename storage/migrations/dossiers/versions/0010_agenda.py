"""What waits in each dossier, the steps by day, and a reference of skills."""

import datetime as dt

from alembic import op
from sqlalchemy import Column, ForeignKey, Text, text

from passeport.domain.retention import months_after

revision = "0010"
down_revision = "0009"

_HERE = (
    "COALESCE(json_array_length({0}, '$.provenance.receptions'), 0) = 0"
    " AND COALESCE(json_extract({0}, '$.provenance.source'), '') = ''"
)
_SEEN = "NOT EXISTS (SELECT 1 FROM record WHERE record.beneficiary_id = b.id AND record.kind = 'archive')"
_REFERENT = "COALESCE(json_extract(b.content, '$.referent'), '')"


def upgrade() -> None:
    """Add the tables, and fill them from what the vault holds."""
    op.create_table(
        "due",
        Column("beneficiary_id", Text, ForeignKey("beneficiary.id", ondelete="CASCADE"), primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("item", Text, primary_key=True),
        Column("day", Text, nullable=False),
        Column("start", Text),
        Column("at", Text),
        Column("referent", Text, nullable=False),
        Column("words", Text, nullable=False),
        Column("hidden_until", Text),
        sqlite_with_rowid=False,
    )
    op.create_index("due_by_day", "due", ["kind", "day", "hidden_until"])
    op.create_index("due_by_referent", "due", ["referent", "kind", "day", "hidden_until"])
    op.create_index("step_by_day", "step", ["day"])
    op.create_table(
        "skill_term",
        Column("source", Text, primary_key=True),
        Column("code", Text, primary_key=True),
        Column("label", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "skill_word",
        Column("word", Text, primary_key=True),
        Column("source", Text, primary_key=True),
        Column("code", Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    _fill()


def _fill() -> None:
    run = op.get_bind().exec_driver_sql
    run(
        "INSERT INTO due SELECT b.id, 'RETENTION', b.id,"  # noqa: S608 - nothing of it comes from outside
        f" COALESCE(b.last_contact, json_extract(b.content, '$.opened_on')), NULL, NULL, {_REFERENT}, '', NULL"
        f" FROM beneficiary b WHERE {_SEEN}"
    )
    run(
        "INSERT INTO due SELECT b.id, 'STEP', s.id,"
        " COALESCE(json_extract(s.content, '$.until'), s.day), s.day, substr(json_extract(s.content, '$.at'), 1, 5),"
        f" {_REFERENT}, s.type, NULL FROM step s JOIN beneficiary b ON b.id = s.beneficiary_id"
        f" WHERE s.status IN ('PREVUE', 'A_PRECISER') AND {_HERE.format('s.content')} AND {_SEEN}"
    )
    opened = "p.closed_on IS NULL"
    for kind, statuses, day, followed in (
        ("PREPARED", "'PREPAREE'", "NULL", opened),
        ("REFERRAL", "'TRANSMISE', 'RECUE'", "json_extract(s.content, '$.referral.sent_on')", opened),
        ("RETURN", "'ACCEPTEE', 'DECLINEE'", "json_extract(s.content, '$.referral.answered_on')", "1"),
    ):
        run(
            f"INSERT INTO due SELECT b.id, '{kind}', s.id, COALESCE({day}, s.day), NULL, NULL, {_REFERENT},"
            " json_extract(s.content, '$.referral.status') || ' ' || json_extract(s.content, '$.referral.point_accueil'),"
            " NULL FROM step s JOIN beneficiary b ON b.id = s.beneficiary_id"
            " JOIN parcours p ON p.id = s.parcours_id AND p.beneficiary_id = b.id"
            " WHERE s.status NOT IN ('ABSENCE_EXCUSEE', 'ABSENCE_NON_EXCUSEE', 'ANNULEE_SERVICE')"
            f" AND {followed} AND s.type = 'ORIENTATION' AND json_extract(s.content, '$.referral.status') IN ({statuses})"
            f" AND {_HERE.format('s.content')} AND {_SEEN}"
        )
    run(
        "INSERT OR IGNORE INTO due SELECT b.id,"
        " CASE WHEN json_extract(a.value, '$.due_on') IS NULL THEN 'UNDATED' ELSE 'ACTION' END,"
        " json_extract(a.value, '$.id'), COALESCE(json_extract(a.value, '$.due_on'), '9999-12-31'), NULL, NULL,"
        f" {_REFERENT}, json_extract(a.value, '$.title'), NULL"
        " FROM parcours p JOIN beneficiary b ON b.id = p.beneficiary_id, json_each(p.content, '$.actions') a"
        " WHERE p.closed_on IS NULL AND json_extract(a.value, '$.status') IN ('EN_PROJET', 'EN_COURS', 'EN_ATTENTE')"
        f" AND {_SEEN}"
    )
    _fill_requests()


def _fill_requests() -> None:
    connection = op.get_bind()
    asked = connection.exec_driver_sql(
        f"SELECT b.id, {_REFERENT} AS referent, json_extract(r.content, '$.id') AS item,"
        " json_extract(r.content, '$.kind') AS words, json_extract(r.content, '$.received_on') AS received"
        " FROM record r JOIN beneficiary b ON b.id = r.beneficiary_id"
        " WHERE r.kind = 'request' AND json_extract(r.content, '$.answered_on') IS NULL"
        f" AND json_extract(r.content, '$.kind') <> 'LIMITATION' AND {_SEEN}"
    ).all()
    for row in asked:
        connection.execute(
            text("INSERT INTO due VALUES (:who, 'REQUEST', :item, :day, NULL, NULL, :referent, :words, NULL)"),
            {
                "who": row.id,
                "item": row.item,
                "day": months_after(dt.date.fromisoformat(row.received), 1).isoformat(),
                "referent": row.referent,
                "words": row.words,
            },
        )
