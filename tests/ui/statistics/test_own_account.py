"""The account of a supervisor: the keyring of the system opens the statistics for it, and nothing else."""

from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.identifiers import AccountId
from passeport.services.vault_ports import OpenStatistics, OpenVault
from storage.open_vault import SqlcipherStatistics
from tests import vaults
from tests.keyrings import in_memory
from ui.administration.keyring_card import KeyringCard
from ui.statistics.space import StatisticsSpace
from ui.tasks import Tasks

NAME, SECRET = "Sacha Superviseur-Fictif", "sept autres mots que personne ne devine"


def test_the_keyring_is_let_in_and_withdrawn_by_the_supervisor(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = in_memory(monkeypatch)
    vault = vaults.create(tmp_path / "coffre")
    account = Account(id=AccountId(UUID(int=7)), name=NAME, role=Role.SUPERVISOR, station=vault.account.station)
    vault.accounts.add(account, SECRET)
    vault.lock()
    opened = vaults.keeper().unlock(vault.path, account=NAME, passphrase=SECRET)
    card = _card(qtbot, tasks, opened)
    qtbot.waitUntil(card.allow.isVisible)
    assert backend.kept == {}
    card.passphrase.setText(SECRET)
    card.allow.click()
    qtbot.waitUntil(card.withdraw.isVisible)
    qtbot.waitUntil(lambda: tasks.is_idle)
    opened.lock()
    again = wiring.accounts().unlock_by_keyring(vault.path, account=NAME)
    card = _card(qtbot, tasks, again)
    qtbot.waitUntil(card.withdraw.isVisible)
    card.withdraw.click()
    qtbot.waitUntil(card.allow.isVisible)
    assert backend.kept == {}
    qtbot.waitUntil(lambda: tasks.is_idle)
    again.lock()


def _card(qtbot: QtBot, tasks: Tasks, opened: OpenVault | OpenStatistics) -> KeyringCard:
    assert isinstance(opened, SqlcipherStatistics)
    space = StatisticsSpace(opened, tasks, wiring.supervisor_desk(opened))
    qtbot.addWidget(space)
    space.show()
    space.show_page(3)
    assert space.keyring is not None
    return space.keyring
