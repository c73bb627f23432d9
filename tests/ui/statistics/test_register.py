"""The supervisor sees what left the statistics and who opened them, and finds a line that somebody touched."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.disclosure import Protection, Strategy
from passeport.domain.identifiers import AccountId
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.journal_ports import JournalOperation
from passeport.services.statistics import Statistics
from passeport.services.statistics_register import StatisticsRegister
from passeport.services.supervisor_desk import SupervisorDesk
from storage.open_vault import SqlcipherStatistics
from storage.statistics import SqlStatisticsWork
from tests import vaults
from ui.statistics.grid import ReadGrid
from ui.statistics.register_page import RegisterPage
from ui.statistics.space import StatisticsSpace
from ui.tasks import Tasks

NAME, SECRET = "Sacha Superviseur-Fictif", "sept autres mots que personne ne devine"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SqlcipherStatistics]:
    vault = vaults.create(tmp_path / "coffre")
    crowd = People(seed=7, account=vault.account, today=dt.date(2026, 11, 23))
    seed(vault, crowd, beneficiaries=30, steps=1, progress=lambda _done, _total: None)
    account = Account(id=AccountId(UUID(int=7)), name=NAME, role=Role.SUPERVISOR, station=vault.account.station)
    vault.accounts.add(account, SECRET)
    vault.lock()
    made = vaults.keeper().unlock(vault.path, account=NAME, passphrase=SECRET)
    assert isinstance(made, SqlcipherStatistics)
    yield made
    made.lock()


@pytest.fixture
def desk(opened: SqlcipherStatistics) -> SupervisorDesk:
    return wiring.supervisor_desk(opened, vaults.SetClock())


def _export(statistics: Statistics, folder: Path) -> None:
    wish = statistics.wish("persons", dt.date(2024, 1, 1), dt.date(2026, 10, 31), ())
    statistics.export([wish], Protection(threshold=11), folder, lambda _done, _total: None)


def _rows(grid: ReadGrid) -> list[list[str]]:
    items = [[grid.item(row, column) for column in range(grid.columnCount())] for row in range(grid.rowCount())]
    return [[item.text() if item is not None else "" for item in row] for row in items]


def test_what_was_published_and_done_is_shown_and_its_chain_checked(
    qtbot: QtBot,
    tasks: Tasks,
    opened: SqlcipherStatistics,
    desk: SupervisorDesk,
    tmp_path: Path,
) -> None:
    space = StatisticsSpace(opened, tasks, desk)
    qtbot.addWidget(space)
    page = space.register
    space.show_page(2)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (page.published.rowCount(), page.counted.text()) == (0, "Rien n’a encore été publié.")
    _export(desk.statistics, tmp_path / "sortie")
    space.show_page(2)
    qtbot.waitUntil(lambda: tasks.is_idle)
    ((when, who, table, period, protection),) = _rows(page.published)
    assert when.startswith("23/11/2026")
    assert (who, table, protection) == (NAME, "Personnes reçues", "bruit, seuil 11")
    assert "janvier 2024" in period
    told = [(row[1], row[2]) for row in _rows(page.lines)]
    assert told[0] == (NAME, "Statistiques exportées")
    assert (NAME, "Journal consulté") in told, "the first look is a line as well"
    page.verify()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert "entier" in page.banner.words.text()
    _touch(opened)
    page.verify()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert "a été touché" in page.banner.words.text()


def _touch(opened: SqlcipherStatistics) -> None:
    with opened.unit_of_work() as work:
        assert isinstance(work, SqlStatisticsWork)
        work._work.connection.exec_driver_sql("UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE number = 1")
        work.commit()


def test_a_long_journal_is_shown_by_its_end_and_counted_whole(
    qtbot: QtBot, tasks: Tasks, opened: SqlcipherStatistics
) -> None:
    with opened.unit_of_work() as work:
        for _ in range(250):
            work.journal.record(JournalOperation.STATISTICS_EXPORTED, "2026-11-23")
        work.commit()
    page = RegisterPage(StatisticsRegister(opened), tasks)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: tasks.is_idle)
    shown = _rows(page.lines)
    newest = int(shown[0][-1])
    assert [int(row[-1]) for row in shown] == list(range(newest, newest - 200, -1))
    assert f"{newest} lignes" in page.told.text()
    assert "200 dernières" in page.told.text()


def test_hiding_is_called_so(
    qtbot: QtBot,
    tasks: Tasks,
    opened: SqlcipherStatistics,
    desk: SupervisorDesk,
    tmp_path: Path,
) -> None:
    exact = Protection(strategy=Strategy.SUPPRESSION)
    wish = desk.statistics.wish("persons", dt.date(2024, 1, 1), dt.date(2026, 10, 31), ())
    desk.statistics.export([wish], exact, tmp_path / "sortie", lambda _done, _total: None)
    space = StatisticsSpace(opened, tasks, desk)
    qtbot.addWidget(space)
    space.show_page(2)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert _rows(space.register.published)[0][-1] == "masquage, seuil 5"
