"""The accounts of a vault in memory."""

from dataclasses import dataclass

from passeport.domain.account import Account, AccountState, VaultSettings
from passeport.domain.identifiers import AccountId


@dataclass(frozen=True)
class MemoryAccounts:
    """The one account of a vault in memory; what changes accounts is tried over the real book."""

    account: Account

    @property
    def own(self) -> AccountState:
        return AccountState(account=self.account)

    def listed(self) -> tuple[AccountState, ...]:
        return (self.own,)

    @property
    def settings(self) -> VaultSettings:
        raise NotImplementedError

    @property
    def has_recovery_key(self) -> bool:
        raise NotImplementedError

    def add(self, account: Account, passphrase: str) -> None:
        raise NotImplementedError

    def reset(self, account: AccountId, passphrase: str) -> None:
        raise NotImplementedError

    def set_enabled(self, account: AccountId, *, is_enabled: bool) -> None:
        raise NotImplementedError

    def set_administrator(self, account: AccountId, *, is_administrator: bool) -> None:
        raise NotImplementedError

    def issue_recovery_key(self) -> bytes:
        raise NotImplementedError

    def change_settings(self, settings: VaultSettings) -> None:
        raise NotImplementedError
