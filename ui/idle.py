"""Locks the vault when nobody has touched the computer for a while (R15)."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

_MINUTE = 60_000
"""Milliseconds."""
_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleLock(QObject):
    """Watches keys and pointer over the whole application."""

    expired = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_watching = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.expired)
        application = QApplication.instance()
        if isinstance(application, QApplication):  # a filter on it would be asked at every event of every widget
            application.focusWindowChanged.connect(self._follow)

    def start(self, minutes: int) -> None:
        """Begin to watch; what is too long an absence is a setting of the vault (`VaultSettings`)."""
        self._is_watching = True
        self._follow(QGuiApplication.focusWindow())
        self._timer.start(minutes * _MINUTE)

    def stop(self) -> None:
        """Watch no more."""
        self._is_watching = False
        self._timer.stop()

    @Slot(QWindow)
    def _follow(self, window: QWindow | None) -> None:
        """Look after each window that gets the keyboard: keys and pointer reach it before any of its widgets."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start counting again at each sign of presence."""
        if self._is_watching and event.type() in _SIGNS:
            self._timer.start()
        return super().eventFilter(watched, event)
