"""The supervisor's window, as a supervisor uses it: look, pick, see the cost, export; no name in reach."""

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.disclosure import Strategy
from passeport.domain.identifiers import AccountId
from passeport.samples.people import People
from passeport.samples.seeding import seed
from storage.open_vault import SqlcipherStatistics
from tests import vaults
from tests.people import MISSION_LOCALE
from tests.ui.conftest import unnamed
from ui.statistics.grid import ReadGrid
from ui.statistics.space import StatisticsSpace
from ui.tasks import Tasks

NAME, SECRET = "Sacha Superviseur-Fictif", "sept autres mots que personne ne devine"
PEOPLE = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vault = vaults.create(tmp_path_factory.mktemp("superviseur") / "coffre")
    crowd = People(seed=7, account=vault.account, today=dt.date(2026, 11, 23))
    seed(vault, crowd, beneficiaries=PEOPLE, steps=5, progress=lambda _done, _total: None)
    account = Account(id=AccountId(uuid4()), name=NAME, role=Role.SUPERVISOR, station=MISSION_LOCALE)
    vault.accounts.add(account, SECRET)
    vault.lock()
    return vault.path


@pytest.fixture
def space(folder: Path, qtbot: QtBot, tasks: Tasks) -> Iterator[StatisticsSpace]:
    opened = vaults.keeper().unlock(folder, account=NAME, passphrase=SECRET)
    assert isinstance(opened, SqlcipherStatistics)
    made = StatisticsSpace(opened, tasks, wiring.statistics(opened, vaults.SetClock()))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(lambda: tasks.is_idle)
    yield made
    qtbot.waitUntil(lambda: tasks.is_idle)
    opened.lock()


def said(grid: ReadGrid, row: int, column: int) -> str:
    item = grid.item(row, column)
    return item.text() if item is not None else ""


def look(qtbot: QtBot, space: StatisticsSpace, *by: str, measure: str = "persons") -> None:
    page = space.table
    assert page is not None
    space.show_page(1)
    page.measure.code = measure
    for combo in page.by:
        combo.code = ""
    for combo, code in zip(page.by, by, strict=False):
        combo.code = code
    page.preview()
    qtbot.waitUntil(lambda: space._tasks.is_idle)


def shot(widget: QWidget, name: str) -> None:
    if place := os.environ.get("PASSEPORT_SCREENSHOTS"):
        Path(place).mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(Path(place) / f"{name}.png"))


def test_the_indicators_are_there_at_once_with_their_course(space: StatisticsSpace) -> None:
    assert space.dashboard is not None
    grid = space.dashboard.grid
    shot(space, "superviseur-indicateurs")
    assert grid.rowCount() == 9
    assert grid.columnCount() == 7
    titles = [said(grid, row, 0) for row in range(9)]
    assert "Parcours par niveau de CEP" in titles
    figures = [said(grid, row, column) for row in range(9) for column in range(2, 7)]
    assert any(re.search(r"\d", figure) for figure in figures)
    assert not [figure for figure in figures if figure in {"1", "2", "3", "4"}]


def test_a_table_is_picked_seen_and_its_cost_is_said(qtbot: QtBot, space: StatisticsSpace) -> None:
    look(qtbot, space, "age", "sex")
    assert space.table is not None
    shot(space, "superviseur-tableau")
    assert "cases modifiées sur" in space.table.cost.text()
    assert space.table.grid.rowCount() > 10
    space.table.strategy.code = Strategy.SUPPRESSION.value
    look(qtbot, space, "age", "sex")
    shot(space, "superviseur-masquage")
    assert "cases masquées sur" in space.table.cost.text()
    assert "s" in {said(space.table.grid, row, 2) for row in range(space.table.grid.rowCount())}


def test_a_refusal_says_what_to_coarsen_and_keeps_the_form(qtbot: QtBot, space: StatisticsSpace) -> None:
    look(qtbot, space, "age", "level", "sex", "situation")
    assert space.table is not None
    shot(space, "superviseur-refus")
    assert "trop fin" in space.table.banner.words.text() or "trouverait" in space.table.banner.words.text()
    assert [combo.code for combo in space.table.by] == ["age", "level", "sex", "situation"]


def test_what_is_exported_is_what_was_seen(
    qtbot: QtBot, space: StatisticsSpace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(qtbot, space, "sex")
    assert space.table is not None
    grid = space.table.grid
    seen = [[said(grid, row, column) for column in range(2)] for row in range(grid.rowCount())]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "sortie"))
    space.table.export()
    qtbot.waitUntil(lambda: space._tasks.is_idle)
    text = (tmp_path / "sortie" / "tableau.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert [[row[1], row[2]] for row in rows] == [[label, value.replace("\u202f", "")] for label, value in seen]
    assert "écrit" in space.table.banner.words.text()


def test_the_keyboard_and_a_screen_reader_reach_everything(space: StatisticsSpace) -> None:
    assert space.table is not None
    for place in range(3):
        space.show_page(place)
        assert unnamed(space) == []
    shortcuts = {
        made.shortcut().toString() for widget in [space, *space.findChildren(QWidget)] for made in widget.actions()
    }
    assert {"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+L", "Ctrl+Return", "Ctrl+E", "F5"} <= shortcuts
    space.show_page(1)
    space.table.measure.setFocus()
    reached = set()
    for _ in range(30):
        QTest.keyClick(space.focusWidget() or space, Qt.Key.Key_Tab)
        focused = space.focusWidget()
        reached.add(focused)
    assert space.table.grid in reached or space.table.write in reached


def test_no_name_is_in_reach(space: StatisticsSpace, folder: Path) -> None:
    vault_names = {
        person.dossier(0, 1).beneficiary.identity.family_name
        for person in (People(7, _account(), dt.date(2026, 11, 23)),)
    }
    words = " ".join(
        widget.property("text") or ""
        for widget in space.findChildren(QWidget)
        if isinstance(widget.property("text"), str)
    )
    assert not [name for name in vault_names if name in words]
    raw = (folder / "statistics.db").read_bytes()
    assert not [name for name in vault_names if name.encode() in raw]


def _account() -> Account:
    return Account(id=AccountId(uuid4()), name=NAME, role=Role.CONSEILLER, station=MISSION_LOCALE)
