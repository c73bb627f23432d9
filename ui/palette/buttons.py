"""The buttons of a page as commands: what is there to be pressed is also there to be typed."""

from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.palette.command import Command


def commands(page: QWidget, besides: QWidget | None = None) -> Iterator[Command]:
    """Yield what the buttons of a page do that can be pressed now, each line of their menus too.

    Args:
        page: the buttons shown on it are taken, in the order in which they were made.
        besides: a part of it that says itself what can be done there.
    """
    for button in page.findChildren(QPushButton):
        is_there = button.isEnabled() and button.isVisibleTo(page)
        if is_there and (besides is None or not besides.isAncestorOf(button)):
            yield from _of_button(button)


def _of_button(button: QPushButton) -> Iterator[Command]:
    words = button.accessibleName() or button.text()
    menu = button.menu()
    if menu is None:
        yield Command(words, button.click)
        return
    for what, line in _lines(menu):
        yield Command(typeset(tr("{what} : {words}").format(what=words, words=what)), line.trigger)


def _lines(menu: QMenu) -> Iterator[tuple[str, QAction]]:
    for line in menu.actions():
        inside = line.menu()
        if isinstance(inside, QMenu):
            yield from ((f"{line.text()}, {what}", one) for what, one in _lines(inside))
        elif line.isEnabled() and line.text():
            yield line.text(), line
