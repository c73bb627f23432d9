"""Where the keyboard goes is shown, in a window that is not high enough for all of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.people import TODAY
from ui.entry.step_panel import StepPanel
from ui.focus_in_sight import FocusInSight
from ui.tasks import Tasks

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(qtbot: QtBot, tasks: Tasks) -> StepPanel:
    assert tasks  # the window is dressed
    panel = StepPanel(lambda: TODAY)
    qtbot.addWidget(panel)
    panel.setFixedSize(500, 420)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    FocusInSight(panel)
    return panel


def shows(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_a_shortcut_shows_the_note_that_it_goes_to(qtbot: QtBot, panel: StepPanel) -> None:
    panel.focus()
    assert not shows(panel.notes.first)
    QTest.keyClick(panel, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shows(panel.notes.first))
    panel.focus()
    qtbot.waitUntil(lambda: shows(panel.type))


def test_why_a_note_is_refused_shows(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ENTRETIEN"
    panel.notes.first.setPlainText("a" * 600)
    panel.focus()
    QTest.keyClick(panel.day, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shows(panel.notes._error))
    assert panel.notes.first.hasFocus()
