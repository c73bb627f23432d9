"""Where the keyboard goes is shown: by Tab Qt scrolls there, by a shortcut, a refusal or a warning it does not."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.surfaces import bring_into_view


class FocusInSight(QObject):
    """Follows the keyboard; what the pointer has reached is in sight already, and does not move under it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # at the next turn: what appears with the focus, such as a banner, is laid out by then
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._show)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._turn.start()

    def _show(self) -> None:
        now = QApplication.focusWidget()
        if now is not None:
            bring_into_view(now)
