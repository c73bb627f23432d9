"""The window: the door, then the workspace, and the door again when it is locked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from passeport.domain.errors import PasseportError
from passeport.language.messages import UNEXPECTED, sentence
from passeport.services.accounts import Accounts
from passeport.services.desk import Desk
from passeport.services.ports import OpenVault
from ui.idle import IdleLock
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage
from ui.workspace import Workspace


class Shell(QMainWindow):
    """Holds the open vault, and forgets it when locked or closed."""

    unlocked = Signal()
    locked = Signal()

    def __init__(self, accounts: Accounts, desk_of: Callable[[OpenVault], Desk], vault: Path) -> None:
        super().__init__()
        self.setWindowTitle("Passeport")
        self.resize(1366, 768)
        self.setMinimumSize(960, 600)
        self.tasks = Tasks(self)
        self._desk_of = desk_of
        self._path = vault
        self._open: OpenVault | None = None
        self.workspace: Workspace | None = None
        self.unlock = UnlockPage(accounts, self.tasks)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.unlock)
        self.setCentralWidget(self._pages)
        self._idle = IdleLock(self)
        self._idle.expired.connect(self._lock_after_idling)
        self.unlock.opened.connect(self._enter)
        self.tasks.refused.connect(self._refuse)
        self.tasks.unexpected.connect(self._apologise)
        self.unlock.show_vault(vault)

    def lock(self) -> None:
        """Close the vault and go back to the door."""
        self._leave()
        self.unlock.show_vault(self._path)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the keys before the window goes."""
        self._leave()
        self.tasks.close()
        super().closeEvent(event)

    def _enter(self, vault: OpenVault) -> None:
        self._open = vault
        self.workspace = Workspace(self._desk_of(vault), self.tasks)
        self.workspace.lock_requested.connect(self.lock)
        self._pages.addWidget(self.workspace)
        self._pages.setCurrentWidget(self.workspace)
        self.workspace.people.begin()
        self.setWindowTitle(f"Passeport – {vault.account.station.name}")
        self._idle.start()
        self.unlocked.emit()

    def _leave(self) -> None:
        self._idle.stop()
        if self._open is None or self.workspace is None:
            return
        vault, self._open = self._open, None
        self._pages.setCurrentWidget(self.unlock)
        self._pages.removeWidget(self.workspace)
        self.workspace.deleteLater()
        self.workspace = None
        self.setWindowTitle("Passeport")
        self.tasks.run(vault.lock)
        self.locked.emit()

    def _lock_after_idling(self) -> None:
        self._leave()
        self.unlock.show_vault(self._path, "Le coffre-fort s’est verrouillé après une absence. Rien n’est perdu.")

    def _refuse(self, error: PasseportError) -> None:
        if self.workspace is not None:
            self.workspace.say(sentence(error))

    def _apologise(self, _error: BaseException) -> None:
        if self.workspace is not None:
            self.workspace.say(UNEXPECTED)
