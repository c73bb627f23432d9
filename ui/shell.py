"""The window: the door, then the workspace, and the door again when it is locked."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from passeport.domain.errors import PasseportError, PolicyRefused
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.later import module
from ui import window_place
from ui.clipboard import forget_copied
from ui.first_picture import FirstPicture
from ui.idle import IdleLock
from ui.preferences import dress
from ui.preferences.choices import Choices
from ui.preferences.preferences import Preferences
from ui.remembered import Remembered
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage
from ui.widgets.buttons import action

if TYPE_CHECKING:
    from passeport.domain.backup import Backup
    from passeport.language import messages
    from passeport.services.accounts import Accounts
    from passeport.services.desk import Desk
    from passeport.services.supervisor_desk import SupervisorDesk
    from passeport.services.vault_ports import OpenStatistics, OpenVault
    from ui import number_watch, opening, part_widths, preloading, rooms, suspension
    from ui.help import dialogs, targets
    from ui.help import page as help_page
    from ui.preferences import page as preferences_page
else:
    messages = module("passeport.language.messages")
    dialogs = module("ui.help.dialogs")
    help_page = module("ui.help.page")
    number_watch = module("ui.number_watch")
    opening = module("ui.opening")
    part_widths = module("ui.part_widths")
    preloading = module("ui.preloading")
    preferences_page = module("ui.preferences.page")
    rooms = module("ui.rooms")
    suspension = module("ui.suspension")
    targets = module("ui.help.targets")

_PREFERENCES = "Ctrl+,"
_SOON = 50
"""Milliseconds before looking again whether the worker has ended."""
_WAITS = tr("Un fichier attend : il s’ouvrira dès que le coffre-fort sera ouvert.")
_NO_DOSSIERS = tr(
    "Ce compte n’ouvre aucun dossier : le fichier n’a pas été lu. Rouvrez-le avec un compte de conseiller."
)
_AWAY = tr("Le coffre-fort s’est verrouillé après une absence. Ce qui était enregistré l’est toujours.")


class Shell(QMainWindow):
    """Holds the open vault, and forgets it when locked or closed."""

    unlocked = Signal()
    locked = Signal()

    def __init__(
        self,
        accounts: "Accounts",
        desk_of: "Callable[[OpenVault], Desk]",
        vault: Path,
        supervisor_desk_of: "Callable[[OpenStatistics], SupervisorDesk] | None" = None,
        preferences: Preferences | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Passeport")
        self.resize(1366, 768)
        self.setMinimumSize(960, 600)
        self.remembered = remembered or Remembered()
        window_place.put_back(self, self.remembered)
        self.tasks = Tasks(self)
        self._accounts = accounts
        self._desk_of = desk_of
        self._supervisor_desk_of = supervisor_desk_of
        self._path = vault
        self._open: OpenVault | OpenStatistics | None = None
        self._room: QWidget | None = None
        self._is_closed = False
        self.preferences = preferences or Preferences(parent=self)
        self._to_open: Path | None = None
        """A file that waits for the vault to be open."""
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)  # before it is filled: Qt dresses anew all that changes its parent
        self.unlock = self._new_door()
        self._front: QWidget | None = None
        """What is shown for a while in front of the door, or of the statistics."""
        self._idle = IdleLock(self)
        self._idle.expired.connect(self._lock_after_idling)
        self.preferences.changed.connect(self._follow_preferences)
        self.tasks.refused.connect(self._refuse)
        self.tasks.unexpected.connect(self._apologise)
        self.unlock.await_vault(vault)
        FirstPicture(self.unlock).painted.connect(self._begin)

    def _begin(self) -> None:
        """Look for the vault, then load the rooms behind the door while the passphrase is typed."""
        self._offer_comfort(self.unlock)
        self._dialog_help = dialogs.DialogHelp(self)
        self._numbers = number_watch.NumberWatch(self)
        self._preloading = preloading.Preloading(self)
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

    def come_forward(self) -> None:
        """Be seen: somebody started the application again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def called(self, file: Path | None) -> None:
        """Be seen, and open the file that somebody started the application again with."""
        self.come_forward()
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Read a file that came from outside: now, or once the vault is open; the door says when it cannot be read."""
        self._to_open = file
        if self._is_inside:
            self._open_waiting()
        elif (why := opening.why_not(file)) is None:
            self.unlock.announce(typeset(_WAITS))
        else:
            self._to_open = None
            self.unlock.announce(messages.sentence(why), "danger")

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
    def workspace(self) -> "rooms.Workspace | None":
        """The dossiers, while a conseiller works."""
        return self._room if self._room is not None and isinstance(self._room, rooms.Workspace) else None

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

    def _bring_forward(self, page: QWidget) -> None:
        self._leave_front()
        self._front = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _leave_front(self) -> None:
        """Take what is in front away, and show what stood behind as it was."""
        page, self._front = self._front, None
        if page is not None:
            behind = self._room or self.unlock
            self._pages.setCurrentWidget(behind)
            self._pages.removeWidget(page)
            page.deleteLater()
            behind.setFocus()
            behind.focusNextChild()

    def _follow_preferences(self, before: Choices, now: Choices) -> None:
        if self._open is not None:
            self._watch_absence(self._open)
        dress.calm(now)
        if dress.is_other(now):
            changed = "theme" if before.theme is not now.theme else "text_size"
            QTimer.singleShot(0, self, partial(self._dress_again, changed))  # the page that asked goes too

    def _dress_again(self, choice: str) -> None:
        """Make anew what is shown: its pictures were drawn in the colours and the sizes of before."""
        if self._is_closed:
            return
        if not self.tasks.is_idle:  # an answer to what is shown now would find nobody
            QTimer.singleShot(_SOON, self, partial(self._dress_again, choice))
            return
        workspace, opened, is_first = self.workspace, self._open, self._is_first_opening
        typed = self.unlock.typed()
        desk = workspace.desk if workspace is not None else None
        if workspace is not None:
            workspace.stop()
        self._leave_front()
        self._clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else Qt would dress what goes too, for long
        self._dress()
        if desk is not None:
            again = self._new_workspace(desk)
            self._show(again)
            again.back_up_for_the_day()
        elif opened is not None and is_first:
            self._show(self._new_first_opening(opened))
        elif opened is not None and opened.opens == "statistics":
            self._show(self._new_statistics(opened))
        else:
            self.unlock.show_vault(self._path)
            self.unlock.type_again(*typed)
        self.activateWindow()
        self.show_preferences(choice)

    def _dress(self) -> None:
        """Put the colours and the sizes that are wanted now on a window where there is only the door."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            dress.dress(application, self.preferences.choices)
        self._renew_door()

    def _renew_door(self) -> None:
        door, self.unlock = self.unlock, self._new_door()
        self._offer_comfort(self.unlock)
        if self._room is None:
            self._pages.setCurrentWidget(self.unlock)
        self._pages.removeWidget(door)
        door.deleteLater()
        if self._to_open is not None:
            self.unlock.announce(typeset(_WAITS))

    def _follow_system(self) -> None:
        """Take the colours that the system has now, once nobody is in the middle of a word."""
        if dress.is_other(self.preferences.choices):
            self._dress()

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
        self._open_waiting()

    @property
    def _is_inside(self) -> bool:
        return self._room is not None and isinstance(self._room, rooms.Workspace | rooms.StatisticsSpace)

    def _open_waiting(self) -> None:
        """Open the file that waits, if any; a question that is on the screen is answered first."""
        asking = QApplication.activeModalWidget()
        if self._to_open is None:
            return
        if not self._is_inside:  # it was locked while a question was on the screen
            self.unlock.announce(typeset(_WAITS))
            return
        if isinstance(asking, QDialog):
            asking.finished.connect(self._open_later)
            return
        file, self._to_open = self._to_open, None
        if self.workspace is not None:
            self.workspace.open_file(file)
        elif isinstance(self._room, rooms.StatisticsSpace):
            self._leave_front()
            self._room.say(typeset(_NO_DOSSIERS))

    def _open_later(self) -> None:
        QTimer.singleShot(0, self, self._open_waiting)

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

    def _show(self, room: QWidget) -> None:
        self._clear()
        self._room = room
        self._pages.addWidget(room)
        self._pages.setCurrentWidget(room)
        part_widths.widen(room, self.remembered)

    def _clear(self) -> None:
        """Take what was shown off the screen and out of the memory of the window."""
        room, self._room = self._room, None
        if room is not None:
            part_widths.keep(room, self.remembered)
            self._pages.setCurrentWidget(self.unlock)
            self._pages.removeWidget(room)
            room.hide()
            for dialog in room.findChildren(QDialog):
                dialog.close()
            room.deleteLater()

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
            self.tasks.run(workspace.desk.backups.lock, failed=self._tell_at_the_door)
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
        self.unlock.show_vault(self._path, tr("La sauvegarde se remet en place…"))
        self.unlock.wait()
        self.tasks.run(
            lambda: mending.restore(self._path, backup.path, account=account, passphrase=passphrase),
            self._restored,
            self._tell_at_the_door,
        )

    def _restored(self, aside: Path) -> None:
        words = tr("La sauvegarde est en place. Ce qui y était est gardé dans « {aside} ».").format(aside=aside)
        self.unlock.show_vault(self._path, typeset(words), "success")

    def _tell_at_the_door(self, error: PasseportError) -> None:
        self.unlock.show_vault(self._path, messages.sentence(error), "danger")

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

    def _refuse(self, error: PasseportError) -> None:
        if self.workspace is not None:
            self.workspace.say(messages.sentence(error))

    def _apologise(self, _error: BaseException) -> None:
        if self.workspace is not None:
            self.workspace.say(messages.UNEXPECTED)
