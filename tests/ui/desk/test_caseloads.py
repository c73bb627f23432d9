"""Who follows whom: nobody's dossiers and a departed colleague's are shown first, seen as a list, and given away."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.account import Role
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.services.checking import checked
from passeport.services.desk import Desk
from ui.desk.caseloads import CaseloadsDialog
from ui.desk.page import DeskPage
from ui.tasks import Tasks
from ui.widgets.entries import ChoiceCombo
from ui.widgets.fields import DayField

GONE = "Gaël Parti-Fictif"


def add(desk: Desk, given: str) -> BeneficiaryId:
    names = {"given_names": given, "family_name": "Exemple", "birth_date": "1999"}
    return desk.dossiers.create(checked(Identity, names))


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> DeskPage:
    """Ada is followed by nobody, Zoé and Ali by a colleague who left, Lia by the one at work."""
    ada, zoe, ali, _lia = (add(here, given) for given in ("Ada", "Zoé", "Ali", "Lia"))
    gone = here.administration.add(GONE, Role.CONSEILLER, "sept mots sans lien pour cet essai").account
    here.assignments.assign((zoe, ali), gone.id)
    here.assignments.assign((ada,), None)
    here.administration.disable(gone.id)
    page = DeskPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: tasks.is_idle)
    return page


def opened(qtbot: QtBot, page: DeskPage, tasks: Tasks) -> CaseloadsDialog:
    page.following.click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    return page.caseloads


def shown(page: DeskPage) -> list[str]:
    found = (page.people.summary(page.people.index(row, 0)) for row in range(page.people.rowCount()))
    return [one.given_names for one in found if one is not None]


def test_nobodys_come_first_then_those_of_who_left(qtbot: QtBot, page: DeskPage, tasks: Tasks) -> None:
    dialog = opened(qtbot, page, tasks)
    told = [[label.text() for label in row.findChildren(QLabel)] for row in dialog.rows]
    assert [words[:2] for words in told[:2]] == [["Sans référent", "1 personne"], [GONE, "2 personnes"]]
    assert (len(told[1]), len(told[0]), told[2][1]) == (3, 2, "1 personne")
    assert any("3 personnes sans référent qui travaille ici" in one.text() for one in dialog.findChildren(QLabel))
    see = next(one for one in dialog.findChildren(QPushButton) if one.accessibleName().endswith(GONE))
    see.click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert sorted(shown(page)) == ["Ali", "Zoé"]
    assert page.filters.conseiller.text().startswith(GONE[:4])


def test_all_of_a_colleague_who_left_are_given_away_for_a_time(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks
) -> None:
    dialog = opened(qtbot, page, tasks)
    dialog.rows[1].findChildren(QPushButton)[1].click()
    qtbot.waitUntil(lambda: tasks.is_idle and page.bulk.dialog is not None)
    assert len(page.bulk.people) == 2
    asking = page.bulk.dialog
    assert asking is not None
    whom, until = asking.findChild(ChoiceCombo), asking.findChild(DayField)
    assert isinstance(whom, ChoiceCombo)
    assert isinstance(until, DayField)
    whom.code = str(here.vault.account.id)
    until.day = here.clock.today() + dt.timedelta(days=30)
    with qtbot.waitSignal(page.undoable):
        asking.save.click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    left = {one.name: one.count for one in here.assignments.caseloads() if one.referent is not None}
    assert left == {here.vault.account.name: 3}
    held = [here.dossiers.open(one).beneficiary.stand_in is not None for one in page.bulk.people]
    assert all(held)
