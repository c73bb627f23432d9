"""Backups: verified, opened anywhere by the passphrase alone, restored whole or not at all."""

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.backup import BackupReason, FileState
from passeport.domain.errors import (
    BackupFailed,
    Cancelled,
    NoSoundBackup,
    NotAllowed,
    VaultDamaged,
    VaultInUse,
    WrongPassphrase,
)
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.services.backups import Backups, keeping_rules
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from passeport.services.mending import Mending
from passeport.services.parcours import StepEntry
from storage import backup, restore
from storage.backup import all_backups, spoiled
from storage.mender import SqlcipherMender
from tests import vaults
from tests.people import ada, ada_identity
from tests.vaults import ACCOUNT, PASSPHRASE, SetClock

WHO = {"account": ACCOUNT, "passphrase": PASSPHRASE}


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "coffre"


@pytest.fixture
def desk(folder: Path, clock: SetClock) -> Iterator[Desk]:
    opened = wiring.desk(vaults.create(folder), clock)
    opened.dossiers.create(ada_identity())
    yield opened
    opened.vault.lock()


@pytest.fixture
def mending(clock: SetClock) -> Mending:
    return Mending(SqlcipherMender(), clock)


def someone(desk: Desk) -> BeneficiaryId:
    return desk.dossiers.page()[0].id


def add_step(desk: Desk, title: str) -> None:
    entry = StepEntry(type="ACCUEIL", day=dt.date(2026, 11, 23), title=title)
    desk.parcours.record_step(someone(desk), entry)


def titles(folder: Path) -> list[str]:
    """Return the titles of all steps; half a dozen tests ask what is in a vault."""
    vault = vaults.unlock(folder)
    with vault.unit_of_work() as work:
        found = [s.title for page in work.dossiers.page() for p in work.dossiers.get(page.id).parcours for s in p.steps]
        assert work.journal.is_whole()
    vault.lock()
    return found


def test_a_backup_copied_elsewhere_opens_with_the_passphrase_alone(desk: Desk, tmp_path: Path) -> None:
    add_step(desk, "Avant")
    made = desk.backups.make().backup
    elsewhere = tmp_path / "autre ordinateur" / "copie"
    shutil.copytree(made.path, elsewhere)
    shutil.rmtree(desk.vault.path)
    assert titles(elsewhere) == ["Avant"]
    with pytest.raises(WrongPassphrase):
        vaults.unlock(elsewhere, passphrase="quatre mots sans rapport")


def test_a_backup_is_restored_on_a_computer_that_has_no_vault(desk: Desk, tmp_path: Path, mending: Mending) -> None:
    add_step(desk, "Avant")
    made = desk.backups.make().backup
    new = tmp_path / "neuf" / "coffre"
    assert mending.preview(new, made.path, **WHO).present is None
    mending.restore(new, made.path, **WHO)
    assert titles(new) == ["Avant"]


def test_work_goes_on_while_a_backup_is_made(desk: Desk, tmp_path: Path) -> None:
    add_step(desk, "Avant")
    seen: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        if not seen:
            add_step(desk, "Pendant")
        seen.append((done, total))

    made = desk.backups.make(meanwhile).backup
    assert seen[-1][0] == seen[-1][1] > 0
    assert titles(shutil.copytree(made.path, tmp_path / "copie")) == ["Avant"]


def test_a_cancelled_backup_leaves_nothing(desk: Desk) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.backups.make(stop)
    assert list((desk.vault.path / "backups").iterdir()) == []


def test_a_spoiled_page_is_never_backed_up(desk: Desk, folder: Path) -> None:
    for number in range(30):
        add_step(desk, f"Étape {number}")
    desk.vault.lock()
    vault = vaults.unlock(folder)
    database = folder / "dossiers.db"
    content = bytearray(database.read_bytes())
    content[-2000] ^= 1
    with database.open("r+b") as file:
        file.write(content)
    with pytest.raises(VaultDamaged):
        Backups(vault, SetClock()).make()
    assert all_backups(folder / "backups") == ()
    vault.lock()


def test_a_backup_that_does_not_read_back_is_none(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that does not give back what was written: said, and nothing is listed nor left."""
    honest = backup.copy_database

    def spoilt(source: Path, target: Path, *rest: Any) -> None:
        honest(source, target, *rest)
        content = bytearray(target.read_bytes())
        content[len(content) // 2] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(backup, "copy_database", spoilt)
    with pytest.raises(BackupFailed):
        desk.backups.make()
    assert desk.backups.all() == ()
    assert list((folder / "backups").iterdir()) == []


def test_backups_are_made_by_themselves(desk: Desk, clock: SetClock) -> None:
    assert desk.backups.at_opening() is not None
    assert desk.backups.at_opening() is None  # once a day
    add_step(desk, "Un")
    assert desk.backups.at_locking() is None  # within the hour
    clock.moment += dt.timedelta(hours=2)
    assert desk.backups.at_locking() is not None
    clock.moment += dt.timedelta(hours=2)
    assert desk.backups.at_locking() is None  # nothing changed
    clock.wait(1)
    assert desk.backups.at_opening() is not None
    assert [backup.reason for backup in desk.backups.all()] == [BackupReason.DAY, BackupReason.LOCK, BackupReason.DAY]


def test_a_clock_set_back_stops_no_backup(desk: Desk, clock: SetClock) -> None:
    desk.backups.at_opening()
    clock.wait(-400)
    assert desk.backups.at_opening() is not None
    add_step(desk, "Un")
    assert desk.backups.at_locking() is not None


def test_a_second_backup_of_the_same_second_is_the_one_that_stays(desk: Desk) -> None:
    desk.backups.make()
    later = desk.backups.make().backup
    assert desk.backups.all() == (later,)


def test_old_backups_are_rotated(desk: Desk, clock: SetClock) -> None:
    for _ in range(40):
        clock.wait(1)
        desk.backups.at_opening()
    days = next(rule.count for rule in keeping_rules() if rule.period.name == "DAY")
    assert days <= len(desk.backups.all()) < 40


def test_each_backup_is_copied_to_the_second_place(
    desk: Desk, clock: SetClock, tmp_path: Path, mending: Mending
) -> None:
    key = tmp_path / "clé USB"
    key.mkdir()
    desk.backups.choose_second_place(key)
    assert desk.backups.make().second is None
    (copy,) = key.glob("*/*/backup.json")
    assert spoiled(copy.parent) == ()
    shutil.move(key, tmp_path / "clé retirée")
    clock.wait(1)
    made = desk.backups.make()
    assert isinstance(made.second, BackupFailed)
    assert len(desk.backups.all()) == 2
    shutil.move(tmp_path / "clé retirée", key)
    assert len(mending.backups(desk.vault.path)) == 3
    desk.backups.choose_second_place(None)
    assert desk.backups.second_place() is None


def test_restoring_shows_first_then_brings_back_and_keeps_what_was_there(
    desk: Desk, folder: Path, mending: Mending
) -> None:
    add_step(desk, "Avant")
    made = desk.backups.make().backup
    add_step(desk, "Après")
    new = ada().beneficiary.identity.evolve(given_names="Nouvelle")
    desk.dossiers.create(new)
    shown = desk.backups.preview(made)
    assert (shown.dossiers, shown.present, shown.is_journal_read) == (1, 2, True)
    assert {changed.name.split()[0] for changed in shown.changed} == {ada_identity().given_names.split()[0], "Nouvelle"}
    with pytest.raises(VaultInUse):
        mending.restore(folder, made.path, **WHO)
    desk.vault.lock()
    again = mending.preview(folder, made.path, **WHO)
    assert again.changed == shown.changed
    assert titles(folder) == ["Avant", "Après"]  # a preview changes nothing
    aside = mending.restore(folder, made.path, **WHO)
    assert {place.stat().st_mode & 0o077 for place in (aside, aside.parent, *aside.iterdir())} == {0}
    assert titles(folder) == ["Avant"]
    shutil.copytree(aside, folder.parent / "d’avant")
    assert titles(folder.parent / "d’avant") == ["Avant", "Après"]


def test_what_was_replaced_goes_after_a_month_and_stays_until_a_sound_backup_is_made(
    desk: Desk, folder: Path, mending: Mending, clock: SetClock
) -> None:
    made = desk.backups.make().backup
    desk.vault.lock()
    aside = mending.restore(folder, made.path, **WHO)
    other = aside.with_name("à moi")
    other.mkdir()
    again = wiring.desk(vaults.unlock(folder), clock)
    clock.wait(29)
    again.backups.make()
    assert aside.is_dir()
    clock.wait(1)
    assert aside.is_dir()  # nothing goes by itself: a backup that is sound takes it away
    again.backups.make()
    assert not aside.exists()
    assert other.is_dir()
    again.vault.lock()
    assert len(titles(folder)) == 0


def test_a_removed_dossier_that_would_come_back_is_told(desk: Desk) -> None:
    made = desk.backups.make().backup
    person = someone(desk)
    with desk.vault.unit_of_work() as work:
        work.dossiers.remove(person)
        work.journal.record(JournalOperation.DOSSIER_REMOVED, str(person))
        work.commit()
    shown = desk.backups.preview(made)
    assert [removed.reference for removed in shown.removed] == [str(person)]


@pytest.mark.parametrize("name", ["vault.json", "dossiers.db", "dossiers.mark", "statistics.db", "backup.json"])
def test_a_spoiled_backup_is_not_restored(desk: Desk, folder: Path, mending: Mending, name: str) -> None:
    made = desk.backups.make().backup
    desk.vault.lock()
    file = made.path / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2 if name != "dossiers.mark" else 0] ^= 1
    file.write_bytes(content)
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(NoSoundBackup):
        mending.restore(folder, made.path, **WHO)
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_wrong_passphrase_restores_nothing(desk: Desk, folder: Path, mending: Mending) -> None:
    made = desk.backups.make().backup
    add_step(desk, "Après")
    desk.vault.lock()
    with pytest.raises(WrongPassphrase):
        mending.restore(folder, made.path, account=ACCOUNT, passphrase="quatre mots sans rapport")
    assert titles(folder) == ["Après"]


@pytest.mark.parametrize("stop_at", range(16))
def test_a_restoration_stopped_anywhere_is_done_or_not_begun(
    desk: Desk, folder: Path, mending: Mending, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    """The process ends at the Nth change of a name: the next opening finds one vault or the other, whole."""
    add_step(desk, "Avant")
    made = desk.backups.make().backup
    add_step(desk, "Après")
    desk.vault.lock()
    count = 0

    class Ended(BaseException):
        pass

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*rest: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count > stop_at:
                raise Ended
            return real(*rest, **named)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        with contextlib.suppress(Ended):
            mending.restore(folder, made.path, **WHO)
    found = titles(folder)
    assert found in (["Avant"], ["Avant", "Après"])
    assert not (folder / restore.STAGE).exists()
    if stop_at == 0:
        assert found == ["Avant", "Après"]


def test_verifying_reads_everything_and_says_so(desk: Desk, folder: Path, mending: Mending) -> None:
    desk.backups.make()
    desk.vault.lock()
    check = mending.verify(folder, **WHO)
    assert check.is_sound
    assert {file.name: file.state for file in check.files} == {
        "vault.json": FileState.SOUND,
        "dossiers.db": FileState.SOUND,
        "statistics.db": FileState.SOUND,
    }
    assert (check.dossiers, check.backups) == (1, ())


def test_an_earlier_version_is_backed_up_before_it_is_brought_here(tmp_path: Path) -> None:
    store = Path(__file__).parent / "stores" / "1"
    folder = tmp_path / "coffre"
    shutil.copytree(store, folder)
    vaults.unlock(folder, passphrase="quatre mots sans lien").lock()
    (backup,) = all_backups(folder / "backups")
    assert backup.reason is BackupReason.MIGRATION
    assert spoiled(backup.path) == ()
    elsewhere = shutil.copytree(backup.path, tmp_path / "copie")
    vaults.unlock(elsewhere, passphrase="quatre mots sans lien").lock()


def add_supervisor(desk: Desk) -> None:
    account = Account(id=AccountId(uuid4()), name="Sacha", role=Role.SUPERVISOR, station=desk.vault.account.station)
    desk.vault.accounts.add(account, "une phrase de passe de superviseur fictif")


def test_the_statistics_are_in_a_backup_and_come_back_with_it(desk: Desk, folder: Path, mending: Mending) -> None:
    add_supervisor(desk)
    made = desk.backups.make().backup
    desk.vault.lock()
    (folder / "statistics.db").unlink()
    assert {file.name: file.state for file in mending.verify(folder, **WHO).files}["statistics.db"] is FileState.MISSING
    mending.restore(folder, made.path, **WHO)
    assert mending.verify(folder, **WHO).is_sound
    opened = vaults.keeper().unlock(folder, account="Sacha", passphrase="une phrase de passe de superviseur fictif")
    assert opened.opens == "statistics"
    opened.lock()


def test_a_supervisor_reads_no_dossier_by_way_of_a_backup(desk: Desk, folder: Path, mending: Mending) -> None:
    add_supervisor(desk)
    made = desk.backups.make().backup
    desk.vault.lock()
    sacha = {"account": "Sacha", "passphrase": "une phrase de passe de superviseur fictif"}
    for ask in (mending.preview, mending.restore):
        with pytest.raises(NotAllowed):
            ask(folder, made.path, **sacha)
    with pytest.raises(NotAllowed):
        mending.verify(folder, **sacha)


def test_a_backup_from_before_new_keys_is_restored_with_its_own(
    desk: Desk, folder: Path, clock: SetClock, mending: Mending
) -> None:
    add_step(desk, "Avant")
    made = desk.backups.make().backup
    desk.vault.rotate_keys(lambda _done, _total: None)
    add_step(desk, "Après")
    clock.wait(1)
    later = desk.backups.make().backup
    with pytest.raises(NoSoundBackup):
        desk.backups.preview(made)
    desk.vault.lock()
    mending.restore(folder, made.path, **WHO)
    assert titles(folder) == ["Avant"]
    mending.restore(folder, later.path, **WHO)
    assert titles(folder) == ["Avant", "Après"]


def test_a_vault_whose_header_is_spoiled_gets_a_backup(desk: Desk, folder: Path, mending: Mending) -> None:
    add_step(desk, "Avant")
    made = desk.backups.make().backup
    desk.vault.lock()
    (folder / "vault.json").write_text("{")
    with pytest.raises(VaultDamaged):
        mending.verify(folder, **WHO)
    mending.restore(folder, made.path, **WHO)
    assert titles(folder) == ["Avant"]


@pytest.mark.parametrize("name", ["dossiers.db", "statistics.db"])
def test_verifying_names_the_file_that_is_spoiled(desk: Desk, folder: Path, mending: Mending, name: str) -> None:
    desk.vault.lock()
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    found = mending.verify(folder, **WHO)
    assert [file.name for file in found.files if not file.is_sound] == [name]


def test_verifying_names_a_spoiled_backup_apart(desk: Desk, folder: Path, mending: Mending) -> None:
    made = desk.backups.make().backup
    desk.vault.lock()
    (made.path / "statistics.db").unlink()
    found = mending.verify(folder, **WHO)
    assert found.is_sound
    assert [file.name for file in found.backups] == [f"{made.path.name}/statistics.db"]
