"""A part of a page that opens and closes; what it holds is made the first time it is opened."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from ui.theme.theme import Theme
from ui.widgets.buttons import button


class Fold(QWidget):
    """A quiet button, and below it what it opens."""

    def __init__(self, words: str, made: Callable[[], QWidget]) -> None:
        super().__init__()
        self._made = made
        self._content: QWidget | None = None
        self.button = button(words, "quiet", "chevron-right", self.turn)
        self.button.setAccessibleDescription(tr("Replié"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self._content is not None and not self._content.isHidden()

    def turn(self) -> None:
        """Open it, or close it."""
        if self._content is None:
            self._content = self._made()
            self._column.addWidget(self._content)
            self._content.hide()
        opened = self._content.isHidden()
        self._content.setVisible(opened)
        self.button.setIcon(Theme.current().icon("chevron-down" if opened else "chevron-right", "primary"))
        self.button.setAccessibleDescription(tr("Déplié") if opened else tr("Replié"))
