"""Managing accounts: only whoever may, always in the journal, never with a passphrase that is easy to guess."""

from collections.abc import Callable
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.account import Role, VaultSettings
from passeport.domain.errors import (
    AccountAlreadyThere,
    FieldRefused,
    LastAdministrator,
    NoSuchAccount,
    NotAllowed,
    RecoveryKeyMistyped,
    WeakPassphrase,
    WrongPassphrase,
)
from passeport.services.accounts import Accounts
from passeport.services.administration import Administration
from passeport.services.journal_ports import JournalOperation
from passeport.services.own_account import OwnAccount
from passeport.services.vault_ports import OpenVault
from tests import vaults
from tests.people import MISSION_LOCALE

GIVEN = "huit mots que l’administrateur a donc choisis hier"
OWN = "sept mots que la personne seule connaît bien"


@pytest.fixture
def vault(tmp_path: Path) -> OpenVault:
    return Accounts(vaults.keeper()).create(
        tmp_path / "coffre", account=vaults.ACCOUNT, passphrase=vaults.PASSPHRASE, station=MISSION_LOCALE
    )


@pytest.fixture
def administration(vault: OpenVault) -> Administration:
    return wiring.desk(vault).administration


def operations(vault: OpenVault) -> list[JournalOperation]:
    with vault.unit_of_work() as work:
        return [entry.operation for entry in reversed(work.journal.entries())]


def opened(vault: OpenVault, account: str, passphrase: str) -> OpenVault:
    vault.lock()
    found = Accounts(vaults.keeper()).unlock(vault.path, account=account, passphrase=passphrase)
    assert found.opens == "dossiers"
    return found


def test_each_change_is_in_the_journal(vault: OpenVault, administration: Administration) -> None:
    other = administration.add("Dominique", Role.CONSEILLER, GIVEN).account.id
    administration.give_right(other)
    administration.withdraw_right(other)
    administration.reset_passphrase(other, OWN)
    administration.disable(other)
    administration.enable(other)
    administration.issue_recovery_key()
    administration.rotate_keys(lambda _done, _total: None)
    administration.change_settings(VaultSettings(idle_minutes=5))
    OwnAccount(vault).change_passphrase(vaults.PASSPHRASE, OWN)
    assert operations(vault) == [
        JournalOperation.VAULT_CREATED,
        JournalOperation.ACCOUNT_ADDED,
        JournalOperation.RIGHT_GIVEN,
        JournalOperation.RIGHT_WITHDRAWN,
        JournalOperation.PASSPHRASE_RESET,
        JournalOperation.ACCOUNT_DISABLED,
        JournalOperation.ACCOUNT_ENABLED,
        JournalOperation.RECOVERY_KEY_ISSUED,
        JournalOperation.KEYS_ROTATED,
        JournalOperation.SETTINGS_CHANGED,
        JournalOperation.PASSPHRASE_CHANGED,
    ]
    vault.lock()


def test_a_supervisor_is_in_the_journal_of_the_statistics(vault: OpenVault, administration: Administration) -> None:
    administration.add("Sacha", Role.SUPERVISOR, GIVEN)
    vault.lock()
    statistics = Accounts(vaults.keeper()).unlock(vault.path, account="Sacha", passphrase=GIVEN)
    assert statistics.opens == "statistics"
    OwnAccount(statistics).change_passphrase(GIVEN, OWN)
    with statistics.unit_of_work() as work:
        found = [entry.operation for entry in work.journal.entries()]
    assert found == [JournalOperation.PASSPHRASE_CHANGED, JournalOperation.VAULT_OPENED]
    statistics.lock()


MANAGING: list[Callable[[Administration], object]] = [
    lambda it: it.add("Autre", Role.CONSEILLER, GIVEN),
    lambda it: it.reset_passphrase(it.vault.account.id, GIVEN),
    lambda it: it.disable(it.vault.account.id),
    lambda it: it.enable(it.vault.account.id),
    lambda it: it.give_right(it.vault.account.id),
    lambda it: it.withdraw_right(it.vault.account.id),
    lambda it: it.issue_recovery_key(),
    lambda it: it.rotate_keys(lambda _done, _total: None),
    lambda it: it.change_settings(VaultSettings()),
]


@pytest.mark.parametrize("act", MANAGING)
def test_a_conseiller_without_the_right_manages_nothing(
    vault: OpenVault, administration: Administration, act: Callable[[Administration], object]
) -> None:
    administration.add("Dominique", Role.CONSEILLER, GIVEN)
    other = opened(vault, "Dominique", GIVEN)
    before = (other.path / "vault.json").read_bytes()
    theirs = wiring.desk(other).administration
    assert not theirs.is_allowed
    with pytest.raises(NotAllowed):
        act(theirs)
    assert (other.path / "vault.json").read_bytes() == before
    assert len(theirs.accounts()) == 2  # seeing who opens the vault is everybody's
    other.lock()


def test_a_right_that_was_withdrawn_is_lost_at_once(vault: OpenVault, administration: Administration) -> None:
    other = administration.add("Dominique", Role.CONSEILLER, GIVEN, is_administrator=True).account.id
    assert administration.is_allowed
    administration.withdraw_right(vault.account.id)
    assert not administration.is_allowed
    with pytest.raises(NotAllowed):
        administration.disable(other)
    vault.lock()


def test_what_is_refused_changes_nothing_and_writes_no_line(vault: OpenVault, administration: Administration) -> None:
    administration.add("Sacha", Role.SUPERVISOR, GIVEN)
    sacha = administration.find("SACHA").account.id
    before, lines = (vault.path / "vault.json").read_bytes(), operations(vault)
    for refusal, act in (
        (AccountAlreadyThere, lambda: administration.add("sacha", Role.CONSEILLER, GIVEN)),
        (WeakPassphrase, lambda: administration.add("Autre", Role.CONSEILLER, "quatre mots sans lien")),
        (WeakPassphrase, lambda: administration.reset_passphrase(sacha, "quatre mots sans lien")),
        (FieldRefused, lambda: administration.add("", Role.CONSEILLER, GIVEN)),
        (FieldRefused, lambda: administration.add("Autre", Role.SUPERVISOR, GIVEN, is_administrator=True)),
        (FieldRefused, lambda: administration.give_right(sacha)),
        (LastAdministrator, lambda: administration.disable(vault.account.id)),
        (LastAdministrator, lambda: administration.withdraw_right(vault.account.id)),
        (NoSuchAccount, lambda: administration.find("Personne")),
        (WeakPassphrase, lambda: OwnAccount(vault).change_passphrase(vaults.PASSPHRASE, "quatre mots sans lien")),
    ):
        with pytest.raises(refusal):
            act()
    with pytest.raises(WrongPassphrase):
        OwnAccount(vault).change_passphrase(GIVEN, OWN)
    assert (vault.path / "vault.json").read_bytes() == before
    assert operations(vault) == lines
    vault.lock()


def test_a_vault_is_not_made_behind_a_weak_passphrase(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        Accounts(vaults.keeper()).create(
            tmp_path / "coffre", account="Camille", passphrase="quatre mots sans lien", station=MISSION_LOCALE
        )
    assert not list(tmp_path.iterdir())


def test_the_recovery_key_as_it_was_copied_opens(vault: OpenVault, administration: Administration) -> None:
    key = administration.issue_recovery_key()
    vault.lock()
    door = Accounts(vaults.keeper())
    with pytest.raises(RecoveryKeyMistyped):
        door.unlock_by_recovery_key(vault.path, key[:-1] + ("0" if key[-1] != "0" else "2"))
    assert not (vault.path / "tries.json").exists()  # a copying mistake is no failed try
    found = door.unlock_by_recovery_key(vault.path, key.lower().replace("-", " ").replace("0", "o"))
    with pytest.raises(NotAllowed):
        OwnAccount(found).change_passphrase(key, OWN)
    wiring.desk(found).administration.reset_passphrase(
        wiring.desk(found).administration.find(vaults.ACCOUNT).account.id, GIVEN
    )
    opened(found, vaults.ACCOUNT, GIVEN).lock()
