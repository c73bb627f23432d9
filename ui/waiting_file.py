"""A file that came from outside: read now, or once the vault is open; the door says when it cannot be read."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.later import module
from ui.unlock.page import UnlockPage

if TYPE_CHECKING:
    from passeport.language import messages
    from ui import opening, rooms
else:
    messages = module("passeport.language.messages")
    opening = module("ui.opening")
    rooms = module("ui.rooms")

_WAITS = tr("Un fichier attend : il s’ouvrira dès que le coffre-fort sera ouvert.")
_NO_DOSSIERS = tr(
    "Ce compte n’ouvre aucun dossier : le fichier n’a pas été lu. Rouvrez-le avec un compte de conseiller."
)


class WaitingFile(QObject):
    """Holds one file at most: the last that was asked for."""

    def __init__(
        self,
        door: Callable[[], UnlockPage],
        room: Callable[[], QWidget | None],
        leave_front: Callable[[], None],
        parent: QObject,
    ) -> None:
        """`leave_front` takes away what hides the room."""
        super().__init__(parent)
        self._door, self._room, self._leave_front = door, room, leave_front
        self._file: Path | None = None

    def take(self, file: Path) -> None:
        """Read a file now, or once the vault is open."""
        self._file = file
        if self._is_inside:
            self.open()
        elif (why := opening.why_not(file)) is None:
            self.tell()
        else:
            self._file = None
            self._door().announce(messages.sentence(why), "danger")

    def tell(self) -> None:
        """Say at the door that a file waits, if one does."""
        if self._file is not None:
            self._door().announce(typeset(_WAITS))

    def open(self) -> None:
        """Open the file that waits, if any; a question that is on the screen is answered first."""
        asking = QApplication.activeModalWidget()
        if self._file is None:
            return
        room = self._room()
        if room is None or not self._is_inside:  # it was locked while a question was on the screen
            self.tell()
            return
        if isinstance(asking, QDialog):
            asking.finished.connect(self._open_later)
            return
        file, self._file = self._file, None
        if isinstance(room, rooms.Workspace):
            room.open_file(file)
        elif isinstance(room, rooms.StatisticsSpace):
            self._leave_front()
            room.say(typeset(_NO_DOSSIERS))

    @property
    def _is_inside(self) -> bool:
        room = self._room()
        return room is not None and isinstance(room, rooms.Workspace | rooms.StatisticsSpace)

    def _open_later(self) -> None:
        QTimer.singleShot(0, self, self.open)
