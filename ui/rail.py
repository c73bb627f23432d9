"""The navigation, at the left of every page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from passeport.domain.account import Account
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from ui.places import Place
from ui.theme import icons
from ui.theme.theme import Theme
from ui.widgets.room import is_narrow, scaled
from ui.widgets.surfaces import scrolled
from ui.widgets.texts import text

_WIDTH = 240
_ICON = 22


class Rail(QWidget):
    """Where one is, where one can go, and who is working.

    Where letters are large it would take a third of the screen: a menu holds the places, and a strip the menu.
    """

    commands_requested = Signal()
    lock_requested = Signal()

    def __init__(self, account: Account, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._entries: dict[type[QWidget], QPushButton] = {}
        self._actions: dict[type[QWidget], QAction] = {}
        self.menu = QMenu(self)
        column = QVBoxLayout(self)
        column.setSpacing(4)
        open_to = [place for place in places if place.is_open_to(account)]
        entries = [self._place(place) for place in open_to]
        if is_narrow():
            column.setContentsMargins(6, 14, 6, 14)
            for entry in entries:
                entry.hide()  # its place is in the menu
            self._lay_out_strip(column, account)
        else:
            self.setFixedWidth(scaled(_WIDTH))
            column.setContentsMargins(12, 18, 12, 14)
            self._lay_out_column(column, account, entries)

    def _lay_out_column(self, column: QVBoxLayout, account: Account, entries: Sequence[QPushButton]) -> None:
        column.addLayout(self._brand())
        column.addSpacing(18)
        commands = self._entry(tr("Toutes les commandes"), "keyboard", "Ctrl+K")
        commands.clicked.connect(self.commands_requested)
        column.addWidget(_column_of((*entries, commands)), 1)
        column.addWidget(text(account.name, "strong"))
        column.addWidget(text(_station(account), "small"))
        column.addSpacing(8)
        lock = self._entry(tr("Verrouiller"), "lock", "Ctrl+L")
        lock.clicked.connect(self.lock_requested)
        column.addWidget(lock)

    def _lay_out_strip(self, column: QVBoxLayout, account: Account) -> None:
        self.menu.addSeparator()
        self.menu.addAction(tr("Toutes les commandes"), self.commands_requested.emit)
        who = self.menu.addAction(f"{account.name} – {account.station.name}")
        who.setEnabled(False)
        places = self._tool(tr("Menu"), "list")
        places.setMenu(self.menu)
        places.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        lock = self._tool(tr("Verrouiller"), "lock")
        lock.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)  # the word is as wide as a page of it
        lock.setToolTip(typeset("Verrouiller (Ctrl+L)"))
        lock.clicked.connect(self.lock_requested)
        column.addWidget(places)
        column.addStretch()
        column.addWidget(lock)

    def entry(self, page: QWidget) -> QPushButton:
        """Return the entry that leads to a page.

        Raises:
            KeyError: when the navigation has none.
        """
        return self._entries[type(page)]

    def show_place(self, page: QWidget, otherwise: QWidget) -> None:
        """Mark where one is; a page that the navigation does not list stands under `otherwise`."""
        here = self._entries.get(type(page), self._entries[type(otherwise)])
        here.setChecked(True)
        for known, action in self._actions.items():
            action.setChecked(self._entries[known] is here)

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
        listed = self.menu.addAction(Theme.current().icon(place.icon), f"{place.words}\t{keys_of(place.shortcut)}")
        listed.setCheckable(True)
        listed.triggered.connect(place.go)
        self._actions[place.page] = listed
        return entry

    def _tool(self, words: str, icon: str) -> QToolButton:
        tool = QToolButton()
        tool.setText(words)
        tool.setIcon(Theme.current().icon(icon, "rail_text"))
        tool.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tool.setAccessibleName(words)
        tool.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return tool

    def _entry(self, words: str, icon: str, shortcut: str) -> QPushButton:
        entry = QPushButton(Theme.current().icon(icon, "rail_text"), f"  {words}", self)
        entry.setAccessibleName(words)
        entry.setToolTip(typeset(f"{words} ({keys_of(shortcut)})"))
        return entry


def keys_of(shortcut: str) -> str:
    """Return a shortcut as the keyboard says it: `Ctrl+Maj+E`."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def _station(account: Account) -> str:
    return f"{account.station.name}\n{label('networks', account.station.network)}"


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
