"""The page that hands a passport over says what the chosen form of file has no room for."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from passeport.domain.profile import AttachedDocument
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from tests import people
from ui.passport.export_page import ExportPage
from ui.passport.wording import SUFFIXES
from ui.tasks import Tasks

_ODD = AttachedDocument(id=people.item("autre"), name="notes.txt", media_type="text/plain", data=b"semis, taille")


@pytest.mark.parametrize(("form", "is_told"), [(FileFormat.CANDIDATE, True), (FileFormat.JSON, False)])
def test_a_document_that_stays_behind_is_told(
    qtbot: QtBot, here: Desk, tasks: Tasks, tmp_path: Path, form: FileFormat, *, is_told: bool
) -> None:
    ada = people.ada()
    beneficiary = ada.beneficiary.evolve(profile=ada.beneficiary.profile.evolve(documents=(_ODD,)))
    dossier = here.editing.create(ada.evolve(beneficiary=beneficiary))
    page = ExportPage(here, tasks)
    qtbot.addWidget(page)
    page.ask_path = lambda: tmp_path / f"passeport.{SUFFIXES[form]}"
    with qtbot.waitSignal(page.model.loaded):
        page.start(dossier.beneficiary.id)
    page.summary.formats[form].click()
    page.recipient.to_person.setChecked(True)
    page.agreement.mode.code = "ORAL"
    page.agreement.agreed.setChecked(True)
    with qtbot.waitSignals([page.model.issued, page.model.loaded]):
        page.hand_over.click()
    assert page.banner.isVisibleTo(page) is is_told
    assert ("notes.txt" in page.banner.words.text()) is is_told
    page.stop()
