"""Use cases on a vault that is closed: read everything, give it back a backup, repair it."""

from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Account, Operation
from passeport.domain.backup import Backup, Repair, RestorePreview, VaultCheck
from passeport.services.ports import Clock
from passeport.services.vault_ports import VaultMender


@dataclass(frozen=True)
class Mending:
    """What an account can do for its vault from outside, by its passphrase."""

    mender: VaultMender
    clock: Clock

    def backups(self, vault: Path) -> tuple[Backup, ...]:
        """Return the backups of a vault, newest first: beside it, and in its second place."""
        return self.mender.backups(vault)

    def verify(self, vault: Path, *, account: str, passphrase: str) -> VaultCheck:
        """Read everything and say what is sound; raises as `VaultMender.verify` does."""
        return self.mender.verify(vault, account=account, passphrase=passphrase)

    def preview(self, vault: Path, backup: Path, *, account: str, passphrase: str) -> RestorePreview:
        """Return what restoring would bring back and lose; raises as `VaultMender.preview` does."""
        return self.mender.preview(vault, backup, account=account, passphrase=passphrase)

    def restore(self, vault: Path, backup: Path, *, account: str, passphrase: str) -> Path:
        """Put a backup in the place of the vault and return where what stood there is kept.

        Raises:
            NotAllowed: in the place of a vault that opens, to whoever does not administer it: what everybody worked
                on since would leave it. A vault that nobody can open is anybody's to put back who has its dossiers.
        """
        return self.mender.restore(
            vault, backup, account=account, passphrase=passphrase, at=self.clock.now(), allowing=_require_right
        )

    def repair(self, vault: Path, *, account: str, passphrase: str) -> Repair:
        """Put right what can be and say what was done; raises as `VaultMender.repair` does."""
        return self.mender.repair(vault, account=account, passphrase=passphrase, at=self.clock.now())


def _require_right(who: Account, *, over_one_that_opens: bool) -> None:
    who.require(Operation.RESTORE_BACKUP if over_one_that_opens else Operation.RESTORE_UNUSABLE)
