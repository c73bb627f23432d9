"""Use cases of each account on itself, a supervisor's included."""

from dataclasses import dataclass

from passeport.domain.passphrase import require_strong
from passeport.services.ports import JournalOperation, OpenStatistics, OpenVault


@dataclass(frozen=True)
class OwnAccount:
    """Whoever unlocked the vault, or its statistics."""

    opened: OpenVault | OpenStatistics

    def change_passphrase(self, current: str, new: str) -> None:
        """Take another passphrase.

        Raises:
            WeakPassphrase: when the new one is too easy to guess.
            WrongPassphrase, TooManyTries: when `current` is not the present one.
        """
        account = self.opened.account
        require_strong(new, (account.name, account.station.name))
        self.opened.change_passphrase(current, new)
        with self.opened.unit_of_work() as work:
            work.journal.record(JournalOperation.PASSPHRASE_CHANGED, account.name)
            work.commit()
