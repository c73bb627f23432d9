"""The supervisor's window, as a supervisor uses it: look, pick, see the cost, export; no name in reach."""

import csv
import datetime as dt
import io
import itertools
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
from passeport.domain.disclosure import Protection, Span, Strategy
from passeport.domain.identifiers import AccountId
from passeport.domain.statistics_errors import AttackSucceeds
from passeport.samples.people import People
from passeport.samples.seeding import seed
from storage.open_vault import SqlcipherStatistics
from tests import vaults
from tests.people import MISSION_LOCALE
from tests.ui.conftest import unnamed
from ui.palette.dialog import CommandPalette
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
    made = StatisticsSpace(opened, tasks, wiring.supervisor_desk(opened, vaults.SetClock()))
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
    space.table.by[0].code, space.table.by[1].code = "age", "level"  # and then the form says something else
    space.table.measure.code = "steps"
    space.table.export()
    qtbot.waitUntil(lambda: space._tasks.is_idle)
    text = (tmp_path / "sortie" / "tableau.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert [[row[1], row[2]] for row in rows] == [[label, value.replace("\u202f", "")] for label, value in seen]
    assert "écrit" in space.table.banner.words.text()


def test_two_exact_tables_of_nested_periods_are_not_both_shown(space: StatisticsSpace) -> None:
    """They would be subtracted on the screen as well as on paper."""
    use, exact = space._statistics, Protection(strategy=Strategy.SUPPRESSION)
    assert use is not None
    refused = 0
    for months in range(1, 9):
        wish = use.wish("persons", dt.date(2025, 1, 1), dt.date(2025, months, 28), ())
        try:
            use.preview(wish, exact)
        except AttackSucceeds:
            refused += 1
    totals = sorted(one.shown[()] or 0 for one in use._seen)
    assert len(totals) + refused == 8
    assert all(b - a == 0 or b - a >= exact.threshold for a, b in itertools.pairwise(totals))


def test_indicators_follow_the_noise_of_what_was_exported(space: StatisticsSpace, tmp_path: Path) -> None:
    """Exported once with threshold 11, they are followed with it, and not said to be of too few persons."""
    use = space._statistics
    assert use is not None
    span = Span(first="2024-01", last="2024-12")
    dossier = use.export(use.indicators(span), Protection(threshold=11), tmp_path, lambda _done, _total: None)
    assert dossier.sheets
    dashboard = use.dashboard(span, lambda _done, _total: None)
    whole = {row.title: row.values[-1] for row in dashboard.rows}
    assert {sheet.title for sheet in dossier.sheets} <= {title for title, value in whole.items() if value is not None}


def test_nothing_is_exported_that_was_not_seen(
    qtbot: QtBot, space: StatisticsSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: pytest.fail("nothing is in view"))
    assert space.table is not None
    space.table.export()
    qtbot.waitUntil(lambda: space._tasks.is_idle)
    assert "Voyez d’abord" in space.table.banner.words.text()


def test_the_keyboard_and_a_screen_reader_reach_everything(qtbot: QtBot, space: StatisticsSpace) -> None:
    assert space.table is not None
    for place in range(4):
        space.show_page(place)
        assert unnamed(space) == []
    shortcuts = {
        made.shortcut().toString() for widget in [space, *space.findChildren(QWidget)] for made in widget.actions()
    }
    assert {"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+L", "Ctrl+Return", "Ctrl+E", "F5"} <= shortcuts
    look(qtbot, space, "sex")
    space.table.measure.setFocus()
    reached = set()
    for _ in range(30):
        QTest.keyClick(space.focusWidget() or space, Qt.Key.Key_Tab)
        focused = space.focusWidget()
        reached.add(focused)
    wanted = {space.table.grid, space.table.write, space.table.first, space.table.threshold, *space.table.by}
    assert not [type(one).__name__ for one in wanted if not any(one is r or _holds(one, r) for r in reached)]


def _holds(one: QWidget, other: object) -> bool:
    return isinstance(other, QWidget) and one.isAncestorOf(other)


def test_no_name_is_in_reach(qtbot: QtBot, space: StatisticsSpace) -> None:
    """None of the people of the vault: in no text of the window, in no table, in no column of the facts."""
    crowd = People(7, _account(), dt.date(2026, 11, 23))
    identities = [crowd.dossier(number, 1).beneficiary.identity for number in range(PEOPLE)]
    names = {name for one in identities for name in (one.family_name, one.birth_name) if name}
    names -= {name for name in names if name in MISSION_LOCALE.name}
    look(qtbot, space, "age", "sex")
    words = [
        one
        for widget in [space, *space.findChildren(QWidget)]
        for one in (widget.property("text"), widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(one, str)
    ]
    grids = space.findChildren(ReadGrid)
    words += [
        said(grid, row, at) for grid in grids for row in range(grid.rowCount()) for at in range(grid.columnCount())
    ]
    assert any("Ensemble" in word for word in words), "the table is among what was read"
    assert space._statistics is not None
    with space._statistics.opened.unit_of_work() as work:
        facts = work.facts.columns()
        told = [
            str(value)
            for table in (facts.persons, facts.parcours, facts.steps)
            for column in table.values()
            for value in column
        ]
        told += [one.model_dump_json() for one in work.facts.published()]
    assert len(facts.persons["number"]) == PEOPLE
    assert len(names) > PEOPLE // 4
    everything = "\n".join({*words, *told})
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", everything)]


def _account() -> Account:
    return Account(id=AccountId(uuid4()), name=NAME, role=Role.CONSEILLER, station=MISSION_LOCALE)


def test_the_palette_goes_to_each_page_and_looks_for_nobody(space: StatisticsSpace, qtbot: QtBot) -> None:
    QTest.keyClick(space, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = space.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    assert "personne" not in palette.search.placeholderText()
    said = {palette.list.item(row).text().split("    ")[0] for row in range(palette.list.count())}
    assert {"Indicateurs", "Tableau", "Registre", "Mon compte", "Verrouiller", "Exporter les indicateurs"} <= said
    palette.search.setText("registre")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert space.pages.currentWidget() is space.register
    qtbot.waitUntil(lambda: space.findChild(CommandPalette) is None)
