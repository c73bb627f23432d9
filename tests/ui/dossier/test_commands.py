"""The palette in an open dossier: what a button or a menu does to one thing is a command that letters find."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Dossier
from passeport.domain.parcours import ActionStatus, ReferralStatus, Step, StepStatus
from passeport.services.desk import Desk
from ui.agenda.postpone import PostponeDialog
from ui.dossier.page import DossierPage
from ui.palette.dialog import CommandPalette
from ui.palette.people import PeopleSearch
from ui.tasks import Tasks

Run = Callable[[str], str]


@pytest.fixture
def run(page: DossierPage, desk: Desk, tasks: Tasks, qtbot: QtBot) -> Run:
    """Type in the palette and press Enter; the answer is the command that came first."""

    def typed(words: str) -> str:
        palette = CommandPalette(page.commands(), page, PeopleSearch(desk, tasks))
        palette.open()
        assert palette.list.count() == 0  # a dossier holds hundreds: letters ask for them
        palette.search.setText(words)
        found = palette.list.item(0)
        assert found is not None, words
        said = found.text().replace("\u00a0", " ")
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: tasks.is_idle)
        return said

    return typed


def dossier(page: DossierPage) -> Dossier:
    assert page.model.dossier is not None
    return page.model.dossier


def steps(page: DossierPage) -> list[Step]:
    return [step for parcours in dossier(page).parcours for step in parcours.steps]


def test_a_step_and_a_line_of_the_profile_are_opened_to_be_changed(page: DossierPage, run: Run) -> None:
    assert run("modifier etape entretien individuel 12/10") == "Modifier l’étape : Entretien individuel du 12/10/2026"
    assert page.side.currentWidget() is page.step
    page.close_panel()
    assert "Ouvrière horticole" in run("modifier ouvriere")
    assert page.form is not None
    assert page.side.currentWidget() is page.form


def test_a_step_is_taken_out_and_one_to_be_completed_is_settled(page: DossierPage, run: Run) -> None:
    before = len(steps(page))
    run("retirer etape entretien individuel 12/10")
    assert len(steps(page)) == before - 1
    assert run("preciser orientation honoree").endswith("20/11/2026, Honorée")
    assert next(step for step in steps(page) if step.referral is not None).status is StepStatus.HONOREE
    assert not [one for one in page.commands() if one.words.startswith("Préciser")]


def test_a_referral_moves_on_and_a_declined_one_says_why(page: DossierPage, run: Run) -> None:
    sent = next(step for step in steps(page) if step.referral is not None)
    assert sent.referral is not None
    run(f"avancer {sent.referral.point_accueil} transmise")
    run(f"avancer {sent.referral.point_accueil} declinee formation")
    moved = next(step.referral for step in steps(page) if step.id == sent.id)
    assert moved is not None
    assert (moved.status, moved.decline_reason) == (ReferralStatus.DECLINEE, "EN_FORMATION")


def test_an_action_is_done_or_put_off_and_a_parcours_closed_and_opened_again(page: DossierPage, run: Run) -> None:
    waiting = dossier(page).parcours[0].actions[0]
    assert run(f"reporter {waiting.title}") == f"Reporter l’action : {waiting.title}"
    asked = page.findChild(PostponeDialog)
    assert isinstance(asked, PostponeDialog)
    asked.reject()
    run(f"realisee {waiting.title}")
    assert dossier(page).parcours[0].actions[0].status is ActionStatus.REALISEE
    assert not [one for one in page.commands() if "Reporter l’action" in one.words]
    run("clore demenagement")
    assert dossier(page).parcours[0].closure_reason == "DEMENAGEMENT"
    run("rouvrir")
    assert dossier(page).parcours[0].is_open


def test_a_file_that_is_kept_is_opened_and_taken_out(qtbot: QtBot, page: DossierPage, run: Run) -> None:
    name = dossier(page).kept_files[0].name
    with qtbot.waitSignal(page.kept.opened) as asked:
        assert run(f"ouvrir piece {name}") == f"Ouvrir la pièce jointe : {name}"
    assert asked.args[0].name == name
    run(f"retirer piece {name}")
    assert name not in [one.name for one in dossier(page).kept_files]
