"""The door of the vault: who made it and who opened it is noted; who did not open it is not."""

from pathlib import Path

import pytest

from passeport.domain.errors import VaultAlreadyThere, VaultNotFound, WrongPassphrase
from passeport.services.accounts import Accounts
from passeport.services.journal_ports import JournalOperation
from passeport.services.vault_ports import OpenStatistics, OpenVault
from tests import vaults
from tests.people import CITE_DES_METIERS, MISSION_LOCALE
from tests.vaults import ACCOUNT, PASSPHRASE


@pytest.fixture
def accounts() -> Accounts:
    return Accounts(vaults.keeper())


@pytest.fixture
def folder(accounts: Accounts, tmp_path: Path) -> Path:
    accounts.create(tmp_path / "coffre", account=ACCOUNT, passphrase=PASSPHRASE, station=MISSION_LOCALE).lock()
    return tmp_path / "coffre"


def noted(vault: OpenVault | OpenStatistics) -> list[tuple[JournalOperation, str]]:
    with vault.unit_of_work() as work:
        found = [(entry.operation, entry.reference) for entry in reversed(work.journal.entries())]
    vault.lock()
    return found


def test_making_and_each_opening_are_noted(accounts: Accounts, folder: Path) -> None:
    accounts.unlock(folder, account=ACCOUNT, passphrase=PASSPHRASE).lock()
    assert noted(accounts.unlock(folder, account=ACCOUNT, passphrase=PASSPHRASE)) == [
        (JournalOperation.VAULT_CREATED, ACCOUNT),
        (JournalOperation.VAULT_OPENED, ACCOUNT),
        (JournalOperation.VAULT_OPENED, ACCOUNT),
    ]


def test_the_account_that_makes_a_vault_works_at_its_station(accounts: Accounts, folder: Path) -> None:
    vault = accounts.unlock(folder, account=ACCOUNT, passphrase=PASSPHRASE)
    assert (vault.account.name, vault.account.station) == (ACCOUNT, MISSION_LOCALE)
    vault.lock()


@pytest.mark.parametrize(("account", "passphrase"), [(ACCOUNT, "cinq mots sans aucun lien"), ("Autre", PASSPHRASE)])
def test_a_wrong_passphrase_opens_nothing_and_is_no_opening(
    accounts: Accounts, folder: Path, account: str, passphrase: str
) -> None:
    with pytest.raises(WrongPassphrase):
        accounts.unlock(folder, account=account, passphrase=passphrase)
    assert len(noted(accounts.unlock(folder, account=ACCOUNT, passphrase=PASSPHRASE))) == 2


def test_a_vault_is_not_made_over_another(accounts: Accounts, folder: Path) -> None:
    with pytest.raises(VaultAlreadyThere):
        accounts.create(folder, account="Autre", passphrase=PASSPHRASE, station=CITE_DES_METIERS)
    assert accounts.information(folder).accounts == (ACCOUNT,)


def test_what_is_told_without_a_passphrase_is_not_noted(accounts: Accounts, folder: Path) -> None:
    assert accounts.information(folder).accounts == (ACCOUNT,)
    assert len(noted(accounts.unlock(folder, account=ACCOUNT, passphrase=PASSPHRASE))) == 2


def test_there_may_be_no_vault(accounts: Accounts, tmp_path: Path) -> None:
    with pytest.raises(VaultNotFound):
        accounts.information(tmp_path / "ailleurs")
    with pytest.raises(VaultNotFound):
        accounts.unlock(tmp_path / "ailleurs", account=ACCOUNT, passphrase=PASSPHRASE)
