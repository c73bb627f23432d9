"""The first steps in a new vault, done in the real window, left and found again, refused for good."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport import __version__, wiring
from passeport.services.accounts import Accounts
from passeport.services.file_ports import FileFormat
from passeport.services.first_steps import FirstStep
from tests import people, vaults
from ui.desk.new_person import NewPerson
from ui.help.guide import Guide, Topic
from ui.help.page import NEWS
from ui.remembered import Remembered
from ui.shell import Shell
from ui.theme.theme import Theme
from ui.welcome.above import Above
from ui.welcome.first_steps import WORDS
from ui.welcome.first_steps_strip import FirstStepsStrip
from ui.welcome.news_strip import NewsStrip
from ui.workspace import Workspace


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Callable[[], Shell]:
    Theme.current().put_on(qapp)

    def opened() -> Shell:
        shell = Shell(
            Accounts(vaults.keeper()),
            wiring.desk,
            tmp_path / "coffre",
            remembered=Remembered(tmp_path / "window.ini"),
        )
        qtbot.addWidget(shell)
        shell.show()
        shell.activateWindow()
        qtbot.waitUntil(lambda: shell.tasks.is_idle and shell.unlock.door.path == tmp_path / "coffre")
        return shell

    return opened


def made(qtbot: QtBot, shell: Shell) -> Above:
    form = shell.unlock.new_vault
    form.place.setText(people.MISSION_LOCALE.name)
    form.network.code = people.MISSION_LOCALE.network
    form.account.setText(vaults.ACCOUNT)
    for entry in (form.passphrase, form.again):
        entry.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        form._ask()
    return above(qtbot, shell)


def above(qtbot: QtBot, shell: Shell) -> Above:
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    return space(shell).above


def space(shell: Shell) -> Workspace:
    assert shell.workspace is not None
    return shell.workspace


def strip(shown: Above) -> FirstStepsStrip:
    assert isinstance(shown.strip, FirstStepsStrip)
    return shown.strip


def step(shown: Above) -> FirstStep | None:
    return shown.steps.step


def entered(qtbot: QtBot, shell: Shell) -> Above:
    shell.unlock.passphrase.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.enter.click()
    return above(qtbot, shell)


def test_they_end_with_a_real_dossier(qtbot: QtBot, open_window: Callable[[], Shell], tmp_path: Path) -> None:
    shell = open_window()
    shown = made(qtbot, shell)
    desk = space(shell).desk
    assert step(shown) is FirstStep.VAULT
    strip(shown).go.click()
    assert step(shown) is FirstStep.KEY
    strip(shown).go.click()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert space(shell).pages.currentWidget() is space(shell).accounts
    space(shell).accounts.issue.click()
    qtbot.waitUntil(lambda: step(shown) is FirstStep.PERSON)
    strip(shown).go.click()
    dialog = space(shell).people.findChild(NewPerson)
    assert isinstance(dialog, NewPerson)
    dialog.given_names.setText("Zoé")
    dialog.family_name.setText("d’Exemple")
    dialog.birth_date.setText("12/03/1999")
    dialog.accept_entry()
    qtbot.waitUntil(lambda: step(shown) is FirstStep.STEP)
    strip(shown).go.click()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    panel = space(shell).dossier.step
    panel.type.code = "ENTRETIEN"
    panel.save()
    qtbot.waitUntil(lambda: step(shown) is FirstStep.PASSPORT)
    strip(shown).go.click()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert space(shell).pages.currentWidget() is space(shell).exporting
    model = space(shell).exporting.model
    person = shown.steps.standing.person
    assert person is not None
    model.choose_recipient(to_person=True)
    model.choose_agreement(mode="ECRIT", agreed=True)
    model.choose_format(FileFormat.JSON)
    model.issue(tmp_path / "premier.json")
    qtbot.waitUntil(lambda: step(shown) is None)
    assert (tmp_path / "premier.json").stat().st_size > 0
    assert "premiers pas sont faits" in strip(shown).heading.text()
    assert desk.dossiers.count() == 1
    strip(shown).refuse.click()
    assert shown.strip is None
    shell.close()
    again = open_window()
    assert entered(qtbot, again).strip is None
    again.close()


def test_they_wait_where_they_were_left(qtbot: QtBot, open_window: Callable[[], Shell]) -> None:
    shell = open_window()
    shown = made(qtbot, shell)
    strip(shown).go.click()
    strip(shown).skip.click()
    assert step(shown) is FirstStep.PERSON
    shell.close()
    again = open_window()
    assert step(entered(qtbot, again)) is FirstStep.PERSON
    again.close()


def test_they_never_come_back_once_refused(qtbot: QtBot, open_window: Callable[[], Shell]) -> None:
    shell = open_window()
    strip(made(qtbot, shell)).refuse.click()
    shell.lock()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert entered(qtbot, shell).strip is None
    shell.close()


def test_a_vault_that_was_there_before_proposes_nothing(
    qtbot: QtBot, open_window: Callable[[], Shell], tmp_path: Path
) -> None:
    vaults.create(tmp_path / "coffre").lock()
    shell = open_window()
    assert entered(qtbot, shell).strip is None
    shell.close()


def test_another_version_says_once_that_it_is_new(
    qtbot: QtBot, open_window: Callable[[], Shell], tmp_path: Path
) -> None:
    vaults.create(tmp_path / "coffre").lock()
    Remembered(tmp_path / "window.ini").see_version("0.0.1")
    shell = open_window()
    shown = entered(qtbot, shell)
    told = shown.strip
    assert isinstance(told, NewsStrip)
    assert __version__ in told.heading.text()
    told.read_requested.emit()
    assert space(shell).help.topic == NEWS
    assert shown.strip is None
    shell.lock()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert entered(qtbot, shell).strip is None
    shell.close()


@pytest.mark.parametrize("one", FirstStep)
def test_what_explains_a_step_exists(one: FirstStep) -> None:
    assert Guide().has(Topic("premiers-pas.md", WORDS[one].section))
