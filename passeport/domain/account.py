"""Accounts, roles and rights."""

from enum import StrEnum

from passeport.domain.errors import NotAllowed
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.text import Name

PASSPHRASE_MINIMUM = 12
"""Characters in a passphrase: CNIL, délibération 2022-100, case 2 (with slowed tries), rounded up to a sentence."""


class Role(StrEnum):
    """What an account is for; codes of vocabulary `roles`."""

    CONSEILLER = "CONSEILLER"
    SUPERVISOR = "SUPERVISOR"
    ADMINISTRATOR = "ADMINISTRATOR"


class Operation(StrEnum):
    """What an account may ask for (R07); enforced by the services, whatever the screen shows."""

    READ_DOSSIER = "READ_DOSSIER"
    WRITE_DOSSIER = "WRITE_DOSSIER"
    ISSUE_PASSPORT = "ISSUE_PASSPORT"
    IMPORT_PASSPORT = "IMPORT_PASSPORT"
    MANAGE_ACCOUNTS = "MANAGE_ACCOUNTS"
    READ_STATISTICS = "READ_STATISTICS"


_OF_CONSEILLER = frozenset(
    {Operation.READ_DOSSIER, Operation.WRITE_DOSSIER, Operation.ISSUE_PASSPORT, Operation.IMPORT_PASSPORT}
)
_RIGHTS = {
    Role.CONSEILLER: _OF_CONSEILLER,
    Role.ADMINISTRATOR: _OF_CONSEILLER | {Operation.MANAGE_ACCOUNTS},
    Role.SUPERVISOR: frozenset({Operation.READ_STATISTICS}),
}


class Account(DomainModel):
    """Someone who opens the vault, at the station where they work."""

    id: AccountId
    name: Name
    role: Role
    station: Station

    def require(self, operation: Operation) -> None:
        """Do nothing when the role includes `operation`.

        Raises:
            NotAllowed: otherwise.
        """
        if operation not in _RIGHTS[self.role]:
            raise NotAllowed(operation=operation.value)
