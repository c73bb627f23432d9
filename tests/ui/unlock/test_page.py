"""The door: a wrong passphrase is said and slowed, a folder without a vault offers to make one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from passeport.services.accounts import Accounts
from passeport.services.vault_ports import OpenVault
from storage.engine import SCHEMA_VERSION
from tests import vaults
from tests.journeys.conftest import write
from tests.people import MISSION_LOCALE
from tests.storage import keeping
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage

WRONG = "quatre mots sans lieu puis trois autres ensuite"


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks) -> UnlockPage:
    page = UnlockPage(Accounts(vaults.keeper()), tasks)
    qtbot.addWidget(page)
    page.resize(900, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vaults.create(tmp_path / "coffre").lock()
    return tmp_path / "coffre"


def look(qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks) -> None:
    page.show_vault(folder)
    qtbot.waitUntil(lambda: tasks.is_idle)


def attempt(qtbot: QtBot, page: UnlockPage, passphrase: str, tasks: Tasks) -> None:
    page.passphrase.clear()
    write(page.passphrase, passphrase)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tasks.is_idle)


def opened(qtbot: QtBot, page: UnlockPage, how: Callable[[], object]) -> OpenVault:
    with qtbot.waitSignal(page.opened) as done:
        how()
    vault: OpenVault = done.args[0]
    return vault


def test_a_known_vault_asks_for_its_passphrase_alone(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    look(qtbot, page, folder, tasks)
    assert page.known_vault.isVisible()
    assert not page.new_vault.isVisible()
    assert page.account.currentText() == vaults.ACCOUNT
    assert page.focusWidget() is page.passphrase
    assert "coffre" in page.place.text()


def test_the_right_passphrase_opens_and_is_forgotten(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    look(qtbot, page, folder, tasks)
    vault = opened(qtbot, page, lambda: attempt(qtbot, page, vaults.PASSPHRASE, tasks))
    assert vault.account.name == vaults.ACCOUNT
    assert page.passphrase.text() == ""
    assert page.banner.isHidden()
    vault.lock()


def test_a_wrong_passphrase_is_said_and_then_slowed(qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks) -> None:
    look(qtbot, page, folder, tasks)
    with qtbot.assertNotEmitted(page.opened):
        attempt(qtbot, page, WRONG, tasks)
    assert "phrase de passe incorrects" in page.banner.words.text()
    assert page.known_vault.enter.isEnabled()
    assert page.passphrase.selectedText() == WRONG
    for _ in range(2):
        attempt(qtbot, page, WRONG, tasks)
    assert not page.known_vault.enter.isEnabled()
    assert "Nouvel essai possible" in page.known_vault.enter.text()
    with qtbot.assertNotEmitted(page.opened):
        attempt(qtbot, page, vaults.PASSPHRASE, tasks)
    assert "patientez" in page.banner.words.text() or "Nouvel essai" in page.banner.words.text()


def test_the_wait_is_counted_down_to_its_end(qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks) -> None:
    look(qtbot, page, folder, tasks)
    for _ in range(3):
        attempt(qtbot, page, WRONG, tasks)
    said: list[int] = []
    page.door.waiting.connect(said.append)
    while not page.known_vault.enter.isEnabled():
        page.door._clock.timeout.emit()
    assert said == list(range(said[0], -1, -1))
    assert page.known_vault.enter.text() == "Ouvrir le coffre-fort"
    assert not page.door._clock.isActive()


def test_nothing_is_tried_without_a_passphrase(qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks) -> None:
    look(qtbot, page, folder, tasks)
    page.known_vault.enter.click()
    assert tasks.is_idle
    assert page.banner.words.text() == "Écrivez votre phrase de passe."
    vaults.unlock(folder).lock()


def test_a_passphrase_is_hidden_until_it_is_shown(qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks) -> None:
    look(qtbot, page, folder, tasks)
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    page.known_vault.shown.click()
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    assert page.known_vault.shown.accessibleName() == "Cacher la phrase de passe"
    page.known_vault.shown.click()
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    assert page.known_vault.shown.accessibleName() == "Montrer la phrase de passe"


def test_a_vault_that_is_open_elsewhere_is_said_to_be(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    look(qtbot, page, folder, tasks)
    elsewhere = vaults.unlock(folder)
    attempt(qtbot, page, vaults.PASSPHRASE, tasks)
    assert "déjà ouvert" in page.banner.words.text()
    elsewhere.lock()


def test_a_damaged_vault_is_not_taken_for_an_empty_folder(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    (folder / "vault.json").write_text("{", encoding="utf-8")
    look(qtbot, page, folder, tasks)
    assert not page.new_vault.isVisible()
    assert "abîmé" in page.banner.words.text()


# A new vault --------------------------------------------------------------------------------------------------------


def test_a_folder_without_a_vault_offers_to_make_one(
    qtbot: QtBot, page: UnlockPage, tmp_path: Path, tasks: Tasks
) -> None:
    look(qtbot, page, tmp_path / "nouveau", tasks)
    assert page.new_vault.isVisible()
    assert not page.known_vault.isVisible()
    assert "Créez" in page.banner.words.text()
    assert page.focusWidget() is page.new_vault.place


def filled(page: UnlockPage) -> None:
    form = page.new_vault
    form.place.setText(MISSION_LOCALE.name)
    form.network.code = MISSION_LOCALE.network
    form.account.setText(vaults.ACCOUNT)
    form.passphrase.setText(vaults.PASSPHRASE)
    form.again.setText(vaults.PASSPHRASE)


@pytest.mark.parametrize(
    ("field", "typed"), [("place", " "), ("account", ""), ("passphrase", "court"), ("again", "autre chose ici")]
)
def test_what_is_missing_of_a_new_vault_is_said_beside_it(
    qtbot: QtBot, page: UnlockPage, tmp_path: Path, tasks: Tasks, field: str, typed: str
) -> None:
    look(qtbot, page, tmp_path / "nouveau", tasks)
    filled(page)
    getattr(page.new_vault, field).setText(typed)
    with qtbot.assertNotEmitted(page.new_vault.asked):
        QTest.keyClick(page.new_vault.again, Qt.Key.Key_Return)
    said = {**page.new_vault._fields, "passphrase": page.new_vault.chosen.first, "again": page.new_vault.chosen.second}
    assert said[field].error
    assert not (tmp_path / "nouveau").exists()


def test_a_new_vault_is_made_opened_and_nothing_typed_is_kept(
    qtbot: QtBot, page: UnlockPage, tmp_path: Path, tasks: Tasks
) -> None:
    look(qtbot, page, tmp_path / "nouveau", tasks)
    filled(page)
    vault = opened(qtbot, page, lambda: QTest.keyClick(page.new_vault.again, Qt.Key.Key_Return))
    assert vault.account.station.name == MISSION_LOCALE.name
    assert (page.new_vault.passphrase.text(), page.new_vault.again.text()) == ("", "")
    vault.lock()
    vaults.unlock(tmp_path / "nouveau").lock()


def test_a_passphrase_typed_before_the_vault_was_looked_for_opens_it(
    qtbot: QtBot, page: UnlockPage, tmp_path: Path
) -> None:
    vaults.create(tmp_path / "coffre").lock()
    page.await_vault(tmp_path / "coffre")
    page.passphrase.setText(vaults.PASSPHRASE)
    page.known_vault.enter.click()
    with qtbot.waitSignal(page.opened) as done:
        page.show_vault(tmp_path / "coffre")
    done.args[0].lock()
    assert page.passphrase.text() == ""


def test_a_first_vault_does_not_begin_with_a_passphrase(page: UnlockPage, tmp_path: Path) -> None:
    page.await_vault(tmp_path / "nulle-part")
    assert not page.known_vault.isVisible()


def test_a_vault_of_an_earlier_version_says_how_far_its_update_is(
    qtbot: QtBot, page: UnlockPage, tmp_path: Path, tasks: Tasks
) -> None:
    folder = tmp_path / "ancien"
    shutil.copytree(keeping.STORES / "9", folder, ignore=shutil.ignore_patterns(keeping.EXPECTED))
    heard: list[tuple[int, int, int, str]] = []
    page.door.updating.connect(
        lambda done, total: heard.append((done, total, page.progress.value(), page.banner.words.text()))
    )
    look(qtbot, page, folder, tasks)
    page.passphrase.setText(keeping.PASSPHRASE)
    opened(qtbot, page, page.known_vault.enter.click).lock()
    left = SCHEMA_VERSION - 9
    assert [(done, total, shown) for done, total, shown, _ in heard] == [(n, left, n) for n in range(left + 1)]
    assert all("mis à jour" in words for *_, words in heard)
    assert not page.progress.isVisible()
    assert page.banner.words.text() == ""
