"""Use cases of an account that lets the system's keyring open the vault: off until it is asked for."""

import secrets
from dataclasses import dataclass

from passeport.domain.errors import SettingFixed
from passeport.services.journal_ports import JournalOperation
from passeport.services.vault_ports import Keyring, OpenStatistics, OpenVault

_LENGTH = 32
"""Bytes of the secret: 256 bits, so that it needs no slow derivation."""


@dataclass(frozen=True)
class KeyringAccess:
    """An open vault, and the keyring of the system's user."""

    opened: OpenVault | OpenStatistics
    keyring: Keyring | None
    """None when it opens no account on this computer: the IT department fixed it."""

    @property
    def is_allowed(self) -> bool:
        """Whether the keyring may open the vault for this account; off until it is asked for."""
        return self.opened.is_keyring_allowed

    def require(self) -> Keyring:
        """Return the keyring that may be trusted.

        Raises:
            SettingFixed: when no account is opened so on this computer.
            KeyringRefused: when there is none, or it does not keep secrets encrypted.
        """
        if self.keyring is None:
            raise SettingFixed(setting="keyring")
        self.keyring.require()
        return self.keyring

    def allow(self, passphrase: str) -> None:
        """Let the keyring open the vault for this account from now on, until its passphrase changes.

        Raises:
            SettingFixed, KeyringRefused: as `require` does.
            WrongPassphrase, TooManyTries: when `passphrase` is not that of the account.
        """
        keyring, secret = self.require(), secrets.token_bytes(_LENGTH)
        self.opened.allow_keyring(passphrase, secret)
        keyring.put(self.opened.vault_id, self.opened.account.name, secret)
        self._note(JournalOperation.KEYRING_ALLOWED)

    def forget(self) -> None:
        """Let the account in by its passphrase alone."""
        self.opened.forget_keyring()
        if self.keyring is not None:
            self.keyring.forget(self.opened.vault_id, self.opened.account.name)
        self._note(JournalOperation.KEYRING_FORGOTTEN)

    def _note(self, operation: JournalOperation) -> None:
        with self.opened.unit_of_work() as work:
            work.journal.record(operation, self.opened.account.name)
            work.commit()
