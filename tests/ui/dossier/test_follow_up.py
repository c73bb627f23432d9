"""Goals, actions and the parcours themselves, from the head of each parcours and by the keyboard."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import GoalStatus
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import ActionStatus
from passeport.services.desk import Desk
from tests.people import ada
from tests.ui.conftest import unnamed
from ui.agenda.postpone import PostponeDialog
from ui.dossier.follow_forms import objectives_of
from ui.dossier.page import DossierPage
from ui.dossier.parcours_head import ParcoursHead
from ui.tasks import Tasks

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(qtbot: QtBot, here: Desk, tasks: Tasks) -> DossierPage:
    base = ada()
    home = base.parcours[0].evolve(steps=(), actions=())
    who = here.editing.create(base.evolve(parcours=(home,), revision=0)).beneficiary.id
    page = DossierPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    show(qtbot, page, who)
    return page


def show(qtbot: QtBot, page: DossierPage, who: BeneficiaryId) -> None:
    with qtbot.waitSignal(page.model.changed):
        page.show_dossier(who)


def kept(page: DossierPage) -> Dossier:
    assert page.model.dossier is not None
    return page.model.dossier


def press(qtbot: QtBot, page: DossierPage, name: str) -> None:
    head = page.timeline.findChildren(ParcoursHead)[-1]
    found = [made for made in head.findChildren(QPushButton) if made.accessibleName().startswith(name)]
    with qtbot.waitSignal(page.model.changed):
        found[0].click()


def save(qtbot: QtBot, page: DossierPage, **typed: str) -> None:
    assert page.form is not None
    for path, words in typed.items():
        entry = page.form.form.inputs[path].widget
        if hasattr(entry, "setEditText"):
            entry.setEditText(words)
        else:
            entry.setText(words)  # type: ignore[attr-defined]
    with qtbot.waitSignal(page.model.changed):
        page.form.save()


def test_an_action_by_the_keyboard_then_done_and_undone(qtbot: QtBot, here: Desk, opened: DossierPage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_A, CTRL_SHIFT)
    save(qtbot, opened, title="Écrire le CV", due_on="dans 3 jours")
    (action,) = kept(opened).parcours[0].actions
    assert (action.due_on, action.responsible) == (
        here.clock.today() + dt.timedelta(days=3),
        here.vault.account.name,
    )
    assert unnamed(opened) == []
    press(qtbot, opened, "Fait")
    assert kept(opened).parcours[0].actions[0].status is ActionStatus.REALISEE
    with qtbot.waitSignal(opened.model.changed):
        opened.undo()
    assert kept(opened).parcours[0].actions[0].status is ActionStatus.EN_PROJET


def test_a_goal_says_something_is_put_off_and_changed(qtbot: QtBot, here: Desk, opened: DossierPage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_O, CTRL_SHIFT)
    assert opened.form is not None
    opened.form.save()
    assert opened.form.frame.banner.words.text() or any(field.error for field in opened.form.form.fields.values())
    save(qtbot, opened, objective="Réaliser un CV ou une lettre")
    (goal,) = kept(opened).goals
    assert goal.objective == "CV_LETTRE"
    head = opened.timeline.findChildren(ParcoursHead)[-1]
    head.asked.emit("postpone", head.parcours, goal)
    dialog = opened.findChild(PostponeDialog)
    assert isinstance(dialog, PostponeDialog)
    dialog.entry.setText("demain")
    with qtbot.waitSignal(opened.model.changed):
        dialog.accept_day()
    assert kept(opened).goals[0].due_on == here.clock.today() + dt.timedelta(days=1)
    opened.follow.answer("goal", kept(opened).parcours[0], kept(opened).goals[0])
    save(qtbot, opened, status="Atteint en partie")
    assert kept(opened).goals[0].status is GoalStatus.EN_PARTIE


def test_a_parcours_is_closed_for_a_reason_opened_again_and_another_opened(qtbot: QtBot, opened: DossierPage) -> None:
    home = kept(opened).parcours[0]
    with qtbot.waitSignal(opened.model.changed):
        opened.follow.answer("close", home, "FORMATION")
    assert kept(opened).parcours[0].closure_reason == "FORMATION"
    with qtbot.waitSignal(opened.model.changed):
        opened.follow.answer("reopen", home, None)
    assert kept(opened).parcours[0].is_open
    opened.follow.answer("open", home, None)
    save(qtbot, opened, need="Trouver un logement", theme="logement")
    assert [(one.need, one.theme) for one in kept(opened).parcours[1:]] == [("Trouver un logement", "LOGEMENT")]


def test_an_item_is_removed_from_its_form(qtbot: QtBot, opened: DossierPage) -> None:
    opened.follow.add("action")
    save(qtbot, opened, title="Écrire le CV")
    opened.follow.answer("action", kept(opened).parcours[0], kept(opened).parcours[0].actions[0])
    assert opened.form is not None
    removal = [made for made in opened.form.findChildren(QPushButton) if made.text() == "Retirer"]
    with qtbot.waitSignal(opened.model.changed):
        removal[0].click()
    assert kept(opened).parcours[0].actions == ()


def test_the_objectives_of_the_theme_come_first() -> None:
    codes = [code for code, _ in objectives_of("SE_FORMER")]
    assert codes[:2] == ["TROUVER_FORMATION", "DOSSIER_FORMATION"]
    assert len(codes) == len(set(codes)) == len(objectives_of(None))
