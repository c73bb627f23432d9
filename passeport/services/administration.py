"""Use cases of whoever manages the accounts of a vault.

Each is written in the journal before it is done: a change that the journal does not tell of does not happen.
"""

from dataclasses import dataclass, field

from passeport.domain import recovery_key
from passeport.domain.account import (
    RECOVERY_NAME,
    Account,
    AccountState,
    Operation,
    Role,
    VaultSettings,
    require_another_administrator,
)
from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import AccountAlreadyThere, NoSuchAccount
from passeport.domain.identifiers import AccountId
from passeport.domain.normalise import joined
from passeport.domain.passphrase import require_strong
from passeport.services.checking import checked
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Identifiers, Progress
from passeport.services.vault_ports import OpenVault


@dataclass(frozen=True)
class Administration:
    """The accounts, the recovery key and the keys of an open vault."""

    vault: OpenVault
    identifiers: Identifiers
    computer_policy: ComputerPolicy = field(default_factory=ComputerPolicy)

    @property
    def is_allowed(self) -> bool:
        """Whether the account at work manages the accounts, now."""
        own = self.vault.accounts.own
        return own.is_enabled and own.account.may(Operation.MANAGE_ACCOUNTS)

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key was printed."""
        return self.vault.accounts.has_recovery_key

    def accounts(self) -> tuple[AccountState, ...]:
        """Return the accounts; every conseiller may see who opens the vault."""
        self.vault.account.require(Operation.READ_DOSSIER)
        return self.vault.accounts.listed()

    def find(self, name: str) -> AccountState:
        """Return the account of a name, whatever its case; raises `NoSuchAccount`."""
        for state in self.accounts():
            if joined(state.account.name) == joined(name):
                return state
        raise NoSuchAccount(name=name)

    def add(self, name: str, role: Role, passphrase: str, *, is_administrator: bool = False) -> AccountState:
        """Add an account at this station, which will choose its own passphrase at its first opening.

        Raises:
            NotAllowed, AccountAlreadyThere, WeakPassphrase, FieldRefused.
        """
        self._require_manager()
        station = self.vault.account.station
        account = checked(
            Account,
            {
                "id": self.identifiers.new(),
                "name": name,
                "role": role,
                "station": station,
                "administrator": is_administrator,
            },
        )
        if joined(name) in {joined(RECOVERY_NAME), *(joined(known.account.name) for known in self.accounts())}:
            raise AccountAlreadyThere(name=account.name)
        require_strong(passphrase, (name, station.name))
        self._note(JournalOperation.ACCOUNT_ADDED, account.name)
        self.vault.accounts.add(account, passphrase)
        return self._state(account.id)

    def reset_passphrase(self, account: AccountId, passphrase: str) -> AccountState:
        """Give an account a passphrase to change at its next opening; the one before opens nothing.

        Raises:
            NotAllowed, NoSuchAccount, WeakPassphrase.
        """
        self._require_manager()
        known = self._state(account).account
        require_strong(passphrase, (known.name, known.station.name))
        self._note(JournalOperation.PASSPHRASE_RESET, known.name)
        self.vault.accounts.reset(account, passphrase)
        return self._state(account)

    def disable(self, account: AccountId) -> AccountState:
        """Let an account in no more. A copy of the vault made before still opens with its passphrase: see `rotate`.

        Raises:
            NotAllowed, NoSuchAccount, LastAdministrator.
        """
        self._require_manager()
        require_another_administrator(self.accounts(), account)
        self._note(JournalOperation.ACCOUNT_DISABLED, self._state(account).account.name)
        self.vault.accounts.set_enabled(account, is_enabled=False)
        return self._state(account)

    def enable(self, account: AccountId) -> AccountState:
        """Let an account in again, with its passphrase; raises `NotAllowed` or `NoSuchAccount`."""
        self._require_manager()
        self._note(JournalOperation.ACCOUNT_ENABLED, self._state(account).account.name)
        self.vault.accounts.set_enabled(account, is_enabled=True)
        return self._state(account)

    def give_right(self, account: AccountId) -> AccountState:
        """Let a conseiller manage the accounts too; raises `NotAllowed`, `NoSuchAccount` or `FieldRefused`."""
        self._require_manager()
        known = self._state(account).account
        checked(Account, {**dict(known), "administrator": True})
        self._note(JournalOperation.RIGHT_GIVEN, known.name)
        self.vault.accounts.set_administrator(account, is_administrator=True)
        return self._state(account)

    def withdraw_right(self, account: AccountId) -> AccountState:
        """Take that right back; raises `NotAllowed`, `NoSuchAccount` or `LastAdministrator`."""
        self._require_manager()
        require_another_administrator(self.accounts(), account)
        self._note(JournalOperation.RIGHT_WITHDRAWN, self._state(account).account.name)
        self.vault.accounts.set_administrator(account, is_administrator=False)
        return self._state(account)

    def issue_recovery_key(self) -> str:
        """Return a new recovery key as it is printed, once; the one before opens nothing. Raises `NotAllowed`."""
        self._require_manager()
        self._note(JournalOperation.RECOVERY_KEY_ISSUED, RECOVERY_NAME)
        return recovery_key.written(self.vault.accounts.issue_recovery_key())

    def rotate_keys(self, progress: Progress) -> None:
        """Encrypt everything again under new keys: copies made before, and old passphrases, open nothing new.

        Raises:
            NotAllowed, and as `OpenVault.rotate_keys` does.
        """
        self._require_manager()
        self._note(JournalOperation.KEYS_ROTATED, self.vault.account.name)
        self.vault.rotate_keys(progress)

    @property
    def settings(self) -> VaultSettings:
        """What is decided for this vault, or fixed for this computer."""
        return self.computer_policy.settings(self.vault.settings)

    def change_settings(self, settings: VaultSettings) -> None:
        """Decide for this vault; raises `NotAllowed`, or `SettingFixed` where it is fixed for this computer."""
        self._require_manager()
        self.computer_policy.require_free("idle_minutes")
        self._note(JournalOperation.SETTINGS_CHANGED, self.vault.account.name)
        self.vault.accounts.change_settings(settings)

    def _require_manager(self) -> None:
        """The right is read again each time: it may have been withdrawn since the vault was opened."""
        self.vault.accounts.own.account.require(Operation.MANAGE_ACCOUNTS)

    def _state(self, account: AccountId) -> AccountState:
        for state in self.accounts():
            if state.account.id == account:
                return state
        raise NoSuchAccount(name=str(account))

    def _note(self, operation: JournalOperation, reference: str) -> None:
        with self.vault.unit_of_work() as work:
            work.journal.record(operation, reference)
            work.commit()
