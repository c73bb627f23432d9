"""What the use cases need from the journal (R14)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Protocol

from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel

MERGED_INTO = " → "
"""Between the two dossiers that the line of a merge names: the one that went, the one that stayed."""


class JournalOperation(StrEnum):
    """What the journal names (R14): an operation and a reference, never content."""

    VAULT_CREATED = "VAULT_CREATED"
    VAULT_OPENED = "VAULT_OPENED"
    ACCOUNT_ADDED = "ACCOUNT_ADDED"
    ACCOUNT_DISABLED = "ACCOUNT_DISABLED"
    ACCOUNT_ENABLED = "ACCOUNT_ENABLED"
    RIGHT_GIVEN = "RIGHT_GIVEN"
    RIGHT_WITHDRAWN = "RIGHT_WITHDRAWN"
    PASSPHRASE_CHANGED = "PASSPHRASE_CHANGED"  # noqa: S105 - the name of an operation
    PASSPHRASE_RESET = "PASSPHRASE_RESET"  # noqa: S105
    RECOVERY_KEY_ISSUED = "RECOVERY_KEY_ISSUED"
    KEYS_ROTATED = "KEYS_ROTATED"
    SETTINGS_CHANGED = "SETTINGS_CHANGED"
    KEYRING_ALLOWED = "KEYRING_ALLOWED"
    KEYRING_FORGOTTEN = "KEYRING_FORGOTTEN"
    DOSSIER_CREATED = "DOSSIER_CREATED"
    DOSSIER_READ = "DOSSIER_READ"
    NOTES_READ = "NOTES_READ"
    DOSSIER_CHANGED = "DOSSIER_CHANGED"
    DOSSIER_REMOVED = "DOSSIER_REMOVED"
    CHANGE_UNDONE = "CHANGE_UNDONE"
    DOSSIER_ASSIGNED = "DOSSIER_ASSIGNED"
    DOSSIER_RETURNED = "DOSSIER_RETURNED"
    CASELOAD_IMPORTED = "CASELOAD_IMPORTED"
    LIST_EXPORTED = "LIST_EXPORTED"
    WORKSHOP_RECORDED = "WORKSHOP_RECORDED"
    SHEET_PRINTED = "SHEET_PRINTED"
    DOSSIERS_MERGED = "DOSSIERS_MERGED"
    MERGE_UNDONE = "MERGE_UNDONE"
    AGREEMENT_RECORDED = "AGREEMENT_RECORDED"
    AGREEMENT_WITHDRAWN = "AGREEMENT_WITHDRAWN"
    PASSPORT_ISSUED = "PASSPORT_ISSUED"
    PASSPORT_PRINTED = "PASSPORT_PRINTED"
    PASSPORT_IMPORTED = "PASSPORT_IMPORTED"
    IMPORT_UNDONE = "IMPORT_UNDONE"
    STATION_TRUSTED = "STATION_TRUSTED"
    STATION_DISTRUSTED = "STATION_DISTRUSTED"
    COUPON_ISSUED = "COUPON_ISSUED"
    COUPON_TAKEN = "COUPON_TAKEN"
    COUPON_REFUSED = "COUPON_REFUSED"
    DIRECTORY_IMPORTED = "DIRECTORY_IMPORTED"
    DIRECTORY_CHANGED = "DIRECTORY_CHANGED"
    BACKUP_MADE = "BACKUP_MADE"
    BACKUP_PLACE_SET = "BACKUP_PLACE_SET"
    VAULT_RESTORED = "VAULT_RESTORED"
    VAULT_REPAIRED = "VAULT_REPAIRED"
    REQUEST_RECORDED = "REQUEST_RECORDED"
    REQUEST_ANSWERED = "REQUEST_ANSWERED"
    DOCUMENT_HANDED = "DOCUMENT_HANDED"
    PERSON_COPIED = "PERSON_COPIED"
    DOSSIER_ARCHIVED = "DOSSIER_ARCHIVED"
    DOSSIER_ERASED = "DOSSIER_ERASED"
    DOSSIER_ANONYMISED = "DOSSIER_ANONYMISED"
    ATTACHMENT_EXPIRED = "ATTACHMENT_EXPIRED"
    RETENTION_SET = "RETENTION_SET"
    AGENDA_EXPORTED = "AGENDA_EXPORTED"
    REMINDERS_SET = "REMINDERS_SET"
    ATTACHMENT_EXPORTED = "ATTACHMENT_EXPORTED"
    SKILL_TERMS_LOADED = "SKILL_TERMS_LOADED"
    JOURNAL_READ = "JOURNAL_READ"
    JOURNAL_PURGED = "JOURNAL_PURGED"
    STATISTICS_EXPORTED = "STATISTICS_EXPORTED"
    CONTRIBUTION_SEALED = "CONTRIBUTION_SEALED"


class JournalEntry(DomainModel):
    """One line of the journal: when (UTC), who, what, on which reference."""

    number: int = 0
    """Its place in the journal, from 1."""
    at: dt.datetime
    account: AccountId
    operation: JournalOperation
    reference: str
    """Empty once the person it named was erased (R10)."""


class JournalFilter(DomainModel):
    """Which lines of the journal are wanted; None asks nothing."""

    references: tuple[str, ...] | None = None
    """A person's identifier and the numbers of their passports."""
    account: AccountId | None = None
    operation: JournalOperation | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    """The first moment that is wanted no more."""


class JournalWrong(StrEnum):
    """What can be wrong with a line of the journal; codes of vocabulary `journal_wrongs`."""

    CHANGED = "CHANGED"
    """The line, or the seal of the one before it, is not what was written."""
    REMOVED = "REMOVED"
    MOVED = "MOVED"
    """The line follows another one than when it was written."""
    ADDED = "ADDED"


class JournalFault(DomainModel):
    """Lines `number` to `until` of the journal are not as they were written."""

    number: int
    until: int
    wrong: JournalWrong
    of_statistics: bool = False
    """Whether they are lines of the journal of the statistics, which has numbers of its own."""


class Journal(Protocol):
    """Who did what, when; reads and exports included (R14)."""

    def record(self, operation: JournalOperation, reference: str) -> None:
        """Add a line, chained to the one before; it is kept when the unit of work commits."""

    def entries(self, limit: int = 1000) -> tuple[JournalEntry, ...]:
        """Return the last `limit` lines, newest first."""

    def numbers(self, wanted: JournalFilter | None = None) -> Sequence[int]:
        """Return the numbers of the lines that answer to a filter, newest first."""

    def lines(self, numbers: Sequence[int]) -> tuple[JournalEntry, ...]:
        """Return the lines of these numbers, newest first."""

    def accounts(self) -> dict[AccountId, str]:
        """Return the name of each account that opened the vault."""

    def purge(self, before: dt.datetime) -> int:
        """Remove the lines written before a moment, keep the chain whole, and return how many went."""

    def count_before(self, moment: dt.datetime) -> int:
        """Return how many lines were written before a moment."""

    def days_since(self, moment: dt.datetime) -> int:
        """Return on how many different days (UTC) lines were written since a moment."""

    def forget(self, references: Iterable[str]) -> None:
        """Make the lines on these references name nobody any more (R10); the chain stays whole."""

    def faults(self) -> tuple[JournalFault, ...]:
        """Return what was changed, removed, moved or added, and on which line; nothing when the journal is whole."""
