"""A list in the window: its columns said, its lines shown with what is wrong, brought in, corrected, taken again."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from passeport.domain.caseload import Column
from passeport.domain.identity import Identity
from passeport.services.checking import checked
from passeport.services.desk import Desk
from tests.ui.conftest import unnamed
from ui.caseload.lines import HEADINGS, WHY
from ui.caseload.page import CaseloadPage
from ui.tasks import Tasks

CTRL = Qt.KeyboardModifier.ControlModifier
LATIN = (
    "NOM;Prénom;Né(e) le;Portable;Suivi par\r\n"
    "Exemple;Zoé;28/02/1999;06 39 98 00 00;\r\n"
    "Fictive;Anaïs;31/02/2000;;\r\n"
    "Modèle;Éloïse;1985;;Personne Inconnue\r\n"
    "Essai;Noël;12/03/2001;;\r\n"
).encode("latin-1")


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> Iterator[CaseloadPage]:
    assert tasks.is_idle  # the theme is on
    page = CaseloadPage(here)
    qtbot.addWidget(page)
    page.resize(1126, 740)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    yield page
    page.stop()


def read(qtbot: QtBot, page: CaseloadPage, path: Path) -> None:
    with qtbot.waitSignal(page.model.checked):
        page.read(path)


def written(tmp_path: Path, data: bytes = LATIN, name: str = "liste.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def cells(page: CaseloadPage) -> list[list[str]]:
    model = page.lines
    return [
        [str(model.index(row, column).data()) for column in range(len(HEADINGS))] for row in range(model.rowCount())
    ]


def brought_in(qtbot: QtBot, page: CaseloadPage) -> None:
    with qtbot.waitSignal(page.model.brought_in):
        QTest.keyClick(page, Qt.Key.Key_Return, CTRL)


def test_a_list_in_latin_1_with_semicolons_is_read_and_its_lines_shown(
    qtbot: QtBot, page: CaseloadPage, tmp_path: Path, here: Desk
) -> None:
    read(qtbot, page, written(tmp_path))
    assert "cp1252" in page.about.text() or "latin-1" in page.about.text()
    assert [chip.text().split("\u00a0: ")[-1] for chip in page.choices] == ["4", "2", "0", "2"]
    # those to be corrected come first, each with its reason beside it
    rows = cells(page)
    assert [row[:2] for row in rows] == [["3", "Fictive Anaïs"], ["4", "Modèle Éloïse"]]
    assert "31/02/2000" in rows[0][WHY]
    assert "n’est pas une date" in rows[0][WHY].replace("\u00a0", " ")
    assert "Personne Inconnue" in rows[1][WHY]
    assert page.told.text() == rows[0][WHY]
    assert here.dossiers.count() == 0  # nothing is opened before it is asked
    assert unnamed(page) == []


def test_the_keyboard_waits_at_the_first_thing_to_do(qtbot: QtBot, page: CaseloadPage, tmp_path: Path) -> None:
    assert page._first.hasFocus()
    with qtbot.waitSignal(page.model.changed):
        page.read(written(tmp_path, b"Nom;Truc\r\nExemple;1\r\n"))
    qtbot.waitUntil(lambda: not page.model.is_busy)
    assert page.columns.choices[1].hasFocus()  # the first column that says nothing yet
    with qtbot.waitSignal(page.model.refused):
        page.read(tmp_path / "licorne.csv")
    assert page.columns.choices[1].hasFocus()
    page.leave()
    page.start()
    assert page._first.hasFocus()
    with qtbot.waitSignal(page.model.refused):
        page.read(tmp_path / "licorne.csv")
    assert page._first.hasFocus()
    read(qtbot, page, written(tmp_path))
    assert page.table.hasFocus()


def test_what_is_refused_is_written_corrected_and_brought_in_again(
    qtbot: QtBot, page: CaseloadPage, tmp_path: Path, here: Desk
) -> None:
    read(qtbot, page, written(tmp_path))
    assert page.bring_in.text().replace("\u00a0", " ") == "Ouvrir 2 dossiers"
    brought_in(qtbot, page)
    assert here.dossiers.count() == 2
    assert "2 lignes restent à corriger" in page.banner.words.text().replace("\u00a0", " ")
    target = tmp_path / "à corriger.csv"
    page.ask_target = lambda: target
    with qtbot.waitSignal(page.model.written):
        page.write.click()
    lines = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert lines[0][-1] == "À corriger"
    assert [line[0] for line in lines[1:]] == ["Fictive", "Modèle"]
    assert "31/02/2000" in lines[1][-1]
    lines[1][2], lines[2][4] = "28/02/2000", ""
    text = "\n".join(";".join(line) for line in lines)
    page.ask_path = lambda: written(tmp_path, text.encode("cp1252"), "corrigé.csv")
    with qtbot.waitSignal(page.model.checked):
        page.retry.click()
    assert "À corriger" not in {page.model.mapping.get(place) for place in page.model.mapping}
    brought_in(qtbot, page)
    assert here.dossiers.count() == 4
    assert not page.write.isVisible()


def test_what_the_columns_say_is_corrected(qtbot: QtBot, page: CaseloadPage, tmp_path: Path) -> None:
    data = "A;B;C\nExemple;Zoé;1999\nFictive;Ada;2001\n".encode()
    with qtbot.waitSignal(page.model.changed):
        page.read(written(tmp_path, data))
    qtbot.waitUntil(lambda: len(page.columns.choices) == 3 and not page.model.is_busy)
    assert "Il manque" in page.columns.missing.text()
    assert not page.check.isEnabled()
    page.columns.choices[0].code = Column.GIVEN_NAMES.value
    page.columns.choices[1].code = Column.GIVEN_NAMES.value  # a meaning is said by one column
    assert page.columns.choices[0].code == ""
    page.columns.choices[0].code = Column.FAMILY_NAME.value
    page.columns.choices[2].code = Column.BIRTH_DATE.value
    assert page.columns.missing.text() == ""
    with qtbot.waitSignal(page.model.checked):
        page.check.click()
    assert [row[1] for row in cells(page)] == ["EXEMPLE Zoé", "FICTIVE Ada"]
    assert unnamed(page) == []


def test_somebody_already_known_is_shown_and_nothing_is_merged(
    qtbot: QtBot, page: CaseloadPage, tmp_path: Path, here: Desk
) -> None:
    known = here.dossiers.create(
        checked(Identity, {"given_names": "Zoé", "family_name": "Exemple", "birth_date": "1999-02-28"})
    )
    read(qtbot, page, written(tmp_path, LATIN.replace(b"31/02/2000", b"21/02/2000").replace(b"Personne Inconnue", b"")))
    rows = cells(page)
    assert len(rows) == 1
    assert rows[0][3].startswith("Déjà connue")
    assert "Zoé Exemple" in rows[0][WHY]
    with qtbot.waitSignal(page.dossier_requested) as asked:
        page.look.click()
    assert asked.args == [known]
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_D, CTRL)
    assert page.model.also == {2}
    assert page.bring_in.text().replace("\u00a0", " ") == "Ouvrir 4 dossiers"
    QTest.keyClick(page.table, Qt.Key.Key_D, CTRL)
    assert page.model.also == set()
    brought_in(qtbot, page)
    assert here.dossiers.count() == 4
    assert here.dossiers.open(known).revision == 1


def test_a_workbook_gives_the_values_of_its_formulas(
    qtbot: QtBot, page: CaseloadPage, tmp_path: Path, here: Desk
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nom", "Prénom", "Date de naissance"], ["Exemple", "Zoé", "1999"], ["=1+1", "Ada", "2001"]):
        sheet.append(row)
    path = tmp_path / "liste.xlsx"
    book.save(path)
    read(qtbot, page, path)
    rows = cells(page)
    assert len(rows) == 1  # a formula that was never computed has no value
    assert "est une formule" in rows[0][WHY]
    brought_in(qtbot, page)
    assert here.dossiers.count() == 1


def test_a_file_that_is_no_list_is_refused_in_french(qtbot: QtBot, page: CaseloadPage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.model.refused):
        page.read(written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "vieux.xls"))
    assert "vieux.xls" in page.banner.words.text()
    assert page.banner.isVisible()


def test_a_stop_leaves_what_was_made_and_says_so(qtbot: QtBot, page: CaseloadPage, tmp_path: Path, here: Desk) -> None:
    lines = "".join(f"Exemple{number};Zoé;19{number % 90 + 10}\n" for number in range(450))
    read(qtbot, page, written(tmp_path, f"Nom;Prénom;Né le\n{lines}".encode()))
    page.model.advance.progressed.connect(lambda percent: page.progress.stop.click() if 0 < percent < 99 else None)
    brought_in(qtbot, page)
    assert 0 < here.dossiers.count() < 450
    assert page.banner.words.text().replace("\u00a0", " ").startswith("Arrêté")
    here.dossiers.undo()
    assert here.dossiers.count() == 0
