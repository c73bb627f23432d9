"""Locks the vault when the computer goes to sleep or its session is locked.

On Linux, logind says so on the system's D-Bus (https://www.freedesktop.org/wiki/Software/systemd/logind/); on Windows,
the window receives WM_POWERBROADCAST. Elsewhere, and where no bus answers, the lock after an absence remains.

While a vault is open, logind is asked to put the sleep off until it is locked (a *delay* inhibitor,
https://systemd.io/INHIBITOR_LOCKS/): it waits some seconds at most (InhibitDelayMaxSec, 5 by default).
"""

import sys
from typing import Protocol, cast

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)
from PySide6.QtWidgets import QApplication

from passeport.language.catalogue import tr

_LOGIND = "org.freedesktop.login1"
_PREPARE = SLOT("prepare_for_sleep(bool)")
_LOCKED = SLOT("session_locked()")
_PATH = "/org/freedesktop/login1"
_PATIENCE = 5_000
"""Milliseconds that an answer is waited for, beside the work."""
_WM_POWERBROADCAST = 0x0218
_PBT_APMSUSPEND = 4


class Bus(Protocol):
    """What is asked of a `QDBusConnection`."""

    def connect(self, service: str, path: str, interface: str, name: str, receiver: QObject, slot: str, /) -> bool:
        """Have a slot called at each signal."""

    def asyncCall(self, message: QDBusMessage, timeout: int, /) -> QDBusPendingCall:  # noqa: N802 - Qt's name
        """Send a call, and answer at once."""


class Suspension(QObject):
    """Listens to the system."""

    begins = Signal()
    """The computer goes to sleep, or the session is being locked."""

    def __init__(self, parent: QObject | None = None, bus: Bus | None = None) -> None:
        super().__init__(parent)
        # PySide6 takes the slot as the text that SLOT gives; its stubs say bytes, which it refuses
        self._bus = bus or cast("Bus", QDBusConnection.systemBus())
        self._filter: _PowerBroadcast | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._delay: QDBusUnixFileDescriptor | None = None
        application = QApplication.instance()
        if sys.platform == "win32" and application is not None:
            self._filter = _PowerBroadcast(self)
            application.installNativeEventFilter(self._filter)
        elif sys.platform == "linux":
            manager, session = f"{_LOGIND}.Manager", f"{_LOGIND}.Session"
            self._bus.connect(_LOGIND, "", manager, "PrepareForSleep", self, _PREPARE)
            self._bus.connect(_LOGIND, "", session, "Lock", self, _LOCKED)

    @property
    def is_held(self) -> bool:
        """Whether the system waits for the lock before it sleeps."""
        return self._delay is not None

    def hold(self) -> None:
        """Ask the system to wait, before it sleeps, until `let_go`; where it cannot, it sleeps when it likes."""
        if sys.platform != "linux" or self._asked is not None:
            return
        call = QDBusMessage.createMethodCall(_LOGIND, _PATH, f"{_LOGIND}.Manager", "Inhibit")
        call.setArguments(["sleep", "Passeport", tr("Le coffre-fort se verrouille"), "delay"])
        self._asked = QDBusPendingCallWatcher(self._bus.asyncCall(call, _PATIENCE), self)
        self._asked.finished.connect(self._answered)

    def let_go(self, _answer: object = None) -> None:
        """Let the system sleep: the keys are gone."""
        self._asked = self._delay = None  # the file is closed with the last that holds it, and logind sees it

    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        if watcher is not self._asked:  # locked meanwhile
            return
        told = watcher.reply().arguments()
        if told and isinstance(told[0], QDBusUnixFileDescriptor):
            self._delay = told[0]

    @Slot(bool)
    def prepare_for_sleep(self, begins: bool) -> None:  # noqa: FBT001 - the signal's shape
        """Be told before the sleep (True) and after it (False)."""
        if begins:
            self.begins.emit()

    @Slot()
    def session_locked(self) -> None:
        """Be told that the session's screen is being locked."""
        self.begins.emit()


class _PowerBroadcast(QAbstractNativeEventFilter):
    """Reads the messages of Windows."""

    def __init__(self, suspension: Suspension) -> None:
        super().__init__()
        self._suspension = suspension

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:  # noqa: N802 - Qt's name
        """See a suspension coming, and let every message go on its way."""
        if QByteArray(kind) == QByteArray(b"windows_generic_MSG"):
            from ctypes import wintypes  # noqa: PLC0415 - only there

            told = wintypes.MSG.from_address(int(message))
            if told.message == _WM_POWERBROADCAST and told.wParam == _PBT_APMSUSPEND:
                self._suspension.begins.emit()
        return False, 0
