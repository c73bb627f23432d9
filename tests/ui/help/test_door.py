"""Help and preferences before anybody has come in, and back to what was being typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.services.accounts import Accounts
from tests import people, vaults
from ui.dressed_frame import _SOON
from ui.help.guide import Topic
from ui.help.page import HelpPage
from ui.preferences.page import PreferencesPage
from ui.shell import Shell
from ui.theme.theme import Theme


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    before = Theme.current()
    before.put_on(qapp)
    shell = Shell(Accounts(vaults.keeper()), wiring.desk, tmp_path / "coffre")
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.waitUntil(lambda: shell.tasks.is_idle and shell.unlock.door.path == tmp_path / "coffre")
    yield shell
    shell.close()
    shell.deleteLater()
    before.put_on(qapp)


def test_what_was_typed_of_a_first_vault_waits_behind_help_and_other_colours(qtbot: QtBot, shell: Shell) -> None:
    form = shell.unlock.new_vault
    form.place.setText(people.MISSION_LOCALE.name)
    form.network.code = people.MISSION_LOCALE.network
    form.account.setText(vaults.ACCOUNT)
    form.account.setFocus()
    QTest.keyClick(form.account, Qt.Key.Key_F1)
    page = shell._front
    assert isinstance(page, HelpPage)
    assert page.topic == Topic("premiers-pas.md", "creer-le-coffre-fort")
    QTest.keyClick(page.browser, Qt.Key.Key_Escape)
    assert shell._pages.currentWidget() is shell.unlock
    shell.show_preferences()
    preferences = shell._front
    assert isinstance(preferences, PreferencesPage)
    preferences.theme.code = "dark"
    qtbot.waitUntil(lambda: shell._front is not preferences)
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    again = shell.unlock.new_vault
    assert again is not form
    assert (again.place.text(), again.account.text()) == (people.MISSION_LOCALE.name, vaults.ACCOUNT)
    assert again.network.code == people.MISSION_LOCALE.network
    assert again.passphrase.text() == ""


def test_the_door_of_a_vault_explains_how_to_open_it(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    vaults.create(tmp_path / "autre").lock()
    shell.unlock.show_vault(tmp_path / "autre")
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    QTest.keyClick(shell.unlock.passphrase, Qt.Key.Key_F1)
    page = shell._front
    assert isinstance(page, HelpPage)
    assert page.topic == Topic("conseiller.md", "ouvrir")
    page.closed.emit()
    assert shell.unlock.isVisible()


def test_a_window_that_is_closed_is_not_dressed_again(qtbot: QtBot, shell: Shell) -> None:
    shell.preferences.change(text_size=150)
    shell.close()
    with qtbot.captureExceptions() as wrong:
        qtbot.wait(3 * _SOON)
    assert wrong == []
