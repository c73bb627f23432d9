"""Accounts of a vault: who is let in, by what, and what a change leaves of the way in before."""

import base64
import json
import shutil
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete

from passeport.domain.account import RECOVERY_NAME, Account, Role, VaultSettings
from passeport.domain.errors import (
    AccountAlreadyThere,
    AccountDisabled,
    LastAdministrator,
    VaultDamaged,
    WrongPassphrase,
)
from passeport.domain.identifiers import AccountId
from storage.header import read_header
from storage.keys import SMALL_COST, USUAL_COST, cost_for, derive, wrap
from storage.open_vault import SqlcipherStatistics, SqlcipherVault
from storage.tables import setting
from tests import vaults
from tests.people import MISSION_LOCALE, ada
from tests.vaults import ACCOUNT, CHEAP, PASSPHRASE

GIVEN = "six mots que l’administrateur a choisis hier"
OWN = "sept mots que la personne seule connaît bien"


@pytest.fixture
def vault(tmp_path: Path) -> SqlcipherVault:
    return vaults.create(tmp_path / "coffre")


def added(vault: SqlcipherVault, name: str = "Dominique", role: Role = Role.CONSEILLER) -> AccountId:
    account = Account(id=AccountId(uuid4()), name=name, role=role, station=MISSION_LOCALE)
    vault.accounts.add(account, GIVEN)
    return account.id


def opens(folder: Path, account: str, passphrase: str) -> bool:
    try:
        vaults.keeper().unlock(folder, account=account, passphrase=passphrase).lock()
    except WrongPassphrase:
        (folder / "tries.json").unlink()
        return False
    return True


def test_the_first_account_manages_the_others(vault: SqlcipherVault) -> None:
    assert vault.accounts.own.account.administrator
    assert not vault.must_change_passphrase
    vault.lock()


def test_a_second_conseiller_opens_the_same_dossiers_and_has_a_passphrase_to_change(vault: SqlcipherVault) -> None:
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        work.commit()
    added(vault)
    vault.lock()
    other = vaults.unlock(vault.path, account="dominique", passphrase=GIVEN)
    assert other.must_change_passphrase
    assert not other.accounts.own.account.administrator
    with other.unit_of_work() as work:
        assert work.dossiers.get(ada().beneficiary.id).beneficiary == ada().beneficiary
    other.change_passphrase(GIVEN, OWN)
    assert not other.must_change_passphrase
    other.lock()
    assert not opens(vault.path, "Dominique", GIVEN)
    again = vaults.unlock(vault.path, account="Dominique", passphrase=OWN)
    assert not again.must_change_passphrase
    again.lock()
    assert opens(vault.path, ACCOUNT, PASSPHRASE)


def test_a_supervisor_unlocks_the_statistics_and_changes_its_own_passphrase(vault: SqlcipherVault) -> None:
    added(vault, "Sacha", Role.SUPERVISOR)
    vault.lock()
    opened = vaults.keeper().unlock(vault.path, account="Sacha", passphrase=GIVEN)
    assert isinstance(opened, SqlcipherStatistics)
    opened.change_passphrase(GIVEN, OWN)
    opened.lock()
    assert not opens(vault.path, "Sacha", GIVEN)
    assert opens(vault.path, "Sacha", OWN)
    vaults.unlock(vault.path).lock()  # and the header is still vouched for


@pytest.mark.parametrize(
    "name", [ACCOUNT, ACCOUNT.upper(), "camille-conseiller fictif", RECOVERY_NAME, "CLE DE SECOURS"]
)
def test_two_accounts_never_have_one_name(vault: SqlcipherVault, name: str) -> None:
    with pytest.raises(AccountAlreadyThere):
        added(vault, name)
    vault.lock()


def test_a_disabled_account_opens_nothing_until_it_is_enabled_again(vault: SqlcipherVault) -> None:
    account = added(vault)
    vault.accounts.set_enabled(account, is_enabled=False)
    for name in ("vault.json", "vault.json.previous"):  # neither file holds a key for it
        slots = json.loads((vault.path / name).read_text(encoding="utf-8"))["slots"]
        assert [(slot["dossiers"], slot["statistics"]) for slot in slots][1] == (None, None)
    vault.lock()
    with pytest.raises(AccountDisabled):
        vaults.unlock(vault.path, account="Dominique", passphrase=GIVEN)
    with pytest.raises(WrongPassphrase):  # whoever does not know the passphrase is not told
        vaults.unlock(vault.path, account="Dominique", passphrase=OWN)
    again = vaults.unlock(vault.path)
    again.accounts.set_enabled(account, is_enabled=True)
    again.lock()
    vaults.unlock(vault.path, account="Dominique", passphrase=GIVEN).lock()


def test_a_reset_closes_the_way_in_of_before_and_leaves_a_disabled_account_disabled(vault: SqlcipherVault) -> None:
    account = added(vault)
    vault.accounts.reset(account, OWN)
    assert vault.accounts.listed()[1].must_change
    vault.accounts.set_enabled(account, is_enabled=False)
    vault.accounts.reset(account, GIVEN)
    assert not vault.accounts.listed()[1].is_enabled
    vault.accounts.set_enabled(account, is_enabled=True)
    vault.lock()
    assert not opens(vault.path, "Dominique", OWN)
    assert opens(vault.path, "Dominique", GIVEN)


def test_the_last_administrator_stays(vault: SqlcipherVault) -> None:
    own, other = vault.account.id, added(vault)
    with pytest.raises(LastAdministrator):
        vault.accounts.set_enabled(own, is_enabled=False)
    with pytest.raises(LastAdministrator):
        vault.accounts.set_administrator(own, is_administrator=False)
    vault.accounts.set_administrator(other, is_administrator=True)
    vault.accounts.set_enabled(own, is_enabled=False)
    with pytest.raises(LastAdministrator):
        vault.accounts.set_enabled(other, is_enabled=False)
    vault.lock()


def test_a_supervisor_cannot_be_given_the_right(vault: SqlcipherVault) -> None:
    account = added(vault, "Sacha", Role.SUPERVISOR)
    with pytest.raises(ValueError, match="only a conseiller"):
        vault.accounts.set_administrator(account, is_administrator=True)
    vault.lock()


def test_changing_ones_passphrase_takes_the_present_one_and_is_slowed(vault: SqlcipherVault) -> None:
    before = (vault.path / "vault.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("ce n’est pas la bonne", OWN)
    assert (vault.path / "vault.json").read_bytes() == before
    assert (vault.path / "tries.json").exists()
    vault.lock()


def test_no_database_is_written_when_a_passphrase_changes(vault: SqlcipherVault) -> None:
    vault.lock()
    opened = vaults.unlock(vault.path)
    before = (vault.path / "dossiers.db").read_bytes()
    opened.change_passphrase(PASSPHRASE, OWN)
    opened.lock()
    assert (vault.path / "dossiers.db").read_bytes() == before
    assert not opens(vault.path, ACCOUNT, PASSPHRASE)
    assert PASSPHRASE not in (vault.path / "vault.json.previous").read_text(encoding="utf-8")


def test_the_previous_header_does_not_keep_a_way_in_that_was_closed(vault: SqlcipherVault) -> None:
    vault.change_passphrase(PASSPHRASE, OWN)
    vault.lock()
    shutil.copy(vault.path / "vault.json.previous", vault.path / "vault.json")
    assert not opens(vault.path, ACCOUNT, PASSPHRASE)
    assert opens(vault.path, ACCOUNT, OWN)


def test_a_recovery_key_opens_everything_and_the_one_before_nothing(vault: SqlcipherVault) -> None:
    assert not vault.accounts.has_recovery_key
    first = vault.accounts.issue_recovery_key()
    second = vault.accounts.issue_recovery_key()
    assert vault.accounts.has_recovery_key
    assert len(vault.accounts.listed()) == 1
    vault.lock()
    assert vaults.keeper().information(vault.path).accounts == (ACCOUNT,)
    with pytest.raises(WrongPassphrase):
        vaults.keeper().unlock_by_recovery_key(vault.path, first)
    opened = vaults.keeper().unlock_by_recovery_key(vault.path, second)
    opened.accounts.reset(opened.accounts.listed()[0].account.id, OWN)
    opened.lock()
    assert opens(vault.path, ACCOUNT, OWN)
    assert not opens(vault.path, ACCOUNT, PASSPHRASE)
    vaults.unlock(vault.path, account="", passphrase=OWN).lock()  # one account, with no name asked


def test_a_recovery_key_is_no_administrator_that_counts(vault: SqlcipherVault) -> None:
    secret = vault.accounts.issue_recovery_key()
    own = vault.account.id
    vault.lock()
    opened = vaults.keeper().unlock_by_recovery_key(vault.path, secret)
    with pytest.raises(LastAdministrator):
        opened.accounts.set_enabled(own, is_enabled=False)
    opened.lock()


def test_settings_are_kept(vault: SqlcipherVault) -> None:
    assert vault.settings.idle_minutes == 10
    vault.accounts.change_settings(VaultSettings(idle_minutes=3))
    assert vault.settings.idle_minutes == 3
    vault.lock()
    again = vaults.unlock(vault.path)
    assert again.settings.idle_minutes == 3
    again.lock()


def test_a_header_that_was_changed_behind_an_open_vault_is_not_built_upon(vault: SqlcipherVault) -> None:
    """Else a stranger's public key would be given the keys at the next rotation."""
    added(vault)
    path = vault.path / "vault.json"
    header = json.loads(path.read_text(encoding="utf-8"))
    header["slots"][1]["public_key"] = header["slots"][0]["public_key"]
    path.write_text(json.dumps(header), encoding="utf-8")
    with pytest.raises(VaultDamaged):
        added(vault, "Un autre")
    with pytest.raises(VaultDamaged):
        vault.rotate_keys(lambda _done, _total: None)


@pytest.mark.parametrize(("memory", "cost"), [(2 * 1024**3, SMALL_COST), (8 * 1024**3, USUAL_COST), (None, USUAL_COST)])
def test_a_small_computer_pays_in_time_what_it_lacks_in_memory(memory: int | None, cost: object) -> None:
    assert cost_for(memory) == cost
    assert cost_for(memory).memory >= 64 * 1024  # RFC 9106, section 4: second recommended option
    assert cost_for(memory).passes >= 3


# The first format -----------------------------------------------------------------------------------------------


def make_first_format(folder: Path) -> None:
    """Rewrite a vault of one account as the first format had it, on the same database."""
    vault = vaults.unlock(folder)
    keys = vault._keys
    account = vault.account.model_dump(mode="json", exclude={"administrator"})
    with vault.unit_of_work() as work:  # which knew nothing of its header
        work.connection.execute(delete(setting).where(setting.c.name == "header"))
        work.commit()
    vault.lock()
    salt, cost = bytes(range(16)), CHEAP
    public = {"account": account, "derivation": cost.model_dump(mode="json"), "salt": salt.hex()}
    wrapped = wrap(keys.dossiers, derive(PASSPHRASE, salt, cost), json.dumps(public, sort_keys=True).encode())
    slot = {**public, "salt": encoded(salt), "wrapped_key": encoded(wrapped)}
    header = {"format": "passeport-vault", "version": 1, "created_at": "2026-11-20T09:00:00Z", "slots": [slot]}
    (folder / "vault.json").write_text(json.dumps(header), encoding="utf-8")
    for name in ("vault.json.previous", "statistics.db"):
        (folder / name).unlink(missing_ok=True)


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()


@pytest.fixture
def first(vault: SqlcipherVault) -> Path:
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        work.commit()
    vault.lock()
    make_first_format(vault.path)
    return vault.path


def test_a_vault_of_the_first_format_becomes_the_present_one_when_it_is_opened(first: Path) -> None:
    told = vaults.keeper().information(first)
    assert (told.format_version, told.accounts) == (1, (ACCOUNT,))
    opened = vaults.unlock(first)
    assert opened.account.administrator
    with opened.unit_of_work() as work:
        assert work.dossiers.get(ada().beneficiary.id) == ada().evolve(revision=1)
    opened.lock()
    assert read_header(first).created_at.isoformat() == "2026-11-20T09:00:00+00:00"
    assert vaults.keeper().information(first).format_version == 2
    vaults.unlock(first).lock()


def test_a_wrong_passphrase_leaves_the_first_format_alone_and_is_slowed(first: Path) -> None:
    before = {file.name: file.read_bytes() for file in first.iterdir()}
    with pytest.raises(WrongPassphrase):
        vaults.unlock(first, passphrase=OWN)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(first, account="Personne", passphrase=PASSPHRASE)
    (first / "tries.json").unlink()
    assert {file.name: file.read_bytes() for file in first.iterdir()} == before


def test_an_upgrade_that_was_stopped_is_done_again(first: Path) -> None:
    """The second database was made, and its key went with the process."""
    (first / "statistics.db").write_bytes(b"nobody has its key" * 300)
    (first / ".statistics.db.making").write_bytes(b"half")
    vaults.unlock(first).lock()
    vaults.unlock(first).lock()
    assert UUID(str(read_header(first).id))
