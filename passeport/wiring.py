"""The one place that plugs the parts together: the store and the files into the use cases."""

import datetime as dt
from uuid import UUID, uuid4

from exports.travel.inbox import Inbox
from exports.travel.outbox import AtomicOutput, PassportFiles
from passeport.services.accounts import Accounts
from passeport.services.conversion import Conversion
from passeport.services.desk import Desk
from passeport.services.dossiers import Dossiers
from passeport.services.editing import Editing
from passeport.services.parcours import ParcoursDesk
from passeport.services.passports import Passports
from passeport.services.ports import Clock, Identifiers, OpenVault
from storage.vault import SqlcipherVaultKeeper


class SystemClock:
    """The computer's clock."""

    def now(self) -> dt.datetime:
        """Return the moment, in UTC."""
        return dt.datetime.now(dt.UTC)

    def today(self) -> dt.date:
        """Return the day where the computer is."""
        return dt.datetime.now().astimezone().date()


class RandomIdentifiers:
    """Identifiers drawn at random (RFC 9562, version 4)."""

    def new(self) -> UUID:
        """Return one."""
        return uuid4()


def accounts() -> Accounts:
    """Return the door of the vaults."""
    return Accounts(SqlcipherVaultKeeper())


def desk(vault: OpenVault, clock: Clock | None = None, identifiers: Identifiers | None = None) -> Desk:
    """Return the use cases over an open vault."""
    editing = Editing(vault, clock or SystemClock(), identifiers or RandomIdentifiers())
    passports = Passports(editing, PassportFiles(), Inbox(), AtomicOutput())
    return Desk(vault, editing.clock, editing, Dossiers(editing), ParcoursDesk(editing), passports)


def conversion() -> Conversion:
    """Return what reads and rewrites files with no vault."""
    return Conversion(Inbox(), PassportFiles(), AtomicOutput())
