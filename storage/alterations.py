"""The history of the dossiers: what each save changed, beside the line of the journal that says who and when.

It is written when the transaction is kept, in the same one: the journal's line of that dossier is known then. It goes
with the line after twelve months (R14), and with the dossier when that is erased (R10).
"""

from collections import defaultdict
from collections.abc import Iterable

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from passeport.domain.alteration import Alteration, altered
from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.journal_ports import JournalOperation
from storage.tables import alteration, former

_CONTENT = TypeAdapter(tuple[Alteration, ...])


class Alterations:
    """What the dossiers of one transaction become, until it is kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._forget()

    def _forget(self) -> None:
        self._made: dict[str, list[Alteration]] = defaultdict(list)
        self._added: list[str] = []
        self._removed: list[str] = []
        self._lines: dict[str, int] = {}
        self._last_line = 0
        self._purged = 0

    def saved(self, before: Dossier, after: Dossier) -> None:
        """Be told that a dossier was replaced."""
        self._made[str(after.beneficiary.id)] += altered(before, after)

    def added(self, key: str) -> None:
        """Be told that there is a dossier more."""
        self._added.append(key)

    def removed(self, key: str) -> None:
        """Be told that a dossier is gone, what it was and became in this transaction with it."""
        self._made.pop(key, None)
        self._removed.append(key)

    def recorded(self, number: int, operation: JournalOperation, reference: str) -> None:
        """Be told of a line of the journal."""
        if operation is not JournalOperation.DOSSIER_READ:
            self._lines[reference] = self._last_line = number

    def purged(self, last: int) -> None:
        """Be told that the lines of the journal up to one are gone: what they changed goes with them (R14)."""
        self._purged = last

    def write(self, connection: Connection) -> None:
        """Add what changed to the history of each dossier; what no line of the journal tells is not history."""
        for key in self._removed:
            heir = connection.execute(_HEIR, {"gone": key}).scalar()
            if heir is None:
                connection.execute(_FORGET, {"gone": key})
            else:  # merged: its history goes on in the other's
                connection.execute(_MOVE, {"gone": key, "heir": heir})
        for key in self._added:  # a merge undone: what was its own comes back
            connection.execute(_TAKE_BACK, {"key": key})
        rows = [
            {
                "line": self._lines.get(key, self._last_line),
                "beneficiary_id": key,
                "made_on": key,
                "content": _CONTENT.dump_json(tuple(changes)).decode(),
            }
            for key, changes in self._made.items()
            if changes and self._last_line
        ]
        if self._purged:
            connection.execute(_PURGE, {"last": self._purged})
        if rows:
            connection.execute(insert(alteration), rows)
        self._forget()


class SqlAlterationStore:
    """Port `AlterationStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read inside the transaction of `connection`."""
        self._connection = connection

    def lines(self, beneficiary: BeneficiaryId) -> tuple[int, ...]:
        """Return the numbers of the journal's lines under which something changed in a dossier."""
        query = select(alteration.c.line).where(alteration.c.beneficiary_id == str(beneficiary))
        return tuple(self._connection.execute(query).scalars())

    def of(self, beneficiary: BeneficiaryId, lines: Iterable[int] | None = None) -> dict[int, tuple[Alteration, ...]]:
        """Return what changed in a dossier, and in those merged into it, by the number of the journal's line."""
        query = select(alteration.c.line, alteration.c.content).where(alteration.c.beneficiary_id == str(beneficiary))
        if lines is not None:
            query = query.where(alteration.c.line.in_(list(lines)))
        found: dict[int, tuple[Alteration, ...]] = {}
        for line, content in self._connection.execute(query.order_by(alteration.c.line)):
            found[line] = found.get(line, ()) + _CONTENT.validate_json(content)
        return found


_PURGE = delete(alteration).where(alteration.c.line <= bindparam("last"))
_HEIR = select(former.c.beneficiary_id).where(former.c.id == bindparam("gone"))
_FORGET = delete(alteration).where(alteration.c.beneficiary_id == bindparam("gone"))
_MOVE = (
    update(alteration).where(alteration.c.beneficiary_id == bindparam("gone")).values(beneficiary_id=bindparam("heir"))
)
_TAKE_BACK = update(alteration).where(alteration.c.made_on == bindparam("key")).values(beneficiary_id=bindparam("key"))
