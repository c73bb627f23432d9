"""A damaged vault at the door: what is wrong is said, verified, and repaired from the last sound backup."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.services.accounts import Accounts
from passeport.services.mending import Mending
from storage.mender import SqlcipherMender
from tests import vaults
from tests.journeys.conftest import write
from tests.spoiling import PAGE, backed_up, spoil
from tests.ui.conftest import unnamed
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage

_PEOPLE = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return backed_up(tmp_path / "coffre", _PEOPLE)


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks) -> UnlockPage:
    mending = Mending(SqlcipherMender(), vaults.SetClock())
    page = UnlockPage(Accounts(vaults.keeper(), mending=mending), tasks)
    qtbot.addWidget(page)
    page.resize(900, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def wait(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.is_idle)


def opened_in_vain(qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks) -> None:
    """Look at a vault whose dossiers are spoiled, and try to open it."""
    spoil(folder / "dossiers.db", 5 * PAGE + 100)
    page.show_vault(folder)
    wait(qtbot, tasks)
    write(page.passphrase, vaults.PASSPHRASE)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    wait(qtbot, tasks)


def test_a_spoiled_vault_offers_to_verify_and_to_repair(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    opened_in_vain(qtbot, page, folder, tasks)
    assert page.mending.isVisible()
    assert not page.known_vault.isVisible()
    assert "dossiers.db" in page.banner.words.text()
    assert page.mending.account.text() == vaults.ACCOUNT
    assert page.focusWidget() is page.mending.passphrase
    assert unnamed(page) == []


def test_verifying_says_what_is_damaged_and_changes_nothing(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    opened_in_vain(qtbot, page, folder, tasks)
    before = (folder / "dossiers.db").read_bytes()
    write(page.mending.passphrase, vaults.PASSPHRASE)
    page.mending.verify.click()
    wait(qtbot, tasks)
    told = page.mending.lines.toPlainText()
    assert "dossiers.db" in told
    assert "Réparer" in told
    assert "passeport vault" not in told
    assert (folder / "dossiers.db").read_bytes() == before


def test_repairing_gives_an_account_then_the_door_opens(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    opened_in_vain(qtbot, page, folder, tasks)
    write(page.mending.passphrase, vaults.PASSPHRASE)
    page.mending.repair.click()
    wait(qtbot, tasks)
    told = page.mending.lines.toPlainText()
    assert "Remis en état à partir de la sauvegarde" in told
    assert "Changés depuis" in told
    assert page.mending.passphrase.text() == ""
    assert not page.mending.repair.isVisible()
    page.mending.back.click()
    wait(qtbot, tasks)
    assert page.known_vault.isVisible()
    write(page.passphrase, vaults.PASSPHRASE)
    with qtbot.waitSignal(page.opened) as done:
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    vault = done.args[0]
    assert len(wiring.desk(vault).dossiers.page()) == _PEOPLE
    vault.lock()


def test_a_spoiled_header_asks_whose_vault_it_is(qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks) -> None:
    (folder / "vault.json").write_bytes(b"{}")
    page.show_vault(folder)
    wait(qtbot, tasks)
    assert page.mending.isVisible()
    page.mending.repair.click()  # nothing was typed: said beside each field
    assert page.focusWidget() is page.mending.account
    write(page.mending.account, vaults.ACCOUNT)
    write(page.mending.passphrase, vaults.PASSPHRASE)
    page.mending.repair.click()
    wait(qtbot, tasks)
    assert "vault.json" in page.mending.lines.toPlainText()
    page.mending.back.click()
    wait(qtbot, tasks)
    assert page.known_vault.isVisible()


def test_a_wrong_passphrase_is_said_and_another_can_be_tried(
    qtbot: QtBot, page: UnlockPage, folder: Path, tasks: Tasks
) -> None:
    opened_in_vain(qtbot, page, folder, tasks)
    write(page.mending.passphrase, "pas la bonne phrase")
    page.mending.repair.click()
    wait(qtbot, tasks)
    assert "incorrects" in page.banner.words.text()
    assert page.mending.isEnabled()
    assert page.focusWidget() is page.mending.passphrase
