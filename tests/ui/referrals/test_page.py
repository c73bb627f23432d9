"""Taking an answer: typed, pasted, opened or dropped; what it is worth is said before anything is saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.coupon import Answer, Said
from passeport.domain.parcours import ReferralStatus
from passeport.services.desk import Desk
from passeport.services.referrals import Given, step_of
from tests.ui.conftest import unnamed
from tests.ui.referrals.conftest import Sent
from ui.referrals.page import ReferralsPage
from ui.tasks import Tasks


@pytest.fixture
def given(there: Desk, sent: Sent) -> Given:
    return there.referrals.answer(sent.who, sent.step, Said(answer=Answer.ACCEPTEE))


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, sent: Sent) -> Iterator[ReferralsPage]:
    del sent
    page = ReferralsPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 768)
    page.show()
    with qtbot.waitSignal(page.model.listed):
        page.start()
    yield page
    qtbot.waitUntil(lambda: tasks.is_idle)


def read(qtbot: QtBot, page: ReferralsPage, typed: str) -> None:
    page.typed.setText(typed)
    with qtbot.waitSignal(page.model.read):
        page.read()


def test_a_code_is_read_then_kept(qtbot: QtBot, page: ReferralsPage, here: Desk, sent: Sent, given: Given) -> None:
    read(qtbot, page, given.written.code.lower().replace("-", " "))
    assert page.reading.isVisible()
    assert page.reading.said.text() == "Orientation acceptée"
    assert "Ada-Inès d’Exemple" in page.reading.whose.text()
    assert "secret remis avec le passeport" in page.reading.worth.words.text()
    assert not page.reading.fingerprint.isVisible()
    assert unnamed(page) == []
    with qtbot.waitSignal(page.taken) as taken:
        page.reading.keep.click()
    assert taken.args is not None
    assert taken.args[0] == sent.who
    referral = step_of(here.dossiers.open(sent.who), sent.step).referral
    assert referral is not None
    assert referral.status is ReferralStatus.ACCEPTEE
    assert not page.reading.isVisible()


def test_a_slip_is_said_beside_the_code_and_nothing_is_lost(qtbot: QtBot, page: ReferralsPage, given: Given) -> None:
    code = given.written.code
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    page.typed.setText(wrong)
    with qtbot.waitSignal(page.model.refused):
        page.read()
    assert "groupe 4" in page.banner.words.text()
    assert page.typed.text() == wrong
    assert not page.reading.isVisible()


def test_an_unknown_station_shows_its_fingerprint_and_may_be_kept(
    qtbot: QtBot, page: ReferralsPage, there: Desk, given: Given
) -> None:
    read(qtbot, page, given.written.text)
    assert page.reading.fingerprint.isVisible()
    assert page.reading.fingerprint.text().replace("\n", "").replace(" ", "") == there.stations.own_key
    assert unnamed(page) == []
    with qtbot.waitSignal(page.model.read):
        page.reading.trust.click()
    assert "connu ici" in page.reading.worth.words.text()
    assert (page.reading.trust.isVisible(), page.reading.keep.isVisible()) == (False, True)


def test_what_may_not_be_taken_has_no_button(qtbot: QtBot, page: ReferralsPage, here: Desk, given: Given) -> None:
    read(qtbot, page, given.written.code)
    here.referrals.take(here.referrals.read_typed(given.written.code))
    read(qtbot, page, given.written.code)
    assert page.reading.worth.words.text() == "Déjà enregistrée"
    assert not page.reading.keep.isVisible()
    page.model.take()
    with qtbot.waitSignal(page.dossier_requested):
        page.reading.open.click()


def test_a_file_is_opened_or_dropped(qtbot: QtBot, page: ReferralsPage, given: Given, tmp_path: Path) -> None:
    path = tmp_path / "r.passeport-retour"
    path.write_bytes(given.written.file)
    page.ask_path = lambda: None
    page.choose_file()
    page.ask_path = lambda: path
    with qtbot.waitSignal(page.model.read):
        page.choose_file()
    assert page.reading.isVisible()
    page.leave()
    assert not page.reading.isVisible()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(page.model.read):
        page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    assert page.reading.isVisible()
    path.write_text("{}", encoding="utf-8")
    with qtbot.waitSignal(page.model.refused):
        page.read_file(path)
    assert "n’est pas une réponse" in page.banner.words.text()
    with qtbot.waitSignal(page.closed):
        page.leave()


def test_what_waits_for_our_answer(qtbot: QtBot, there: Desk, tasks: Tasks, sent: Sent) -> None:
    page = ReferralsPage(there, tasks)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.model.listed):
        page.start()
    (waiting,) = page.model.waiting
    assert (waiting.place.beneficiary, waiting.place.step) == (sent.who, sent.step)
    assert unnamed(page) == []
    with qtbot.waitSignal(page.answer_requested):
        next(b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Répondre")).click()
