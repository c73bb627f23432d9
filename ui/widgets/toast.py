"""A word at the foot of the window that goes by itself; it can offer to undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from passeport.language.catalogue import tr
from ui.widgets.announcing import announce
from ui.widgets.buttons import button
from ui.widgets.texts import text

_SHOWN_FOR = 6_000
"""Milliseconds; twenty words are read in less, and undoing stays in the menu after."""


class Toast(QFrame):
    """Floats over `host`, at the foot and in the middle."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("kind", "toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        self.words = text("", wraps=False)
        self._offer: Callable[[], object] | None = None
        self.offer = button(tr("Annuler"), clicked=self._accept)
        row.addWidget(self.words)
        row.addWidget(self.offer)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._timer.timeout.connect(self._leave)
        host.installEventFilter(self)
        self.hide()

    def say(self, words: str, offer: str = "", accepted: Callable[[], object] | None = None) -> None:
        """Show `words`, with a button `offer` that calls `accepted`."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.offer.setText(offer)
        self.offer.setVisible(bool(offer))
        self._offer = accepted
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, f"{words} {offer}".strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the middle when the window changes size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Go, but not under the hand of somebody who is about to take the offer."""
        if self.offer.hasFocus() or self.underMouse():
            self._timer.start()
        else:
            self.hide()

    def _accept(self) -> None:
        self.hide()
        if self._offer is not None:
            self._offer()

    def _place(self) -> None:
        self.move((self._host.width() - self.width()) // 2, self._host.height() - self.height() - 24)
