"""Unlocking by the system's keyring: off by default, refused where secrets are not kept encrypted."""

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend

from passeport.domain.errors import KeyringRefused, WrongPassphrase
from passeport.services.accounts import Accounts
from passeport.services.journal_ports import JournalOperation
from passeport.services.keyring_access import KeyringAccess
from storage.header import read_header
from storage.open_vault import SqlcipherVault
from storage.system_keyring import SystemKeyring
from tests import vaults
from tests.keyrings import InMemory, in_memory
from tests.vaults import ACCOUNT, PASSPHRASE

OWN = "sept mots que la personne seule connaît bien"


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    return in_memory(monkeypatch)


@pytest.fixture
def vault(tmp_path: Path) -> SqlcipherVault:
    return vaults.create(tmp_path / "coffre")


@pytest.fixture
def door() -> Accounts:
    return Accounts(vaults.keeper(), SystemKeyring())


def test_it_is_off_until_an_account_asks_for_it(vault: SqlcipherVault, door: Accounts, backend: InMemory) -> None:
    vault.lock()
    assert door.information(vault.path).by_keyring == ()
    assert backend.kept == {}
    with pytest.raises(KeyringRefused):
        door.unlock_by_keyring(vault.path, account=ACCOUNT)


def test_it_opens_with_a_secret_that_is_no_passphrase(vault: SqlcipherVault, door: Accounts, backend: InMemory) -> None:
    KeyringAccess(vault, SystemKeyring()).allow(PASSPHRASE)
    vault.lock()
    (secret,) = backend.kept.values()
    assert PASSPHRASE not in secret
    assert door.information(vault.path).by_keyring == (ACCOUNT,)
    opened = door.unlock_by_keyring(vault.path, account=ACCOUNT)
    with opened.unit_of_work() as work:
        found = [entry.operation for entry in work.journal.entries()]
    assert found == [JournalOperation.VAULT_OPENED, JournalOperation.KEYRING_ALLOWED]
    opened.lock()
    vaults.unlock(vault.path).lock()


def test_a_new_passphrase_closes_it(vault: SqlcipherVault, door: Accounts, backend: InMemory) -> None:
    KeyringAccess(vault, SystemKeyring()).allow(PASSPHRASE)
    vault.change_passphrase(PASSPHRASE, OWN)
    vault.lock()
    assert backend.kept
    assert door.information(vault.path).by_keyring == ()
    with pytest.raises(WrongPassphrase):
        door.unlock_by_keyring(vault.path, account=ACCOUNT)


def test_it_is_forgotten(vault: SqlcipherVault, door: Accounts, backend: InMemory) -> None:
    access = KeyringAccess(vault, SystemKeyring())
    access.allow(PASSPHRASE)
    access.forget()
    vault.lock()
    assert backend.kept == {}
    assert read_header(vault.path).slots[0].keyring_key is None
    with pytest.raises(KeyringRefused):
        door.unlock_by_keyring(vault.path, account=ACCOUNT)
    vaults.unlock(vault.path).lock()


def test_the_passphrase_is_asked_for(vault: SqlcipherVault, backend: InMemory) -> None:
    with pytest.raises(WrongPassphrase):
        KeyringAccess(vault, SystemKeyring()).allow(OWN)
    assert backend.kept == {}
    vault.lock()


class Unknown(KeyringBackend):
    """A keyring that nobody has looked at."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise NotImplementedError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, Unknown, ChainerBackend])
def test_a_keyring_that_does_not_encrypt_is_refused(
    vault: SqlcipherVault, monkeypatch: pytest.MonkeyPatch, kind: type[KeyringBackend]
) -> None:
    monkeypatch.setattr(ChainerBackend, "backends", [null.Keyring()])  # type: ignore[no-untyped-call]
    monkeypatch.setattr(keyring, "get_keyring", kind)
    before = (vault.path / "vault.json").read_bytes()
    with pytest.raises(KeyringRefused):
        KeyringAccess(vault, SystemKeyring()).allow(PASSPHRASE)
    assert (vault.path / "vault.json").read_bytes() == before
    vault.lock()
