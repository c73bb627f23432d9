"""The stations known here, and what a signature's worth looks like: told apart by words and drawings, not colour."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from passeport.domain.reading import IncomingPassport, ReadingReport, SignatureState
from passeport.services.desk import Desk
from tests import people
from tests.journeys.conftest import write
from ui.passport import wording
from ui.passport.fingerprint import FingerprintBlock
from ui.passport.import_page import ImportPage
from ui.passport.known_stations import KnownStations
from ui.tasks import Tasks

KEY = "0123456789abcdef" * 4


def signed(state: SignatureState = SignatureState.UNKNOWN_STATION, key: str = KEY) -> IncomingPassport:
    return IncomingPassport(
        passport=people.ada_passport(),
        report=ReadingReport(file_format="passeport"),
        signature=state,
        station_key=key,
        file_name="reçu.json",
    )


@pytest.fixture
def dialog(qtbot: QtBot, there: Desk, tasks: Tasks) -> KnownStations:
    there.stations.trust(signed())
    made = KnownStations(there, tasks)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.model.changed):
        made.show()
    return made


def words(dialog: KnownStations) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_each_station_says_who_since_when_and_by_whom(dialog: KnownStations, there: Desk) -> None:
    said = words(dialog)
    for fact in (people.MISSION_LOCALE.name, people.MISSION_LOCALE.contact, "Dominique Conseiller-Fictif"):
        assert fact in said
    assert re.search(r"Reconnu le \d", said)
    assert "0123  4567  89ab  cdef" in said
    own = re.sub(r"\s", "", there.stations.own_key)
    assert own in re.sub(r"\s", "", said)


def test_trust_is_withdrawn_once_it_was_confirmed(qtbot: QtBot, dialog: KnownStations, there: Desk) -> None:
    made = dialog.withdrawals[KEY]
    made.click()
    assert "Confirmer" in made.text()
    assert there.stations.known()
    with qtbot.waitSignal(dialog.model.changed):
        made.click()
    assert there.stations.known() == ()
    assert "n’est plus reconnu" in dialog.banner.words.text()
    assert dialog.withdrawals == {}


def test_the_five_worths_of_a_signature_are_five_sentences_and_five_drawings() -> None:
    said = {state: wording.signature(signed(state))[0] for state in SignatureState}
    assert len(set(said.values())) == len(SignatureState) == 5
    assert set(wording.SIGNATURE_ICONS) == set(SignatureState)
    assert len(set(wording.SIGNATURE_ICONS.values())) == 5


def test_a_known_name_with_another_key_takes_nothing_until_it_is_trusted(
    qtbot: QtBot, there: Desk, tasks: Tasks
) -> None:
    there.stations.trust(signed())
    page = ImportPage(there, tasks)
    qtbot.addWidget(page)
    incoming = there.stations.recognised(signed(key="ab" * 32))
    page.model.path = Path("reçu.json")
    page.model._read(there.passports.propose(incoming))
    assert "sous une autre clé" in page.file.signature.words.text()
    assert page.file.signature.property("tone") == "danger"
    assert not page.file.trust.isHidden()
    assert page.model.changes == 0
    with qtbot.waitSignal(page.model.trusted):
        page.file.trust.click()
    assert page.model.changes > 0
    assert {known.key for known in there.stations.known()} == {KEY, "ab" * 32}


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("0123 4567", "Identique jusqu’ici\u00a0: 2 groupes sur 16"),
        ("0123-4567 89AB", "Identique jusqu’ici\u00a0: 3 groupes sur 16"),
        ("0123 9567", "Différent au groupe 2"),
        (KEY, "les seize groupes sont les mêmes"),
        (KEY + "0", "Différent"),
    ],
)
def test_what_is_read_over_the_telephone_is_compared_as_it_is_typed(qtbot: QtBot, heard: str, said: str) -> None:
    block = FingerprintBlock()
    qtbot.addWidget(block)
    block.show()
    block.show_key(KEY)
    assert [len(line.split()) for line in block.text().splitlines()] == [4, 4, 4, 4]
    write(block.heard, heard)
    assert said in block.verdict.text()
    assert block.verdict.isVisible()


def test_the_import_page_leads_to_the_known_stations(qtbot: QtBot, there: Desk, tasks: Tasks) -> None:
    page = ImportPage(there, tasks)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.stations_requested):
        page.file.known.click()
