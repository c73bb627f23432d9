"""Use cases at the door of a vault: make one, open it, see what it tells when locked."""

from dataclasses import dataclass, field
from pathlib import Path

from passeport.domain import recovery_key
from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import KeyringRefused
from passeport.domain.passphrase import require_strong
from passeport.domain.provenance import Station
from passeport.services.journal_ports import JournalOperation
from passeport.services.mending import Mending
from passeport.services.ports import Progress, in_silence
from passeport.services.vault_ports import Keyring, OpenStatistics, OpenVault, VaultInformation, VaultKeeper


@dataclass(frozen=True)
class Accounts:
    """The door of the vault."""

    keeper: VaultKeeper
    keyring: Keyring | None = None
    mending: Mending | None = None
    """What looks after a vault that does not open."""
    computer_policy: ComputerPolicy = field(default_factory=ComputerPolicy)

    def create(self, path: Path, *, account: str, passphrase: str, station: Station) -> OpenVault:
        """Make a vault with one conseiller, who manages its accounts, and return it open.

        Raises:
            SettingFixed: when this computer makes vaults for another station.
            WeakPassphrase, and as `VaultKeeper.create` does.
        """
        self.computer_policy.require_station(station)
        require_strong(passphrase, (account, station.name))
        vault = self.keeper.create(path, account=account, passphrase=passphrase, station=station)
        _note(vault, JournalOperation.VAULT_CREATED)
        return vault

    def unlock(
        self, path: Path, *, account: str, passphrase: str, progress: Progress = in_silence
    ) -> OpenVault | OpenStatistics:
        """Open a vault and note it in the journal; raises as `VaultKeeper.unlock` does."""
        opened = self.keeper.unlock(path, account=account, passphrase=passphrase, progress=progress)
        _note(opened, JournalOperation.VAULT_OPENED)
        return opened

    def unlock_by_keyring(
        self, path: Path, *, account: str, progress: Progress = in_silence
    ) -> OpenVault | OpenStatistics:
        """Open a vault by the system's keyring, where the account allowed it, and note it in the journal.

        Raises:
            KeyringRefused: when the keyring is not there, or keeps nothing for this account; otherwise as
                `VaultKeeper.unlock` does.
        """
        vault_id = self.keeper.information(path).id
        secret = None if self.keyring is None or vault_id is None else self.keyring.get(vault_id, account)
        if secret is None:
            raise KeyringRefused(backend="keyring")
        opened = self.keeper.unlock_by_keyring(path, account=account, secret=secret, progress=progress)
        _note(opened, JournalOperation.VAULT_OPENED)
        return opened

    def unlock_by_recovery_key(self, path: Path, typed: str, progress: Progress = in_silence) -> OpenVault:
        """Open a vault by its recovery key, as it was copied from paper, and note it in the journal.

        Raises:
            RecoveryKeyMistyped: and nothing was tried; otherwise as `VaultKeeper.unlock` does.
        """
        vault = self.keeper.unlock_by_recovery_key(path, recovery_key.understood(typed), progress)
        _note(vault, JournalOperation.VAULT_OPENED)
        return vault

    def idle_minutes(self, opened: OpenVault | OpenStatistics) -> int:
        """Return after how many minutes of absence an open vault locks."""
        return self.computer_policy.settings(opened.settings).idle_minutes

    def information(self, path: Path) -> VaultInformation:
        """Return what a vault tells without a passphrase; raises as `VaultKeeper.information` does."""
        return self.keeper.information(path)


def _note(opened: OpenVault | OpenStatistics, operation: JournalOperation) -> None:
    try:
        with opened.unit_of_work() as work:
            work.journal.record(operation, opened.account.name)
            work.commit()
    except BaseException:
        opened.lock()
        raise
