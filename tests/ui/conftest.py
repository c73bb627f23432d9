"""Two real vaults, of two networks, with their use cases; keys derived cheaply."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.beneficiary import Dossier
from passeport.domain.provenance import Station
from passeport.services.desk import Desk
from storage.keys import DerivationParameters
from storage.vault import SqlcipherVaultKeeper
from tests import people
from ui.tasks import Tasks
from ui.theme.theme import Theme

CHEAP = DerivationParameters(memory=64, passes=1, lanes=1)


def opened(folder: Path, account: str, station: Station) -> Desk:
    vault = SqlcipherVaultKeeper(CHEAP).create(
        folder, account=account, role=Role.CONSEILLER, passphrase="quatre mots sans lien", station=station
    )
    return wiring.desk(vault)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    """The point d'accueil that issues."""
    desk = opened(tmp_path / "ici", "Camille Conseiller-Fictif", people.MISSION_LOCALE)
    yield desk
    desk.vault.lock()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Desk]:
    """The point d'accueil that receives."""
    desk = opened(tmp_path / "là-bas", "Dominique Conseiller-Fictif", people.CITE_DES_METIERS)
    yield desk
    desk.vault.lock()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    Theme.current().put_on(qapp)
    made = Tasks()
    yield made
    made.close()


def added(desk: Desk, dossier: Dossier) -> Dossier:
    return desk.editing.create(dossier)
