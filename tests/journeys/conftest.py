"""The window as people have it, driven by its keys and buttons."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.services.accounts import Accounts
from tests import vaults
from ui.shell import Shell
from ui.theme import typeface
from ui.theme.theme import Theme

_KEPT = os.environ.get("PASSEPORT_SCREENSHOTS", "")
"""Folder where the screenshots of the documentation are kept; by default they go with the test."""


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Path], Shell]]:
    """Open a window on the vault of a folder; it is closed after the test."""
    typeface.load()  # a screenshot shows what people see
    Theme.current().put_on(qapp)
    opened: list[Shell] = []

    def window(folder: Path) -> Shell:
        shell = Shell(Accounts(vaults.keeper()), wiring.desk, folder)
        opened.append(shell)
        shell.show()
        shell.activateWindow()
        qtbot.waitExposed(shell)
        settled(qtbot, shell)
        return shell

    yield window
    for shell in opened:
        shell.close()
        shell.deleteLater()


@pytest.fixture
def photograph(tmp_path: Path) -> Callable[[QWidget, str], Path]:
    """Take a screenshot of a window."""

    def take(window: QWidget, name: str) -> Path:
        folder = Path(_KEPT) if _KEPT else tmp_path / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        assert window.grab().save(str(path))
        return path

    return take


def write(widget: QWidget, text: str) -> None:
    """Type a text, one key at a time; the keys of QTest know no letter outside ASCII."""
    widget.setFocus()
    for letter in text:
        write_key(widget, letter)


def write_key(widget: QWidget, letter: str) -> None:
    """Type one letter."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def settled(qtbot: QtBot, shell: Shell) -> None:
    """Wait until nothing is being done and the page is laid out."""
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    for _ in range(3):  # a label that wraps needs a second round, and its area a third
        QApplication.processEvents()
