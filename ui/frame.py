"""The window itself: its place on the screen, and which of the door, a room, or a page in front of these is shown."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QWidget

from passeport.later import module
from ui import window_place
from ui.remembered import Remembered
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage

if TYPE_CHECKING:
    from passeport.domain.errors import PasseportError
    from passeport.language import messages
    from ui import part_widths, rooms
else:
    messages = module("passeport.language.messages")
    part_widths = module("ui.part_widths")
    rooms = module("ui.rooms")


class Frame(QMainWindow):
    """Shows one thing at a time: a room behind the door, else the door."""

    unlock: UnlockPage
    """The door."""

    def __init__(self, remembered: Remembered | None) -> None:
        super().__init__()
        self.setWindowTitle("Passeport")
        self.resize(1366, 768)
        self.setMinimumSize(960, 600)
        self.remembered = remembered or Remembered()
        window_place.put_back(self, self.remembered)
        self.tasks = Tasks(self)
        self._room: QWidget | None = None
        self._front: QWidget | None = None
        """What is shown for a while in front of the door, or of the statistics."""
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)  # before it is filled: Qt dresses anew all that changes its parent

    @property
    def workspace(self) -> "rooms.Workspace | None":
        """The dossiers, while a conseiller works."""
        return self._room if self._room is not None and isinstance(self._room, rooms.Workspace) else None

    def come_forward(self) -> None:
        """Be seen: somebody started the application again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

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

    def _refuse(self, error: "PasseportError") -> None:
        if self.workspace is not None:
            self.workspace.say(messages.sentence(error))

    def _apologise(self, _error: BaseException) -> None:
        if self.workspace is not None:
            self.workspace.say(messages.UNEXPECTED)
