"""What the use cases need from the world outside, as protocols named after the need.

`storage` and `exports` provide them, `passeport.wiring` plugs them in.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self
from uuid import UUID

from passeport.domain.account import Account, AccountState, VaultSettings
from passeport.domain.backup import Backup, BackupReason, Repair, RestorePreview, VaultCheck
from passeport.domain.beneficiary import Dossier, DossierSummary
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.known_station import KnownStation
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.retention import Archive, KeptFile, Minutes, RetentionPolicy

Progress = Callable[[int, int], None]
"""Called with (done, total); raises `Cancelled` when the user stopped the operation."""


class Clock(Protocol):
    """The present moment."""

    def now(self) -> dt.datetime:
        """Return the moment, aware of its time zone."""

    def today(self) -> dt.date:
        """Return the day where the conseiller sits."""


class Identifiers(Protocol):
    """A source of new identifiers."""

    def new(self) -> UUID:
        """Return an identifier that was never used."""


# The vault ------------------------------------------------------------------------------------------------------


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
    DOSSIER_CHANGED = "DOSSIER_CHANGED"
    DOSSIER_REMOVED = "DOSSIER_REMOVED"
    CHANGE_UNDONE = "CHANGE_UNDONE"
    DOSSIERS_MERGED = "DOSSIERS_MERGED"
    MERGE_UNDONE = "MERGE_UNDONE"
    AGREEMENT_RECORDED = "AGREEMENT_RECORDED"
    AGREEMENT_WITHDRAWN = "AGREEMENT_WITHDRAWN"
    PASSPORT_ISSUED = "PASSPORT_ISSUED"
    PASSPORT_IMPORTED = "PASSPORT_IMPORTED"
    IMPORT_UNDONE = "IMPORT_UNDONE"
    STATION_TRUSTED = "STATION_TRUSTED"
    STATION_DISTRUSTED = "STATION_DISTRUSTED"
    VAULT_RESTORED = "VAULT_RESTORED"
    VAULT_REPAIRED = "VAULT_REPAIRED"
    REQUEST_RECORDED = "REQUEST_RECORDED"
    REQUEST_ANSWERED = "REQUEST_ANSWERED"
    PERSON_COPIED = "PERSON_COPIED"
    DOSSIER_ARCHIVED = "DOSSIER_ARCHIVED"
    DOSSIER_ERASED = "DOSSIER_ERASED"
    ATTACHMENT_EXPIRED = "ATTACHMENT_EXPIRED"
    RETENTION_SET = "RETENTION_SET"
    JOURNAL_READ = "JOURNAL_READ"
    JOURNAL_PURGED = "JOURNAL_PURGED"


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

    def forget(self, references: Iterable[str]) -> None:
        """Make the lines on these references name nobody any more (R10); the chain stays whole."""

    def faults(self) -> tuple[JournalFault, ...]:
        """Return what was changed, removed, moved or added, and on which line; nothing when the journal is whole."""


class DossierStore(Protocol):
    """The dossiers of the point d'accueil."""

    def get(self, beneficiary: BeneficiaryId) -> Dossier:
        """Return a dossier, or the one that it was merged into; raises `NothingToShow` when there is none."""

    def add(self, dossier: Dossier) -> Dossier:
        """Add a dossier and return it with revision 1."""

    def save(self, dossier: Dossier) -> Dossier:
        """Replace a dossier and return it with its next revision.

        Raises:
            ChangedMeanwhile: when the stored revision is not `dossier.revision`.
        """

    def remove(self, beneficiary: BeneficiaryId) -> None:
        """Remove a dossier and everything that hangs on it, search entries included."""

    def find(self, text: str, *, limit: int = 100) -> tuple[DossierSummary, ...]:
        """Return who answers to `text` (names, birth date in any French form, telephone digits), best first.

        An empty text gives the dossiers most recently changed.
        """

    def page(self, *, limit: int = 200, after: DossierSummary | None = None) -> tuple[DossierSummary, ...]:
        """Return the dossiers by family name, given names and identifier, from just after `after`."""

    def count(self) -> int:
        """Return how many dossiers there are."""

    def names(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Return the name of each person there is among these identifiers, as a list shows it."""

    def alike(self, identity: Identity, beneficiary: BeneficiaryId | None = None) -> tuple[Dossier, ...]:
        """Return the few dossiers that might be the same person, surest first (see `domain.matching`)."""


class StationStore(Protocol):
    """The stations whose signature is known here."""

    def under_key(self, key: str) -> KnownStation | None:
        """Return the station trusted under this key fingerprint, if any."""

    def named(self, name: str) -> tuple[KnownStation, ...]:
        """Return the stations trusted under this name, whatever their key."""

    def known(self) -> tuple[KnownStation, ...]:
        """Return every station trusted, by name."""

    def trust(self, known: KnownStation) -> None:
        """Keep a station as known from now on."""

    def withdraw(self, key: str) -> None:
        """Know a station no more."""


class IncomingFile(DomainModel):
    """A file that came in, as it was."""

    name: str
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    data: bytes


class QuietDossier(DomainModel):
    """A dossier without contact for long, as the retention looks at it."""

    beneficiary: BeneficiaryId
    name: str
    last_contact: dt.date
    """The last step that took place; the day the dossier was opened when none did."""
    referent: AccountId | None = None
    frozen: bool = False
    archive: Archive | None = None


class OriginalStore(Protocol):
    """The files that came in, kept as they were, attached to a dossier."""

    def keep(self, beneficiary: BeneficiaryId, name: str, digest: str, data: bytes) -> None:
        """Attach a file; a file of the same digest is kept once."""

    def names(self, beneficiary: BeneficiaryId) -> tuple[str, ...]:
        """Return the names of the files kept for a dossier, oldest first."""

    def files(self, beneficiary: BeneficiaryId) -> tuple[IncomingFile, ...]:
        """Return the files kept for a dossier, oldest first."""

    def remove(self, beneficiary: BeneficiaryId, digest: str) -> None:
        """Remove a file; harmless when it is gone already."""


class RetentionStore(Protocol):
    """What the retention of data looks at, and what it leaves (R11, R12)."""

    def policy(self) -> RetentionPolicy:
        """Return the delays of this point d'accueil; the usual ones until others are set."""

    def set_policy(self, policy: RetentionPolicy) -> None:
        """Set the delays."""

    def quiet_since(self, day: dt.date) -> tuple[QuietDossier, ...]:
        """Return the dossiers with no contact after `day`, and all those in the archive."""

    def files_kept_since(self, day: dt.date) -> tuple[tuple[BeneficiaryId, str, KeptFile], ...]:
        """Return the attachments kept since `day` or before: whose, the person's name, and the file."""

    def keep_minutes(self, minutes: Minutes) -> None:
        """Keep what remains of an erasure."""

    def minutes(self) -> tuple[Minutes, ...]:
        """Return the minutes of every erasure, newest first."""


class UnitOfWork(Protocol):
    """One transaction: everything inside is kept by `commit`, or nothing is."""

    @property
    def dossiers(self) -> DossierStore:
        """The dossiers, inside this transaction."""

    @property
    def journal(self) -> Journal:
        """The journal, inside this transaction."""

    @property
    def stations(self) -> StationStore:
        """The known stations, inside this transaction."""

    @property
    def originals(self) -> OriginalStore:
        """The files that came in, inside this transaction."""

    @property
    def retention(self) -> RetentionStore:
        """The delays and what they reach, inside this transaction."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed."""

    def commit(self) -> None:
        """Keep everything, durably: what is confirmed to the user is on the disk."""


class Signer(Protocol):
    """The station's signing key."""

    @property
    def public_key(self) -> bytes:
        """The Ed25519 public key: 32 bytes (RFC 8032)."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of `message`: 64 bytes (RFC 8032)."""


class AccountBook(Protocol):
    """The accounts of a vault, for whoever has its keys."""

    @property
    def own(self) -> AccountState:
        """The account at work, as it is now."""

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key was printed."""

    def listed(self) -> tuple[AccountState, ...]:
        """Return the accounts of people, in the order they came."""

    def add(self, account: Account, passphrase: str) -> None:
        """Add an account, with a passphrase to change at its first opening; raises `AccountAlreadyThere`."""

    def reset(self, account: AccountId, passphrase: str) -> None:
        """Give an account another passphrase, to change at its next opening; the one before opens nothing."""

    def set_enabled(self, account: AccountId, *, is_enabled: bool) -> None:
        """Let an account in again, or no more; raises `LastAdministrator`."""

    def set_administrator(self, account: AccountId, *, is_administrator: bool) -> None:
        """Give a conseiller the right to manage accounts, or take it back; raises `LastAdministrator`."""

    def issue_recovery_key(self) -> bytes:
        """Return the secret (20 bytes) of a new recovery key; the one before opens nothing."""

    def change_settings(self, settings: VaultSettings) -> None:
        """Keep what was decided for this vault."""


class BackupStore(Protocol):
    """The backups of an open vault."""

    def make(self, reason: BackupReason, at: dt.datetime, progress: Progress) -> Backup:
        """Make one, read back whole; people may go on working meanwhile.

        Raises:
            VaultDamaged: when a page of the vault does not read.
            BackupFailed, Cancelled: nothing is left of it then.
        """

    def all(self) -> tuple[Backup, ...]:
        """Return those beside the vault, newest first."""

    def all_in(self, place: Path) -> tuple[Backup, ...]:
        """Return those of this vault in another place, newest first."""

    def commits(self) -> int:
        """Return how often something was kept since the vault was made."""

    def copy(self, backup: Backup, place: Path) -> Backup:
        """Copy one to another place, read back; raises `BackupFailed`, as when the place is not there."""

    def remove(self, backup: Backup) -> None:
        """Remove one."""

    def second_place(self) -> Path | None:
        """Return the folder that takes a copy of each, if one was chosen."""

    def choose_second_place(self, place: Path | None) -> None:
        """Choose that folder, or none; raises `VaultNotWritable`."""

    def preview(self, backup: Backup) -> RestorePreview:
        """Return what restoring one would do.

        Raises:
            NoSoundBackup: when it is spoiled, or was made under other keys than the present ones.
        """


class Opened(Protocol):
    """What every account has before it: its name, its passphrase, and the way out."""

    @property
    def path(self) -> Path:
        """The vault's folder."""

    @property
    def account(self) -> Account:
        """Who unlocked it."""

    @property
    def settings(self) -> VaultSettings:
        """What was decided for this vault."""

    @property
    def must_change_passphrase(self) -> bool:
        """Whether somebody else chose the passphrase."""

    def change_passphrase(self, current: str, new: str) -> None:
        """Take another passphrase; raises `WrongPassphrase` or `TooManyTries` when `current` is not the present one."""

    @property
    def vault_id(self) -> UUID:
        """What tells this vault from the others, wherever it stands."""

    def allow_keyring(self, passphrase: str, secret: bytes) -> None:
        """Let the account in by a 256-bit `secret` too; raises as `change_passphrase` does."""

    def forget_keyring(self) -> None:
        """Let the account in by its passphrase alone."""

    def lock(self) -> None:
        """Forget the keys and close the files; harmless when already locked."""


class Keyring(Protocol):
    """The keyring of the system's user."""

    def require(self) -> None:
        """Do nothing when it keeps secrets encrypted; raises `KeyringRefused`."""

    def put(self, vault: UUID, account: str, secret: bytes) -> None:
        """Keep the secret of an account; raises `KeyringRefused`."""

    def get(self, vault: UUID, account: str) -> bytes | None:
        """Return the secret of an account, None when there is none; raises `KeyringRefused`."""

    def forget(self, vault: UUID, account: str) -> None:
        """Remove the secret of an account, if there is one."""


class StatisticsWork(Protocol):
    """One transaction over the statistics; no dossier can be reached from it."""

    @property
    def journal(self) -> Journal:
        """The journal of the statistics."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed."""

    def commit(self) -> None:
        """Keep everything, durably."""


class OpenStatistics(Opened, Protocol):
    """What a supervisor unlocks: the statistics, and never a dossier."""

    @property
    def opens(self) -> Literal["statistics"]:
        """Tells it from an `OpenVault`."""

    def unit_of_work(self) -> StatisticsWork:
        """Return a new transaction; raises `VaultLocked` once locked."""


class OpenVault(Opened, Protocol):
    """What a conseiller unlocks: the dossiers."""

    @property
    def opens(self) -> Literal["dossiers"]:
        """Tells it from an `OpenStatistics`."""

    @property
    def signer(self) -> Signer:
        """The station's signing key."""

    @property
    def backups(self) -> BackupStore:
        """Its backups; raises `VaultLocked` once the vault is locked."""

    @property
    def accounts(self) -> AccountBook:
        """The accounts; raises `VaultLocked` once the vault is locked."""

    def unit_of_work(self) -> UnitOfWork:
        """Return a new transaction; raises `VaultLocked` once the vault is locked."""

    def rotate_keys(self, progress: Progress) -> None:
        """Encrypt everything again under new keys, which every enabled account gets; no transaction may be open.

        Raises:
            Cancelled: when `progress` raised it; the keys are those of before.
            VaultNotWritable, VaultDamaged: the keys are those of before.
        """

    def scrub(self) -> None:
        """Rewrite the store so that nothing erased stays in its free pages nor in its log (R10).

        Raises:
            VaultNotWritable: when the disk has no room for it; what was erased is erased all the same.
        """


class VaultInformation(DomainModel):
    """What a vault tells without a passphrase."""

    path: Path
    format_version: int
    created_at: dt.datetime
    accounts: tuple[str, ...]
    """Names of the accounts, to choose from at the door."""
    id: UUID | None = None
    """What tells this vault from the others; a vault of the first format has none."""
    by_keyring: tuple[str, ...] = ()
    """Names of the accounts that the system's keyring may let in."""
    size: int
    """Bytes on the disk."""


class VaultKeeper(Protocol):
    """Makes and opens vaults."""

    def create(self, path: Path, *, account: str, passphrase: str, station: Station) -> OpenVault:
        """Make a vault in an empty or absent folder, with one conseiller who manages its accounts, and return it open.

        Raises:
            VaultAlreadyThere, VaultNotWritable, VaultOnNetwork.
        """

    def unlock(self, path: Path, *, account: str, passphrase: str) -> OpenVault | OpenStatistics:
        """Open a vault: its dossiers for a conseiller, its statistics for a supervisor.

        Raises:
            VaultNotFound, VaultDamaged, VaultNewer, VaultInUse, VaultNotWritable, VaultOnNetwork, WrongPassphrase,
            TooManyTries, AccountDisabled.
        """

    def unlock_by_keyring(self, path: Path, *, account: str, secret: bytes) -> OpenVault | OpenStatistics:
        """Open a vault by the secret that the system's keyring keeps for an account; raises as `unlock` does."""

    def unlock_by_recovery_key(self, path: Path, secret: bytes) -> OpenVault:
        """Open a vault by the secret of its printed recovery key; raises as `unlock` does."""

    def information(self, path: Path) -> VaultInformation:
        """Return what a vault tells when locked; raises `VaultNotFound`, `VaultDamaged` or `VaultNewer`."""


class VaultMender(Protocol):
    """Looks after a vault that is closed; each time by the passphrase of an account.

    All raise `VaultNotFound`, `VaultNewer`, `VaultInUse`, `VaultNotWritable`, `WrongPassphrase` and `TooManyTries`.
    """

    def backups(self, path: Path) -> tuple[Backup, ...]:
        """Return the backups of a vault, newest first: beside it, and in its second place."""

    def verify(self, path: Path, *, account: str, passphrase: str) -> VaultCheck:
        """Read everything; what is damaged is said, not raised."""

    def preview(self, path: Path, backup: Path, *, account: str, passphrase: str) -> RestorePreview:
        """Return what restoring a backup would do; raises `NoSoundBackup` too."""

    def restore(self, path: Path, backup: Path, *, account: str, passphrase: str, at: dt.datetime) -> Path:
        """Put a backup in the place of the vault and return where what stood there is kept; or `NoSoundBackup`."""

    def repair(self, path: Path, *, account: str, passphrase: str, at: dt.datetime) -> Repair:
        """Put right what can be, from the last sound backup where one is needed; or `NoSoundBackup`."""
