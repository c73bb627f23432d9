"""The files of a dossier: shown from memory, written outside after a warning, taken out with the way back."""

import io
import os
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from passeport.domain.errors import DamagedFile
from passeport.domain.profile import AttachedDocument
from passeport.domain.retention import KeptFile
from passeport.language import dates
from passeport.language.messages import sentence
from passeport.services.desk import Desk
from tests.people import ada, item
from tests.ui.conftest import unnamed
from ui.dossier.attachment_view import AttachmentView, shown
from ui.dossier.page import DossierPage
from ui.preview.page_view import PageView
from ui.tasks import Tasks


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    data = io.BytesIO()
    Image.new(mode, size).save(data, kind)
    return data.getvalue()


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> DossierPage:
    base = ada()
    document = AttachedDocument(id=item("pièce"), name="Diplôme.png", media_type="image/png", data=picture("PNG"))
    profile = base.beneficiary.profile.evolve(documents=(document,))
    who = base.beneficiary.evolve(profile=profile)
    known = here.editing.create(base.evolve(beneficiary=who, kept_files=(), revision=0)).beneficiary.id
    made = DossierPage(here, tasks)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.model.changed):
        made.show_dossier(known)
    qtbot.waitUntil(lambda: tasks.is_idle)
    return made


def kept(page: DossierPage) -> KeptFile:
    assert page.model.dossier is not None
    return page.model.dossier.kept_files[0]


def test_a_file_is_looked_at_and_nothing_is_written(
    qtbot: QtBot, page: DossierPage, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporaire"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    page.files.open(kept(page))
    qtbot.waitUntil(lambda: page.findChild(AttachmentView) is not None)
    view = page.findChild(AttachmentView)
    assert isinstance(view, AttachmentView)
    assert isinstance(view.content, QScrollArea)
    assert unnamed(view) == []
    assert os.listdir(temporary) == []  # noqa: PTH208
    qtbot.waitUntil(lambda: tasks.is_idle)
    view.reject()


def test_the_pages_of_a_pdf_are_shown_and_nothing_is_written(
    qtbot: QtBot, here: Desk, page: DossierPage, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporaire"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=(200, 300))
        pdf.save(made)
    known = page.model.beneficiary
    assert known is not None
    profile = here.dossiers.open(known).beneficiary.profile
    document = AttachedDocument(id=item("scan"), name="CV.pdf", media_type="application/pdf", data=made.getvalue())
    here.dossiers.change_profile(known, profile.evolve(documents=(*profile.documents, document)))
    with qtbot.waitSignal(page.model.changed):
        page.show_dossier(known)
    assert page.model.dossier is not None
    page.files.open(next(one for one in page.model.dossier.kept_files if one.name == "CV.pdf"))
    qtbot.waitUntil(lambda: page.findChild(AttachmentView) is not None)
    view = page.findChild(AttachmentView)
    assert isinstance(view, AttachmentView)
    sheets = view.content
    assert isinstance(sheets, PageView)
    qtbot.waitUntil(lambda: not sheets.sheet.pixmap().isNull())
    assert sheets.place.text() == "Page 1 sur 2"
    sheets.go_on()
    assert sheets.place.text() == "Page 2 sur 2"
    assert unnamed(view) == []
    assert os.listdir(temporary) == []  # noqa: PTH208
    qtbot.waitUntil(lambda: tasks.is_idle)
    view.reject()


def test_a_pdf_that_cannot_be_drawn_is_said_in_words(here: Desk) -> None:
    for data in (b"%PDF-1.7 rien", b"%PDF-1.7\n" + bytes(5_000)):
        with pytest.raises(DamagedFile) as refused:
            here.attachments.pages(data, "CV.pdf")
        assert sentence(refused.value).startswith("« CV.pdf »".replace(" ", "\u00a0"))
    assert here.attachments.pages(picture("PNG"), "CV.png") is None


def test_a_file_goes_out_after_a_warning(
    qtbot: QtBot, page: DossierPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "diplome.png"), ""))
    page.files.ask_export(kept(page))
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "chiffré" in box.informativeText()
    assert box.defaultButton().text() == "Ne pas enregistrer"
    go = next(made for made in box.buttons() if made.text().startswith("Enregistrer"))
    with qtbot.waitSignal(page.said):
        go.click()
    assert (tmp_path / "diplome.png").read_bytes() == picture("PNG")


def test_a_file_is_taken_out_and_comes_back(qtbot: QtBot, page: DossierPage) -> None:
    with qtbot.waitSignal(page.model.changed):
        page.kept.removed.emit(kept(page))
    assert page.model.dossier is not None
    assert page.model.dossier.kept_files == ()
    with qtbot.waitSignal(page.model.changed):
        page.undo()
    assert kept(page).name == "Diplôme.png"


def test_the_history_says_who_changed_what_and_nothing_of_it(qtbot: QtBot, page: DossierPage, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.is_idle)
    words = [label.text() for label in page.kept.history.findChildren(QLabel)]
    assert "Dossier créé" in words
    assert "Dossier consulté" not in words
    assert any(text.startswith(dates.short_date(page._desk.clock.today())) for text in words)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_pictures_are_shown(qapp: object, kind: str) -> None:
    del qapp
    assert isinstance(shown(picture(kind)), QScrollArea)


@pytest.mark.parametrize("text", ["Attestation", "é à ü", "une\nligne\u202eretournée"])
def test_texts_are_shown_and_never_turned(qapp: object, text: str) -> None:
    del qapp
    page = shown(text.encode())
    assert isinstance(page, QPlainTextEdit)
    assert "\u202e" not in page.toPlainText()
    assert isinstance(shown("é".encode("cp1252")), QPlainTextEdit)


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01", b"%PDF-1.7 rien", b"PK\x03\x04", picture("PNG")[:40], picture("PNG", "1", (13_000, 10))],
    ids=["octets", "pdf", "zip", "coupée", "trop large"],
)
def test_what_is_not_shown_is_none(qapp: object, data: bytes) -> None:
    del qapp
    assert shown(data) is None
