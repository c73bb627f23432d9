"""Buttons by their weight: one primary action to a page, the others beside it."""

from collections.abc import Callable

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from passeport.language.typography import typeset
from ui.theme.theme import Theme

ICON = 16
"""Pixels of an icon beside words, at 100 %."""
_INK = {"primary": "on_primary", "quiet": "primary", "": "text", "chip": "text"}


def button(words: str, kind: str = "", icon: str = "", clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a button; `kind` is primary, quiet or empty, `icon` the name of a drawing."""
    made = QPushButton(typeset(words))
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon:
        made.setIcon(Theme.current().icon(icon, _INK[kind], ICON))
        side = round(ICON * Theme.current().scale)
        made.setIconSize(QSize(side, side))
    if clicked is not None:
        made.clicked.connect(lambda: clicked())  # noqa: PLW0108 - Qt would pass `checked`
    return made


def icon_button(name: str, icon: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a quiet button with an icon alone; `name` is what it says to who cannot see it, and its tool tip."""
    made = button("", "quiet", icon, clicked)
    made.setAccessibleName(typeset(name))
    made.setToolTip(typeset(name))
    return made


def action(owner: QWidget, words: str, shortcut: str, triggered: Callable[[], object]) -> "QtGui.QAction":
    """Give `owner` an action with a shortcut; the palette of commands lists it while `owner` is shown."""
    made = QtGui.QAction(typeset(words), owner)
    if shortcut:
        made.setShortcut(shortcut)
    made.setShortcutContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.triggered.connect(lambda: triggered())  # noqa: PLW0108 - Qt would pass `checked`
    owner.addAction(made)
    return made
