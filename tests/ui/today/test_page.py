"""The first page: the day in one look, every line of it one key away."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from passeport.domain.parcours import Step, StepStatus
from passeport.services.desk import Desk
from passeport.services.following import ActionEntry
from tests.people import ada, item
from tests.ui.conftest import unnamed
from ui.tasks import Tasks
from ui.today.page import TodayPage


def test_the_day_in_one_look(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    today = here.clock.today()
    base = ada()
    step = Step(id=item("a"), type="ENTRETIEN", day=today, at=dt.time(14), status=StepStatus.PREVUE)
    home = base.parcours[0].evolve(steps=(step,), actions=())
    who = base.beneficiary.evolve(referent=here.vault.account.id)
    known = here.editing.create(base.evolve(beneficiary=who, parcours=(home,), revision=0)).beneficiary.id
    here.following.add_action(known, home.id, ActionEntry(title="Écrire le CV", due_on=today))
    page = TodayPage(here, tasks)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.refresh()
    page.begin()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.search.hasFocus()
    assert unnamed(page) == []
    assert [str(page.days.index(row, 0).data()).split(", ")[1:3] for row in range(page.days.rowCount())] == [
        ["14:00", "Entretien individuel"]
    ]
    assert page.count.text() == str(page.lines.total)
    assert page.recent.count() == 1
    for view in (page.appointments, page.recent):
        view.setFocus()
        view.setCurrentIndex(view.model().index(0, 0))
        with qtbot.waitSignal(page.chosen) as heard:
            QTest.keyClick(view, Qt.Key.Key_Return)
        assert heard.args == [known]
    page.due.setFocus()
    page.due.setCurrentIndex(page.lines.index(0, 0))
    with qtbot.waitSignal(page.line_opened):
        QTest.keyClick(page.due, Qt.Key.Key_Return)
    for signal, key in ((page.person_requested, Qt.Key.Key_N),):
        with qtbot.waitSignal(signal):
            QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def test_a_day_with_nothing_says_so(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    page = TodayPage(here, tasks)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert str(page.days.index(0, 0).data()).endswith("rien de prévu")
    assert page.count.text() == "rien"
