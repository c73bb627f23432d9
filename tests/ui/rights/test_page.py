"""The page of a person's rights: requests with their due dates, a copy, the register, and the end of a dossier."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.account import Role
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.requests import RequestKind
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from storage.open_vault import SqlcipherVault
from tests import people, vaults
from tests.ui.conftest import unnamed
from ui.rights.end_card import ArchiveDialog, ErasureDialog
from ui.rights.page import RightsPage
from ui.tasks import Tasks


@pytest.fixture
def ada(here: Desk) -> BeneficiaryId:
    person = people.ada().beneficiary.evolve(referent=here.vault.account.id)
    return here.editing.create(people.ada().evolve(beneficiary=person)).beneficiary.id


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> RightsPage:
    made = RightsPage(here, tasks)
    qtbot.addWidget(made)
    made.show()
    return made


def show(qtbot: QtBot, page: RightsPage, ada: BeneficiaryId) -> None:
    with qtbot.waitSignal(page.model.changed):
        page.show_person(ada)


def words_of(page: RightsPage) -> str:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return " ".join(shown).replace("\u00a0", " ")


def test_a_request_is_noted_with_its_due_date(qtbot: QtBot, page: RightsPage, ada: BeneficiaryId, here: Desk) -> None:
    show(qtbot, page, ada)
    page.requests.kind.code = RequestKind.RECTIFICATION.value
    page.requests.detail.setText("Date de naissance erronée")
    with qtbot.waitSignal(page.model.said):
        page.requests.record.click()
    (request,) = here.dossiers.open(ada).requests
    assert request.detail == "Date de naissance erronée"
    qtbot.waitUntil(lambda: f"Réponse due le {request.due_on:%d/%m/%Y}" in words_of(page))
    assert unnamed(page) == []


def test_no_request_without_its_kind(qtbot: QtBot, page: RightsPage, ada: BeneficiaryId) -> None:
    show(qtbot, page, ada)
    page.requests.record.click()
    assert page.requests.kind_field.error


def test_a_frozen_dossier_says_so_and_is_freed_here(
    qtbot: QtBot, page: RightsPage, ada: BeneficiaryId, here: Desk
) -> None:
    here.rights.record(ada, RequestKind.LIMITATION)
    show(qtbot, page, ada)
    assert page.frozen.isVisible()
    assert not page.end.erase.isEnabled()
    lift = next(b for b in page.findChildren(QPushButton) if b.text() == "Lever la limitation")
    with qtbot.waitSignal(page.model.said):
        lift.click()
    assert not page.frozen.isVisible()
    assert page.end.erase.isEnabled()


def test_the_copy_is_written_where_it_is_asked(
    qtbot: QtBot, page: RightsPage, ada: BeneficiaryId, tmp_path: Path
) -> None:
    show(qtbot, page, ada)
    page.ask_path = lambda: tmp_path / "copie.zip"
    assert page.language.currentText() == "En français"
    for language in ("fr", "en"):
        page.language.code = language
        with qtbot.waitSignal(page.model.said):
            page.copy_button.click()
        with zipfile.ZipFile(tmp_path / "copie.zip") as archive:
            assert f'<html lang="{language}">'.encode() in archive.read("copie.html")


def test_the_register_says_what_left_on_which_agreement(
    qtbot: QtBot, page: RightsPage, ada: BeneficiaryId, here: Desk, tmp_path: Path
) -> None:
    to = Recipient(name=people.CITE_DES_METIERS.name, network=people.CITE_DES_METIERS.network)
    given = here.passports.agree(ada, to, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    number = here.passports.issue(ada, given, tmp_path / "passeport.pdf", FileFormat.PDF)
    here.passports.withdraw(ada, given)
    show(qtbot, page, ada)
    wanted = (number, to.name, "PDF – Identité", "Accord donné le", "Accord retiré le")
    qtbot.waitUntil(lambda: all(told in words_of(page) for told in wanted))


def test_an_erasure_asks_why_first(qtbot: QtBot, page: RightsPage, ada: BeneficiaryId, here: Desk) -> None:
    show(qtbot, page, ada)
    page.end.erase.click()
    dialog = page.end.findChild(ErasureDialog)
    assert isinstance(dialog, ErasureDialog)
    dialog.erase.click()
    assert dialog.cause_field.error
    dialog.cause.code = "REQUEST"
    seen: list[bool] = []
    page.model.erasing.connect(lambda _running: seen.append(page.erasing.isVisible()))
    with qtbot.waitSignal(page.erased) as said:
        dialog.erase.click()
        assert "quelques secondes" in page.banner.words.text()
    assert seen == [True, False]
    assert "PV-" in said.args[0]
    assert here.dossiers.count() == 0


def test_an_archive_asks_why_and_until_when(qtbot: QtBot, page: RightsPage, ada: BeneficiaryId, here: Desk) -> None:
    show(qtbot, page, ada)
    page.end.archive.click()
    dialog = page.end.findChild(ArchiveDialog)
    assert isinstance(dialog, ArchiveDialog)
    dialog._accept()
    assert dialog.reason_field.error
    assert dialog.until_field.error
    dialog.reason.setText("Contentieux en cours")
    dialog.until.setText("31/12/2099")
    with qtbot.waitSignal(page.erased):
        dialog._accept()
    assert here.dossiers.page() == ()


def test_a_colleague_s_dossier_is_not_theirs_to_erase(qtbot: QtBot, page: RightsPage, here: Desk) -> None:
    person = people.ada().beneficiary.evolve(referent=AccountId(people.identifier("a colleague")))
    who = here.editing.create(people.ada().evolve(beneficiary=person)).beneficiary.id
    assert isinstance(here.vault, SqlcipherVault)
    vaults.as_account(here.vault, Role.CONSEILLER)
    show(qtbot, page, who)
    assert not page.end.erase.isEnabled()
    assert "référent" in page.end.why_not.text()
