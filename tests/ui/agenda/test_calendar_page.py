"""The agenda by its keys: day, week, month, before, after, today; and its way out."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from passeport.domain.agenda import AgendaEntry
from passeport.domain.parcours import Step, StepStatus
from passeport.services.desk import Desk
from passeport.services.file_ports import CalendarNaming
from tests.people import ada, item
from tests.ui.conftest import unnamed
from ui.agenda.calendar_page import CalendarPage
from ui.agenda.days import View, moved, shown
from ui.agenda.export_dialog import ExportDialog
from ui.tasks import Tasks

DAY = dt.timedelta(days=1)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> CalendarPage:
    today = here.clock.today()
    base = ada()
    steps = (
        Step(id=item("a"), type="ENTRETIEN", day=today, at=dt.time(14), minutes=45, status=StepStatus.PREVUE),
        Step(id=item("b"), type="IMMERSION", day=today - 3 * DAY, until=today + 3 * DAY, status=StepStatus.PREVUE),
    )
    home = base.parcours[0].evolve(steps=steps, actions=())
    who = base.beneficiary.evolve(referent=here.vault.account.id)
    here.editing.create(base.evolve(beneficiary=who, parcours=(home,), revision=0))
    made = CalendarPage(here, tasks)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    with qtbot.waitSignal(made.model.changed):
        made.refresh()
    made.begin()
    return made


def test_a_week_holds_what_goes_on_and_the_day_is_chosen(page: CalendarPage, here: Desk) -> None:
    today = here.clock.today()
    assert [entry.type for entry in page.model.of(today)] == ["IMMERSION", "ENTRETIEN"]
    row = page.days.row(page.list.currentIndex())
    assert row is not None
    assert row.day == today
    assert unnamed(page) == []
    said = [str(page.days.index(number, 0).data()) for number in range(page.days.rowCount())]
    assert any("rien de prévu" in words for words in said) or len(said) > 7
    assert any("14:00 – 14:45, Entretien individuel" in words for words in said)


def test_the_keys_go_from_view_to_view_and_day_to_day(qtbot: QtBot, page: CalendarPage, here: Desk) -> None:
    today = here.clock.today()
    for key, view in ((Qt.Key.Key_M, View.MONTH), (Qt.Key.Key_J, View.DAY), (Qt.Key.Key_S, View.WEEK)):
        with qtbot.waitSignal(page.model.changed):
            QTest.keyClick(page, key)
        assert page.model.view is view
        assert page.views[view].isChecked()
        assert page.model.day == today
    for key, day in ((Qt.Key.Key_Right, today + 7 * DAY), (Qt.Key.Key_Left, today)):
        with qtbot.waitSignal(page.model.changed):
            QTest.keyClick(page.list, key, ALT)
        assert page.model.day == day
    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(page.list, Qt.Key.Key_Right, ALT)
    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(page.list, Qt.Key.Key_T)
    assert page.model.day == today


def test_a_month_counts_and_a_day_of_it_opens(qtbot: QtBot, page: CalendarPage, here: Desk) -> None:
    today = here.clock.today()
    with qtbot.waitSignal(page.model.changed):
        page.show_view(View.MONTH)
    assert page.grid.hasFocus()
    assert page.month.count(today) == len(page.model.of(today)) == 2  # the immersion goes on beside the interview
    assert str(page.month.place_of(today).data()).endswith("2 lignes")
    assert unnamed(page) == []
    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert (page.model.view, page.model.day) == (View.DAY, today)
    with qtbot.waitSignal(page.opened) as heard:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert heard.args is not None
    assert isinstance(heard.args[0], AgendaEntry)


def test_it_leaves_after_saying_what_leaves(
    qtbot: QtBot, page: CalendarPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "agenda.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.ask_export()
    dialog = page.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.namings[CalendarNaming.INITIALS].setChecked(True)
    with qtbot.waitSignal(page.said) as heard:
        dialog._choose()
    assert heard.args is not None
    assert heard.args[0] == "2 rendez-vous dans le fichier."
    assert b"A. D." in path.read_bytes()
    dialog.deleteLater()


def test_nobody_chosen_nothing_asked(page: CalendarPage) -> None:
    page.show_view(View.MONTH)
    page.ask_export_one()
    assert page.findChild(ExportDialog) is None


@pytest.mark.parametrize("day", [dt.date(2026, 11, 25), dt.date(2027, 2, 1), dt.date(2024, 2, 29)])
def test_the_days_of_each_view(day: dt.date) -> None:
    assert shown(View.DAY, day) == (day, day)
    for view, least in ((View.WEEK, 7), (View.MONTH, 28)):
        first, last = shown(view, day)
        assert first <= day <= last
        assert (first.weekday(), last.weekday()) == (0, 6)
        assert (last - first).days + 1 >= least
    assert moved(View.MONTH, dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert moved(View.WEEK, day, -1) == day - 7 * DAY
