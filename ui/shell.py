"""The window: the door, then the workspace, and the door again when it is locked."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QWidget

from passeport.domain.errors import PasseportError
from passeport.language.typography import typeset
from passeport.later import module
from ui.clipboard import forget_copied
from ui.first_picture import FirstPicture
from ui.idle import IdleLock
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage

if TYPE_CHECKING:
    from passeport.domain.backup import Backup
    from passeport.language import messages
    from passeport.services.accounts import Accounts
    from passeport.services.desk import Desk
    from passeport.services.statistics import Statistics
    from passeport.services.vault_ports import OpenStatistics, OpenVault
    from ui import number_watch, preloading, rooms, suspension
else:
    messages = module("passeport.language.messages")
    number_watch = module("ui.number_watch")
    preloading = module("ui.preloading")
    rooms = module("ui.rooms")
    suspension = module("ui.suspension")

_AWAY = "Le coffre-fort s’est verrouillé après une absence. Ce qui était enregistré l’est toujours."


class Shell(QMainWindow):
    """Holds the open vault, and forgets it when locked or closed."""

    unlocked = Signal()
    locked = Signal()

    def __init__(
        self,
        accounts: "Accounts",
        desk_of: "Callable[[OpenVault], Desk]",
        vault: Path,
        statistics_of: "Callable[[OpenStatistics], Statistics] | None" = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Passeport")
        self.resize(1366, 768)
        self.setMinimumSize(960, 600)
        self.tasks = Tasks(self)
        self._accounts = accounts
        self._desk_of = desk_of
        self._statistics_of = statistics_of
        self._path = vault
        self._open: OpenVault | OpenStatistics | None = None
        self._room: QWidget | None = None
        self.unlock = UnlockPage(accounts, self.tasks)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.unlock)
        self.setCentralWidget(self._pages)
        self._idle = IdleLock(self)
        self._idle.expired.connect(self._lock_after_idling)
        self.unlock.opened.connect(self._enter)
        self.tasks.refused.connect(self._refuse)
        self.tasks.unexpected.connect(self._apologise)
        self.unlock.await_vault(vault)
        FirstPicture(self.unlock).painted.connect(self._begin)

    def _begin(self) -> None:
        """Look for the vault, then load the rooms behind the door while the passphrase is typed."""
        self._numbers = number_watch.NumberWatch(self)
        self._preloading = preloading.Preloading(self)
        self._suspension = suspension.Suspension(self)
        self._suspension.begins.connect(self._lock_before_sleep)
        self.unlock.show_vault(self._path)
        # once the vault is found: two threads that load the same libraries may find them half loaded
        self.tasks.idle.connect(self._preloading.start)

    def lock(self) -> None:
        """Close the vault and go back to the door."""
        self._leave()
        self.unlock.show_vault(self._path)

    def come_forward(self) -> None:
        """Be seen: somebody started the application again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the keys before the window goes."""
        self._leave()
        self.tasks.close()
        super().closeEvent(event)

    @property
    def workspace(self) -> "rooms.Workspace | None":
        """The dossiers, while a conseiller works."""
        return self._room if self._room is not None and isinstance(self._room, rooms.Workspace) else None

    def _enter(self, opened: "OpenVault | OpenStatistics") -> None:
        self._open = opened
        self._idle.start(self._accounts.idle_minutes(opened))
        if opened.must_change_passphrase:
            first = rooms.FirstOpening(opened, self.tasks)
            first.passed.connect(self._admit)
            first.lock_requested.connect(self.lock)
            self._show(first)
        else:
            self._admit(opened)

    def _admit(self, opened: "OpenVault | OpenStatistics") -> None:
        if opened.opens == "statistics":
            use = self._statistics_of(opened) if self._statistics_of is not None else None
            space = rooms.StatisticsSpace(opened, self.tasks, use)
            space.lock_requested.connect(self.lock)
            self._show(space)
        else:
            workspace = rooms.Workspace(self._desk_of(opened), self.tasks)
            workspace.lock_requested.connect(self.lock)
            workspace.restore_requested.connect(self._restore)
            self._show(workspace)
            if opened.account.is_recovery_key:
                workspace.show_accounts()
            else:
                workspace.today.begin()
            workspace.back_up_for_the_day()
        self.setWindowTitle(f"Passeport – {opened.account.station.name}")
        self.unlocked.emit()

    def _show(self, room: QWidget) -> None:
        self._clear()
        self._room = room
        self._pages.addWidget(room)
        self._pages.setCurrentWidget(room)

    def _clear(self) -> None:
        """Take what was shown off the screen and out of the memory of the window."""
        room, self._room = self._room, None
        if room is not None:
            self._pages.setCurrentWidget(self.unlock)
            self._pages.removeWidget(room)
            room.hide()
            for dialog in room.findChildren(QDialog):
                dialog.close()
            room.deleteLater()

    def _leave(self, *, backs_up: bool = True) -> None:
        self._idle.stop()
        workspace = self.workspace
        if workspace is not None:
            workspace.stop()
        self._clear()
        opened, self._open = self._open, None
        if opened is None:
            return
        forget_copied()
        self.setWindowTitle("Passeport")
        if workspace is not None and backs_up:
            self.tasks.run(workspace.desk.backups.lock, failed=self._tell_at_the_door)
        else:
            self.tasks.run(opened.lock)
        self.locked.emit()

    def _restore(self, backup: "Backup", passphrase: str) -> None:
        """Lock, put a backup in the place of the vault, and come back to the door, which says what happened."""
        if self._open is None or self.workspace is None:
            return
        account, mending = self._open.account.name, self.workspace.desk.mending
        self._leave()
        self.unlock.show_vault(self._path, "La sauvegarde se remet en place…")
        self.tasks.run(
            lambda: mending.restore(self._path, backup.path, account=account, passphrase=passphrase),
            self._restored,
            self._tell_at_the_door,
        )

    def _restored(self, aside: Path) -> None:
        words = f"La sauvegarde est en place. Ce qui y était est gardé dans « {aside} »."
        self.unlock.show_vault(self._path, typeset(words), "success")

    def _tell_at_the_door(self, error: PasseportError) -> None:
        self.unlock.show_vault(self._path, messages.sentence(error), "danger")

    def _lock_before_sleep(self) -> None:
        if self._open is not None:
            self._leave(backs_up=False)  # the keys go before the computer sleeps; the next opening makes the backup
            self.unlock.show_vault(self._path, "Le coffre-fort s’est verrouillé avec l’ordinateur. Rien n’est perdu.")

    def _lock_after_idling(self) -> None:
        self._leave()
        self.unlock.show_vault(self._path, _AWAY)

    def _refuse(self, error: PasseportError) -> None:
        if self.workspace is not None:
            self.workspace.say(messages.sentence(error))

    def _apologise(self, _error: BaseException) -> None:
        if self.workspace is not None:
            self.workspace.say(messages.UNEXPECTED)
