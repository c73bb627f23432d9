"""One window per vault: a second start brings the first one forward, and ends.

The two processes of one user speak through a local socket (a named pipe on Windows), never through a network.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ui.meeting_place import name_of

_PATIENCE = 500
"""Milliseconds to wait for a first window that is there; a socket answers in one or two."""


class FirstWindow(QObject):
    """Stands at the door of a vault's name, for the starts that come after."""

    called = Signal()
    """Somebody started the application again."""

    def __init__(self, vault: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_of(vault)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def stand(self) -> None:
        """Begin to listen, in the place of a socket that a killed process left."""
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnectFromServer()
            caller.deleteLater()
            self.called.emit()


def brought_forward(vault: Path) -> bool:
    """Ask the window that is open on this vault to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(vault))
    found = socket.waitForConnected(_PATIENCE)
    socket.abort()
    return found
