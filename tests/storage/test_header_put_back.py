"""A former employee with access to the folder puts an older header back: it lets nobody in again."""

import json
import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.errors import AccountDisabled, HeaderPutBack, VaultOnNetwork, WrongPassphrase
from passeport.domain.identifiers import AccountId
from passeport.language.messages import sentence
from passeport.services.mending import Mending
from storage import places
from storage.account_book import HeaderAccounts
from storage.backup import all_backups
from storage.header import read_header, write_header
from storage.mender import SqlcipherMender
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import MISSION_LOCALE, ada
from tests.spoiling import spoil
from tests.vaults import ACCOUNT, PASSPHRASE, SetClock

FORMER = "Dominique"
GIVEN = "six mots que l’administrateur a choisis hier"


@pytest.fixture
def mending() -> Mending:
    return Mending(SqlcipherMender(), SetClock())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault whose only backup was made before Dominique's account was closed, with a header of that time at hand."""
    vault = vaults.create(tmp_path / "coffre")
    former = Account(id=AccountId(uuid4()), name=FORMER, role=Role.CONSEILLER, station=MISSION_LOCALE)
    vault.accounts.add(former, GIVEN)
    wiring.desk(vault, SetClock()).backups.make()
    vault.accounts.set_enabled(former.id, is_enabled=False)
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        work.commit()
    vault.lock()
    return vault.path


def backup_of(folder: Path) -> Path:
    (backup,) = all_backups(folder / "backups")
    return backup.path


def put_back(folder: Path) -> None:
    shutil.copy(backup_of(folder) / "vault.json", folder / "vault.json")


def failures(folder: Path) -> int:
    return int(json.loads((folder / "tries.json").read_bytes())["count"])


def test_an_older_header_opens_nothing_for_anybody(folder: Path) -> None:
    before = (folder / "dossiers.db").read_bytes()
    put_back(folder)
    for account, passphrase in ((FORMER, GIVEN), (ACCOUNT, PASSPHRASE)):
        with pytest.raises(HeaderPutBack) as refused:
            vaults.unlock(folder, account=account, passphrase=passphrase)
    assert (folder / "dossiers.db").read_bytes() == before
    words = sentence(refused.value)
    assert str(folder) in words
    assert "vault repair" in words
    assert "administrateur" in words


@pytest.mark.parametrize("how", ["put back", "spoiled", "gone"])
def test_repairing_takes_no_header_to_let_in_who_was_closed_out(folder: Path, mending: Mending, how: str) -> None:
    (folder / "vault.json.previous").unlink()
    match how:
        case "put back":
            put_back(folder)
        case "spoiled":
            spoil(folder / "vault.json", 300)
        case _:
            (folder / "vault.json").unlink()
    with pytest.raises(AccountDisabled):
        mending.repair(folder, account=FORMER, passphrase=GIVEN)
    mending.repair(folder, account=ACCOUNT, passphrase=PASSPHRASE)
    opened = vaults.unlock(folder)
    with opened.unit_of_work() as work:
        assert work.dossiers.get(ada().beneficiary.id).beneficiary == ada().beneficiary
    assert [state.is_enabled for state in opened.accounts.listed()] == [True, False]
    opened.lock()
    with pytest.raises(AccountDisabled):
        vaults.unlock(folder, account=FORMER, passphrase=GIVEN)


def test_who_was_closed_out_restores_nothing_and_stays_closed_out_of_what_is_restored(
    folder: Path, mending: Mending
) -> None:
    backup = backup_of(folder)
    for attempt in (mending.preview, mending.restore):
        with pytest.raises(AccountDisabled):
            attempt(folder, backup, account=FORMER, passphrase=GIVEN)
    mending.restore(folder, backup, account=ACCOUNT, passphrase=PASSPHRASE)
    opened = vaults.unlock(folder)
    assert [(state.account.name, state.is_enabled) for state in opened.accounts.listed()] == [
        (ACCOUNT, True),
        (FORMER, False),
    ]
    assert opened.accounts.own.account.administrator
    opened.lock()
    with pytest.raises(AccountDisabled):
        vaults.unlock(folder, account=FORMER, passphrase=GIVEN)


def test_a_backup_alone_opens_with_the_passphrases_of_its_moment(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(backup_of(folder), tmp_path / "autre poste")
    vaults.unlock(tmp_path / "autre poste", account=FORMER, passphrase=GIVEN).lock()


@pytest.mark.parametrize("is_written", [False, True])
def test_a_kill_while_an_account_changes_leaves_a_vault_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_written: bool
) -> None:
    """Between the database that is told and the header that is written, and between that and the end."""
    vault = vaults.create(tmp_path / "coffre")
    older = read_header(vault.path)

    def killed(*_arguments: object, **_names: object) -> None:
        raise KeyboardInterrupt

    def written(_folder: Path, header: object, **_names: object) -> None:
        write_header(vault.path, header)  # type: ignore[arg-type] # a header it is
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr("storage.account_book.write_header", written if is_written else killed)
        with pytest.raises(KeyboardInterrupt):
            vault.accounts.issue_recovery_key()
    vault.lock()
    again = vaults.unlock(vault.path)
    assert again.accounts.has_recovery_key is is_written
    again.lock()
    if is_written:  # once seen, it is the one in force
        write_header(vault.path, older)
        with pytest.raises(HeaderPutBack):
            vaults.unlock(vault.path)


def test_a_rotation_is_not_taken_for_an_older_header_and_closes_the_one_before(tmp_path: Path) -> None:
    vault: SqlcipherVault = vaults.create(tmp_path / "coffre")
    vault.rotate_keys(lambda _done, _total: None)
    assert isinstance(vault.accounts, HeaderAccounts)
    vault.accounts.issue_recovery_key()
    vault.lock()
    vaults.unlock(vault.path).lock()


def test_one_wrong_entry_is_one_failure_however_many_backups_there_are(folder: Path, mending: Mending) -> None:
    opened = vaults.unlock(folder)
    for _ in range(3):
        wiring.desk(opened, SetClock()).backups.make()
    opened.lock()
    spoil(folder / "vault.json", 300)
    for count in (1, 2):
        with pytest.raises(WrongPassphrase):
            mending.repair(folder, account=ACCOUNT, passphrase="ce n’est pas la bonne")
        assert failures(folder) == count


def test_nothing_is_restored_nor_repaired_on_a_network_share(
    folder: Path, mending: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    backup = backup_of(folder)
    monkeypatch.setattr(places, "share_of", lambda _folder: "SMB")
    key = {"account": ACCOUNT, "passphrase": PASSPHRASE}
    for attempt in (
        lambda: mending.verify(folder, **key),
        lambda: mending.preview(folder, backup, **key),
        lambda: mending.restore(folder, backup, **key),
        lambda: mending.repair(folder, **key),
    ):
        with pytest.raises(VaultOnNetwork):
            attempt()
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_verifying_reads_the_second_place_too(folder: Path, mending: Mending, tmp_path: Path) -> None:
    second = tmp_path / "clé USB"
    second.mkdir()
    opened = vaults.unlock(folder)
    backups = wiring.desk(opened, SetClock()).backups
    backups.choose_second_place(second)
    backups.make()
    opened.lock()
    assert mending.verify(folder, account=ACCOUNT, passphrase=PASSPHRASE).is_sound
    (copy,) = second.rglob("dossiers.db")
    spoil(copy, 5000)
    (told,) = mending.verify(folder, account=ACCOUNT, passphrase=PASSPHRASE).backups
    assert told.name == str(copy)
    spoil(folder / "vault.json", 300)  # which says where in the second place they are
    assert {backup.path.parent.name for backup in mending.backups(folder)} == {"backups"}
