"""« À faire » by its keys: done, put off, undone, filtered, page by page."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from passeport.domain.account import Role
from passeport.domain.agenda import DueItem, DueKind
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.parcours import ActionStatus
from passeport.domain.requests import RequestKind
from passeport.domain.rights import ADMINISTRATOR
from passeport.services.desk import Desk
from passeport.services.following import ActionEntry
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import ada, identifier
from tests.ui.conftest import unnamed
from ui.agenda.due_list import DueList
from ui.agenda.due_page import DuePage
from ui.agenda.postpone import PostponeDialog
from ui.agenda.reminders import RemindersDialog
from ui.tasks import Tasks

DAY = dt.timedelta(days=1)


def person(desk: Desk, name: str, *days: int, mine: bool = True) -> BeneficiaryId:
    """Somebody with an action due so many days from today."""
    base = ada()
    who = base.beneficiary.evolve(
        id=identifier(name),
        formerly=(),
        identity=base.beneficiary.identity.evolve(family_name=name),
        referent=desk.vault.account.id if mine else AccountId(identifier("collègue")),
    )
    home = base.parcours[0].evolve(id=identifier(f"parcours {name}"), steps=(), actions=())
    known = desk.editing.create(base.evolve(beneficiary=who, parcours=(home,), requests=(), revision=0))
    for distance in days:
        due_on = desk.clock.today() + distance * DAY
        desk.following.add_action(
            known.beneficiary.id, home.id, ActionEntry(title=f"Action {name} {distance}", due_on=due_on)
        )
    return known.beneficiary.id


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> DuePage:
    made = DuePage(here, tasks)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def refreshed(qtbot: QtBot, page: DuePage) -> None:
    with qtbot.waitSignal(page.lines.changed):
        page.refresh()
    page.begin()


def titles(lines: DueList) -> list[str]:
    found = (lines.line(lines.index(row, 0)) for row in range(lines.rowCount()))
    return [line.words for line in found if line is not None]


def test_one_key_does_a_line_and_another_brings_it_back(qtbot: QtBot, here: Desk, page: DuePage) -> None:
    who = person(here, "Alpha", -2, -1)
    refreshed(qtbot, page)
    assert titles(page.lines) == ["Action Alpha -2", "Action Alpha -1"]
    assert unnamed(page) == []
    with qtbot.waitSignal(page.said) as heard:
        QTest.keyClick(page.list, Qt.Key.Key_F)
    assert heard.args == ["Action réalisée.", True]
    assert titles(page.lines) == ["Action Alpha -1"]
    assert here.dossiers.open(who).parcours[0].actions[0].status is ActionStatus.REALISEE
    with qtbot.waitSignal(page.said):
        QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(page.lines)) == 2
    with qtbot.waitSignal(page.said):
        QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert titles(page.lines) == ["Action Alpha -1"]


def test_what_was_done_in_a_dossier_is_not_taken_back_from_here(
    qtbot: QtBot, here: Desk, tasks: Tasks, page: DuePage
) -> None:
    who = person(here, "Alpha", -2)
    refreshed(qtbot, page)
    with qtbot.waitSignal(page.said) as heard:
        page.undo()
    assert heard.args == ["Il n’y a rien à annuler.", False]
    with qtbot.waitSignal(page.said):
        page.do()
    here.dossiers.give_notice(who, "1", "ORAL")
    with qtbot.waitSignal(page.said) as heard:
        page.undo()
    assert "a été modifié" in heard.args[0] or "changé" in heard.args[0]
    known = here.dossiers.open(who)
    assert known.beneficiary.notice is not None
    assert known.parcours[0].actions[0].status is ActionStatus.REALISEE
    qtbot.waitUntil(lambda: tasks.is_idle)


def test_a_line_is_put_off_to_a_day_as_one_says_it(qtbot: QtBot, here: Desk, page: DuePage) -> None:
    who = person(here, "Alpha", -2)
    refreshed(qtbot, page)
    QTest.keyClick(page.list, Qt.Key.Key_R)
    dialog = page.findChild(PostponeDialog)
    assert isinstance(dialog, PostponeDialog)
    QTest.keyClicks(dialog.entry, "hier")
    QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    assert dialog.field.error
    dialog.entry.setText("dans 2 semaines")
    with qtbot.waitSignal(page.said):
        QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    assert here.dossiers.open(who).parcours[0].actions[0].due_on == here.clock.today() + 14 * DAY
    assert titles(page.lines) == []
    assert page.nothing.isVisible()


def test_enter_opens_and_c_completes(qtbot: QtBot, here: Desk, page: DuePage) -> None:
    who = person(here, "Alpha", 0)
    refreshed(qtbot, page)
    with qtbot.waitSignal(page.opened) as heard:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert heard.args is not None
    assert isinstance(heard.args[0], DueItem)
    assert heard.args[0].beneficiary == who
    with qtbot.waitSignal(page.completed):
        QTest.keyClick(page.list, Qt.Key.Key_C)


def test_what_asks_more_than_a_word_is_opened(qtbot: QtBot, here: Desk, page: DuePage) -> None:
    here.rights.record(person(here, "Alpha"), RequestKind.ACCESS)
    refreshed(qtbot, page)
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(page.list, Qt.Key.Key_F)


def test_whose_lines_and_which(qtbot: QtBot, here: Desk, page: DuePage) -> None:
    here.rights.record(person(here, "Alpha", -1), RequestKind.ACCESS)
    person(here, "Bravo", -3, mine=False)
    refreshed(qtbot, page)
    assert (len(titles(page.lines)), page.lines.total) == (2, 2)
    with qtbot.waitSignal(page.lines.changed):
        page.station.click()
    assert titles(page.lines)[0] == "Action Bravo -3"
    assert (page.mine.isChecked(), page.station.isChecked()) == (False, True)
    with qtbot.waitSignal(page.lines.changed):
        page.filters[DueKind.REQUEST].click()
    assert titles(page.lines) == ["ACCESS"]
    assert page.filters[DueKind.ACTION].text() == "Action (2)"
    assert page.filters[DueKind.RETURN].isHidden()
    with qtbot.waitSignal(page.lines.changed):
        page.mine.click()
    assert titles(page.lines) == ["ACCESS"]
    assert page.lines.kind is DueKind.REQUEST


def test_more_lines_come_as_one_goes_down(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    person(here, "Alpha", *range(-12, 0))
    lines = DueList(here, tasks, page=5)
    with qtbot.waitSignal(lines.changed):
        lines.refresh()
    for seen in (5, 10):
        assert lines.rowCount() == seen
        assert lines.canFetchMore(lines.index(-1, 0))
        with qtbot.waitSignal(lines.rowsInserted):
            lines.fetchMore(lines.index(-1, 0))
    assert not lines.canFetchMore(lines.index(-1, 0))
    assert titles(lines) == [f"Action Alpha {day}" for day in range(-12, 0)]
    assert str(lines.data(lines.index(0, 0))).startswith("Action, Action Alpha -12, ALPHA")


def test_a_refusal_is_said_and_the_list_goes_on(qtbot: QtBot, here: Desk, page: DuePage) -> None:
    who = person(here, "Alpha", -1)
    refreshed(qtbot, page)
    here.rights.record(who, RequestKind.LIMITATION)
    with qtbot.waitSignal(page.said) as heard:
        QTest.keyClick(page.list, Qt.Key.Key_F)
    assert heard.args is not None
    assert heard.args[1] is False
    assert titles(page.lines) == ["Action Alpha -1"]
    refreshed(qtbot, page)


def test_an_administrator_sets_the_delays(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    assert isinstance(here.vault, SqlcipherVault)
    vaults.as_account(here.vault, Role.CONSEILLER)
    other = DuePage(here, tasks)
    qtbot.addWidget(other)
    assert "Délais de relance…" not in [action.text() for action in other.actions()]
    vaults.as_account(here.vault, ADMINISTRATOR)
    own = DuePage(here, tasks)
    qtbot.addWidget(own)
    own.show()
    own.ask_reminders()
    qtbot.waitUntil(lambda: own.findChild(RemindersDialog) is not None)
    dialog = own.findChild(RemindersDialog)
    assert isinstance(dialog, RemindersDialog)
    dialog.referral.setValue(40)
    dialog.accept_days()
    assert dialog.second.error
    dialog.referral.setValue(5)
    with qtbot.waitSignal(own.said):
        dialog.accept_days()
    assert here.agenda.reminders().referral_days == 5
