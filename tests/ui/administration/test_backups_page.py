"""The page of backups, and the way from the window to a restored vault."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.account import Role
from passeport.services.desk import Desk
from passeport.services.parcours import StepEntry
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import ada_identity
from ui.administration.backups_page import BackupsPage
from ui.tasks import Tasks
from ui.widgets.progress import ProgressRow


@pytest.fixture
def page(here: Desk, tasks: Tasks, qtbot: QtBot) -> BackupsPage:
    here.dossiers.create(ada_identity())
    made = BackupsPage(here, tasks)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    with qtbot.waitSignal(made.model.changed):
        made.start()
    return made


def restore_buttons(page: BackupsPage) -> list[QPushButton]:
    return [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Restaurer la sauvegarde")]


def test_a_backup_is_made_and_listed(page: BackupsPage, qtbot: QtBot) -> None:
    assert restore_buttons(page) == []
    with qtbot.waitSignals([page.model.made, page.model.changed]):
        page.make_button.click()
        assert not page.make_button.isEnabled()
    qtbot.waitUntil(lambda: len(restore_buttons(page)) == 1)
    assert "relue en entier" in page.banner.words.text()
    assert page.make_button.isEnabled()


def test_restoring_shows_what_would_change_and_asks_for_the_passphrase(
    page: BackupsPage, here: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([page.model.made, page.model.changed]):
        page.make_button.click()
    entry = StepEntry(type="ACCUEIL", day=dt.date(2026, 11, 23), title="Après")
    here.parcours.record_step(here.dossiers.page()[0].id, entry)
    qtbot.waitUntil(lambda: len(restore_buttons(page)) == 1)
    with qtbot.waitSignal(page.model.previewed):
        restore_buttons(page)[0].click()
    assert page.restoring.isVisible()
    told = [label.text() for label in page.restoring.findChildren(type(page.second))]
    assert any("Seraient perdus" in line for line in told)
    page.restoring.confirm()  # nothing was typed: nothing happens
    page.restoring.passphrase.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(page.restore_requested) as asked:
        page.restoring.confirm_button.click()
    assert asked.args is not None
    assert asked.args[1] == vaults.PASSPHRASE
    assert page.restoring.passphrase.text() == ""


def test_a_second_place_is_chosen_and_forgotten(page: BackupsPage, here: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    key = tmp_path / "clé USB"
    key.mkdir()
    page.ask_folder = lambda: key
    with qtbot.waitSignal(page.model.changed):
        page.choose_second_place()
    assert "clé USB" in page.second.text()
    with qtbot.waitSignals([page.model.made, page.model.changed]):
        page.make_button.click()
    assert list(key.glob("*/*/backup.json"))
    key.rename(tmp_path / "retirée")
    with qtbot.waitSignals([page.model.made, page.model.changed]):
        page.make_button.click()
    assert "branché" in page.banner.words.text()
    with qtbot.waitSignal(page.model.changed):
        page.forget_button.click()
    assert here.backups.second_place() is None


def test_a_backup_that_is_made_can_be_stopped_and_leaves_nothing(page: BackupsPage, here: Desk, qtbot: QtBot) -> None:
    row = page.findChild(ProgressRow)
    assert isinstance(row, ProgressRow)
    with qtbot.waitSignal(page.model.refused):
        page.make_button.click()
        assert row.isVisibleTo(page)
        row.stop.click()
    assert not row.isVisibleTo(page)
    assert page.make_button.isEnabled()
    assert here.backups.all() == ()


def test_a_conseiller_sees_what_a_backup_holds_and_restores_nothing(here: Desk, tasks: Tasks, qtbot: QtBot) -> None:
    assert isinstance(here.vault, SqlcipherVault)
    vaults.as_account(here.vault, Role.CONSEILLER)
    here.backups.make()
    page = BackupsPage(here, tasks)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.model.changed):
        page.start()
    assert "Seul un administrateur choisit" in page.second.text()
    assert "Choisissez" not in page.second.text()
    assert not page.choose_button.isVisible()
    assert not page.forget_button.isVisible()
    assert restore_buttons(page) == []
    (see,) = (b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Voir la sauvegarde"))
    with qtbot.waitSignal(page.model.previewed):
        see.click()
    assert page.restoring.isVisible()
    assert not page.restoring.passphrase.isVisible()
    assert not page.restoring.confirm_button.isVisible()
    told = " ".join(label.text() for label in page.restoring.findChildren(type(page.second)))
    assert "Seul un administrateur" in told
