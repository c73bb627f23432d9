"""From page to page: where one is, the word at the foot with its way back, the palette of commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.agenda import DAY_UNKNOWN, DueItem, DueKind
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.desk import Desk
from passeport.services.following import ActionEntry
from tests.fakes import MemoryVault
from tests.journeys.conftest import write, write_key
from tests.people import ada
from tests.vaults import SetClock
from ui.palette.dialog import CommandPalette
from ui.tasks import Tasks
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk() -> Desk:
    return wiring.desk(MemoryVault(), SetClock())


@pytest.fixture
def known(desk: Desk) -> BeneficiaryId:
    beneficiary = desk.editing.create(ada()).beneficiary.id
    desk.editing.forget_history()
    return beneficiary


@pytest.fixture
def space(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Iterator[Workspace]:
    space = Workspace(desk, tasks)
    qtbot.addWidget(space)
    space.resize(1300, 800)
    space.show()
    space.activateWindow()
    qtbot.waitUntil(space.isActiveWindow)
    yield space
    qtbot.waitUntil(lambda: tasks.is_idle)


def shown(space: Workspace) -> QWidget | None:
    return space.pages.currentWidget()


def opened(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    with qtbot.waitSignal(space.dossier.model.changed):
        space.show_dossier(known)


def step_removed(qtbot: QtBot, space: Workspace) -> None:
    dossier = space.dossier.model.dossier
    assert dossier is not None
    with qtbot.waitSignals([space.dossier.said, space.dossier.model.changed]):
        space.dossier.timeline.remove_requested.emit(dossier.parcours[0].steps[0])


def steps(space: Workspace) -> int:
    dossier = space.dossier.model.dossier
    assert dossier is not None
    return len(dossier.parcours[0].steps)


def test_what_was_done_can_be_undone_from_its_word(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    opened(qtbot, space, known)
    step_removed(qtbot, space)
    assert steps(space) == 2
    assert space.toast.isVisible()
    assert (space.toast.words.text(), space.toast.offer.text()) == ("Étape retirée.", "Annuler")
    with qtbot.waitSignal(space.dossier.model.changed):
        space.toast.offer.click()
    assert steps(space) == 3
    assert (space.toast.words.text(), space.toast.offer.isVisible()) == ("Annulé.", False)


def test_a_word_does_not_follow_to_another_page(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    opened(qtbot, space, known)
    step_removed(qtbot, space)
    space.show_people()
    assert not space.toast.isVisible()


def test_each_place_is_reached_by_its_keys_and_marked(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    opened(qtbot, space, known)
    QTest.keyClick(space.dossier, Qt.Key.Key_O, CTRL)
    assert shown(space) is space.importing
    assert (space.rail.entry(space.people).isChecked(), space.rail.entry(space.importing).isChecked()) == (False, True)
    QTest.keyClick(space.importing, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert shown(space) is space.people
    assert (space.rail.entry(space.people).isChecked(), space.rail.entry(space.importing).isChecked()) == (True, False)
    with qtbot.waitSignal(space.lock_requested):
        QTest.keyClick(space.people, Qt.Key.Key_L, CTRL)


def test_the_day_comes_first_and_typing_a_name_finds(
    qtbot: QtBot, space: Workspace, known: BeneficiaryId, tasks: Tasks
) -> None:
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(space) is space.today
    for letter in "exemple":  # each key goes where the focus is, as on a keyboard
        focused = QApplication.focusWidget()
        assert focused is not None
        write_key(focused, letter)
    assert shown(space) is space.people
    assert space.people.search.text() == "exemple"
    qtbot.waitUntil(lambda: tasks.is_idle)
    with qtbot.waitSignal(space.dossier.model.changed):
        QTest.keyClick(space.people.search, Qt.Key.Key_Return)
    assert space.dossier.model.beneficiary == known


def test_the_day_is_reached_by_its_keys(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    opened(qtbot, space, known)
    for key, page in ((Qt.Key.Key_2, space.due), (Qt.Key.Key_3, space.calendar), (Qt.Key.Key_Home, space.today)):
        QTest.keyClick(space, key, Qt.KeyboardModifier.AltModifier)
        assert shown(space) is page
        assert space.rail.entry(page).isChecked()


def test_a_line_of_the_day_is_completed_in_its_dossier(
    qtbot: QtBot, space: Workspace, desk: Desk, known: BeneficiaryId, tasks: Tasks
) -> None:
    home = desk.dossiers.open(known).parcours[0].id
    action = desk.following.add_action(known, home, ActionEntry(title="Écrire le CV"))
    line = DueItem(
        kind=DueKind.UNDATED,
        item=str(action),
        beneficiary=known,
        person="EXEMPLE Ada",
        words="Écrire le CV",
        day=DAY_UNKNOWN,
        deadline=DAY_UNKNOWN,
    )
    space.due.completed.emit(line)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(space) is space.dossier
    assert space.dossier.form is not None
    step = desk.dossiers.open(known).parcours[0].steps[0]
    space.due.completed.emit(line.evolve(kind=DueKind.STEP, item=str(step.id)))
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert space.dossier.side.currentWidget() is space.dossier.step
    assert not space.dossier.step.is_new


def test_one_comes_back_to_where_one_was(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    opened(qtbot, space, known)
    space.dossier.import_requested.emit(known)
    assert shown(space) is space.importing
    with qtbot.waitSignal(space.dossier.model.changed):
        space.importing.cancelled.emit()
    assert shown(space) is space.dossier
    space.start_import()
    space.importing.cancelled.emit()
    assert shown(space) is space.people


def test_a_file_that_is_dropped_is_read_and_two_are_not(
    qtbot: QtBot, space: Workspace, tmp_path: Path, tasks: Tasks
) -> None:
    files = [tmp_path / name for name in ("un.txt", "deux.txt")]
    for path in files:
        path.write_text("rien d’un passeport", encoding="utf-8")

    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        space.dropEvent(
            QDropEvent(
                QPointF(QPoint(5, 5)),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    drop(*files)
    assert shown(space) is space.today
    drop(files[0])
    assert shown(space) is space.importing
    qtbot.waitUntil(lambda: tasks.is_idle)


# Commands -----------------------------------------------------------------------------------------------------------


def palette(qtbot: QtBot, space: Workspace) -> CommandPalette:
    QTest.keyClick(space.pages.currentWidget(), Qt.Key.Key_K, CTRL)
    found = space.findChildren(CommandPalette)[-1]
    assert isinstance(found, CommandPalette)
    qtbot.waitUntil(found.isVisible)
    return found


def listed(commands: CommandPalette) -> list[str]:
    return [commands.list.item(row).text() for row in range(commands.list.count())]


def test_every_command_of_the_page_is_listed_with_its_keys(
    qtbot: QtBot, space: Workspace, known: BeneficiaryId
) -> None:
    commands = palette(qtbot, space)
    on_the_list = listed(commands)
    commands.reject()
    space.activateWindow()
    qtbot.waitUntil(space.isActiveWindow)
    assert any("Nouvelle personne" in command and "Ctrl+N" in command for command in on_the_list)
    opened(qtbot, space, known)
    in_a_dossier = listed(palette(qtbot, space))
    assert any("Nouvelle étape" in command for command in in_a_dossier)
    assert not any("Filtrer et trier" in command and "Ctrl+Maj+F" in command for command in in_a_dossier)
    for command in ("Bénéficiaires", "Verrouiller"):
        assert any(command in line for line in on_the_list)
        assert any(command in line for line in in_a_dossier)


def test_some_letters_find_a_command_and_enter_runs_it(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    opened(qtbot, space, known)
    commands = palette(qtbot, space)
    write(commands.search, "etap nouv")
    assert [line.split("    ")[0] for line in listed(commands)][:2] == ["Nouvelle étape", "Notes"]
    QTest.keyClick(commands.search, Qt.Key.Key_Return)
    assert not commands.isVisible()
    assert space.dossier.side.currentWidget() is space.dossier.step


def test_a_palette_that_was_closed_is_no_more(qtbot: QtBot, space: Workspace, known: BeneficiaryId) -> None:
    for _ in range(3):
        palette(qtbot, space).reject()
        space.activateWindow()
        qtbot.waitUntil(space.isActiveWindow)
    opened(qtbot, space, known)
    commands = palette(qtbot, space)
    write(commands.search, "etap nouv")
    QTest.keyClick(commands.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: space.findChildren(QDialog) == [])


def test_the_arrows_choose_among_the_commands_and_stop_at_the_ends(qtbot: QtBot, space: Workspace) -> None:
    commands = palette(qtbot, space)
    QTest.keyClick(commands.search, Qt.Key.Key_Up)
    assert commands.list.currentRow() == 0
    for _ in range(commands.list.count() + 2):
        QTest.keyClick(commands.search, Qt.Key.Key_Down)
    assert commands.list.currentRow() == commands.list.count() - 1


def test_letters_that_no_command_has_run_nothing(qtbot: QtBot, space: Workspace) -> None:
    commands = palette(qtbot, space)
    write(commands.search, "licorne")
    assert [line.replace("\u00a0", " ") for line in listed(commands)] == ["Chercher « licorne » dans les notes"]
    QTest.keyClick(commands.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(commands)[0].startswith("Aucune note"))
    QTest.keyClick(commands.search, Qt.Key.Key_Return)
    assert commands.isVisible()


def test_a_page_is_made_when_it_is_gone_to_and_that_of_a_dossier_soon_after_the_door(
    qtbot: QtBot, space: Workspace
) -> None:
    assert vars(space).keys().isdisjoint({"exporting", "importing", "journal", "accounts", "preferences"})
    qtbot.waitUntil(lambda: "dossier" in vars(space))
    space.show_journal()
    assert shown(space) is space.journal
    assert space.journal.accessibleName() == "Journal"
    space.show_preferences()
    with qtbot.waitSignal(space.preferences.closed):
        QTest.keyClick(space.preferences, Qt.Key.Key_Escape)
    assert shown(space) is space.journal
    space.stop()  # what was never made has nothing to stop
