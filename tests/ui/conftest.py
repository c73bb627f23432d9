"""Two real vaults, of two networks, with their use cases; keys derived cheaply."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from passeport import wiring
from passeport.services.desk import Desk
from tests import people, vaults
from ui.tasks import Tasks
from ui.theme.theme import Theme


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    """The point d'accueil that issues."""
    desk = wiring.desk(vaults.create(tmp_path / "ici"))
    yield desk
    desk.vault.lock()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    """The point d'accueil that receives."""
    account = "Dominique Conseiller-Fictif"
    desk = wiring.desk(vaults.create(tmp_path / "là-bas", account=account, station=people.CITE_DES_METIERS))
    yield desk
    desk.vault.lock()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    Theme.current().put_on(qapp)
    made = Tasks()
    yield made
    made.close()
