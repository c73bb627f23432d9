"""Use cases of each account on itself, a supervisor's included."""

from dataclasses import dataclass

from passeport.domain.errors import NotAllowed
from passeport.domain.passphrase import require_strong
from passeport.services.journal_ports import JournalOperation
from passeport.services.vault_ports import OpenStatistics, OpenVault


@dataclass(frozen=True)
class OwnAccount:
    """Whoever unlocked the vault, or its statistics."""

    opened: OpenVault | OpenStatistics

    def change_passphrase(self, current: str, new: str) -> None:
        """Take another passphrase.

        Raises:
            NotAllowed: to the recovery key, which is drawn and not chosen.
            WeakPassphrase: when the new one is too easy to guess.
            WrongPassphrase, TooManyTries: when `current` is not the present one.
        """
        account = self.opened.account
        if account.is_recovery_key:  # it is printed anew, by `Administration.issue_recovery_key`
            raise NotAllowed(operation=JournalOperation.PASSPHRASE_CHANGED.value)
        require_strong(new, (account.name, account.station.name))
        self.opened.change_passphrase(current, new)
        with self.opened.unit_of_work() as work:
            work.journal.record(JournalOperation.PASSPHRASE_CHANGED, account.name)
            work.commit()
