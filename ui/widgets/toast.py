"""A word at the foot of the window that goes by itself; it can offer to undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.announcing import announce
from ui.widgets.buttons import button
from ui.widgets.texts import text

_SHOWN_FOR = 6_000
"""Milliseconds at least; twenty words are read in less, and undoing stays in the menu after."""
_FOR_A_LETTER = 60
"""Milliseconds for each letter of what is long: three words a second, for who reads French with effort."""
_EDGE = 24
_WIDEST = 90
"""Letters of a line that is still read at ease."""
_SLACK = 4
_BORDER = 1


class Toast(QFrame):
    """Floats over `host`, at the foot and in the middle."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("kind", "toast")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        self.words = text("")
        self._offer: Callable[[], object] | None = None
        self.offer = button(tr("Annuler"), clicked=self._accept)
        row.addWidget(self.words, 1)
        row.addWidget(self.offer)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._timer.timeout.connect(self._leave)
        host.installEventFilter(self)
        self.hide()

    def say(self, words: str, offer: str = "", accepted: Callable[[], object] | None = None) -> None:
        """Show `words`, with a button `offer` that calls `accepted`."""
        words = typeset(words)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.offer.setText(offer)
        self.offer.setVisible(bool(offer))
        self._offer = accepted
        self._timer.setInterval(max(_SHOWN_FOR, _FOR_A_LETTER * len(words)))
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
        """Stand on one line where there is room, else on as many as the words need between the edges of the window."""
        inner = self._row.contentsMargins()
        around = inner.left() + inner.right() + 2 * _BORDER
        beside = 0 if self.offer.isHidden() else self.offer.sizeHint().width() + self._row.spacing()
        metrics = self.words.fontMetrics()
        room = min(self._host.width() - 2 * _EDGE, _WIDEST * metrics.averageCharWidth()) - around - beside
        width = max(1, min(metrics.horizontalAdvance(self.words.text()) + _SLACK, room))
        self.words.setMinimumSize(0, 0)  # what was asked for other words would be measured
        height = max(metrics.lineSpacing(), self.words.heightForWidth(width))
        self.words.setFixedSize(width, height)
        self._row.activate()
        self.resize(self._row.totalSizeHint())
        self.move((self._host.width() - self.width()) // 2, self._host.height() - self.height() - 24)
