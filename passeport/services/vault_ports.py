"""What the use cases need from a vault: its door, its accounts, its backups, its repair."""

import datetime as dt
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self
from uuid import UUID

from passeport.domain.account import Account, AccountState, VaultSettings
from passeport.domain.backup import Backup, BackupReason, Repair, RestorePreview, SetAside, VaultCheck
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.territories import Territories
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.journal_ports import Journal
from passeport.services.ports import Progress, Signer, in_silence
from passeport.services.statistics_ports import FactStore


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

    def aside(self) -> tuple[SetAside, ...]:
        """Return what restorations and repairs took out of the vault, and keep beside it."""

    def remove_aside(self, one: SetAside) -> None:
        """Remove what was kept aside; a disk that refuses keeps it for the next time."""

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
    def schema(self) -> int:
        """The version of the tables that this account opens, as they are now."""

    @property
    def vault_id(self) -> UUID:
        """What tells this vault from the others, wherever it stands."""

    @property
    def is_keyring_allowed(self) -> bool:
        """Whether a secret lets the account in too."""

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

    @property
    def facts(self) -> FactStore:
        """The facts, and the register of what was published."""

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

    def statistics_work(self) -> StatisticsWork:
        """Return a transaction over the statistics, told what waits; raises `StoreUnusable` when they do not open.

        No transaction over the dossiers may be open.
        """

    def load_territories(self, territories: Territories, progress: Progress) -> None:
        """Take other bassins d'emploi, and give every person theirs in the statistics; raises `StoreUnusable`."""

    def rebuild_statistics(self, progress: Progress) -> None:
        """Build the statistics anew from the dossiers; raises `StoreUnusable`."""

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

    def unlock(
        self, path: Path, *, account: str, passphrase: str, progress: Progress = in_silence
    ) -> OpenVault | OpenStatistics:
        """Open a vault: its dossiers for a conseiller, its statistics for a supervisor.

        `progress` is told of the update of a vault that an earlier version left.

        Raises:
            VaultNotFound, VaultDamaged, VaultNewer, VaultInUse, VaultNotWritable, VaultOnNetwork, WrongPassphrase,
            TooManyTries, AccountDisabled.
        """

    def unlock_by_keyring(
        self, path: Path, *, account: str, secret: bytes, progress: Progress = in_silence
    ) -> OpenVault | OpenStatistics:
        """Open a vault by the secret that the system's keyring keeps for an account; raises as `unlock` does."""

    def unlock_by_recovery_key(self, path: Path, secret: bytes, progress: Progress = in_silence) -> OpenVault:
        """Open a vault by the secret of its printed recovery key; raises as `unlock` does."""

    def information(self, path: Path) -> VaultInformation:
        """Return what a vault tells when locked; raises `VaultNotFound`, `VaultDamaged` or `VaultNewer`."""


class MayRestore(Protocol):
    """Says whether somebody may restore, before anything changes."""

    def __call__(self, who: Account, *, over_one_that_opens: bool) -> None:
        """Do nothing when they may; `who` has the rights of now. Raises `NotAllowed` otherwise."""


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

    def restore(
        self, path: Path, backup: Path, *, account: str, passphrase: str, at: dt.datetime, allowing: MayRestore
    ) -> Path:
        """Put a backup in the place of the vault and return where what stood there is kept.

        Raises:
            NoSoundBackup.
            NotAllowed: as `allowing` does, which is asked before anything changes.
        """

    def repair(self, path: Path, *, account: str, passphrase: str, at: dt.datetime) -> Repair:
        """Put right what can be, from the last sound backup where one is needed; or `NoSoundBackup`."""
