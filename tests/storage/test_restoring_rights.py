"""Who puts a backup in the place of a vault: an administrator, or any conseiller when nobody can open it (R07)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.account import Account, Operation, Role
from passeport.domain.errors import AccountDisabled, NotAllowed, PasseportError, VaultDamaged
from passeport.domain.rights import ADMINISTRATOR, Whose, matrix
from passeport.language.messages import sentence
from passeport.services.mending import Mending
from storage.header import read_header
from tests import vaults
from tests.people import MISSION_LOCALE, ada_identity
from tests.vaults import ACCOUNT, PASSPHRASE

COLLEAGUE, SUPERVISOR = "Dominique Collègue-Fictif", "Sacha Superviseur-Fictif"
THEIRS = "neuf mots que quelqu’un a donc choisis hier soir"
KEYS = {ADMINISTRATOR: (ACCOUNT, PASSPHRASE), "CONSEILLER": (COLLEAGUE, THEIRS), "SUPERVISOR": (SUPERVISOR, THEIRS)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault of three accounts, with a backup, and a dossier made since."""
    desk = wiring.desk(vaults.create(tmp_path / "coffre"), vaults.SetClock())
    desk.administration.add(COLLEAGUE, Role.CONSEILLER, THEIRS)
    desk.administration.add(SUPERVISOR, Role.SUPERVISOR, THEIRS)
    desk.backups.make()
    desk.dossiers.create(ada_identity())
    desk.vault.lock()
    return tmp_path / "coffre"


def backup_of(folder: Path) -> Path:
    (found,) = (folder / "backups").iterdir()
    return found


def restored(folder: Path, rank: str) -> bool:
    account, passphrase = KEYS[rank]
    before = {file: file.read_bytes() for file in folder.iterdir() if file.suffix in (".db", ".json")}
    try:
        wiring.mending().restore(folder, backup_of(folder), account=account, passphrase=passphrase)
    except NotAllowed:
        after = {file: file.read_bytes() for file in folder.iterdir() if file.suffix in (".db", ".json")}
        assert after == before, "refused, and something changed"
        return False
    return True


def _header_gone(folder: Path) -> None:
    (folder / "vault.json").unlink()


def _header_spoiled(folder: Path) -> None:
    (folder / "vault.json").write_bytes((folder / "vault.json").read_bytes()[:-40])


def _page_spoiled(folder: Path) -> None:
    content = bytearray((folder / "dossiers.db").read_bytes())
    content[5 * 4096 + 100] ^= 1
    (folder / "dossiers.db").write_bytes(content)


def _database_gone(folder: Path) -> None:
    (folder / "dossiers.db").unlink()


def _put_back(folder: Path) -> None:
    (folder / "dossiers.db").write_bytes((backup_of(folder) / "dossiers.db").read_bytes())


def _as_it_is(_folder: Path) -> None:
    """It opens."""


SPOILT: tuple[Callable[[Path], None], ...] = (_header_gone, _header_spoiled, _page_spoiled, _database_gone, _put_back)


@pytest.mark.parametrize("rank", KEYS)
@pytest.mark.parametrize("how", [_as_it_is, *SPOILT], ids=lambda how: how.__name__)
def test_each_cell_of_restoring(folder: Path, rank: str, how: Callable[[Path], None]) -> None:
    how(folder)
    if how is not _as_it_is:
        with pytest.raises(PasseportError):
            vaults.unlock(folder)
    operation = Operation.RESTORE_BACKUP if how is _as_it_is else Operation.RESTORE_UNUSABLE
    assert restored(folder, rank) == (Whose.NOBODY in matrix()[rank][operation])


def test_it_is_said_in_words_with_what_to_do(folder: Path) -> None:
    with pytest.raises(NotAllowed) as refused:
        wiring.mending().restore(folder, backup_of(folder), account=COLLEAGUE, passphrase=THEIRS)
    words = sentence(refused.value)
    assert "administrateur" in words
    assert "clé de secours" in words
    assert "Rien n’a été changé" in words


def test_the_rights_are_those_of_now_not_of_the_backup(folder: Path) -> None:
    opened = vaults.unlock(folder)
    administration = wiring.desk(opened, vaults.SetClock()).administration
    administration.give_right(administration.find(COLLEAGUE).account.id)
    opened.lock()
    assert restored(folder, "CONSEILLER")
    assert _administrators(folder) == {ACCOUNT, COLLEAGUE}


def test_a_key_changed_since_keeps_the_right_of_who_administers(folder: Path) -> None:
    opened = vaults.unlock(folder)
    opened.rotate_keys(lambda _done, _total: None)
    opened.lock()
    assert not restored(folder, "CONSEILLER")
    assert restored(folder, ADMINISTRATOR)


def test_a_right_written_into_the_header_by_hand_is_given_to_nobody(folder: Path) -> None:
    """A text editor is enough to write it; whoever restores with it would have it vouched for."""
    file = folder / "vault.json"
    header = json.loads(file.read_text(encoding="utf-8"))
    header.pop("checksum")
    for slot in header["slots"]:
        slot["account"]["administrator"] = slot["account"]["role"] == "CONSEILLER"
    file.write_text(json.dumps(header), encoding="utf-8")
    with pytest.raises(VaultDamaged):
        vaults.unlock(folder, account=ACCOUNT)
    assert not restored(folder, "CONSEILLER")
    assert restored(folder, ADMINISTRATOR)
    assert _administrators(folder) == {ACCOUNT}


def test_who_was_closed_out_does_not_come_back_by_removing_the_header(folder: Path) -> None:
    opened = vaults.unlock(folder)
    administration = wiring.desk(opened, vaults.SetClock()).administration
    administration.disable(administration.find(COLLEAGUE).account.id)
    opened.lock()
    _header_gone(folder)
    mending: Mending = wiring.mending()
    with pytest.raises(AccountDisabled):
        mending.restore(folder, backup_of(folder), account=COLLEAGUE, passphrase=THEIRS)
    assert restored(folder, ADMINISTRATOR)
    with pytest.raises(AccountDisabled):
        vaults.unlock(folder, account=COLLEAGUE, passphrase=THEIRS)


def test_an_account_that_is_not_of_this_vault_puts_nothing_in_its_place(folder: Path, tmp_path: Path) -> None:
    other = vaults.create(tmp_path / "autre")
    made = wiring.desk(other, vaults.SetClock()).backups.make().backup
    other.lock()
    with pytest.raises(NotAllowed):
        wiring.mending().restore(folder, made.path, account=ACCOUNT, passphrase=PASSPHRASE)


def test_the_last_word_is_the_matrix(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the cells turned round, so is who may: nothing else decides."""
    lines = matrix()
    assert isinstance(lines, dict)
    for rank, cells in (("CONSEILLER", frozenset({Whose.NOBODY})), (ADMINISTRATOR, frozenset[Whose]())):
        monkeypatch.setitem(lines, rank, {**lines[rank], Operation.RESTORE_BACKUP.value: cells})
    assert not restored(folder, ADMINISTRATOR)
    assert restored(folder, "CONSEILLER")


def _administrators(folder: Path) -> set[str]:
    accounts: list[Account] = [slot.account for slot in read_header(folder).slots]
    assert all(account.station == MISSION_LOCALE for account in accounts)
    return {account.name for account in accounts if account.administrator}
