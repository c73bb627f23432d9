"""The colours and the sizes of the window: what is shown is made anew when they change, and comes back as it was."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from ui.frame import Frame
from ui.preferences import dress
from ui.preferences.choices import Choices
from ui.preferences.preferences import Preferences
from ui.remembered import Remembered
from ui.unlock.page import UnlockPage

_SOON = 50
"""Milliseconds before looking again whether the worker has ended."""


class DressedFrame(Frame):
    """Follows the preferences, and the system's colours; who inherits makes the door and the rooms."""

    def __init__(self, preferences: Preferences | None, remembered: Remembered | None) -> None:
        super().__init__(remembered)
        self._is_closed = False
        self.preferences = preferences or Preferences(parent=self)
        self.preferences.changed.connect(self._follow_preferences)

    def show_preferences(self, choice: str = "") -> None:
        """Choose the colours, the size of the letters…, whoever is there."""
        raise NotImplementedError

    def _new_door(self) -> UnlockPage:
        """Return another door, among the pages."""
        raise NotImplementedError

    def _way_back(self) -> Callable[[], None] | None:
        """Return what shows the room of now once more, made anew; None at the door. What is under way there stops."""
        raise NotImplementedError

    def _show_door(self) -> None:
        """Show the door as it is found: the vault is looked for again."""
        raise NotImplementedError

    def _keep_watch(self) -> None:
        """Follow the absence that is wanted now, while a vault is open."""
        raise NotImplementedError

    def _follow_preferences(self, before: Choices, now: Choices) -> None:
        self._keep_watch()
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
        typed = self.unlock.typed()
        come_back = self._way_back()
        self._leave_front()
        self._clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else Qt would dress what goes too, for long
        self._dress()
        if come_back is not None:
            come_back()
        else:
            self._show_door()
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
        if self._room is None:
            self._pages.setCurrentWidget(self.unlock)
        self._pages.removeWidget(door)
        door.deleteLater()

    def _follow_system(self) -> None:
        """Take the colours that the system has now, once nobody is in the middle of a word."""
        if dress.is_other(self.preferences.choices):
            self._dress()
