"""A window on the gallery's vault, at a size, in a theme, with letters of a size."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from passeport import wiring
from passeport.services.accounts import Accounts
from tests import vaults
from tests.gallery.vaults import Places
from ui.shell import Shell
from ui.statistics.space import StatisticsSpace
from ui.theme import typeface
from ui.theme.theme import Theme
from ui.workspace import Workspace

_PATIENCE = 60.0
"""Seconds."""


@dataclass(frozen=True)
class Look:
    """How the window looks."""

    dark: bool = False
    scale: float = 1.0
    width: int = 1366
    height: int = 768

    def __str__(self) -> str:
        return f"{'dark' if self.dark else 'light'}-{self.scale:.0%}-{self.width}x{self.height}"


class Stage:
    """A window, and the ways to bring it where it is to be seen."""

    def __init__(self, places: Places, look: Look) -> None:
        self.places = places
        self.look = look
        self.shell = Shell(
            Accounts(vaults.keeper()),
            lambda vault: wiring.desk(vault, vaults.SetClock(), vaults.CountedIdentifiers("gallery")),
            places.vault,
            lambda opened: wiring.supervisor_desk(opened, vaults.SetClock()),
        )
        self.shell.resize(look.width, look.height)
        self.shell.show()
        self.shell.activateWindow()
        self.settle()

    @property
    def space(self) -> Workspace:
        """The room of a conseiller."""
        assert self.shell.workspace is not None, "the vault is locked"
        return self.shell.workspace

    @property
    def supervisor(self) -> StatisticsSpace:
        """The room of a supervisor."""
        found = self.shell.findChild(StatisticsSpace)
        assert isinstance(found, StatisticsSpace)
        return found

    def unlock(self, account: str = vaults.ACCOUNT, passphrase: str = vaults.PASSPHRASE) -> None:
        """Pass the door."""
        door = self.shell.unlock.known_vault
        door.account.code = next(
            str(door.account.itemData(row))
            for row in range(door.account.count())
            if account in door.account.itemText(row)
        )
        self.shell.unlock.passphrase.setText(passphrase)
        door.asked.emit()
        self.settle()
        assert not self.shell.unlock.isVisible(), self.shell.unlock.banner.words.text()
        workspace = self.shell.workspace
        if workspace is not None:  # the backup of the day is a line of the journal, too
            self.wait(lambda: workspace.background.is_idle)

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + _PATIENCE
        while not until():
            assert time.monotonic() < end, "it never came"
            QApplication.processEvents()
            time.sleep(0.001)

    def settle(self) -> None:
        """Wait until nothing is being done and everything is laid out."""
        for _ in range(3):  # a label that wraps needs a second round, and its area a third
            self.wait(lambda: self.shell.tasks.is_idle)
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def be_still(self, page: QWidget) -> None:
        """Wait until nothing moves on a page: a button that Qt shows little by little, a word that fades."""
        running = QAbstractAnimation.State.Running
        self.wait(lambda: all(one.state() is not running for one in page.findChildren(QAbstractAnimation)))

    def clear(self) -> None:
        """Close what floats over the page: dialogs, menus, the word at the foot."""
        for menu in self.shell.findChildren(QMenu):
            menu.close()
        for dialog in self.shell.findChildren(QDialog):
            dialog.close()
            dialog.deleteLater()
        if self.shell.workspace is not None:
            self.shell.workspace.toast.hide()
        self.settle()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """Return the dialog of a kind that is open."""
        return next(one for one in self.shell.findChildren(kind) if one.isVisible())

    def close(self) -> None:
        """Lock and go."""
        self.shell.close()
        self.shell.deleteLater()
        QApplication.processEvents()


@contextmanager
def staged(places: Places, look: Look) -> Iterator[Stage]:
    """Dress the application, open a window, and undo both after."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    typeface.load()
    Theme(dark=look.dark, scale=look.scale).put_on(application)
    stage = Stage(places, look)
    try:
        yield stage
    finally:
        stage.close()
        Theme().put_on(application)


def picture(widget: QWidget, path: Path) -> None:
    """Write what a widget shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert widget.grab().save(str(path)), path
