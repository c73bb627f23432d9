"""Use cases of an account that lets the system's keyring open the vault: off until it is asked for."""

import secrets
from dataclasses import dataclass

from passeport.services.journal_ports import JournalOperation
from passeport.services.vault_ports import Keyring, OpenStatistics, OpenVault

_LENGTH = 32
"""Bytes of the secret: 256 bits, so that it needs no slow derivation."""


@dataclass(frozen=True)
class KeyringAccess:
    """An open vault, and the keyring of the system's user."""

    opened: OpenVault | OpenStatistics
    keyring: Keyring

    def allow(self, passphrase: str) -> None:
        """Let the keyring open the vault for this account from now on, until its passphrase changes.

        Raises:
            KeyringRefused: when the keyring does not keep secrets encrypted.
            WrongPassphrase, TooManyTries: when `passphrase` is not that of the account.
        """
        self.keyring.require()
        secret = secrets.token_bytes(_LENGTH)
        self.opened.allow_keyring(passphrase, secret)
        self.keyring.put(self.opened.vault_id, self.opened.account.name, secret)
        self._note(JournalOperation.KEYRING_ALLOWED)

    def forget(self) -> None:
        """Let the account in by its passphrase alone."""
        self.opened.forget_keyring()
        self.keyring.forget(self.opened.vault_id, self.opened.account.name)
        self._note(JournalOperation.KEYRING_FORGOTTEN)

    def _note(self, operation: JournalOperation) -> None:
        with self.opened.unit_of_work() as work:
            work.journal.record(operation, self.opened.account.name)
            work.commit()
