"""One window per vault: a second start hands its file to the first one, brings it forward, and ends.

The two processes of one user speak through a local socket (a named pipe on Windows), never through a network. All that
is said is the path of a file, or nothing.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ui.meeting_place import name_of

_PATIENCE = 500
"""Milliseconds to wait for a first window that is there; a socket answers in one or two."""
_LONGEST = 32_768
"""Bytes of a path: what Windows allows at most, and eight times what Linux does."""


class FirstWindow(QObject):
    """Stands at the door of a vault's name, for the starts that come after."""

    called = Signal(object)
    """Somebody started the application again: the `Path` of the file to open, None when there is none."""

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
        while (socket := self._server.nextPendingConnection()) is not None:
            caller = _Caller(socket, self)
            caller.heard.connect(self.called)
            caller.listen()


class _Caller(QObject):
    """A second start that speaks, until it hangs up."""

    heard = Signal(object)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setReadBufferSize(_LONGEST)

    def listen(self) -> None:
        """Wait for its end, which may be there already."""
        self._socket.disconnected.connect(self._hung_up)
        if self._socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            self._hung_up()

    def _hung_up(self) -> None:
        self._socket.disconnected.disconnect(self._hung_up)
        said = bytes(self._socket.readAll().data())
        self._socket.deleteLater()
        self.deleteLater()
        self.heard.emit(Path(os.fsdecode(said)) if said else None)


def brought_forward(vault: Path, file: Path | None = None) -> bool:
    """Ask the window that is open on this vault to come forward and open a file; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(vault))
    if not socket.waitForConnected(_PATIENCE):
        return False
    _let_it_forward()
    if file is not None:
        socket.write(os.fsencode(file))
        while socket.bytesToWrite() and socket.waitForBytesWritten(_PATIENCE):
            pass
    socket.disconnectFromServer()
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(_PATIENCE)
    return True


def _let_it_forward() -> None:
    """Give another process the right to come forward: under Windows only who was just started has it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows alone

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # any process (ASFW_ANY)
