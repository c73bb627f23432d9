"""Two dossiers made one through the page itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, DifferenceKind
from passeport.domain.identifiers import BeneficiaryId, ParcoursId
from passeport.services.desk import Desk
from tests import people
from tests.journeys.conftest import write
from ui.merging.page import ReunionPage
from ui.tasks import Tasks

OTHER = BeneficiaryId(people.identifier("ada-bis"))
STRANGER = BeneficiaryId(people.identifier("inconnue"))


def again(identifier: BeneficiaryId, **changes: object) -> Dossier:
    person, (parcours,) = people.ada().beneficiary, people.ada().parcours
    steps = (parcours.steps[1].evolve(id=people.item("autre étape"), title="Autre immersion"),)
    identity = person.identity.evolve(**changes)
    return Dossier(
        beneficiary=person.evolve(id=identifier, identity=identity),
        parcours=(parcours.evolve(id=ParcoursId(identifier), need="Autre besoin", steps=steps, actions=()),),
    )


@pytest.fixture
def mine(here: Desk) -> BeneficiaryId:
    here.editing.create(again(OTHER, family_name="d’Exmeple", birth_name="", birth_place="Corbeil"))
    here.editing.create(again(STRANGER, family_name="Toute-Autre", given_names="Zoé", birth_name=""))
    return here.editing.create(people.ada()).beneficiary.id


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, mine: BeneficiaryId) -> ReunionPage:
    made = ReunionPage(here, tasks)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(made.model.started):
        made.start(mine)
    return made


def compared(qtbot: QtBot, page: ReunionPage, other: BeneficiaryId = OTHER) -> None:
    with qtbot.waitSignal(page.model.compared):
        page.model.choose(other)


def words(page: ReunionPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_who_resembles_is_offered_with_the_reason(page: ReunionPage) -> None:
    assert set(page.other.suggestions) == {OTHER}
    assert page.other.suggestions[OTHER].hasFocus()
    assert "Noms à une faute de frappe près, même date de naissance" in words(page)
    assert not page.save_button.isEnabled()


def test_anybody_is_found_by_search(qtbot: QtBot, page: ReunionPage) -> None:
    write(page.other.search, "Zoé Toute")
    qtbot.waitUntil(lambda: page.other.people.rowCount() == 1)
    with qtbot.waitSignal(page.model.compared):
        QTest.keyClick(page.other.search, Qt.Key.Key_Return)
    assert page.model.comparison is not None
    assert page.model.comparison.other.beneficiary.id == STRANGER
    assert "Rien ne rapproche" in page.doubt.words.text()


def test_the_differences_are_those_of_the_import_page(qtbot: QtBot, page: ReunionPage) -> None:
    compared(qtbot, page)
    rows = {row.difference.field: row for row in page.differences.rows}
    assert rows["birth_place"].difference.kind is DifferenceKind.CONFLICTING
    assert "Ce dossier" in words(page)
    assert set(rows["steps"].choices) == {Decision.TAKE}
    assert page.differences.rows[0].hasFocus()


def test_the_two_become_one_as_decided_and_undo_restores_both(
    qtbot: QtBot, page: ReunionPage, here: Desk, mine: BeneficiaryId
) -> None:
    compared(qtbot, page)
    next(row for row in page.differences.rows if row.difference.field == "birth_place").choices[Decision.TAKE].click()
    with qtbot.waitSignal(page.finished) as done:
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done.args[0] == mine
    whole = here.dossiers.open(mine)
    assert whole.beneficiary.identity.birth_place == "Corbeil"
    assert {parcours.need for parcours in whole.parcours} == {"Trouver un métier au grand air", "Autre besoin"}
    assert here.dossiers.count() == 2
    here.dossiers.undo()
    assert here.dossiers.count() == 3
    assert here.dossiers.open(OTHER).beneficiary.identity.birth_place == "Corbeil"
    assert here.dossiers.open(mine).beneficiary.identity.birth_place == "Évry"


def test_another_can_be_chosen_and_leaving_saves_nothing(qtbot: QtBot, page: ReunionPage, here: Desk) -> None:
    compared(qtbot, page)
    page.change.click()
    assert page.model.comparison is None
    assert not page.save_button.isEnabled()
    assert page.other.isVisible()
    with qtbot.waitSignal(page.cancelled):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert here.dossiers.count() == 3
