"""Indicators that take long: how far they are, and a way to stop them."""

import threading
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.disclosure import Span
from passeport.domain.errors import Cancelled
from passeport.domain.identifiers import AccountId
from passeport.services.accounts import Accounts
from passeport.services.desk import Desk
from passeport.services.own_account import OwnAccount
from passeport.services.ports import Progress
from passeport.services.statistics import Dashboard, Statistics
from storage.open_vault import SqlcipherStatistics
from tests import vaults
from tests.people import ada
from ui.shell import Shell
from ui.statistics.model import StatisticsModel
from ui.tasks import Tasks
from ui.theme.theme import Theme

SUPERVISOR = "Dominique Superviseur-Fictive"


@pytest.fixture
def opened(tmp_path: Path) -> SqlcipherStatistics:
    vault = vaults.create(tmp_path / "coffre")
    desk: Desk = wiring.desk(vault)
    desk.editing.create(ada())
    desk.administration.add(SUPERVISOR, Role.SUPERVISOR, vaults.PASSPHRASE)
    vault.lock()
    found = vaults.keeper().unlock(tmp_path / "coffre", account=SUPERVISOR, passphrase=vaults.PASSPHRASE)
    assert isinstance(found, SqlcipherStatistics)
    return found


def test_indicators_are_stopped_and_say_so(qtbot: QtBot, opened: SqlcipherStatistics, tasks: Tasks) -> None:
    model = StatisticsModel(wiring.statistics(opened, vaults.SetClock()), tasks)
    told: list[int] = []
    model.advance.progressed.connect(told.append)
    with qtbot.waitSignal(model.refused):
        model.follow(None, None)
        model.advance.stop()
    assert (told[0], told[-1]) == (0, 100)
    opened.lock()


def test_locking_stops_them_and_does_not_wait_for_their_end(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, locked = threading.Event(), threading.Event()
    ended: list[str] = []

    def slow(_self: Statistics, span: Span, progress: Progress) -> Dashboard:
        under_way.set()
        assert locked.wait(30)
        try:
            progress(0, 9)
        except Cancelled:
            ended.append("cancelled")
            raise
        ended.append("made")
        return Dashboard((span,), ())

    monkeypatch.setattr(Statistics, "dashboard", slow)
    Theme.current().put_on(qapp)
    shell = _window_of_supervisor(qtbot, tmp_path / "coffre")
    qtbot.waitUntil(under_way.is_set)
    shell.lock()
    locked.set()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert ended == ["cancelled"]
    vaults.unlock(tmp_path / "coffre").lock()
    shell.close()
    shell.deleteLater()


def _window_of_supervisor(qtbot: QtBot, folder: Path) -> Shell:
    vault = vaults.create(folder)
    wiring.desk(vault).editing.create(ada())
    given = "sept mots remis en main propre"
    account = Account(id=AccountId(UUID(int=7)), name=SUPERVISOR, role=Role.SUPERVISOR, station=vault.account.station)
    vault.accounts.add(account, given)
    vault.lock()
    chosen = vaults.keeper().unlock(folder, account=SUPERVISOR, passphrase=given)
    OwnAccount(chosen).change_passphrase(given, vaults.PASSPHRASE)
    chosen.lock()
    shell = Shell(
        Accounts(vaults.keeper()), wiring.desk, folder, lambda opened: wiring.supervisor_desk(opened, vaults.SetClock())
    )
    shell.show()
    door = shell.unlock.known_vault
    qtbot.waitUntil(lambda: door.account.count() > 1)
    door.account.code = next(
        str(door.account.itemData(row))
        for row in range(door.account.count())
        if SUPERVISOR in door.account.itemText(row)
    )
    shell.unlock.passphrase.setText(vaults.PASSPHRASE)
    door.asked.emit()
    return shell
