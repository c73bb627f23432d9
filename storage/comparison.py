"""What was worked on since a backup was made, for whoever would restore it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from passeport.domain.backup import Backup, ChangedSince, RestorePreview
from passeport.domain.identifiers import AccountId
from passeport.services.journal_ports import JournalEntry, JournalOperation
from storage.journal import SqlJournal
from storage.tables import beneficiary, journal

_UNREADABLE = (DatabaseError, ValidationError, ValueError)
"""What the lines of a spoiled journal may answer: SQLite's refusal, or rows that no longer make an entry."""
_NOBODY = AccountId(UUID(int=0))


@dataclass(frozen=True)
class Since:
    """What the present vault holds that a backup does not, by the dossier's identifier."""

    changed: dict[str, ChangedSince] = field(default_factory=dict)
    removed: dict[str, ChangedSince] = field(default_factory=dict)
    is_journal_read: bool = True


def since(present: Connection | None, backup: Connection | None) -> Since:
    """Compare a vault, sound or not, with a backup of it that is sound."""
    if present is None or backup is None:
        return Since(is_journal_read=False)
    before, after = revisions(backup), revisions(present)
    lines, is_read = _lines_since(present, backup)
    told: defaultdict[str, list[JournalEntry]] = defaultdict(list)
    for line in lines:
        told[line.reference].append(line)
    changed = {key for key, revision in after.items() if before.get(key, 0) != revision}
    changed |= {key for key in told if key in before or key in after} & {
        line.reference for line in lines if line.operation not in _READS
    }
    gone = set(before) - set(after)  # an erased dossier has no name left in the journal
    names = (present, backup)
    return Since(
        changed={key: _about(key, told[key], names) for key in sorted(changed - gone)},
        removed={key: _about(key, told[key], names) for key in sorted(gone)},
        is_journal_read=is_read,
    )


def revisions(connection: Connection | None) -> dict[str, int]:
    """Return the revision of each dossier that can be listed."""
    if connection is None:
        return {}
    query = select(beneficiary.c.id, beneficiary.c.revision)
    found: dict[str, int] = {}
    try:
        for row in connection.execute(query):
            found[row.id] = row.revision
    except DatabaseError:
        return found
    return found


_READS = frozenset(
    {
        JournalOperation.DOSSIER_READ,
        JournalOperation.VAULT_OPENED,
        JournalOperation.VAULT_CREATED,
        JournalOperation.STATION_TRUSTED,
    }
)


def _lines_since(present: Connection, backup: Connection) -> tuple[list[JournalEntry], bool]:
    last = select(func.max(journal.c.number))
    try:
        count = (present.execute(last).scalar() or 0) - (backup.execute(last).scalar() or 0)
        return list(SqlJournal(present, _NOBODY).entries(max(0, count))), True
    except _UNREADABLE:
        return [], False


def _about(key: str, lines: list[JournalEntry], places: Iterable[Connection]) -> ChangedSince:
    last = max((line.at for line in lines), default=None)
    return ChangedSince(reference=key, name=_name(key, places), last_at=last, operations=len(lines))


def _name(key: str, places: Iterable[Connection]) -> str:
    query = select(beneficiary.c.given_names, beneficiary.c.family_name).where(beneficiary.c.id == key)
    for place in places:
        try:
            row = place.execute(query).first()
        except DatabaseError:
            continue
        if row is not None:
            return f"{row.given_names} {row.family_name}"
    return ""


def preview(backup: Backup, present: Connection | None, copy: Connection | None) -> RestorePreview:
    """Return what putting `copy` in the place of `present` would do."""
    found = since(present, copy)
    return RestorePreview(
        backup=backup,
        dossiers=len(revisions(copy)),
        present=None if present is None else len(revisions(present)),
        changed=tuple(found.changed.values()),
        removed=tuple(found.removed.values()),
        is_journal_read=found.is_journal_read,
    )
