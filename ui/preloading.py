"""Loads the rooms behind the door while somebody types a passphrase, a little at a time, so that no key waits."""

import importlib

from PySide6.QtCore import QObject, QTimer, Signal

_IN_TURN = (
    "passeport.services.desk",
    "ui.desk.page",
    "ui.dossier.page",
    "ui.passport.export_page",
    "ui.passport.import_page",
    "ui.administration.page",
    "ui.journal.page",
    "ui.retention.page",
    "ui.rights.page",
    "ui.statistics.space",
    "ui.workspace",
    "ui.rooms",
)
"""From the bottom up: each of them takes a moment that is not felt. The last one loads what the others left."""


class Preloading(QObject):
    """Imports one module after the other, in the window's own thread: Qt's classes are made in no other."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(_IN_TURN)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin, or go on."""
        if self._left:
            self._timer.start()

    def _next(self) -> None:
        importlib.import_module(self._left.pop(0))
        if not self._left:
            self._timer.stop()
            self.ended.emit()
