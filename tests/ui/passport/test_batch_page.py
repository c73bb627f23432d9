"""Many passports at once in the window: to whom, stopped, gone on with, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from passeport.domain.agreement import Recipient, Scope
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.services.desk import Desk
from tests import people
from tests.ui.conftest import unnamed
from ui.passport.batch_model import Ended
from ui.passport.batch_page import BatchPage, outcome_of
from ui.tasks import Tasks

TO = Recipient(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")
SCOPE = Scope(sections=frozenset({"IDENTITY"}))
PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"


@pytest.fixture
def agreed(here: Desk) -> list[BeneficiaryId]:
    found = [here.dossiers.create(Identity(given_names=f"Ada{n}", family_name="Fictive")) for n in range(12)]
    for who in found[:-1]:
        here.passports.agree(who, TO, SCOPE, "ECRIT")
    return found


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, agreed: list[BeneficiaryId], tmp_path: Path) -> Iterator[BatchPage]:
    assert agreed
    assert tasks
    made = BatchPage(here)
    qtbot.addWidget(made)
    made.show()
    folder = tmp_path / "lot"
    folder.mkdir()
    made.ask_folder = lambda: folder
    with qtbot.waitSignal(made.model.listed):
        made.start()
    yield made
    made.stop()


def fill(page: BatchPage) -> None:
    page.choose.click()
    page.passphrase.passphrase.setText(PASSPHRASE)
    page.passphrase.again.setText(PASSPHRASE)


def files(page: BatchPage) -> list[Path]:
    assert page.folder is not None
    return sorted(page.folder.iterdir())


def test_whom_people_agree_to_is_proposed_with_their_number(page: BatchPage) -> None:
    assert page.recipient.count() == 1
    assert TO.name in page.recipient.itemText(0)
    assert "11 personnes" in page.recipient.itemText(0).replace("\u00a0", " ")
    assert unnamed(page) == []


def test_what_is_missing_is_said_and_nothing_leaves(page: BatchPage) -> None:
    page.hand_over.click()
    assert "dossier" in page.banner.words.text()
    page.choose.click()
    page.passphrase.passphrase.setText("azerty")
    page.hand_over.click()
    assert page.passphrase.first.error
    assert files(page) == []


def test_stopped_then_gone_on_with_in_the_same_folder(qtbot: QtBot, page: BatchPage) -> None:
    fill(page)
    page.model.progressed.connect(lambda done, _total: page.ask_to_stop() if done else None)
    with qtbot.waitSignal(page.model.finished):
        page.hand_over.click()
    assert page.model.ended is not None
    assert page.model.ended.stopped
    assert "Arrêté" in page.banner.words.text()
    assert page.hand_over.text() == "Reprendre"
    begun = files(page)
    assert 0 < len(begun) < 11
    page.model.progressed.disconnect()
    with qtbot.waitSignal(page.model.finished):
        page.hand_over.click()
    assert (page.model.ended.written, page.model.ended.already) == (11 - len(begun), len(begun))
    assert set(begun) < set(files(page))
    assert len(files(page)) == 11
    with pikepdf.open(files(page)[0], password=PASSPHRASE) as pdf:
        assert "passeport.json" in pdf.attachments


def test_some_people_alone_are_handed_over(qtbot: QtBot, page: BatchPage, agreed: list[BeneficiaryId]) -> None:
    with qtbot.waitSignal(page.model.listed):
        page.start(frozenset(agreed[:2]))
    assert "2 personnes choisies" in page.who.text().replace("\u00a0", " ")
    fill(page)
    with qtbot.waitSignal(page.model.finished):
        page.hand_over.click()
    assert len(files(page)) == 2


def test_a_folder_that_is_gone_is_said_in_a_sentence(qtbot: QtBot, page: BatchPage) -> None:
    fill(page)
    assert page.folder is not None
    page.folder.rmdir()
    with qtbot.waitSignal(page.model.refused):
        page.hand_over.click()
    assert "dossier introuvable" in page.banner.words.text()
    assert page.hand_over.isVisibleTo(page)


def test_nobody_who_agrees_is_said(qtbot: QtBot, there: Desk, tasks: Tasks) -> None:
    assert tasks
    page = BatchPage(there)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.model.listed):
        page.start()
    assert "Personne n’a donné d’accord" in page.banner.words.text()
    assert not page.hand_over.isEnabled()
    page.stop()


def test_pages_that_lack_letters_are_told_with_the_outcome() -> None:
    whole, tone = outcome_of(Ended(3))
    assert "lettres" not in whole
    assert tone == "success"
    words, tone = outcome_of(Ended(3, lacking=2))
    assert "2 sans toutes leurs lettres ou leur photo" in words.replace("\u00a0", " ").replace("\u202f", " ")
    assert tone == "warning"
