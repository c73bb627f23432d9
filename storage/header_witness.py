"""What `dossiers.db` knows of the header beside it: an older header put back in its place lets nobody in again.

The voucher of a header says that whoever wrote it had the key of the dossiers; it does not say when. So the database
keeps the voucher of the header in force. A change is announced there before the header is written, and is alone once it
is: a kill between the two leaves both accepted, and the next opening keeps the one that it found.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from passeport.domain.account import Account
from passeport.domain.errors import HeaderPutBack
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from storage.database import Database
from storage.header import Header
from storage.slots import Slot, disabled
from storage.tables import setting
from storage.unit_of_work import SqlUnitOfWork

_NAME = "header"


class KnownHeader(DomainModel):
    """The header in force, as the database knows it."""

    vouched: tuple[bytes, ...]
    """Its voucher; two while it changes."""
    ways: tuple[bytes, ...]
    """The public keys of the slots that open something."""

    def accepts(self, header: Header) -> bool:
        """Whether a header is the one in force."""
        return header.vouched in self.vouched

    def opens(self, slot: Slot) -> bool:
        """Whether a slot, in whatever header it was found, still opens something."""
        return slot.public_key in self.ways

    def without_closed_ways(self, header: Header) -> Header:
        """Return an older header with the ways in that were closed since closed; it is still to be vouched for."""
        return header.evolve(slots=tuple(slot if self.opens(slot) else disabled(slot) for slot in header.slots))


@dataclass(frozen=True)
class HeaderWitness:
    """Keeps what an open database knows of its header."""

    database: Database
    account: AccountId
    folder: Path

    def require(self, header: Header) -> None:
        """Accept the header that was found, alone from now on; a database that knew of none takes it as it is.

        Raises:
            HeaderPutBack: when it is not the one in force.
            VaultNotWritable.
        """
        with self.database.engine.connect() as connection:
            known = known_header(connection)
        if known is not None and not known.accepts(header):
            raise HeaderPutBack(path=str(self.folder))
        if known != _known(header):
            self.settle(header)

    def announce(self, before: Header, after: Header) -> None:
        """Accept both, just before one takes the place of the other; raises `VaultNotWritable`."""
        self._keep(_known(after).evolve(vouched=(before.vouched, after.vouched)))

    def settle(self, header: Header) -> None:
        """Accept this one alone; raises `VaultNotWritable`."""
        self._keep(_known(header))

    def _keep(self, known: KnownHeader) -> None:
        with SqlUnitOfWork(self.database, self.account) as work:
            _write(work.connection, known)
            work.commit()


def known_header(connection: Connection) -> KnownHeader | None:
    """Return what a database knows of its header; None when it knows nothing, or does not read."""
    try:
        content = connection.execute(select(setting.c.content).where(setting.c.name == _NAME)).scalar()
    except DatabaseError:
        return None
    return None if content is None else KnownHeader.model_validate_json(content)


def keep_header(connection: Connection, header: Header) -> None:
    """Have a database accept this header alone, inside a transaction."""
    _write(connection, _known(header))


def as_at_present(restored: Header, present: Header, *, is_vouched: bool) -> Header:
    """Return the header of a backup with what was decided since: who is closed out, who manages the accounts.

    A present header that is not known to be vouched for closes ways and takes rights back; it gives none, since
    whoever can write in the folder could have written it. The answer is still to be vouched for when it is another.
    """
    now = {slot.account.id: slot for slot in present.slots}
    slots = (_as_in(slot, now.get(slot.account.id), is_vouched=is_vouched) for slot in restored.slots)
    return restored.evolve(slots=tuple(slots))


def is_closed_out(account: Account, header: Header) -> bool:
    """Whether an account has a slot in a header, and opens nothing there."""
    return any(slot.account.id == account.id and not slot.is_enabled for slot in header.slots)


def _as_in(slot: Slot, now: Slot | None, *, is_vouched: bool) -> Slot:
    if now is None:
        return slot
    if not now.is_enabled:
        slot = disabled(slot)
    administrator = now.account.administrator and (is_vouched or slot.account.administrator)
    return slot.evolve(account=slot.account.evolve(administrator=administrator))


def _known(header: Header) -> KnownHeader:
    ways = sorted(slot.public_key for slot in header.slots if slot.is_enabled)
    return KnownHeader(vouched=(header.vouched,), ways=tuple(ways))


def _write(connection: Connection, known: KnownHeader) -> None:
    content = known.model_dump_json()
    query = insert(setting).values(name=_NAME, content=content)
    connection.execute(query.on_conflict_do_update(index_elements=["name"], set_={"content": content}))
