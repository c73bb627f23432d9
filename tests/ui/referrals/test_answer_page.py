"""Answering a referral: one page, three choices, three ways to send it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from passeport.domain.coupon import Answer
from passeport.domain.parcours import ReferralStatus
from passeport.services.desk import Desk
from passeport.services.referrals import step_of
from tests.ui.conftest import unnamed
from tests.ui.referrals.conftest import Sent
from ui.referrals.answer_page import AnswerPage
from ui.tasks import Tasks


@pytest.fixture
def page(qtbot: QtBot, there: Desk, tasks: Tasks, sent: Sent) -> Iterator[AnswerPage]:
    page = AnswerPage(there, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 768)
    page.show()
    with qtbot.waitSignal(page.model.loaded):
        page.start(sent.who, sent.step)
    yield page
    qtbot.waitUntil(lambda: tasks.is_idle)


def status(there: Desk, sent: Sent) -> ReferralStatus:
    referral = step_of(there.dossiers.open(sent.who), sent.step).referral
    assert referral is not None
    return referral.status


def test_it_says_whose_it_is_and_who_asks(page: AnswerPage) -> None:
    assert page.whose.text() == "Ada-Inès d’Exemple"
    assert "Mission locale d’Essai-sur-Seine" in page.origin.text()
    assert page.answer is Answer.RECUE
    assert not page.given.isVisible()
    assert unnamed(page) == []


def test_received_in_one_key(qtbot: QtBot, page: AnswerPage, there: Desk, sent: Sent) -> None:
    with qtbot.waitSignal(page.model.given):
        page.give()
    assert status(there, sent) is ReferralStatus.RECUE
    assert page.given.isVisible()
    assert len(page.given.code.text()) == 19
    assert " comme " in " ".join(group.text() for group in page.given.groups)
    assert not page.given.picture.pixmap().isNull()
    assert unnamed(page) == []
    page.given.copy_text()
    assert QGuiApplication.clipboard().text().startswith("PASSEPORT-RETOUR-1-")


def test_accepted_with_a_day_as_people_say_it(qtbot: QtBot, page: AnswerPage, there: Desk, sent: Sent) -> None:
    page.choices[Answer.ACCEPTEE].setChecked(True)
    assert (page.day_field.isVisible(), page.reason_field.isVisible()) == (True, False)
    page.day.setText("n’importe quand")
    page.give()
    assert page.day_field.error
    page.day.setText("demain")
    with qtbot.waitSignal(page.model.given):
        page.give()
    referral = step_of(there.dossiers.open(sent.who), sent.step).referral
    assert referral is not None
    assert referral.first_meeting_on is not None
    assert "premier rendez-vous" in page.given.heading.text()


def test_a_refusal_says_why(qtbot: QtBot, page: AnswerPage, there: Desk, sent: Sent) -> None:
    page.choices[Answer.DECLINEE].setChecked(True)
    page.give()
    assert page.reason_field.error
    assert status(there, sent) is ReferralStatus.TRANSMISE
    page.reason.code = "SESSION_COMPLETE"
    with qtbot.waitSignal(page.model.given):
        page.give()
    assert status(there, sent) is ReferralStatus.DECLINEE
    page.ask_again()
    page.choices[Answer.ACCEPTEE].setChecked(True)
    with qtbot.waitSignal(page.model.refused):
        page.give()
    assert "ne peut pas devenir" in page.banner.words.text()


def test_received_first_accepted_later(qtbot: QtBot, page: AnswerPage, there: Desk, sent: Sent) -> None:
    with qtbot.waitSignal(page.model.given):
        page.give()
    first = page.given.code.text()
    with qtbot.waitSignal(page.model.loaded):
        page.start(sent.who, sent.step)
    assert page.given.code.text() == first, "the answer given is there to be sent again"
    page.ask_again()
    assert page.answer is Answer.ACCEPTEE, "the answer that comes next is ready"
    with qtbot.waitSignal(page.model.given):
        page.give()
    assert status(there, sent) is ReferralStatus.ACCEPTEE
    assert page.given.code.text() != first


def test_the_file(qtbot: QtBot, page: AnswerPage, tmp_path: Path, here: Desk) -> None:
    page.write()
    with qtbot.waitSignal(page.model.given):
        page.give()
    page.ask_path = lambda: None
    page.write()
    page.ask_path = lambda: tmp_path / "r.passeport-retour"
    with qtbot.waitSignal(page.model.said):
        page.write()
    assert here.referrals.read_file(tmp_path / "r.passeport-retour").may_be_taken
    page.ask_path = lambda: tmp_path / "absent" / "r.passeport-retour"
    with qtbot.waitSignal(page.model.refused):
        page.write()
    assert "absent" in page.banner.words.text()
