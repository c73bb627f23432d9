"""Work beside the window: in order, answered in its thread, dropped when nobody waits for it any more."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport.domain.errors import NothingToUndo, PasseportError
from ui.tasks import Tasks


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    assert qapp is not None
    made = Tasks()
    yield made
    made.close()


class Waiting(QObject):
    """Who asked for something."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.refusals: list[PasseportError] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)

    def refuse(self, error: PasseportError) -> None:
        self.refusals.append(error)


def refusing() -> None:
    raise NothingToUndo


def failing() -> None:
    message = "1 / 0"
    raise ZeroDivisionError(message)


def test_work_is_done_elsewhere_and_answered_here_in_order(qtbot: QtBot, tasks: Tasks) -> None:
    where: list[threading.Thread] = []
    who = Waiting()

    def work(number: int) -> int:
        where.append(threading.current_thread())
        return number

    def take(answer: int) -> None:
        where.append(threading.current_thread())
        who.take(answer)

    with qtbot.waitSignal(tasks.idle):
        for number in range(5):
            tasks.run(lambda number=number: work(number), take)  # type: ignore[misc]
        assert not tasks.is_idle
    assert who.answers == list(range(5))
    assert len({thread for thread in where if thread is not threading.main_thread()}) == 1
    assert where.count(threading.main_thread()) == 5


def test_a_refusal_goes_to_who_deals_with_it_or_to_everybody(qtbot: QtBot, tasks: Tasks) -> None:
    who = Waiting()
    with qtbot.waitSignal(tasks.idle), qtbot.assertNotEmitted(tasks.refused):
        tasks.run(refusing, who.take, who.refuse)
    assert [type(error) for error in who.refusals] == [NothingToUndo]
    with qtbot.waitSignal(tasks.refused):
        tasks.run(refusing, who.take)
    assert who.answers == []


def test_what_nobody_foresaw_is_no_refusal(qtbot: QtBot, tasks: Tasks) -> None:
    who = Waiting()
    with qtbot.waitSignal(tasks.unexpected) as done:
        tasks.run(failing, who.take, who.refuse)
    assert isinstance(done.args[0], ZeroDivisionError)
    assert (who.answers, who.refusals) == ([], [])


def test_an_answer_to_who_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    who, release = Waiting(), threading.Event()
    with qtbot.waitSignal(tasks.idle):
        tasks.run(lambda: release.wait(5), who.take)
        tasks.run(refusing, who.take, who.refuse)
        with qtbot.waitSignal(who.destroyed):
            who.deleteLater()
        release.set()
    assert (who.answers, who.refusals) == ([], [])


def test_being_busy_is_said_once_and_so_is_being_idle(qtbot: QtBot, tasks: Tasks) -> None:
    said: list[bool] = []
    tasks.busy.connect(said.append)
    with qtbot.waitSignal(tasks.idle):
        for _ in range(3):
            tasks.run(lambda: None)
    assert said == [True, False]


def test_closing_waits_for_what_was_begun(tasks: Tasks) -> None:
    done = []
    tasks.run(lambda: done.append("kept"))
    tasks.close()
    assert done == ["kept"]


def test_nothing_is_begun_once_it_is_closed(qapp: QApplication) -> None:
    assert qapp
    done: list[int] = []
    tasks = Tasks()
    tasks.close()
    tasks.run(lambda: done.append(1))  # as a timer does that was set before
    assert tasks.is_idle
    assert done == []
