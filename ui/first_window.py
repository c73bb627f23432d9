"""One window per vault: a second start brings the first one forward, and ends.

The two processes of one user speak through a local socket (a named pipe on Windows), never through a network.
"""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 500
"""Milliseconds to wait for a first window that is there; a socket answers in one or two."""


class FirstWindow(QObject):
    """Stands at the door of a vault's name, for the starts that come after."""

    called = Signal()
    """Somebody started the application again."""

    def __init__(self, vault: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(vault)
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
    socket.connectToServer(_name(vault))
    found = socket.waitForConnected(_PATIENCE)
    socket.abort()
    return found


def _name(vault: Path) -> str:
    """Return a name for this user and this folder, which says neither."""
    whose = f"{getpass.getuser()} {vault.resolve()}"
    return f"passeport-{hashlib.sha256(whose.encode()).hexdigest()[:24]}"
