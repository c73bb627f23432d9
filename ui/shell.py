"""The window: the door, then the workspace, and the door again when it is locked."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from passeport.domain.errors import PolicyRefused
from passeport.language.catalogue import tr
from passeport.later import module
from ui import window_place
from ui.clipboard import forget_copied
from ui.dressed_frame import DressedFrame
from ui.first_picture import FirstPicture
from ui.preferences.preferences import Preferences
from ui.remembered import Remembered
from ui.restoring import Restoring
from ui.unlock.page import UnlockPage
from ui.waiting_file import WaitingFile
from ui.widgets.buttons import action

if TYPE_CHECKING:
    from passeport.domain.backup import Backup
    from passeport.services.accounts import Accounts
    from passeport.services.desk import Desk
    from passeport.services.supervisor_desk import SupervisorDesk
    from passeport.services.vault_ports import OpenStatistics, OpenVault
    from ui import focus_in_sight, idle, number_watch, preloading, rooms, suspension
    from ui.help import dialogs, targets
    from ui.help import page as help_page
    from ui.preferences import page as preferences_page
else:
    dialogs = module("ui.help.dialogs")
    focus_in_sight = module("ui.focus_in_sight")
    help_page = module("ui.help.page")
    idle = module("ui.idle")
    number_watch = module("ui.number_watch")
    preloading = module("ui.preloading")
    preferences_page = module("ui.preferences.page")
    rooms = module("ui.rooms")
    suspension = module("ui.suspension")
    targets = module("ui.help.targets")

_PREFERENCES = "Ctrl+,"
_AWAY = tr("Le coffre-fort s’est verrouillé après une absence. Ce qui était enregistré l’est toujours.")


class Shell(DressedFrame):
    """Holds the open vault, and forgets it when locked or closed."""

    unlocked = Signal()
    locked = Signal()
    loaded = Signal()
    """All that stands behind the door is in memory."""

    def __init__(
        self,
        accounts: "Accounts",
        desk_of: "Callable[[OpenVault], Desk]",
        vault: Path,
        supervisor_desk_of: "Callable[[OpenStatistics], SupervisorDesk] | None" = None,
        preferences: Preferences | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(preferences, remembered)
        self._accounts = accounts
        self._desk_of = desk_of
        self._supervisor_desk_of = supervisor_desk_of
        self._path = vault
        self._open: OpenVault | OpenStatistics | None = None
        self.unlock = self._new_door()
        self._waiting = WaitingFile(lambda: self.unlock, lambda: self._room, self._leave_front, self)
        self._restoring = Restoring(self.tasks, lambda: self.unlock, vault, self)
        self.tasks.refused.connect(self._refuse)
        self.tasks.unexpected.connect(self._apologise)
        self.unlock.await_vault(vault)
        FirstPicture(self.unlock).painted.connect(self._begin)

    @cached_property
    def _idle(self) -> "idle.IdleLock":
        """Made for the first vault that opens: the door keeps no watch."""
        lock = idle.IdleLock(self)
        lock.expired.connect(self._lock_after_idling)
        return lock

    def _begin(self) -> None:
        """Look for the vault, then load the rooms behind the door while the passphrase is typed."""
        self._offer_comfort(self.unlock)
        self._dialog_help = dialogs.DialogHelp(self)
        self._numbers = number_watch.NumberWatch(self)
        self._focus = focus_in_sight.FocusInSight(self)
        self._preloading = preloading.Preloading(self)
        self._preloading.ended.connect(self.loaded)
        self._suspension = suspension.Suspension(self)
        self._suspension.begins.connect(self._lock_before_sleep)
        self.unlocked.connect(self._suspension.hold)
        self.unlock.show_vault(self._path)
        # once the vault is found: two threads that load the same libraries may find them half loaded
        self.tasks.idle.connect(self._preloading.start)

    def _new_door(self) -> UnlockPage:
        door = UnlockPage(self._accounts, self.tasks, self._pages)
        door.opened.connect(self._enter)
        door.door.created.connect(self._begin_first_steps)
        door.preferences_requested.connect(self.show_preferences)
        door.help_requested.connect(self.show_help)
        self._pages.addWidget(door)
        return door

    def lock(self) -> None:
        """Close the vault and go back to the door."""
        self._leave()
        self._follow_system()
        self.unlock.show_vault(self._path)

    def called(self, file: Path | None) -> None:
        """Be seen, and open the file that somebody started the application again with."""
        self.come_forward()
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Read a file that came from outside: now, or once the vault is open; the door says when it cannot be read."""
        self._waiting.take(file)

    def show_preferences(self, choice: str = "") -> None:
        """Choose the colours, the size of the letters…, whoever is there."""
        if self.workspace is not None:
            self.workspace.show_preferences(choice)
            return
        page = preferences_page.PreferencesPage(self.preferences, self._fixed_minutes)
        page.closed.connect(self._leave_front)
        self._bring_forward(page)
        page.begin(choice)

    def show_help(self) -> None:
        """Show what the guide says of what is here, whoever is there."""
        if self.workspace is not None:
            self.workspace.show_help()
            return
        here = targets.topic_of(QApplication.focusWidget() or self._pages.currentWidget())
        page = help_page.HelpPage(self._dialog_help.schema)
        page.closed.connect(self._leave_front)
        self._bring_forward(page)
        page.show_topic(here)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the keys before the window goes."""
        self._is_closed = True
        self._leave()
        window_place.keep(self, self.remembered)
        self.remembered.write()
        self.tasks.close()
        super().closeEvent(event)

    @property
    def _fixed_minutes(self) -> int | None:
        try:
            return self._accounts.computer_policy.idle_minutes
        except PolicyRefused:  # the door says so
            return None

    def _watch_absence(self, opened: "OpenVault | OpenStatistics") -> None:
        of_the_vault = self._accounts.idle_minutes(opened)
        fixed = self._fixed_minutes is not None
        self._idle.start(of_the_vault if fixed else self.preferences.choices.lock_after(of_the_vault))

    def _keep_watch(self) -> None:
        if self._open is not None:
            self._watch_absence(self._open)

    def _way_back(self) -> "Callable[[], None] | None":
        workspace, opened = self.workspace, self._open
        if workspace is not None:
            workspace.stop()
            return partial(self._work_again, workspace.desk)
        if opened is not None and self._is_first_opening:
            return lambda: self._show(self._new_first_opening(opened))
        if opened is not None and opened.opens == "statistics":
            return lambda: self._show(self._new_statistics(opened))
        return None

    def _work_again(self, desk: "Desk") -> None:
        workspace = self._new_workspace(desk)
        self._show(workspace)
        workspace.back_up_for_the_day()

    def _show_door(self) -> None:
        self.unlock.show_vault(self._path)

    def _renew_door(self) -> None:
        super()._renew_door()
        self._offer_comfort(self.unlock)
        self._waiting.tell()

    def _enter(self, opened: "OpenVault | OpenStatistics") -> None:
        self._open = opened
        self._dialog_help.schema = opened.schema
        self._leave_front()
        self._watch_absence(opened)
        if opened.must_change_passphrase:
            self._show(self._new_first_opening(opened))
        else:
            self._admit(opened)

    def _admit(self, opened: "OpenVault | OpenStatistics") -> None:
        if opened.opens == "statistics":
            self._show(self._new_statistics(opened))
        else:
            workspace = self._new_workspace(self._desk_of(opened))
            self._show(workspace)
            if opened.account.is_recovery_key:
                workspace.show_accounts()
            else:
                workspace.today.begin()
            workspace.back_up_for_the_day()
        self.setWindowTitle(tr("Passeport – {name}").format(name=opened.account.station.name))
        self.unlocked.emit()
        self.unlock.announce("")
        self._waiting.open()

    def _begin_first_steps(self, vault: "OpenVault") -> None:
        self.remembered.keep_guide(vault.vault_id, frozenset())

    def _new_first_opening(self, opened: "OpenVault | OpenStatistics") -> QWidget:
        first = rooms.FirstOpening(opened, self.tasks)
        first.passed.connect(self._admit)
        first.lock_requested.connect(self.lock)
        self._offer_comfort(first)
        return first

    @property
    def _is_first_opening(self) -> bool:
        return isinstance(self._room, rooms.FirstOpening)

    def _new_statistics(self, opened: "OpenStatistics") -> QWidget:
        desk = self._supervisor_desk_of(opened) if self._supervisor_desk_of is not None else None
        space = rooms.StatisticsSpace(opened, self.tasks, desk)
        space.lock_requested.connect(self.lock)
        self._offer_comfort(space)
        return space

    def _new_workspace(self, desk: "Desk") -> "rooms.Workspace":
        workspace = rooms.Workspace(desk, self.tasks, self.preferences, self._fixed_minutes, self.remembered)
        workspace.lock_requested.connect(self.lock)
        workspace.restore_requested.connect(self._restore)
        return workspace

    def _offer_comfort(self, room: QWidget) -> None:
        action(room, tr("Aide"), "F1", self.show_help)
        action(room, tr("Préférences"), _PREFERENCES, self.show_preferences)

    def _leave(self, *, backs_up: bool = True) -> None:
        self._idle.stop()
        self._leave_front()
        room, workspace = self._room, self.workspace
        if room is not None and isinstance(room, rooms.Workspace | rooms.StatisticsSpace):
            room.stop()
        self._clear()
        opened, self._open = self._open, None
        if opened is None:
            return
        self._dialog_help.schema = None
        forget_copied()
        self.setWindowTitle("Passeport")
        if workspace is not None and backs_up:
            self.tasks.run(workspace.desk.backups.lock, failed=self._restoring.tell)
        else:
            self.tasks.run(opened.lock)
        self.tasks.run(lambda: None, self._suspension.let_go)  # once it is locked, well or not
        self.locked.emit()

    def _restore(self, backup: "Backup", passphrase: str) -> None:
        """Lock, put a backup in the place of the vault, and come back to the door, which says what happened."""
        if self._open is None or self.workspace is None:
            return
        account, mending = self._open.account.name, self.workspace.desk.mending
        self._leave()
        self._restoring.run(
            lambda: mending.restore(self._path, backup.path, account=account, passphrase=passphrase),
        )

    def _lock_before_sleep(self) -> None:
        if self._open is not None:
            self._leave(backs_up=False)  # the keys go before the computer sleeps; the next opening makes the backup
            self.unlock.show_vault(
                self._path, tr("Le coffre-fort s’est verrouillé avec l’ordinateur. Rien n’est perdu.")
            )

    def _lock_after_idling(self) -> None:
        self._leave()
        self._follow_system()
        self.unlock.show_vault(self._path, _AWAY)
