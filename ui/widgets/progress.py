"""How far a long operation is, and a way to stop it."""

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from passeport.domain.errors import Cancelled
from passeport.language.catalogue import tr
from ui.widgets.buttons import button

_PERCENT = 100


class Advance(QObject):
    """The `Progress` that a use case is given: called in the worker's thread, heard in the window's."""

    progressed = Signal(int)
    """Percent, below 100 until `end`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()

    def begin(self) -> None:
        """Start from nothing."""
        self._stopped.clear()
        self.progressed.emit(0)

    def stop(self) -> None:
        """Ask the use case to stop where it can."""
        self._stopped.set()

    def end(self) -> None:
        """Say that it is over, whatever came of it."""
        self.progressed.emit(_PERCENT)

    def __call__(self, done: int, total: int) -> None:
        """Be told of progress; raises `Cancelled` once it was asked to stop."""
        if self._stopped.is_set():
            if done < total:
                raise Cancelled
            return  # done before it could stop; the window may be gone
        self.progressed.emit(min(_PERCENT - 1, _PERCENT * done // max(1, total)))


class ProgressRow(QWidget):
    """A bar with a button that stops; hidden while nothing runs."""

    def __init__(self, advance: Advance, what: str) -> None:
        super().__init__()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _PERCENT)
        self.bar.setAccessibleName(what)
        self.stop = button(tr("Arrêter"), "quiet", "close", advance.stop)
        self.stop.setAccessibleName(tr("Arrêter : {what}").format(what=what[:1].lower() + what[1:]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        advance.progressed.connect(self._show)
        self.hide()

    def _show(self, percent: int) -> None:
        self.bar.setValue(percent)
        self.setVisible(percent < _PERCENT)
