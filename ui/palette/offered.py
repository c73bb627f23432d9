"""What the palette offers on a page of the workspace: what is done here, where one can go, what is done elsewhere."""

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.palette import buttons
from ui.palette.command import Command, Group, of_action


@runtime_checkable
class SaysItsCommands(Protocol):
    """A page that holds too many things for each to have a button: it says itself what can be done to them."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done now to what the page holds."""


def on_page(page: QWidget | None) -> Iterator[Command]:
    """Yield what can be done on a page: its actions, with their keys, then what it says or what its buttons do."""
    if page is None:
        return
    yield from (of_action(made) for made in page.actions() if made.isEnabled())
    yield from page.commands() if isinstance(page, SaysItsCommands) else buttons.commands(page)


def in_window(actions: Sequence[QAction], places: frozenset[str]) -> Iterator[Command]:
    """Yield the actions that the window has on every page; `places` are the words of those that lead to a page."""
    for made in actions:
        if made.isEnabled():
            yield of_action(made, Group.PLACES if made.text() in places else Group.ELSEWHERE)
