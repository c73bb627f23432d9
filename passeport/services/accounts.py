"""Use cases on the vault itself: make one, open it, see what it tells when locked."""

from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Role
from passeport.domain.provenance import Station
from passeport.services.ports import JournalOperation, OpenVault, VaultInformation, VaultKeeper


@dataclass(frozen=True)
class Accounts:
    """The door of the vault."""

    keeper: VaultKeeper

    def create(self, path: Path, *, account: str, passphrase: str, station: Station) -> OpenVault:
        """Make a vault with one conseiller account and return it open; raises as `VaultKeeper.create` does."""
        vault = self.keeper.create(path, account=account, role=Role.CONSEILLER, passphrase=passphrase, station=station)
        return self._noted(vault, JournalOperation.VAULT_CREATED)

    def unlock(self, path: Path, *, account: str, passphrase: str) -> OpenVault:
        """Open a vault and note it in the journal; raises as `VaultKeeper.unlock` does."""
        return self._noted(
            self.keeper.unlock(path, account=account, passphrase=passphrase), JournalOperation.VAULT_OPENED
        )

    def information(self, path: Path) -> VaultInformation:
        """Return what a vault tells without a passphrase; raises as `VaultKeeper.information` does."""
        return self.keeper.information(path)

    @staticmethod
    def _noted(vault: OpenVault, operation: JournalOperation) -> OpenVault:
        with vault.unit_of_work() as work:
            work.journal.record(operation, vault.account.name)
            work.commit()
        return vault
