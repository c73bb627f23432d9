"""Two real vaults, of two networks, with their use cases; keys derived cheaply."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from passeport import wiring
from passeport.services.desk import Desk
from tests import people, vaults
from ui.tasks import Tasks
from ui.theme.theme import Theme


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    """The point d'accueil that issues."""
    desk = wiring.desk(vaults.copied(tmp_path / "ici"))
    yield desk
    desk.vault.lock()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    """The point d'accueil that receives."""
    account = "Dominique Conseiller-Fictif"
    desk = wiring.desk(vaults.copied(tmp_path / "là-bas", account=account, station=people.CITE_DES_METIERS))
    yield desk
    desk.vault.lock()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    Theme.current().put_on(qapp)
    made = Tasks()
    yield made
    made.close()


def unnamed(page: QWidget) -> list[str]:
    """The controls that the keyboard reaches and that say nothing to who cannot see them."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None  # the line of a list of choices speaks through the list
        and widget.isVisibleTo(page)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
