"""Accounts, their roles, and what they may ask for; the matrix itself is in `rights`."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from passeport.domain.errors import LastAdministrator, NotAllowed
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.rights import ADMINISTRATOR, Whose, allows, allows_somewhere
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
    WITHDRAW_AGREEMENT = "WITHDRAW_AGREEMENT"
    RECORD_REQUEST = "RECORD_REQUEST"
    COPY_FOR_PERSON = "COPY_FOR_PERSON"
    ARCHIVE_DOSSIER = "ARCHIVE_DOSSIER"
    ERASE_DOSSIER = "ERASE_DOSSIER"
    PLAN_RETENTION = "PLAN_RETENTION"
    SET_RETENTION = "SET_RETENTION"
    REASSIGN_DOSSIER = "REASSIGN_DOSSIER"
    EXPORT_AGENDA = "EXPORT_AGENDA"
    EXPORT_ATTACHMENT = "EXPORT_ATTACHMENT"
    SET_REMINDERS = "SET_REMINDERS"
    LOAD_SKILL_TERMS = "LOAD_SKILL_TERMS"
    IMPORT_CASELOAD = "IMPORT_CASELOAD"
    EXPORT_LIST = "EXPORT_LIST"
    READ_JOURNAL = "READ_JOURNAL"
    READ_DIAGNOSTIC = "READ_DIAGNOSTIC"
    MAKE_BACKUP = "MAKE_BACKUP"
    PREVIEW_BACKUP = "PREVIEW_BACKUP"
    SET_BACKUP_PLACE = "SET_BACKUP_PLACE"
    RESTORE_BACKUP = "RESTORE_BACKUP"
    """Put a backup in the place of a vault that opens: what was worked on since leaves it, for everybody."""
    RESTORE_UNUSABLE = "RESTORE_UNUSABLE"
    """Put one in the place of a vault that nobody can open, or where there is none."""
    MANAGE_DIRECTORY = "MANAGE_DIRECTORY"
    MANAGE_ACCOUNTS = "MANAGE_ACCOUNTS"
    READ_STATISTICS = "READ_STATISTICS"


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

    @property
    def rank(self) -> str:
        """The line of the matrix of rights that is this account's."""
        return ADMINISTRATOR if self.administrator else self.role.value

    @property
    def is_recovery_key(self) -> bool:
        """Whether it is nobody's: the printed recovery key opened the vault."""
        return self.name == RECOVERY_NAME

    def may(self, operation: Operation, on: Whose = Whose.NOBODY) -> bool:
        """Whether the account may do `operation` on such a dossier (R07)."""
        return allows(self.rank, operation, on)

    def may_somewhere(self, operation: Operation) -> bool:
        """Whether there is a dossier, or anything else, on which the account may do `operation`: what is offered."""
        return allows_somewhere(self.rank, operation)

    def require(self, operation: Operation, on: Whose = Whose.NOBODY) -> None:
        """Do nothing when the account may do `operation` on such a dossier.

        Raises:
            NotAllowed: otherwise.
        """
        if not self.may(operation, on):
            raise NotAllowed(operation=operation.value, on=on.value)


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
