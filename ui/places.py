"""The places of the navigation: what the rail lists and the palette knows, and how one goes there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from passeport.domain.account import Account, Operation


@dataclass(frozen=True)
class Place:
    """A page that one may go to from anywhere."""

    page: type[QWidget]
    words: str
    icon: str
    """Name of a picture of `resources/icons`."""
    shortcut: str
    go: Callable[[], None]
    operation: Operation | None = None
    """The right that it asks for; none when anybody who is let in may go."""

    def is_open_to(self, account: Account) -> bool:
        """Whether this account may go there."""
        return self.operation is None or account.may(self.operation)
