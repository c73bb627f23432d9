"""What leaves, and what never does, through the page itself."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Dossier
from passeport.domain.documents import DocumentKind
from passeport.domain.profile import Picture
from passeport.domain.reading import SignatureState
from passeport.domain.vocabulary import vocabulary
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from tests import people
from ui.passport.export_model import Handed
from ui.passport.export_page import ExportPage
from ui.passport.wording import SUFFIXES
from ui.preview.documents import DocumentsDialog
from ui.tasks import Tasks

PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"


@pytest.fixture
def dossier(here: Desk) -> Dossier:
    return here.editing.create(people.ada())


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, dossier: Dossier, tmp_path: Path) -> Iterator[ExportPage]:
    page = ExportPage(here, tasks)
    qtbot.addWidget(page)
    page.ask_path = lambda: tmp_path / f"passeport.{SUFFIXES[page.model.file_format]}"
    with qtbot.waitSignal(page.model.loaded):
        page.start(dossier.beneficiary.id)
    assert page.model.file_format is FileFormat.PDF
    page.summary.formats[FileFormat.JSON].click()
    yield page
    page.stop()


def agree(page: ExportPage) -> None:
    page.agreement.mode.code = "ORAL"
    page.agreement.agreed.setChecked(True)


def address(page: ExportPage) -> None:
    page.recipient.name.setText(people.CITE_DES_METIERS.name)
    page.recipient.network.code = people.CITE_DES_METIERS.network


def handed_over(qtbot: QtBot, page: ExportPage) -> None:
    with qtbot.waitSignals([page.model.issued, page.model.loaded]):
        page.hand_over.click()


def test_nothing_leaves_without_a_recipient_and_an_agreement(page: ExportPage, tmp_path: Path) -> None:
    assert not page.hand_over.isEnabled()
    assert "à qui" in page.why.text()
    address(page)
    page.agreement.mode.code = "ECRIT"
    assert not page.hand_over.isEnabled()
    assert "accord" in page.why.text()
    page.write()
    page.agreement.agreed.setChecked(True)
    assert page.hand_over.isEnabled()
    assert not list(tmp_path.glob("passeport.*"))


def test_the_agreement_falls_when_the_content_or_the_recipient_changes(page: ExportPage) -> None:
    address(page)
    agree(page)
    page.content.sections["PHOTO"].click()
    assert not page.agreement.agreed.isChecked()
    assert not page.hand_over.isEnabled()
    agree(page)
    page.recipient.name.setText("Mission locale d’Ailleurs")
    assert not page.agreement.agreed.isChecked()


def test_no_note_is_ticked_and_internal_ones_are_not_shown(page: ExportPage) -> None:
    assert [box.isChecked() for box in page.content.notes.values()] == [False]
    shown = [label.text() for label in page.findChildren(type(page.title))]
    assert not any(people.PRIVATE_NOTE in words or people.TEAM_NOTE in words for words in shown)


@pytest.mark.parametrize("ticked", [True, False])
def test_only_ticked_notes_leave(qtbot: QtBot, page: ExportPage, tmp_path: Path, *, ticked: bool) -> None:
    address(page)
    if ticked:
        next(iter(page.content.notes.values())).click()
    agree(page)
    handed_over(qtbot, page)
    written = json.dumps(json.loads((tmp_path / "passeport.json").read_text("utf-8")), ensure_ascii=False)
    assert (people.SHARED_NOTE in written) is ticked
    assert people.PRIVATE_NOTE not in written
    assert people.TEAM_NOTE not in written


def test_an_unticked_section_stays(qtbot: QtBot, page: ExportPage, tmp_path: Path) -> None:
    address(page)
    page.content.sections["EXPERIENCE"].click()
    assert "Expérience professionnelle (1)" in page.model.summary.stays
    agree(page)
    handed_over(qtbot, page)
    assert "Ouvrière horticole" not in (tmp_path / "passeport.json").read_text("utf-8")


def test_a_prepared_referral_is_one_click_away_and_is_sent(
    qtbot: QtBot, page: ExportPage, here: Desk, dossier: Dossier
) -> None:
    chip = page.recipient.findChild(type(page.hand_over), "", Qt.FindChildOption.FindChildrenRecursively)
    assert chip is not None
    chip.click()
    assert page.model.name == people.CITE_DES_METIERS.name
    assert page.model.network == "CITE_METIERS"
    agree(page)
    handed_over(qtbot, page)
    steps = [step for p in here.dossiers.open(dossier.beneficiary.id).parcours for step in p.steps]
    assert [step.referral.status.value for step in steps if step.referral is not None] == ["TRANSMISE"]


def test_the_sheet_of_the_referral_is_printed_from_what_left(qtbot: QtBot, page: ExportPage) -> None:
    chip = page.recipient.findChild(type(page.hand_over), "", Qt.FindChildOption.FindChildrenRecursively)
    assert chip is not None
    chip.click()
    agree(page)
    handed_over(qtbot, page)
    assert page.handed.sheet.isVisibleTo(page)
    page.handed.sheet.click()
    dialog = page.findChild(DocumentsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.pages.place.text() == "Page 1 sur 1")
    assert dialog.model.kind is DocumentKind.REFERRAL_SHEET
    assert dialog.model.remark == "", "its codes are there: the passport has left"
    dialog.close()


def test_the_result_says_number_and_file_and_the_agreement_can_be_withdrawn(
    qtbot: QtBot, page: ExportPage, here: Desk, dossier: Dossier, tmp_path: Path
) -> None:
    page.recipient.to_person.setChecked(True)
    agree(page)
    handed_over(qtbot, page)
    kept = here.dossiers.open(dossier.beneficiary.id)
    assert page.handed.number.text() == kept.transmissions[0].passport_number
    assert page.handed.path.text() == str(tmp_path / "passeport.json")
    with qtbot.waitSignal(page.model.withdrawn):
        page.model.withdraw(kept.agreements[0].id)
    assert here.dossiers.open(dossier.beneficiary.id).agreements[0].withdrawn_on is not None
    with qtbot.waitSignal(page.finished) as done:
        page.leave()
    assert kept.transmissions[0].passport_number in done.args[0]


def test_a_folder_that_refuses_loses_nothing_and_asks_for_no_second_agreement(
    qtbot: QtBot, page: ExportPage, here: Desk, dossier: Dossier, tmp_path: Path
) -> None:
    address(page)
    agree(page)
    ask, page.ask_path = page.ask_path, lambda: tmp_path / "absent" / "passeport.json"
    with qtbot.waitSignal(page.model.refused):
        page.hand_over.click()
    assert "dossier introuvable" in page.banner.words.text()
    assert page.hand_over.isEnabled()
    page.ask_path = ask
    handed_over(qtbot, page)
    kept = here.dossiers.open(dossier.beneficiary.id)
    assert (len(kept.agreements), len(kept.transmissions)) == (1, 1)


def test_the_name_suggested_for_the_file_does_not_say_whose_it_is(page: ExportPage) -> None:
    assert page.suggested_name.startswith("passeport-D-")
    assert "xemple" not in page.suggested_name


def test_a_social_security_number_in_the_recipient_is_refused_in_a_sentence(
    qtbot: QtBot, page: ExportPage, tmp_path: Path
) -> None:
    page.recipient.name.setText("1 85 05 78 006 084 36")
    page.recipient.network.code = "CIO"
    agree(page)
    with qtbot.waitSignal(page.model.refused):
        page.hand_over.click()
    assert "sécurité sociale" in page.banner.words.text()
    assert not list(tmp_path.glob("passeport.*"))


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_every_form_can_be_read_again(
    qtbot: QtBot, page: ExportPage, there: Desk, tmp_path: Path, file_format: FileFormat
) -> None:
    page.summary.formats[file_format].click()
    address(page)
    agree(page)
    handed_over(qtbot, page)
    incoming = there.passports.read(tmp_path / f"passeport.{SUFFIXES[file_format]}")
    assert incoming.passport.identity.full_name == people.ada_identity().full_name
    assert incoming.passport.profile.experiences[0].position == "Ouvrière horticole"


def test_an_agreement_is_withdrawn_from_the_register(qtbot: QtBot, page: ExportPage) -> None:
    page.recipient.to_person.setChecked(True)
    agree(page)
    handed_over(qtbot, page)
    assert page.model.dossier is not None
    words = f"Retirer l’accord donné pour {page.model.dossier.beneficiary.identity.full_name}"
    withdraw = next(b for b in page.register.findChildren(QPushButton) if b.accessibleName() == words)
    with qtbot.waitSignals([page.model.withdrawn, page.model.loaded]):
        withdraw.click()
    assert "retiré" in page.banner.words.text()
    shown = [label.text() for label in page.register.findChildren(QLabel)]
    assert any(words.startswith("Retiré le") for words in shown)


def test_the_pages_are_seen_before_they_leave(qtbot: QtBot, page: ExportPage) -> None:
    assert not page.look.isEnabled(), "it is not said to whom yet"
    page.summary.formats[FileFormat.PDF].click()
    address(page)
    agree(page)
    qtbot.waitUntil(page.look.isEnabled)
    page.show()
    page.look.click()
    qtbot.waitUntil(lambda: not page.preview.pages.sheet.pixmap().isNull())
    assert page.preview.isVisibleTo(page)
    assert page.preview.pages.place.text().startswith("Page 1 sur ")
    page.preview.pages.go_on()
    assert page.preview.pages.place.text().startswith("Page 2 sur ")
    assert page.hand_over.isEnabled(), "what was seen can leave at once"
    page.leave()
    assert not page.preview.isVisibleTo(page), "the first step back is to the choices"
    assert page.recipient.isVisibleTo(page)


def test_other_choices_make_other_pages(qtbot: QtBot, page: ExportPage) -> None:
    page.summary.formats[FileFormat.PDF].click()
    address(page)
    agree(page)
    qtbot.waitUntil(page.look.isEnabled)
    usual = page.preview.model.pages
    assert usual is not None
    before = len(usual)
    page.model.choose_format(FileFormat.PDF_LARGE)
    qtbot.waitUntil(lambda: page.preview.model.pages is not None and page.preview.model.pages is not usual)
    large = page.preview.model.pages
    assert large is not None
    assert len(large) > before
    page.model.choose_format(FileFormat.JSON)
    qtbot.waitUntil(lambda: page.preview.model.pages is None)
    assert not page.look.isEnabled()
    assert "pas de pages" in page.look.accessibleDescription()


def test_the_language_is_chosen_signed_and_not_remembered(
    qtbot: QtBot, page: ExportPage, there: Desk, tmp_path: Path
) -> None:
    language = page.summary.language
    assert language.code == "fr"
    assert language.itemData(0) == "fr"
    assert language.count() == len(vocabulary("profile_languages").codes)
    page.summary.formats[FileFormat.PDF].click()
    address(page)
    agree(page)
    qtbot.waitUntil(page.look.isEnabled)
    usual = page.preview.model.pages
    language.code = "de"
    assert page.agreement.agreed.isChecked(), "the same things leave, for the same recipient"
    qtbot.waitUntil(lambda: page.preview.model.pages is not None and page.preview.model.pages is not usual)
    handed_over(qtbot, page)
    file = tmp_path / "passeport.pdf"
    incoming = there.passports.read(file)
    assert incoming.passport.language == "de"
    assert incoming.signature is SignatureState.UNKNOWN_STATION, "the language is part of what is signed"
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "de"
    page.another.click()
    assert page.model.language == language.code == "fr"


def _agreed_pdf(page: ExportPage) -> None:
    page.summary.formats[FileFormat.PDF].click()
    address(page)
    agree(page)


def test_what_left_is_printed_as_often_as_asked_and_noted(
    qtbot: QtBot, page: ExportPage, here: Desk, tmp_path: Path
) -> None:
    papers = [tmp_path / "une.pdf", tmp_path / "deux.pdf"]

    def printer() -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(waiting.pop(0)))
        return made

    waiting = list(papers)
    page.printing.ask_printer = printer
    _agreed_pdf(page)
    page.print_passport()
    assert "d’abord" in page.banner.words.text(), "the pages that are seen carry no fingerprint"
    handed_over(qtbot, page)
    for _ in papers:
        with qtbot.waitSignal(
            page.printing.said, check_params_cb=lambda _words, tone: tone == "success", timeout=30_000
        ):
            page.handed.print_button.click()
    with pikepdf.open(tmp_path / "passeport.pdf") as written:
        for paper in papers:
            with pikepdf.open(paper) as printed:
                assert len(printed.pages) == len(written.pages)
    with here.vault.unit_of_work() as work:
        noted = [line.reference for line in work.journal.entries() if line.operation.value == "PASSPORT_PRINTED"]
    assert noted == [page.handed.number.text()] * 2


def test_the_pages_that_are_printed_are_those_of_the_file(qtbot: QtBot, page: ExportPage, tmp_path: Path) -> None:
    left: list[Handed] = []
    page.model.issued.connect(left.append)
    page.summary.formats[FileFormat.PDF].click()
    _agreed_pdf(page)
    page.summary.protection.closed.setChecked(True)
    page.hand_over.click()
    assert page.summary.protection.passphrase.first.error
    assert not (tmp_path / "passeport.pdf").exists()
    page.summary.protection.passphrase.passphrase.setText(PASSPHRASE)
    page.summary.protection.passphrase.again.setText(PASSPHRASE)
    handed_over(qtbot, page)
    assert page.summary.protection.passphrase.secret == "", "nothing of it is kept"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "passeport.pdf")
    with pikepdf.open(tmp_path / "passeport.pdf", password=PASSPHRASE) as closed:
        carried = closed.attachments["passeport.json"].get_file().read_bytes()
    with pikepdf.open(BytesIO(left[0].left.document.data)) as printed:
        assert printed.attachments["passeport.json"].get_file().read_bytes() == carried


def test_a_signed_passport_is_read_by_the_next_station(
    qtbot: QtBot, page: ExportPage, there: Desk, tmp_path: Path
) -> None:
    _agreed_pdf(page)
    page.summary.protection.signed.setChecked(True)
    handed_over(qtbot, page)
    with pikepdf.open(tmp_path / "passeport.pdf") as pdf:
        assert "/AcroForm" in pdf.Root
    incoming = there.passports.read(tmp_path / "passeport.pdf")
    assert incoming.signature is SignatureState.UNKNOWN_STATION
    assert incoming.passport.identity.full_name == people.ada_identity().full_name


def test_what_is_no_pdf_offers_no_protection(page: ExportPage) -> None:
    assert page.model.file_format is FileFormat.JSON
    assert not page.summary.protection.isVisibleTo(page)
    page.summary.formats[FileFormat.PDF].click()
    assert page.summary.protection.isVisibleTo(page)


def test_letters_that_no_font_has_are_told_with_their_place(
    qtbot: QtBot, page: ExportPage, here: Desk, dossier: Dossier
) -> None:
    with here.vault.unit_of_work() as work:
        kept = work.dossiers.get(dossier.beneficiary.id)
        identity = kept.beneficiary.identity.evolve(given_names="Ada 中文")
        work.dossiers.save(kept.evolve(beneficiary=kept.beneficiary.evolve(identity=identity)))
        work.commit()
    page.start(dossier.beneficiary.id)
    qtbot.waitUntil(lambda: page.model.dossier is not None)
    page.summary.formats[FileFormat.PDF].click()
    address(page)
    agree(page)
    qtbot.waitUntil(lambda: page.preview.model.pages is not None)
    said = page.warning.words.text()
    assert "中 文" in said
    assert "Prénom" in said
    assert page.warning.isVisibleTo(page)


def test_a_photograph_that_cannot_be_read_is_told(qtbot: QtBot, page: ExportPage, here: Desk, dossier: Dossier) -> None:
    with here.vault.unit_of_work() as work:
        kept = work.dossiers.get(dossier.beneficiary.id)
        profile = kept.beneficiary.profile.evolve(photo=Picture(media_type="image/png", data=b"this is no picture"))
        work.dossiers.save(kept.evolve(beneficiary=kept.beneficiary.evolve(profile=profile)))
        work.commit()
    page.start(dossier.beneficiary.id)
    page.summary.formats[FileFormat.PDF].click()
    address(page)
    agree(page)
    qtbot.waitUntil(lambda: page.preview.model.pages is not None)
    assert "photographie ne peut pas être lue" in page.warning.words.text().replace("\u00a0", " ")
