from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from passeport.domain.agenda import DueKind
from passeport.domain.documents import DocumentKind
from passeport.domain.goal import Goal
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.requests import RequestKind
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from tests import people
from tests.ui.conftest import unnamed
from ui.preview.documents import DocumentsDialog
from ui.tasks import Tasks

PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"


@pytest.fixture
def ada(here: Desk) -> BeneficiaryId:
    with here.vault.unit_of_work() as work:
        work.dossiers.add(people.ada().evolve(revision=0))
        work.commit()
    return people.ada().beneficiary.id


@pytest.fixture
def dialog(qtbot: QtBot, here: Desk, tasks: Tasks, ada: BeneficiaryId) -> DocumentsDialog:
    made = DocumentsDialog(here, tasks)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.pages.turned):
        made.start(ada)
    return made


def test_the_first_document_that_can_be_made_is_shown(dialog: DocumentsDialog) -> None:
    assert dialog.model.kind is DocumentKind.SYNTHESIS
    assert dialog.texts["project"].toPlainText() == "Paysagiste"
    assert dialog.pages.place.text() == "Page 1 sur 1"
    assert not dialog.pages.sheet.pixmap().isNull()


def test_the_synthesis_of_another_parcours_is_chosen(
    qtbot: QtBot, here: Desk, ada: BeneficiaryId, dialog: DocumentsDialog
) -> None:
    assert not dialog.parcours.isVisibleTo(dialog)
    with here.vault.unit_of_work() as work:
        dossier = work.dossiers.get(ada)
        (first,) = dossier.parcours
        second = first.evolve(id=people.identifier("second"), need="Se loger", steps=(), actions=())
        closed = second.evolve(closed_on=people.TODAY, closure_reason="AUTRE")
        goal = Goal(id=people.item("toit"), parcours=second.id, title="Trouver un toit")
        work.dossiers.save(dossier.evolve(parcours=(first, closed), goals=(goal,)))
        work.commit()
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.start(ada)
    assert dialog.parcours.isVisibleTo(dialog)
    assert dialog.model.wanted.parcours == first.id
    assert dialog.texts["project"].toPlainText() == "Paysagiste"
    dialog.texts["funding"].setPlainText("CPF")
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.parcours.setCurrentIndex(1)
        dialog.parcours.activated.emit(1)
    assert dialog.model.wanted.parcours == second.id
    assert dialog.texts["strategy"].toPlainText() == "Trouver un toit (en cours)"
    assert dialog.texts["funding"].toPlainText() == "CPF"
    dialog.texts["strategy"].setPlainText("La mienne")
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.parcours.activated.emit(1)
    assert dialog.texts["strategy"].toPlainText() == "La mienne"


def test_what_was_typed_is_there_the_next_time_and_waits_nowhere_else(
    qtbot: QtBot, here: Desk, ada: BeneficiaryId, tasks: Tasks, dialog: DocumentsDialog
) -> None:
    dialog.texts["funding"].setPlainText("CPF et reste à charge de la Région")
    dialog.close()
    qtbot.waitUntil(lambda: tasks.is_idle)
    again = DocumentsDialog(here, tasks)
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.pages.turned):
        again.start(ada)
    assert again.texts["funding"].toPlainText() == "CPF et reste à charge de la Région"
    assert again.texts["project"].toPlainText() == "Paysagiste", "what is proposed follows the dossier"
    assert [line for line in here.agenda.due().items if line.kind is DueKind.DRAFT] == []
    again.texts["funding"].setPlainText("")
    again.close()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert here.drafts.of(ada) == ()


def test_every_control_says_what_it_is(dialog: DocumentsDialog) -> None:
    assert unnamed(dialog) == []


def test_another_document_and_another_step_are_drawn(qtbot: QtBot, dialog: DocumentsDialog) -> None:
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.model.choose(DocumentKind.ATTESTATION)
    assert dialog.step.count() == 2
    assert "Immersion" in dialog.step.itemText(0)
    assert dialog.step.isVisibleTo(dialog)
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.step.setCurrentIndex(1)
        dialog.step.activated.emit(1)
    assert dialog.model.step == people.item("entretien")


def test_what_cannot_be_made_is_said_and_not_offered(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    who = here.dossiers.create(people.ada_identity())
    dialog = DocumentsDialog(here, tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.model.drawn):
        dialog.start(who)
    assert "rien à attester" in dialog.banner.words.text()
    assert not dialog.save_button.isEnabled()
    assert not dialog.print_button.isEnabled()


def test_pages_are_turned_one_by_one(qtbot: QtBot, dialog: DocumentsDialog) -> None:
    dialog.texts["project"].setPlainText("Un très long projet. " * 900)
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.model.draw()
    total = len(dialog.model.pages or ())
    assert total > 2
    assert not dialog.pages.before.isEnabled()
    with qtbot.waitSignal(dialog.pages.turned) as turned:
        dialog.pages.go_on()
    assert turned.args == [1]
    assert dialog.pages.place.text() == f"Page 2 sur {total}"
    with qtbot.waitSignal(dialog.pages.turned) as turned:
        dialog.pages.go_back()
    assert turned.args == [0]


def test_it_is_saved_as_it_is_shown(qtbot: QtBot, dialog: DocumentsDialog, tmp_path: Path) -> None:
    file = tmp_path / "synthese.pdf"
    dialog.ask_path = lambda: file
    with qtbot.waitSignal(dialog.model.saved):
        dialog.save()
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1
    assert "est enregistré" in dialog.banner.words.text()


def test_a_passphrase_closes_the_copy_and_leaves_no_room_for_a_signature(
    qtbot: QtBot, dialog: DocumentsDialog, tmp_path: Path
) -> None:
    file = tmp_path / "synthese.pdf"
    dialog.ask_path = lambda: file
    dialog.protection.signed.setChecked(True)
    dialog.protection.closed.setChecked(True)
    assert not dialog.protection.signed.isEnabled()
    assert not dialog.protection.signed.isChecked()
    dialog.protection.passphrase.passphrase.setText("sept mots")
    dialog.save()
    assert dialog.protection.passphrase.first.error, "what could be guessed closes nothing"
    assert not file.exists()
    dialog.protection.passphrase.passphrase.setText(PASSPHRASE)
    dialog.save()
    assert dialog.protection.passphrase.second.error, "it is said twice"
    assert not file.exists()
    dialog.protection.passphrase.again.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.model.saved):
        dialog.save()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(file, password=PASSPHRASE) as pdf:
        assert pdf.encryption.bits == 256


def test_closing_while_it_prints_spoils_nothing(qtbot: QtBot, dialog: DocumentsDialog, tmp_path: Path) -> None:
    dialog.texts["project"].setPlainText("Un long projet. " * 900)
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.model.draw()
    dialog.ask_printer = lambda: _to_file(tmp_path / "fermé.pdf")
    tasks, wrong = dialog.model.tasks, list[object]()
    tasks.unexpected.connect(wrong.append)
    dialog.print_pages()
    printing = dialog.printing
    assert printing is not None
    assert not dialog.kind.isEnabled(), "what is printed is what is shown"
    with qtbot.waitSignal(printing.finished) as finished:
        dialog.close()
    assert finished.args == [False]
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert wrong == []


def test_a_folder_that_refuses_is_said_with_what_to_do(qtbot: QtBot, dialog: DocumentsDialog, tmp_path: Path) -> None:
    dialog.ask_path = lambda: tmp_path / "absent" / "x.pdf"
    with qtbot.waitSignal(dialog.model.refused):
        dialog.save()
    assert "dossier introuvable" in dialog.banner.words.text()
    assert dialog.save_button.isEnabled()


def _to_file(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_every_page_goes_to_the_printer(qtbot: QtBot, dialog: DocumentsDialog, here: Desk, tmp_path: Path) -> None:
    dialog.texts["project"].setPlainText("Un long projet. " * 900)
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.model.draw()
    total = len(dialog.model.pages or ())
    file = tmp_path / "imprimé.pdf"
    dialog.ask_printer = lambda: _to_file(file)
    dialog.print_pages()
    printing = dialog.printing
    assert printing is not None
    with qtbot.waitSignal(printing.finished) as finished:
        pass
    assert finished.args == [True]
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == total
    assert dialog.printing is None
    assert "imprimante" in dialog.banner.words.text()
    assert _handed(here) == 1


def _handed(here: Desk) -> int:
    with here.vault.unit_of_work() as work:
        return [line.operation for line in work.journal.entries()].count(JournalOperation.DOCUMENT_HANDED)


def test_nothing_is_printed_before_its_line_is_in_the_journal(
    qtbot: QtBot, dialog: DocumentsDialog, here: Desk, ada: BeneficiaryId, tmp_path: Path
) -> None:
    here.rights.record(ada, RequestKind.LIMITATION)
    file = tmp_path / "gelé.pdf"
    dialog.ask_printer = lambda: _to_file(file)
    with qtbot.waitSignal(dialog.model.refused):
        dialog.print_pages()
    assert not file.exists()
    assert _handed(here) == 0
    assert dialog.printing is None
    assert dialog.print_button.isEnabled()
    assert dialog.banner.words.text()


def test_printing_stops_between_two_pages(qtbot: QtBot, dialog: DocumentsDialog, tmp_path: Path) -> None:
    dialog.texts["project"].setPlainText("Un long projet. " * 900)
    with qtbot.waitSignal(dialog.pages.turned):
        dialog.model.draw()
    dialog.ask_printer = lambda: _to_file(tmp_path / "arrêté.pdf")
    dialog.print_pages()
    printing = dialog.printing
    assert printing is not None
    with qtbot.waitSignal(printing.finished) as finished:
        printing.progressed.connect(printing.stop)
    assert finished.args == [False]
    assert "arrêtée" in dialog.banner.words.text()


def test_no_printer_is_no_harm(dialog: DocumentsDialog) -> None:
    dialog.ask_printer = lambda: None
    dialog.print_pages()
    assert dialog.printing is None
    assert dialog.print_button.isEnabled()
