"""Settings that an IT department wrote wrong: the window says what, where and what to do, and opens nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport import computer, wiring
from passeport.later import later
from tests import vaults
from tests.ui.conftest import unnamed
from ui.shell import Shell
from ui.theme.theme import Theme

BROKEN = "idle_minutes = 5\nidle_minuts = 240\n"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of this computer, wrong."""
    file = tmp_path / "reglages.toml"
    file.write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(computer, "policy_file", lambda: file)
    computer.computer_policy.cache_clear()
    yield file
    computer.computer_policy.cache_clear()


@pytest.fixture(params=["there", "absent"])
def shell(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, settings: Path, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """The window as `passeport` opens it, on a vault that is there or on none."""
    assert settings.exists()
    Theme.current().put_on(qapp)
    if request.param == "there":
        vaults.create(tmp_path / "coffre").lock()
    made = Shell(later(wiring.accounts), wiring.desk, tmp_path / "coffre")
    made.show()
    qtbot.waitUntil(lambda: made.unlock.isVisible() and made.tasks.is_idle and bool(made.unlock.banner.words.text()))
    yield made
    made.close()
    made.deleteLater()


def test_it_says_which_file_which_setting_and_why(shell: Shell, settings: Path) -> None:
    assert shell.isVisible()
    assert "reste fermée" in shell.unlock.banner.words.text()
    form = shell.unlock.refused_policy
    assert form.isVisible()
    lines = form.lines.text().splitlines()
    assert str(settings) in lines[0]
    assert "idle_minuts" in lines[1]
    assert "ce réglage n’existe pas" in lines[2]
    assert not shell.unlock.known_vault.isVisible()
    assert unnamed(shell) == []
    form.copy.click()
    assert QGuiApplication.clipboard().text() == form.lines.text()


def test_the_door_is_there_again_once_the_file_is_mended(qtbot: QtBot, shell: Shell, settings: Path) -> None:
    retry = shell.unlock.refused_policy.retry
    retry.click()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert shell.unlock.refused_policy.isVisible()
    settings.write_text("idle_minutes = 5\n", encoding="utf-8")
    retry.click()
    qtbot.waitUntil(lambda: not shell.unlock.refused_policy.isVisible())
    there = shell.unlock.door.path.exists()
    form = shell.unlock.known_vault if there else shell.unlock.new_vault
    qtbot.waitUntil(form.isVisible)
