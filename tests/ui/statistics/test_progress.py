"""Indicators that take long: how far they are, and a way to stop them."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.account import Role
from passeport.services.desk import Desk
from storage.open_vault import SqlcipherStatistics
from tests import vaults
from tests.people import ada
from ui.statistics.model import StatisticsModel
from ui.tasks import Tasks

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
