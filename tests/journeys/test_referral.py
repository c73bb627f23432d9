"""A referral out and its answer back, between two points d'accueil that share nothing but a telephone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Situation
from passeport.domain.coupon import Answer
from passeport.domain.parcours import Referral, ReferralStatus
from passeport.domain.provenance import Station
from passeport.services.desk import Desk
from tests import people, vaults
from tests.journeys.conftest import settled, write
from ui.shell import Shell
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Window = Callable[[Path], Shell]
Photograph = Callable[[QWidget, str], Path]


def workspace(shell: Shell) -> Workspace:
    assert shell.workspace is not None
    return shell.workspace


def desk(shell: Shell) -> Desk:
    return workspace(shell).desk


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def create_vault(qtbot: QtBot, shell: Shell, station: Station, account: str) -> None:
    form = shell.unlock.new_vault
    write(form.place, station.name)
    form.network.code = station.network
    write(form.account, account)
    write(form.passphrase, vaults.PASSPHRASE)
    write(form.again, vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        QTest.keyClick(form.again, Qt.Key.Key_Return)
    settled(qtbot, shell)


def send(qtbot: QtBot, shell: Shell, path: Path, photograph: Photograph) -> int:
    """Send Ada on to the cité des métiers, and return the interactions it took until her passport was asked for."""
    house, space = desk(shell), workspace(shell)
    station = people.CITE_DES_METIERS
    house.directory.add({"name": station.name, "network": station.network, "city": "Modèle-Ville"})
    situation = Situation(code="DEMANDEUR_INSCRIT", commune="91228")
    space.show_dossier(house.dossiers.create(people.ada_identity(), situation))
    settled(qtbot, shell)
    QTest.keyClick(space.dossier, Qt.Key.Key_R, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, shell)
    page = space.referring
    assert space.pages.currentWidget() is page
    page.theme.code = "CHOISIR_METIER"
    settled(qtbot, shell)
    photograph(shell, "refer")
    assert page.model.found is not None
    number = [door.proposal.rule.network for door in page.model.found.doors].index(station.network) + 1
    QTest.keyClick(page, Qt.Key(Qt.Key.Key_0 + number), CTRL)
    assert (page.point_accueil.text(), page.network.code) == (station.name, station.network)
    write(focused(), "Rencontrer des professionnels")
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)
    exporting = space.exporting
    assert space.pages.currentWidget() is exporting
    assert exporting.recipient.name.text() == station.name, "the recipient is there already"
    assert exporting.model.missing, "the agreement is not: only the person gives it (R17)"
    exporting.agreement.mode.code = "ECRIT"
    exporting.agreement.agreed.click()
    settled(qtbot, shell)
    exporting.ask_path = lambda: path
    with qtbot.waitSignal(exporting.model.issued):
        exporting.hand_over.click()
    settled(qtbot, shell)
    return 5  # Ctrl+R, the need, Ctrl+number, the reason, Ctrl+Return


def receive_and_answer(qtbot: QtBot, shell: Shell, path: Path, photograph: Photograph) -> tuple[str, str, Path]:
    """Bring the passport in, and accept; return the code, the text of the QR code and the file."""
    space = workspace(shell)
    space.start_import()
    with qtbot.waitSignal(space.importing.model.compared):
        space.importing.read(path)
    settled(qtbot, shell)
    with qtbot.waitSignal(space.importing.finished):
        space.importing.save_button.click()
    settled(qtbot, shell)
    page = space.answering
    assert space.pages.currentWidget() is page, "the answer is offered as soon as the passport is in"
    page.choices[Answer.ACCEPTEE].click()
    write(page.day, "demain")
    photograph(shell, "answer")
    with qtbot.waitSignal(page.model.given):
        QTest.keyClick(page.day, Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)
    photograph(shell, "answered")
    page.ask_path = lambda: path.with_suffix(".passeport-retour")
    with qtbot.waitSignal(page.model.said):
        QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    assert page.model.answer is not None
    written = page.model.answer.written
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settled(qtbot, shell)
    assert space.pages.currentWidget() is space.dossier
    return written.code, written.text, path.with_suffix(".passeport-retour")


def referral(shell: Shell) -> Referral:
    (found,) = desk(shell).dossiers.find("exemple")
    (step,) = [step for p in desk(shell).dossiers.open(found.id).parcours for step in p.steps]
    assert step.referral is not None
    return step.referral


def test_out_and_back_by_telephone(qtbot: QtBot, open_window: Window, photograph: Photograph, tmp_path: Path) -> None:
    path = tmp_path / "passeport.pdf"
    first = open_window(tmp_path / "mission-locale")
    create_vault(qtbot, first, people.MISSION_LOCALE, "Camille Conseiller-Fictif")
    assert send(qtbot, first, path, photograph) <= 6
    assert referral(first).status is ReferralStatus.TRANSMISE

    second = open_window(tmp_path / "cité-des-métiers")
    create_vault(qtbot, second, people.CITE_DES_METIERS, "Dominique Conseiller-Fictif")
    code, text, file = receive_and_answer(qtbot, second, path, photograph)
    tomorrow = referral(second).first_meeting_on
    assert tomorrow is not None

    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    space = workspace(first)
    QTest.keyClick(space.pages.currentWidget(), Qt.Key.Key_4, ALT)
    settled(qtbot, first)
    page = space.referrals
    assert space.pages.currentWidget() is page
    write(page.typed, code.replace("-", " ").lower())  # as it is heard
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    settled(qtbot, first)
    assert page.reading.isVisible()
    photograph(first, "reply")
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    settled(qtbot, first)
    assert space.pages.currentWidget() is space.dossier
    assert (referral(first).status, referral(first).first_meeting_on) == (ReferralStatus.ACCEPTEE, tomorrow)
    assert "acceptée" in space.toast.words.text()

    QTest.keyClick(space.dossier, Qt.Key.Key_Z, CTRL)
    settled(qtbot, first)
    assert referral(first).status is ReferralStatus.TRANSMISE

    space.show_referrals()
    settled(qtbot, first)
    page.read_file(file)
    settled(qtbot, first)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    settled(qtbot, first)
    assert referral(first).status is ReferralStatus.ACCEPTEE

    space.show_referrals()
    settled(qtbot, first)
    page.typed.setText(text)
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    settled(qtbot, first)
    assert page.reading.worth.words.text() == "Déjà enregistrée"
    assert not page.reading.keep.isVisible()
