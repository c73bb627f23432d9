"""Notes are read when that is asked, not at each letter: the journal names whose were shown, and nobody else (R14)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from tests.people import ada
from ui.palette.dialog import CommandPalette
from ui.palette.people import PeopleSearch
from ui.tasks import Tasks


@pytest.fixture
def palette(qtbot: QtBot, here: Desk, tasks: Tasks) -> Iterator[CommandPalette]:
    here.editing.create(ada())
    parent = QWidget()
    qtbot.addWidget(parent)
    palette = CommandPalette((), parent, PeopleSearch(here, tasks))
    palette.open()
    qtbot.waitUntil(lambda: tasks.is_idle)
    yield palette
    qtbot.waitUntil(lambda: tasks.is_idle)


def read(desk: Desk) -> list[str]:
    with desk.vault.unit_of_work() as work:
        lines = work.journal.entries()
    return [line.reference for line in lines if line.operation is JournalOperation.NOTES_READ]


def shown(palette: CommandPalette) -> list[str]:
    return [palette.list.item(row).text().replace("\u00a0", " ") for row in range(palette.list.count())]


def test_no_note_is_read_until_that_is_asked_and_each_search_then_names_whom_it_showed(
    qtbot: QtBot, palette: CommandPalette, here: Desk, tasks: Tasks
) -> None:
    for length in range(1, len("ponctuelle") + 1):
        palette.search.setText("ponctuelle"[:length])
        qtbot.waitUntil(lambda: tasks.is_idle)
    assert (shown(palette), read(here)) == (["Chercher « ponctuelle » dans les notes"], [])
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert palette.isVisible()
    assert ["ponctuelle" in line for line in shown(palette)] == [True]
    assert read(here) == [str(ada().beneficiary.id)]
    with qtbot.waitSignal(palette.person_chosen) as done:
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert done.args == [ada().beneficiary.id]


def test_an_answer_to_what_is_no_longer_typed_is_not_shown(qtbot: QtBot, palette: CommandPalette, tasks: Tasks) -> None:
    palette.search.setText("ponctuelle")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    palette.search.setText("licorne")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(palette) == ["Chercher « licorne » dans les notes"]
