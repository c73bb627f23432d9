"""The line of a long story: thirty steps at a time, and a card whose step did not change stays."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.answering import answered
from passeport.domain.beneficiary import Dossier
from passeport.domain.coupon import Answer, Carrier, Reply, Said
from passeport.domain.parcours import ReferralStatus
from tests.people import ada, identifier
from ui.dossier.parcours_head import ParcoursHead
from ui.dossier.step_card import StepCard
from ui.dossier.timeline import SHOWN, Timeline
from ui.tasks import Tasks

TODAY = dt.date(2026, 11, 25)


def long_story(number: int) -> Dossier:
    base = ada()
    home = base.parcours[0]
    first = home.steps[0].evolve(until=None)
    steps = tuple(
        first.evolve(id=identifier(f"s{place}"), day=TODAY - dt.timedelta(days=place), outcome=f"Étape {place}")
        for place in range(number)
    )
    older = home.evolve(id=identifier("ancien"), need="Ancien besoin", closed_on=TODAY, closure_reason="FORMATION")
    return base.evolve(parcours=(home.evolve(steps=steps, actions=()), older.evolve(steps=(), actions=())))


@pytest.fixture
def line(qtbot: QtBot, tasks: Tasks) -> Timeline:
    assert tasks.is_idle
    made = Timeline()
    qtbot.addWidget(made)
    made.show()
    return made


def cards(line: Timeline) -> list[StepCard]:
    QApplication.processEvents()  # the layout shows what was added
    return [card for card in line.findChildren(StepCard) if not card.isHidden()]


def said(line: Timeline) -> list[str]:
    QApplication.processEvents()
    return [
        made.text() for made in line.findChildren(QPushButton) if not made.isHidden() and "tapes plus" in made.text()
    ]


def test_what_came_back_of_a_referral_is_on_its_card(line: Timeline) -> None:
    base = ada()
    home = base.parcours[0]
    (sent,) = (step for step in home.steps if step.referral is not None)
    assert sent.referral is not None
    said = Said(answer=Answer.ACCEPTEE, first_meeting_on=dt.date(2026, 12, 3))
    reply = Reply(said=said, answered_on=TODAY, kept_on=TODAY, by="Cité des métiers", carrier=Carrier.CODE)
    referral = answered(sent.referral.moved_to(ReferralStatus.TRANSMISE, TODAY), reply)
    line.show_dossier(base.evolve(parcours=(home.evolve(steps=(sent.evolve(referral=referral),)),)), TODAY)
    (card,) = cards(line)
    told = " ".join(label.text() for label in card.findChildren(QLabel)).replace("\u00a0", " ")
    assert "Premier rendez-vous le 3 décembre 2026 · Répondu le 25 novembre 2026 par Cité des métiers" in told


def test_thirty_steps_at_a_time_there_and_back(line: Timeline) -> None:
    line.show_dossier(long_story(70), TODAY)
    assert (len(cards(line)), said(line)) == (SHOWN, ["Étapes plus anciennes (40)"])
    heads = [head for head in line.findChildren(ParcoursHead) if not head.isHidden()]
    assert [head.parcours.need for head in heads] == [long_story(1).parcours[0].need, "Ancien besoin"]
    line.turn(SHOWN)
    assert said(line) == ["Étapes plus récentes (30)", "Étapes plus anciennes (10)"]
    line.turn(SHOWN)
    assert (len(cards(line)), said(line)) == (10, ["Étapes plus récentes (60)"])
    line.turn(SHOWN)
    assert len(cards(line)) == 10
    line.turn(-SHOWN)
    line.turn(-SHOWN)
    line.turn(-SHOWN)
    assert said(line) == ["Étapes plus anciennes (40)"]


def test_only_what_changed_is_made_again(line: Timeline) -> None:
    story = long_story(500)
    line.show_dossier(story, TODAY)
    before = set(cards(line))
    steps = story.parcours[0].steps
    changed = story.parcours[0].evolve(steps=(steps[0].evolve(outcome="Corrigée"), *steps[1:]))
    line.show_dossier(story.evolve(parcours=(changed, story.parcours[1])), TODAY)
    after = set(cards(line))
    assert len(after) == SHOWN
    assert len(before & after) == SHOWN - 1


def test_one_stays_where_one_was_after_a_change_and_not_with_another_person(line: Timeline) -> None:
    story = long_story(70)
    line.show_dossier(story, TODAY)
    line.turn(SHOWN)
    line.show_dossier(story.evolve(revision=story.revision + 1), TODAY)
    assert said(line)[0] == "Étapes plus récentes (30)"
    other = story.evolve(beneficiary=story.beneficiary.evolve(id=identifier("autre")))
    line.show_dossier(other, TODAY)
    assert said(line) == ["Étapes plus anciennes (40)"]
