"""A skill of a reference, found by its words and kept in the profile; and the way to load one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.rich_text import to_plain
from passeport.domain.rights import ADMINISTRATOR
from passeport.services.desk import Desk
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import ada
from tests.ui.conftest import unnamed
from ui.administration.skill_reference import SkillReference
from ui.dossier.page import DossierPage
from ui.dossier.skill_picker import SkillPicker
from ui.tasks import Tasks

ROME = "code_ogr,libelle_competence\n1,Tailler une haie fictive\n2,Tailler\n"


def picker_of(qtbot: QtBot, page: DossierPage) -> SkillPicker:
    QTest.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.findChild(SkillPicker) is not None)
    picker = page.findChild(SkillPicker)
    assert isinstance(picker, SkillPicker)
    return picker


def test_a_reference_is_loaded_then_a_skill_of_it_kept(
    qtbot: QtBot, here: Desk, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(here.vault, SqlcipherVault)
    vaults.as_account(here.vault, ADMINISTRATOR)
    window = QWidget()
    qtbot.addWidget(window)
    path = tmp_path / "unix_referentiel_competence.csv"
    path.write_text(ROME, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    reference = SkillReference(here, tasks, window)
    with qtbot.waitSignal(reference.said) as heard:
        reference.ask()
    assert heard.args is not None
    assert "2 compétences" in heard.args[0]
    path.write_text("rien", encoding="utf-8")
    with qtbot.waitSignal(reference.said) as heard:
        reference.ask()
    assert heard.args is not None
    assert "n’est pas un fichier de compétences" in heard.args[0]

    known = here.editing.create(ada()).beneficiary.id
    page = DossierPage(here, tasks)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    with qtbot.waitSignal(page.model.changed):
        page.show_dossier(known)
    picker = picker_of(qtbot, page)
    assert unnamed(picker) == []
    QTest.keyClicks(picker.search, "haie tail")
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert page.model.dossier is not None
    last = page.model.dossier.beneficiary.profile.skills[-1]
    assert to_plain(last.description) == "Tailler une haie fictive"


def test_without_a_reference_the_way_to_one_is_said(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    picker = SkillPicker(here, tasks)
    qtbot.addWidget(picker)
    picker.show()
    qtbot.waitUntil(lambda: "administrateur" in picker.about.text())
    QTest.keyClicks(picker.search, "haie")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert picker.list.count() == 0
