"""Locks the vault when the computer goes to sleep or its session is locked.

On Linux, logind says so on the system's D-Bus (https://www.freedesktop.org/wiki/Software/systemd/logind/); on Windows,
the window receives WM_POWERBROADCAST. Elsewhere, and where no bus answers, the lock after an absence remains.
"""

import sys
from typing import Protocol, cast

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication

_LOGIND = "org.freedesktop.login1"
_PREPARE = SLOT("prepare_for_sleep(bool)")
_LOCKED = SLOT("session_locked()")
_WM_POWERBROADCAST = 0x0218
_PBT_APMSUSPEND = 4


class Bus(Protocol):
    """What is asked of a `QDBusConnection`."""

    def connect(self, service: str, path: str, interface: str, name: str, receiver: QObject, slot: str, /) -> bool:
        """Have a slot called at each signal."""


class Suspension(QObject):
    """Listens to the system."""

    begins = Signal()
    """The computer goes to sleep, or the session is being locked."""

    def __init__(self, parent: QObject | None = None, bus: Bus | None = None) -> None:
        super().__init__(parent)
        # PySide6 takes the slot as the text that SLOT gives; its stubs say bytes, which it refuses
        self._bus = bus or cast("Bus", QDBusConnection.systemBus())
        self._filter: _PowerBroadcast | None = None
        application = QApplication.instance()
        if sys.platform == "win32" and application is not None:
            self._filter = _PowerBroadcast(self)
            application.installNativeEventFilter(self._filter)
        elif sys.platform == "linux":
            manager, session = f"{_LOGIND}.Manager", f"{_LOGIND}.Session"
            self._bus.connect(_LOGIND, "", manager, "PrepareForSleep", self, _PREPARE)
            self._bus.connect(_LOGIND, "", session, "Lock", self, _LOCKED)

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
