"""The page of accounts, driven by its buttons on a real vault."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPageSize, QPdfWriter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from zxingcpp import read_barcodes

from passeport import wiring
from passeport.domain import recovery_key
from passeport.domain.account import Role
from passeport.services.desk import Desk
from tests import vaults
from ui.administration.page import AdministrationPage
from ui.administration.recovery_sheet import draw_sheet, picture
from ui.tasks import Tasks

GIVEN = "huit mots que l’administrateur a donc choisis hier"


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> AdministrationPage:
    made = AdministrationPage(here, tasks)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    settled(qtbot, made, made.start)
    return made


def settled(qtbot: QtBot, page: AdministrationPage, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.model.loaded):
        act()
    QApplication.processEvents()  # the rows are laid out


def names(page: AdministrationPage) -> list[str]:
    return [state.account.name for state in page.model.accounts]


def choose(page: AdministrationPage, passphrase: str = GIVEN) -> None:
    page.form.chosen.passphrase.setText(passphrase)
    page.form.chosen.again.setText(passphrase)


def add(qtbot: QtBot, page: AdministrationPage, name: str, role: Role = Role.CONSEILLER) -> None:
    page.add.click()
    page.form.name.setText(name)
    page.form.role.code = role.value
    choose(page)
    settled(qtbot, page, page.form.keep.click)


def pressed(page: AdministrationPage, name: str) -> QPushButton:
    (found,) = [one for one in page.findChildren(QPushButton) if one.accessibleName() == name and one.isVisibleTo(page)]
    return found


def test_an_account_is_added_then_disabled_then_enabled(qtbot: QtBot, page: AdministrationPage) -> None:
    add(qtbot, page, "Dominique")
    assert names(page) == [vaults.ACCOUNT, "Dominique"]
    assert page.form.isHidden()
    assert page.form.chosen.secret == ""
    settled(qtbot, page, pressed(page, "Désactiver le compte Dominique").click)
    assert not page.model.accounts[1].is_enabled
    assert "renouvelez aussi les clés" in page.banner.words.text()
    settled(qtbot, page, pressed(page, "Réactiver le compte Dominique").click)
    assert page.model.accounts[1].is_enabled


def test_a_right_is_given_and_a_passphrase_reset(qtbot: QtBot, page: AdministrationPage) -> None:
    add(qtbot, page, "Dominique")
    settled(qtbot, page, pressed(page, "Rendre administrateur : Dominique").click)
    assert page.model.accounts[1].account.administrator
    pressed(page, "Réinitialiser la phrase de passe de Dominique").click()
    choose(page, "huit autres mots que l’administrateur a choisis ce matin")
    settled(qtbot, page, page.form.keep.click)
    assert "réinitialisée" in page.banner.words.text()


def test_what_is_refused_is_said_and_nothing_changes(qtbot: QtBot, page: AdministrationPage) -> None:
    add(qtbot, page, vaults.ACCOUNT.upper())
    assert "déjà" in page.banner.words.text()
    settled(qtbot, page, pressed(page, f"Retirer le droit : {vaults.ACCOUNT}").click)
    assert "dernier administrateur" in page.banner.words.text()
    assert names(page) == [vaults.ACCOUNT]


def test_a_weak_passphrase_is_refused_beside_its_line(page: AdministrationPage) -> None:
    page.add.click()
    page.form.name.setText("Dominique")
    page.form.role.code = Role.CONSEILLER.value
    choose(page, "quatre mots sans lien")
    page.form.keep.click()
    assert "80" in page.form.chosen.first.error
    assert page.form.isVisible()


def test_a_supervisor_cannot_be_offered_the_right(qtbot: QtBot, page: AdministrationPage) -> None:
    page.add.click()
    page.form.administrator.setChecked(True)
    page.form.role.code = Role.SUPERVISOR.value
    assert not page.form.administrator.isEnabled()
    assert not page.form.administrator.isChecked()
    page.form.name.setText("Sacha")
    choose(page)
    settled(qtbot, page, page.form.keep.click)
    assert page.model.accounts[1].account.role is Role.SUPERVISOR
    assert not [
        one for one in page.findChildren(QPushButton) if one.accessibleName() == "Rendre administrateur : Sacha"
    ]


def test_a_recovery_key_is_shown_once_printed_and_forgotten(
    qtbot: QtBot, page: AdministrationPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.model.issued) as issued:
        page.issue.click()
    (key,) = issued.args
    assert recovery_key.understood(page.recovery.key.text().replace("\n", ""))
    seen = tmp_path / "code.png"
    assert page.recovery.picture.pixmap().save(str(seen))
    assert codes(seen) == [key]
    sheet = tmp_path / "clé.pdf"
    page.recovery._print_on = lambda _parent: QPdfWriter(str(sheet))
    page.recovery.print_sheet()
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", sheet, sheet.with_suffix("")], check=True)
    assert codes(sheet.with_suffix(".png")) == [key]
    words = subprocess.run(["pdftotext", sheet, "-"], capture_output=True, text=True, check=True).stdout
    assert letters(key) in letters(words)
    page.recovery.forget()
    assert key not in page.recovery.key.text()
    assert page.recovery.picture.pixmap().isNull()
    assert page.recovery.isHidden()


def codes(file: Path) -> list[str]:
    """What a telephone reads in a picture."""
    with Image.open(file) as opened:
        return [found.text for found in read_barcodes(opened.convert("L"))]


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def test_a_print_that_is_given_up_prints_nothing(page: AdministrationPage) -> None:
    page.recovery.show_key(recovery_key.written(bytes(20)))
    page.recovery._print_on = lambda _parent: None
    page.recovery.print_sheet()
    assert "imprimez-la" in page.recovery.banner.words.text()


def test_the_sheet_is_one_a4_page(tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "clé.pdf"))
    draw_sheet(writer, recovery_key.written(bytes(range(20))), "Mission locale d’Essai")
    assert writer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert picture(recovery_key.written(bytes(20))).width() > 100


def test_keys_are_rotated_with_progress_and_can_be_stopped(qtbot: QtBot, page: AdministrationPage) -> None:
    told: list[int] = []
    page.model.progressed.connect(told.append)
    settled(qtbot, page, page.rotate.click)
    assert told[0] == 0
    assert told[-1] == 100
    assert "Clés renouvelées" in page.banner.words.text()
    page.model.progressed.connect(lambda _percent: page.model.stop())
    page.model.rotate_keys()
    page.model.stop()
    with qtbot.waitSignal(page.model.loaded):
        pass
    assert page.progress.isHidden()
    assert page.rotate.isEnabled()


def test_the_absence_that_locks_is_decided(qtbot: QtBot, page: AdministrationPage, here: Desk) -> None:
    page.minutes.code = "3"
    settled(qtbot, page, page._decide)
    assert here.vault.settings.idle_minutes == 3


def test_ones_own_passphrase_is_changed(qtbot: QtBot, page: AdministrationPage) -> None:
    page.own.current.setText(vaults.PASSPHRASE)
    page.own.chosen.passphrase.setText(GIVEN)
    page.own.chosen.again.setText(GIVEN)
    with qtbot.waitSignal(page.own.changed):
        page.own.change.click()
    assert page.own.current.text() == page.own.chosen.secret == ""


def test_a_conseiller_sees_who_opens_the_vault_and_changes_nothing(
    qtbot: QtBot, page: AdministrationPage, here: Desk, tasks: Tasks
) -> None:
    add(qtbot, page, "Dominique")
    here.vault.lock()
    vault = vaults.unlock(here.vault.path, account="Dominique", passphrase=GIVEN)
    theirs = AdministrationPage(wiring.desk(vault), tasks)
    qtbot.addWidget(theirs)
    theirs.show()
    settled(qtbot, theirs, theirs.start)
    assert len(theirs.model.accounts) == 2
    assert theirs.add.isHidden()
    assert theirs._whole.isHidden()
    assert not [one for one in theirs.findChildren(QPushButton) if "Dominique" in one.accessibleName()]
    vault.lock()


def test_every_control_has_a_name(qtbot: QtBot, page: AdministrationPage) -> None:
    add(qtbot, page, "Dominique")
    page.add.click()
    page.recovery.show_key(recovery_key.written(bytes(20)))
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisibleTo(page)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []
