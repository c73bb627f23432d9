"""A line above the pages: it says something once, offers a way, and never takes the keyboard by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text


class Strip(QFrame):
    """Words, and what one may do about them."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setAccessibleName(name)
        picture = QLabel()
        picture.setPixmap(Theme.current().pixmap(icon, "primary", 22, self))
        self.heading = text("", "strong")
        self.words = text("")
        self._buttons = FlowLayout(spacing=8)  # on as many lines as large letters ask for
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.heading)
        said.addWidget(self.words)
        said.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)

    def offer(self, *buttons: QPushButton) -> None:
        """Put these buttons under the words."""
        for made in buttons:
            self._buttons.addWidget(made)

    def say(self, heading: str, words: str) -> None:
        """Show these words."""
        self.heading.setText(heading)
        self.words.setText(words)
        self.setAccessibleDescription(f"{heading} {words}")
