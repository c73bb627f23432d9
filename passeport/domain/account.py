"""Accounts, roles and rights."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from passeport.domain.errors import LastAdministrator, NotAllowed
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.text import Name

RECOVERY_NAME = "Clé de secours"
"""Under which name the printed recovery key opens the vault; no account of a person may have it."""


class Role(StrEnum):
    """What an account opens; codes of vocabulary `roles`."""

    CONSEILLER = "CONSEILLER"
    SUPERVISOR = "SUPERVISOR"


class Operation(StrEnum):
    """What an account may ask for (R07); enforced by the services, whatever the screen shows."""

    READ_DOSSIER = "READ_DOSSIER"
    WRITE_DOSSIER = "WRITE_DOSSIER"
    ISSUE_PASSPORT = "ISSUE_PASSPORT"
    IMPORT_PASSPORT = "IMPORT_PASSPORT"
    MANAGE_ACCOUNTS = "MANAGE_ACCOUNTS"
    READ_STATISTICS = "READ_STATISTICS"


_RIGHTS = {
    Role.CONSEILLER: frozenset(
        {Operation.READ_DOSSIER, Operation.WRITE_DOSSIER, Operation.ISSUE_PASSPORT, Operation.IMPORT_PASSPORT}
    ),
    Role.SUPERVISOR: frozenset({Operation.READ_STATISTICS}),
}


class Account(DomainModel):
    """Someone who opens the vault, at the station where they work."""

    id: AccountId
    name: Name
    role: Role
    station: Station
    administrator: bool = False
    """A conseiller who may also manage the accounts: a right, not another key."""

    @model_validator(mode="after")
    def _administrators_are_conseillers(self) -> Self:
        # giving an account its keys takes having them: a supervisor has no key of the dossiers
        if self.administrator and self.role is not Role.CONSEILLER:
            message = "only a conseiller can manage accounts"
            raise ValueError(message)
        return self

    def may(self, operation: Operation) -> bool:
        """Whether the account includes `operation`."""
        if operation is Operation.MANAGE_ACCOUNTS:
            return self.administrator
        return operation in _RIGHTS[self.role]

    def require(self, operation: Operation) -> None:
        """Do nothing when the account includes `operation`.

        Raises:
            NotAllowed: otherwise.
        """
        if not self.may(operation):
            raise NotAllowed(operation=operation.value)


class AccountState(DomainModel):
    """An account as the list of accounts shows it."""

    account: Account
    is_enabled: bool = True
    must_change: bool = False
    """Its passphrase was chosen by somebody else."""


def require_another_administrator(accounts: Iterable[AccountState], leaving: AccountId) -> None:
    """Do nothing when someone else can still manage the accounts.

    Raises:
        LastAdministrator: when `leaving` is the last one; the vault would have none.
    """
    managers = {state.account.id: state.account.name for state in accounts if _manages(state)}
    if set(managers) == {leaving}:
        raise LastAdministrator(name=managers[leaving])


def _manages(state: AccountState) -> bool:
    return state.is_enabled and state.account.administrator


class VaultSettings(DomainModel):
    """What the point d'accueil has decided for its vault."""

    idle_minutes: Annotated[int, Field(ge=1, le=15)] = 10
    """Minutes of absence before the vault locks. CNIL, guide de la sécurité des données personnelles, fiche
    « Sécuriser les postes de travail »: the session locks by itself after a short while of inactivity."""
