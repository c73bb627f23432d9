"""The navigation, at the left of every page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from passeport.domain.account import Account
from passeport.domain.vocabulary import label
from passeport.language.typography import typeset
from ui.places import Place
from ui.theme import icons
from ui.theme.theme import Theme
from ui.widgets.surfaces import scrolled
from ui.widgets.texts import text

_WIDTH = 240


class Rail(QWidget):
    """Where one is, where one can go, and who is working."""

    commands_requested = Signal()
    lock_requested = Signal()

    def __init__(self, account: Account, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(round(_WIDTH * Theme.current().scale))
        self._group = QButtonGroup(self)
        self._entries: dict[QWidget, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 14)
        column.setSpacing(4)
        column.addLayout(self._brand())
        column.addSpacing(18)
        commands = self._entry("Toutes les commandes", "keyboard", "Ctrl+K")
        commands.clicked.connect(self.commands_requested)
        entries = (*(self._place(place) for place in places if place.is_open_to(account)), commands)
        column.addWidget(_column_of(entries), 1)
        column.addWidget(text(account.name, "strong"))
        column.addWidget(text(f"{account.station.name}\n{label('networks', account.station.network)}", "small"))
        column.addSpacing(8)
        lock = self._entry("Verrouiller", "lock", "Ctrl+L")
        lock.clicked.connect(self.lock_requested)
        column.addWidget(lock)

    def entry(self, page: QWidget) -> QPushButton:
        """Return the entry that leads to a page.

        Raises:
            KeyError: when the navigation has none.
        """
        return self._entries[page]

    def show_place(self, page: QWidget, otherwise: QWidget) -> None:
        """Mark where one is; a page that the navigation does not list stands under `otherwise`."""
        here = self._entries.get(page, self._entries[otherwise])
        here.setChecked(True)

    def _brand(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.emblem(34, self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(picture)
        row.addWidget(text("Passeport", "heading", wraps=False), 1)
        return row

    def _place(self, place: Place) -> QPushButton:
        entry = self._entry(place.words, place.icon, place.shortcut)
        entry.setCheckable(True)
        entry.clicked.connect(place.go)
        self._group.addButton(entry)
        self._entries[place.page] = entry
        return entry

    def _entry(self, words: str, icon: str, shortcut: str) -> QPushButton:
        entry = QPushButton(Theme.current().icon(icon, "rail_text"), f"  {words}")
        entry.setAccessibleName(words)
        entry.setToolTip(typeset(f"{words} ({shortcut})"))
        entry.setCursor(Qt.CursorShape.PointingHandCursor)
        return entry


def _column_of(entries: Sequence[QWidget]) -> QScrollArea:
    """The entries one below the other; they scroll where letters are too large for the window."""
    inside = QWidget()
    inside.setObjectName("rail")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for entry in entries:
        column.addWidget(entry)
    column.addStretch()
    return scrolled(inside)
