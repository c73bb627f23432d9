"""The window: nothing of the vault on the screen once it is locked, by hand, by absence or by closing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.errors import NothingToUndo, VaultInUse
from passeport.language.messages import UNEXPECTED
from passeport.language.typography import typeset
from passeport.services.accounts import Accounts
from tests import people, vaults
from ui.desk.new_person import NewPerson
from ui.shell import Shell
from ui.theme.theme import Theme
from ui.workspace import Workspace


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    """The window on a vault where Ada is, unlocked."""
    Theme.current().put_on(qapp)
    vault = vaults.create(tmp_path / "coffre")
    wiring.desk(vault).editing.create(people.ada())
    vault.lock()
    shell = Shell(Accounts(vaults.keeper()), wiring.desk, tmp_path / "coffre")
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    enter(qtbot, shell)
    yield shell
    shell.close()
    shell.deleteLater()


def settled(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: shell.tasks.is_idle)


def enter(qtbot: QtBot, shell: Shell) -> None:
    settled(qtbot, shell)
    shell.unlock.passphrase.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.enter.click()
    settled(qtbot, shell)


def open_ada(qtbot: QtBot, shell: Shell) -> Workspace:
    space = shell.workspace
    assert space is not None
    space.show_dossier(people.ada().beneficiary.id)
    settled(qtbot, shell)
    assert "Ada-Inès" in said(shell)
    return space


def said(shell: Shell) -> str:
    """All that stands in the window and in those it opened, seen or not."""
    labels = [label.text() for label in shell.findChildren(QLabel)]
    return "\n".join([shell.windowTitle(), *labels])


def gone(space: QWidget) -> bool:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return not shiboken6.isValid(space)


def is_locked(shell: Shell, folder: Path) -> bool:
    try:
        vaults.unlock(folder).lock()
    except VaultInUse:
        return False
    return shell.workspace is None


def test_the_window_says_where_one_works(shell: Shell) -> None:
    assert shell.windowTitle() == f"Passeport – {people.MISSION_LOCALE.name}"
    assert shell.workspace is not None
    assert shell.workspace.isVisible()
    assert not shell.unlock.isVisible()


def test_locking_leaves_nothing_of_anybody(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    space = open_ada(qtbot, shell)
    with qtbot.waitSignal(shell.locked):
        space.lock_requested.emit()
    settled(qtbot, shell)
    assert gone(space)
    assert shell.unlock.isVisible()
    assert "Ada" not in said(shell)
    assert people.MISSION_LOCALE.name not in said(shell)
    assert is_locked(shell, tmp_path / "coffre")


def test_an_absence_locks_and_says_so(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    space = open_ada(qtbot, shell)
    assert shell._idle._timer.isActive()
    with qtbot.waitSignal(shell.locked):
        shell._idle.expired.emit()
    settled(qtbot, shell)
    assert gone(space)
    assert "après une absence" in shell.unlock.banner.words.text()
    assert not shell._idle._timer.isActive()
    assert is_locked(shell, tmp_path / "coffre")


def test_what_an_absence_keeps_is_said_without_a_lie(qtbot: QtBot, shell: Shell) -> None:
    space = open_ada(qtbot, shell)
    space.dossier.start_entry()
    space.dossier.step.outcome.setPlainText("À moitié écrit")
    with qtbot.waitSignal(shell.locked):
        shell._idle.expired.emit()
    settled(qtbot, shell)
    words = shell.unlock.banner.words.text()
    assert "Rien n’est perdu" not in words
    assert "enregistré" in words


def test_a_dialog_that_was_open_goes_too(qtbot: QtBot, shell: Shell) -> None:
    space = shell.workspace
    assert space is not None
    space.people.add_person()
    dialog = space.people.findChild(NewPerson)
    assert isinstance(dialog, NewPerson)
    dialog.given_names.setText("Zoé")
    shell.lock()
    assert gone(space)
    assert not shiboken6.isValid(dialog)
    settled(qtbot, shell)


def test_the_same_passphrase_opens_again(qtbot: QtBot, shell: Shell) -> None:
    open_ada(qtbot, shell)
    shell.lock()
    assert shell.unlock.passphrase.text() == ""
    enter(qtbot, shell)
    open_ada(qtbot, shell)


def test_closing_the_window_locks(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    open_ada(qtbot, shell)
    shell.close()
    assert is_locked(shell, tmp_path / "coffre")


def test_what_nobody_deals_with_is_said_at_the_foot(qtbot: QtBot, shell: Shell) -> None:
    space = open_ada(qtbot, shell)
    shell.tasks.refused.emit(NothingToUndo())
    assert (space.toast.isVisible(), space.toast.words.text()) == (True, "Il n’y a rien à annuler.")
    shell.tasks.unexpected.emit(ValueError("Ada-Inès d’Exemple"))
    assert space.toast.words.text() == typeset(UNEXPECTED)
