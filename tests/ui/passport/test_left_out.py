"""The page that hands a passport over says what the chosen form of file has no room for, before and after."""

from collections.abc import Iterator
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


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> Iterator[ExportPage]:
    ada = people.ada()
    beneficiary = ada.beneficiary.evolve(profile=ada.beneficiary.profile.evolve(documents=(_ODD,)))
    dossier = here.editing.create(ada.evolve(beneficiary=beneficiary))
    page = ExportPage(here, tasks)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.model.loaded):
        page.start(dossier.beneficiary.id)
    yield page
    page.stop()


def warned(page: ExportPage) -> str:
    banner = page.summary.left_out
    return banner.words.text() if banner.isVisibleTo(page) else ""


def test_what_stays_behind_is_told_where_the_form_is_chosen(qtbot: QtBot, page: ExportPage) -> None:
    assert warned(page) == ""
    page.summary.formats[FileFormat.CANDIDATE].click()
    qtbot.waitUntil(lambda: "notes.txt" in warned(page))
    assert "Le PDF et le Passeport JSON portent tout." in warned(page)
    assert page.model.name == "", "nobody to hand it to was said yet"
    page.content.sections["DOCUMENTS"].click()
    qtbot.waitUntil(lambda: warned(page) == "")
    page.content.sections["DOCUMENTS"].click()
    qtbot.waitUntil(lambda: "notes.txt" in warned(page))
    page.summary.formats[FileFormat.PDF].click()
    qtbot.waitUntil(lambda: warned(page) == "")


def test_what_stays_behind_comes_in_sight_with_its_form(qtbot: QtBot, page: ExportPage) -> None:
    page.resize(1100, 420)
    with qtbot.waitExposed(page):
        page.show()
    page.summary.formats[FileFormat.CANDIDATE].click()
    qtbot.waitUntil(lambda: not page.summary.left_out.visibleRegion().isEmpty())


def test_a_form_that_is_left_while_it_is_tried_says_nothing(qtbot: QtBot, page: ExportPage, tasks: Tasks) -> None:
    page.model.file_format = FileFormat.CANDIDATE
    page.left_out.look()
    page.model.file_format = FileFormat.PDF
    page.left_out.look()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert warned(page) == ""
    page.model.file_format = FileFormat.CANDIDATE
    page.left_out.look()
    qtbot.waitUntil(lambda: "notes.txt" in warned(page))


@pytest.mark.parametrize(("form", "is_told"), [(FileFormat.CANDIDATE, True), (FileFormat.JSON, False)])
def test_a_document_that_stays_behind_is_told(
    qtbot: QtBot, page: ExportPage, tmp_path: Path, form: FileFormat, *, is_told: bool
) -> None:
    page.ask_path = lambda: tmp_path / f"passeport.{SUFFIXES[form]}"
    page.summary.formats[form].click()
    page.recipient.to_person.setChecked(True)
    page.agreement.mode.code = "ORAL"
    page.agreement.agreed.setChecked(True)
    with qtbot.waitSignals([page.model.issued, page.model.loaded]):
        page.hand_over.click()
    assert page.banner.isVisibleTo(page) is is_told
    assert ("notes.txt" in page.banner.words.text()) is is_told
