"""A spoiled vault put right: what was lost is named, and what could be read is not lost."""

import random
import shutil
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.backup import FileState, Repair
from passeport.domain.errors import NoSoundBackup, PasseportError, VaultDamaged, VaultRolledBack
from passeport.language.backups import changed_line, repair_lines
from passeport.services.mending import Mending
from storage.backup import all_backups
from storage.mender import SqlcipherMender
from tests import vaults
from tests.spoiling import add_steps, backed_up, spoil, titles
from tests.vaults import ACCOUNT, PASSPHRASE, SetClock

PEOPLE = 12
_PAGE = 4096


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(tmp_path: Path, clock: SetClock) -> Path:
    return backed_up(tmp_path / "coffre", PEOPLE, clock)


def repaired(folder: Path, clock: SetClock) -> Repair:
    return Mending(SqlcipherMender(), clock).repair(folder, account=ACCOUNT, passphrase=PASSPHRASE)


def test_a_sound_vault_is_left_alone(folder: Path, clock: SetClock) -> None:
    before = (folder / "dossiers.db").read_bytes()
    done = repaired(folder, clock)
    assert done.check.is_sound
    assert (folder / "dossiers.db").read_bytes() == before
    assert "rien n’a été changé" in repair_lines(done)[0]


def test_any_spoiled_page_is_repaired_with_an_account_of_each_dossier(
    folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    pages = (folder / "dossiers.db").stat().st_size // _PAGE
    recovered = lost = in_full = 0
    for page in random.Random(2026).sample(range(pages), 12):
        place = tmp_path / "spoiled"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(folder, place)
        spoil(place / "dossiers.db", page * _PAGE + 1000)
        with pytest.raises(VaultDamaged):
            vaults.unlock(place)
        done = repaired(place, clock)
        assert done.from_backup is not None
        found = titles(place)
        assert len(found) == PEOPLE
        told = {changed.reference: changed.is_recovered for changed in done.changed}
        if done.is_journal_read:  # everybody changed since the backup: each one is in the account, in words too
            in_full += 1
            assert set(told) == set(found)
            words = repair_lines(done)
            for changed in done.changed:
                assert changed.last_at is not None
                assert f"  {changed_line(changed)}" in words
                assert not changed.is_recovered or changed.name
        for key, steps in found.items():
            if steps == ["Avant", "Après"]:
                recovered += 1
                assert told.get(key, True)
            else:
                lost += 1
                assert steps == ["Avant"]
                assert told.get(key) is False or not done.is_journal_read
        assert done.kept_aside is not None
        assert (done.kept_aside / "dossiers.db").exists()
    assert in_full > 0
    assert recovered > 0
    assert recovered > lost


def test_a_spoiled_header_comes_back_from_a_backup(folder: Path, clock: SetClock) -> None:
    spoil(folder / "vault.json", 300)
    with pytest.raises(VaultDamaged):
        vaults.unlock(folder)
    done = repaired(folder, clock)
    assert [file.state for file in done.check.files][:1] == [FileState.DAMAGED]
    assert done.from_backup is None
    assert all(steps == ["Avant", "Après"] for steps in titles(folder).values())


def test_commits_dropped_from_the_log_are_counted_and_the_rest_goes_on(
    folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    crashed = tmp_path / "interrompu"
    desk = wiring.desk(vaults.unlock(folder), clock)
    add_steps(desk, "Perdu")
    shutil.copytree(folder, crashed)
    desk.vault.lock()
    (crashed / "dossiers.db-wal").unlink()
    with pytest.raises(VaultRolledBack):
        vaults.unlock(crashed)
    done = repaired(crashed, clock)
    assert (done.from_backup, done.missing) == (None, PEOPLE)
    assert any(f"{PEOPLE} enregistrements en moins" in line for line in repair_lines(done))
    assert all(steps == ["Avant", "Après"] for steps in titles(crashed).values())


def test_spoiled_statistics_touch_no_dossier(folder: Path, clock: SetClock) -> None:
    spoil(folder / "statistics.db", 5000)
    done = repaired(folder, clock)
    assert done.from_backup is not None
    assert all(steps == ["Avant", "Après"] for steps in titles(folder).values())


def test_a_dossier_removed_since_does_not_come_back(folder: Path, clock: SetClock) -> None:
    vault = vaults.unlock(folder)
    with vault.unit_of_work() as work:
        gone = work.dossiers.page()[0].id
        work.dossiers.remove(gone)
        work.commit()
    vault.lock()
    with (folder / "dossiers.db").open("r+b") as file:
        file.seek(-1000, 2)
        file.write(b"spoiled")
    done = repaired(folder, clock)
    if str(gone) in {removed.reference for removed in done.removed}:
        assert str(gone) not in titles(folder)
    else:  # the spoiled page hid whether it was there
        assert not done.is_journal_read


def test_without_a_sound_backup_nothing_is_changed(folder: Path, clock: SetClock) -> None:
    (backup,) = all_backups(folder / "backups")
    spoil(backup.path / "dossiers.db", 5000)
    spoil(folder / "dossiers.db", 9000)
    before = (folder / "dossiers.db").read_bytes()
    with pytest.raises(NoSoundBackup):
        repaired(folder, clock)
    assert (folder / "dossiers.db").read_bytes() == before


def test_a_wrong_passphrase_repairs_nothing(folder: Path, clock: SetClock) -> None:
    spoil(folder / "dossiers.db", 9000)
    with pytest.raises(PasseportError):
        Mending(SqlcipherMender(), clock).repair(folder, account=ACCOUNT, passphrase="quatre mots sans rapport aucun")
    assert not (folder / "replaced").exists()
