"""The page of preferences, and a window that follows it at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.computer_policy import ComputerPolicy
from passeport.services.accounts import Accounts
from tests import people, vaults
from ui.preferences.choices import Choices, ThemeChoice
from ui.preferences.page import PreferencesPage
from ui.preferences.preferences import Preferences
from ui.shell import Shell
from ui.tasks import Tasks
from ui.theme.colours import DARK, LIGHT
from ui.theme.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks) -> PreferencesPage:
    assert tasks.is_idle
    made = PreferencesPage(Preferences())
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_choice_is_taken_at_once(page: PreferencesPage) -> None:
    page.theme.code = "dark"
    page.text_size.code = "150"
    page.idle_minutes.code = "5"
    page.reduced_motion.setChecked(True)
    page.language.code = "en"
    assert page._preferences.choices == Choices(
        language="en", theme=ThemeChoice.DARK, text_size=150, reduced_motion=True, idle_minutes=5
    )
    assert "prochain démarrage" in page.banner.words.text()


def test_letters_that_are_no_choice_change_nothing(page: PreferencesPage) -> None:
    page.theme.setFocus()
    page.theme.setEditText("fuchsia")
    page.text_size.setFocus()
    assert page._preferences.choices == Choices()
    assert page.theme.code == "system"


def test_what_an_it_department_fixed_cannot_be_chosen(qtbot: QtBot, tasks: Tasks) -> None:
    assert tasks.is_idle
    page = PreferencesPage(Preferences(), fixed_minutes=2)
    qtbot.addWidget(page)
    assert not page.idle_minutes.isEnabled()


def test_a_file_that_was_spoiled_is_told_where_one_chooses(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    assert tasks.is_idle
    (tmp_path / "preferences.ini").write_bytes(b"\0\0\0")
    page = PreferencesPage(Preferences(tmp_path / "preferences.ini"))
    qtbot.addWidget(page)
    assert "réglages d’origine" in page.banner.words.text()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    before = Theme.current()
    before.put_on(qapp)
    vault = vaults.create(tmp_path / "coffre")
    wiring.desk(vault).editing.create(people.ada())
    vault.lock()
    accounts = Accounts(vaults.keeper(), computer_policy=ComputerPolicy())
    shell = Shell(accounts, wiring.desk, tmp_path / "coffre")
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    yield shell
    shell.close()
    shell.deleteLater()
    before.put_on(qapp)


def enter(qtbot: QtBot, shell: Shell) -> None:
    shell.unlock.passphrase.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.enter.click()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)


def test_the_door_is_dressed_again_and_still_opens(qtbot: QtBot, shell: Shell) -> None:
    QTest.keyClick(shell.unlock, Qt.Key.Key_Comma, CTRL)
    page = shell._front
    assert isinstance(page, PreferencesPage)
    assert page.isVisible()
    page.theme.code = "dark"
    qtbot.waitUntil(lambda: shell._front is not page)
    assert Theme.current().colours is DARK
    again = shell._front
    assert isinstance(again, PreferencesPage)
    qtbot.waitUntil(lambda: again.isAncestorOf(QApplication.focusWidget() or shell))
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert shell._pages.currentWidget() is shell.unlock
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    enter(qtbot, shell)
    assert shell.workspace is not None


def test_a_dossier_is_dressed_again_in_larger_letters_and_undo_stays(qtbot: QtBot, shell: Shell) -> None:
    enter(qtbot, shell)
    space = shell.workspace
    assert space is not None
    ada = people.ada().beneficiary.id
    space.show_dossier(ada)
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    space.desk.editing.change(ada, lambda dossier: dossier.evolve(parcours=()))
    space.show_preferences()
    space.preferences.text_size.code = "200"
    qtbot.waitUntil(lambda: shell.workspace is not space)
    assert Theme.current().scale == 2.0
    again = shell.workspace
    assert again is not None
    assert again.pages.currentWidget() is again.preferences
    assert again.desk.editing.can_undo_on(ada)
    QTest.keyClick(again.preferences, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert again.pages.currentWidget() is again.today


def test_a_shorter_absence_is_watched_at_once(qtbot: QtBot, shell: Shell) -> None:
    enter(qtbot, shell)
    assert shell._idle._timer.interval() == 10 * 60_000
    shell.preferences.change(idle_minutes=2)
    assert shell._idle._timer.interval() == 2 * 60_000


def test_the_colours_of_the_system_are_taken_at_the_door_never_in_the_middle_of_a_word(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(qtbot, shell)
    monkeypatch.setattr("ui.preferences.dress.is_dark", lambda _choice: True)
    assert Theme.current().colours is LIGHT
    shell.lock()
    assert Theme.current().colours is DARK
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert shell.unlock.isVisible()
