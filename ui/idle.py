"""Locks the vault when nobody has touched the computer for a while (R15)."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
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
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.expired)

    def start(self, minutes: int) -> None:
        """Begin to watch; what is too long an absence is a setting of the vault (`VaultSettings`)."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start(minutes * _MINUTE)

    def stop(self) -> None:
        """Watch no more."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start counting again at each sign of presence."""
        if event.type() in _SIGNS:
            self._timer.start()
        return super().eventFilter(watched, event)
