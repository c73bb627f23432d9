"""The journal (R14): who did what, when, on which reference; each line sealed to the one before."""

import datetime as dt
import hashlib
from uuid import UUID

from sqlalchemy import Connection, insert, select

from passeport.domain.identifiers import AccountId
from passeport.services.ports import JournalEntry, JournalOperation
from storage.tables import journal


class SqlJournal:
    """Port `Journal`, inside one transaction."""

    def __init__(self, connection: Connection, account: AccountId) -> None:
        """Write in the name of `account`."""
        self._connection = connection
        self._account = account

    def record(self, operation: JournalOperation, reference: str) -> None:
        """Add a line, chained to the one before."""
        last = self._connection.execute(_LAST_SEAL).scalar()
        at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
        fields = (at, str(self._account), operation.value, reference)
        values = dict(zip(("at", "account", "operation", "reference"), fields, strict=True))
        self._connection.execute(insert(journal), [{**values, "chain": _sealed(last or "", fields)}])

    def entries(self, limit: int = 1000) -> tuple[JournalEntry, ...]:
        """Return the last `limit` lines, newest first."""
        rows = self._connection.execute(select(journal).order_by(journal.c.number.desc()).limit(limit))
        return tuple(
            JournalEntry(
                at=dt.datetime.fromisoformat(row.at),
                account=AccountId(UUID(row.account)),
                operation=JournalOperation(row.operation),
                reference=row.reference,
            )
            for row in rows
        )

    def is_whole(self) -> bool:
        """Whether no line was changed, removed or moved since it was written; the last ones can be cut unseen."""
        before = ""
        for row in self._connection.execute(select(journal).order_by(journal.c.number)):
            if row.chain != _sealed(before, (row.at, row.account, row.operation, row.reference)):
                return False
            before = row.chain
        return True


_LAST_SEAL = select(journal.c.chain).order_by(journal.c.number.desc()).limit(1)


def _sealed(before: str, fields: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join((before, *fields)).encode()).hexdigest()
