"""Locks the vault when nobody has touched the computer for a while (R15)."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_MINUTE = 60_000
_AFTER = 10 * _MINUTE
"""Milliseconds of absence before the vault locks: CNIL, guide de la sécurité des données personnelles, fiche 4."""
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

    def __init__(self, parent: QObject, after: int = _AFTER) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=after)
        self._timer.timeout.connect(self.expired)

    def start(self) -> None:
        """Begin to watch."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()

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
