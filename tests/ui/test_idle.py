"""R15: the vault locks when nobody has touched the computer for a while."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.idle import IdleLock

NOTHING = Qt.KeyboardModifier.NoModifier


def moved() -> QEvent:
    here = QPointF(1, 1)
    return QMouseEvent(QEvent.Type.MouseMove, here, here, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NOTHING)


def typed() -> QEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NOTHING, "a")


def painted() -> QEvent:
    return QEvent(QEvent.Type.UpdateRequest)


@pytest.fixture
def someone(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


def window_of(widget: QWidget) -> QWindow:
    window = widget.windowHandle()
    assert window is not None
    return window


def test_an_absence_is_counted_in_minutes(someone: QWidget) -> None:
    lock = IdleLock(someone)
    assert not lock._timer.isActive()
    lock.start(10)
    assert lock._timer.isActive()
    assert lock._timer.interval() == 10 * 60 * 1000
    lock.stop()


def test_nobody_there_locks_once(qtbot: QtBot, someone: QWidget) -> None:
    lock = IdleLock(someone)
    lock.start(10)
    with qtbot.waitSignal(lock.expired):
        lock._timer.start(1)  # the ten minutes have gone by
    assert not lock._timer.isActive()
    lock.stop()


@pytest.mark.parametrize(("event", "present"), [(moved, True), (typed, True), (painted, False)])
def test_only_a_person_starts_the_count_again(someone: QWidget, event: type, *, present: bool) -> None:
    lock = IdleLock(someone)
    lock.start(10)
    lock._timer.stop()
    QApplication.sendEvent(window_of(someone), event())
    assert lock._timer.isActive() is present
    lock.stop()


def test_nothing_is_watched_once_it_is_stopped(someone: QWidget) -> None:
    lock = IdleLock(someone)
    lock.start(10)
    lock.stop()
    QApplication.sendEvent(window_of(someone), typed())
    assert not lock._timer.isActive()


def test_a_window_that_opens_later_is_watched_too(qtbot: QtBot, someone: QWidget) -> None:
    lock = IdleLock(someone)
    lock.start(10)
    dialog = QDialog(someone)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window_of(dialog))
    lock._timer.stop()
    QApplication.sendEvent(window_of(dialog), typed())
    assert lock._timer.isActive()
    lock.stop()
