"""« Bonne porte »: proposals that explain themselves, and a referral in four fields at most."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport.domain.agreement import Recipient
from passeport.domain.beneficiary import Situation
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import ReferralStatus
from passeport.services.desk import Desk
from tests import people
from tests.people import ada_identity
from tests.ui.conftest import unnamed
from ui.referrals.refer_page import ReferPage
from ui.tasks import Tasks
from ui.widgets.texts import text


@pytest.fixture
def who(here: Desk) -> BeneficiaryId:
    here.directory.add({"name": "Agence France Travail d’Essai", "network": "FRANCE_TRAVAIL", "commune": "91228"})
    situation = Situation(code="DEMANDEUR_INSCRIT", education_level="1_2", commune="91228")
    return here.dossiers.create(ada_identity().evolve(birth_date=people.date("1980-02-28")), situation)


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, who: BeneficiaryId) -> Iterator[ReferPage]:
    page = ReferPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 768)
    page.show()
    with qtbot.waitSignal(page.model.proposed):
        page.start(who)
    yield page
    qtbot.waitUntil(lambda: tasks.is_idle)


def words(page: ReferPage) -> str:
    return " ".join(label.text() for door in page.doors for label in door.findChildren(type(text(""))))


def test_a_proposal_shows_its_rule_and_its_reasons(page: ReferPage) -> None:
    assert page.doors[0].accessibleName() == "Proposition 1\u00a0: France Travail"
    assert "L.\u00a05312-1" in words(page) or "L. 5312-1" in words(page)
    assert "d’après la situation" in words(page)
    assert "Agence France Travail d’Essai" in words(page)
    assert "Dans la commune" in words(page)
    assert "ans" in page.facts.text()
    assert "la RQTH" in page.asks.text()
    assert unnamed(page) == []


def test_the_card_of_the_person_takes_no_more_than_it_needs(qtbot: QtBot, page: ReferPage) -> None:
    card = page.facts.parentWidget()
    assert card is not None
    page.resize(1100, 1600)
    qtbot.waitUntil(lambda: page.height() == 1600)
    QApplication.processEvents()
    assert card.height() <= card.heightForWidth(card.width()) + 1


def test_the_need_changes_what_is_proposed(qtbot: QtBot, page: ReferPage) -> None:
    before = len(page.doors)
    with qtbot.waitSignal(page.model.proposed):
        page.theme.code = "CHOISIR_METIER"
    assert len(page.doors) == before + 1
    with qtbot.waitSignal(page.model.proposed):
        page.cadre.setChecked(True)
    assert any("APEC" in door.accessibleName() or "cadres" in door.accessibleName() for door in page.doors)


def test_one_key_prefills_and_one_more_prepares(qtbot: QtBot, page: ReferPage, here: Desk, who: BeneficiaryId) -> None:
    page.take_first(1)
    assert (page.point_accueil.text(), page.network.code) == ("Agence France Travail d’Essai", "FRANCE_TRAVAIL")
    assert len(page.fields) <= 4
    with qtbot.waitSignal(page.prepared) as prepared:
        page.hand_over()
    assert prepared.args == [who, Recipient(name="Agence France Travail d’Essai", network="FRANCE_TRAVAIL")]
    (step,) = here.dossiers.open(who).parcours[0].steps
    assert step.referral is not None
    assert step.referral.status is ReferralStatus.PREPAREE


def test_it_can_be_ignored(qtbot: QtBot, page: ReferPage, here: Desk, who: BeneficiaryId) -> None:
    page.point_accueil.setText("Ailleurs")
    page.network.code = "AUTRE"
    with qtbot.waitSignal(page.prepared) as prepared:
        page.keep()
    assert prepared.args == [who, None]
    assert here.dossiers.open(who).parcours[0].steps[0].referral is not None


def test_what_is_missing_is_said_beside_its_field(page: ReferPage) -> None:
    page.take("", "MISSION_LOCALE")
    page.hand_over()
    assert page.fields["point_accueil"].error
    assert not page.fields["network"].error


def test_a_number_that_is_forbidden_is_refused(qtbot: QtBot, page: ReferPage) -> None:
    page.take_first(1)
    page.reason.setText("Mme 2 85 05 78 006 084 91")
    with qtbot.waitSignal(page.model.refused):
        page.keep()
    said = page.fields["reason"].error or page.banner.words.text()
    assert "sécurité sociale" in said
    assert page.reason.text().startswith("Mme")


def test_a_number_beyond_the_proposals_does_nothing(page: ReferPage) -> None:
    page.take_first(9)
    assert page.point_accueil.text() == ""


def test_a_referral_in_a_new_parcours_goes_back_as_one(
    qtbot: QtBot, page: ReferPage, here: Desk, who: BeneficiaryId
) -> None:
    with qtbot.waitSignal(page.model.prepared):
        page.model.prepare("Agence France Travail d’Essai", "FRANCE_TRAVAIL", "Inscription", "")
    assert [len(one.steps) for one in here.dossiers.open(who).parcours] == [1]
    here.dossiers.undo(who)
    assert here.dossiers.open(who).parcours == ()


def test_a_referral_that_was_begun_is_there_when_one_comes_back(
    qtbot: QtBot, page: ReferPage, here: Desk, tasks: Tasks, who: BeneficiaryId
) -> None:
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert here.drafts.of(who) == ()
    page.network.code = "MISSION_LOCALE"
    page.reason.setText("Une formation courte")
    qtbot.waitUntil(lambda: page.keeper.is_settled and tasks.is_idle)
    page.start(who)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (page.reason.text(), page.network.code) == ("Une formation courte", "MISSION_LOCALE")
    page.point_accueil.setText("Mission locale d’Essai")
    with qtbot.waitSignal(page.prepared):
        page.keep()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert here.drafts.of(who) == ()
