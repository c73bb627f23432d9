"""What opening the vault asks of its files does not depend on how many people are in it: no timing, counts alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from passeport import wiring
from passeport.first_use import SystemClock
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.accounts import Accounts
from passeport.services.backups import Backups
from storage import statistics_upkeep
from tests import vaults
from ui.shell import Shell
from ui.theme.theme import Theme

_FEW, _MORE = 120, 240
_PAGE = 100
"""People of the first page of the list."""


@contextmanager
def watched() -> Iterator[list[str]]:
    """Gather the statements that are asked of any store."""
    found: list[str] = []

    def asked(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", asked)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", asked)


def fill(folder: Path, people: int, number: int) -> None:
    vault = vaults.unlock(folder)
    crowd = People(seed=number, account=vault.account, today=SystemClock().today())
    seed(vault, crowd, beneficiaries=people, steps=1, progress=lambda _done, _all: None)
    vault.lock()


def opened(folder: Path, qtbot: QtBot) -> list[str]:
    """Unlock the vault in the window, go to the list of people, and wait until nothing is being done."""
    shell = Shell(Accounts(vaults.keeper()), wiring.desk, folder)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitUntil(lambda: shell.tasks.is_idle and shell.unlock.account.count() > 0)
    shell.unlock.passphrase.setText(vaults.PASSPHRASE)
    with watched() as found:
        with qtbot.waitSignal(shell.unlocked):
            shell.unlock.known_vault.asked.emit()
        assert shell.workspace is not None
        shell.workspace.show_people()
        background = shell.workspace.background
        qtbot.waitUntil(lambda: shell.tasks.is_idle and background.is_idle)
        assert shell.workspace.people.people.rowCount() == _PAGE
    shell.close()
    return found


def test_three_times_as_many_people_open_with_as_many_statements(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Theme.current().put_on(qapp)
    monkeypatch.setattr(Backups, "at_opening", lambda *_: None)  # it is made beside the work, whole
    monkeypatch.setattr(statistics_upkeep, "_AT_ONCE", _FEW - 20)  # at closing: some wait at both openings
    made = vaults.copied(tmp_path / "coffre")
    made.lock()
    folder = made.path
    fill(folder, _FEW, 7)
    few = opened(folder, qtbot)
    fill(folder, _MORE, 8)
    many = opened(folder, qtbot)
    assert len(many) <= len(few)  # the first one makes the code of the account in the journal
