"""A colleague sends forty passports at once: what is sure comes in, the rest is looked at one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exports.europass.candidate_writer import write_candidate
from passeport import wiring
from passeport.domain.arrival import Outcome
from passeport.services.journal_ports import JournalOperation
from tests import vaults
from tests.crowds import name_of, nearly_ada, write_crowd
from tests.journeys.conftest import settled, write
from tests.people import ada_identity, ada_passport
from ui.passport.import_page import ImportPage
from ui.shell import Shell
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """Forty people, Ada who is known, somebody who is nearly Ada, and what is no passport."""
    folder = tmp_path / "Envoi de la cité des métiers"
    write_crowd(folder, 40)
    (folder / "ada.xml").write_bytes(write_candidate(ada_passport()))
    (folder / "presque-ada.xml").write_bytes(write_candidate(nearly_ada()))
    (folder / "vacances.png").write_bytes(b"\x89PNG rien")
    return folder


@pytest.fixture
def space(open_window: Callable[[Path], Shell], qtbot: QtBot, tmp_path: Path) -> Workspace:
    """The window, opened with a passphrase, on a vault that knows Ada."""
    desk = wiring.desk(vaults.create(tmp_path / "coffre-fort"))
    desk.dossiers.create(ada_identity())
    desk.vault.lock()
    shell = open_window(tmp_path / "coffre-fort")
    write(shell.unlock.passphrase, vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.enter.click()
    settled(qtbot, shell)
    assert shell.workspace is not None
    return shell.workspace


def shell_of(space: Workspace) -> Shell:
    shell = space.window()
    assert isinstance(shell, Shell)
    return shell


def choose(qtbot: QtBot, space: Workspace, folder: Path) -> ImportPage:
    """From any page, by the keyboard."""
    QTest.keyClick(space.pages.currentWidget(), Qt.Key.Key_O, CTRL)
    page = space.importing
    page.ask_folder = lambda: folder
    settled(qtbot, shell_of(space))
    with qtbot.waitSignal(page.folder_model.opened):
        QTest.keyClick(page, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    return page


def test_the_list_is_searched_while_a_folder_comes_in(qtbot: QtBot, space: Workspace, received: Path) -> None:
    write_crowd(received, 200)
    page = choose(qtbot, space, received)
    with qtbot.waitSignal(page.folder_model.finished, timeout=60_000):
        page.folder.bring_in.click()
        QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        write(space.people.search, "exemple")
        settled(qtbot, shell_of(space))
        assert page.folder_model.is_running
    settled(qtbot, shell_of(space))
    assert space.people.isVisible()
    assert "Regardez le reste un par un" in space.toast.words.text()
    assert name_of(12) in {one.family_name for one in space.desk.dossiers.find(name_of(12))}


def test_what_was_set_aside_is_looked_at_alone(
    qtbot: QtBot, space: Workspace, received: Path, photograph: Callable[[QWidget, str], Path]
) -> None:
    page, shell = choose(qtbot, space, received), shell_of(space)
    with qtbot.waitSignal(page.folder_model.finished, timeout=60_000):
        page.folder.bring_in.click()
    settled(qtbot, shell)
    photograph(shell, "import-folder")
    report = page.folder_model.report
    assert report is not None
    assert dict(report.found) == {Outcome.NEW: 40, Outcome.COMPLETED: 1, Outcome.SET_ASIDE: 2}
    (look,) = [one for one in page.folder.findChildren(QPushButton) if one.accessibleName() == "Ouvrir presque-ada.xml"]
    with qtbot.waitSignal(page.model.read):
        look.click()
    settled(qtbot, shell)
    with qtbot.waitSignal(page.model.compared):
        page.model.choose(None)  # the conseiller says that she is somebody else
    with qtbot.waitSignal(page.model.saved):
        QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)
    assert [arrival.path.name for arrival in report.aside] == ["vacances.png"]
    assert space.desk.dossiers.count() == 42
    with space.desk.vault.unit_of_work() as work:
        noted = [entry.operation for entry in work.journal.entries()]
        assert noted.count(JournalOperation.PASSPORT_IMPORTED) == 42
        assert work.journal.faults() == ()


def test_locking_stops_a_folder_and_unlocking_goes_on(qtbot: QtBot, space: Workspace, tmp_path: Path) -> None:
    many, shell = tmp_path / "beaucoup", shell_of(space)
    write_crowd(many, 150)
    page = choose(qtbot, space, many)
    page.folder.bring_in.click()
    qtbot.waitUntil(lambda: page.folder.progress.value() > 0, timeout=30_000)
    shell.lock()
    settled(qtbot, shell)
    write(shell.unlock.passphrase, vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.enter.click()
    settled(qtbot, shell)
    again = shell.workspace
    assert again is not None
    before = again.desk.dossiers.count()
    assert 1 < before < 151
    page = choose(qtbot, again, many)
    with qtbot.waitSignal(page.folder_model.finished, timeout=60_000):
        page.folder.bring_in.click()
    assert again.desk.dossiers.count() == 151
