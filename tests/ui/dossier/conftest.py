"""A dossier on the screen, over a vault in memory."""

import pytest
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.services.desk import Desk
from tests.fakes import MemoryVault
from tests.people import ada
from tests.vaults import SetClock
from ui.dossier.page import DossierPage
from ui.tasks import Tasks


@pytest.fixture
def desk() -> Desk:
    return wiring.desk(MemoryVault(), SetClock())


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tasks: Tasks) -> DossierPage:
    """The dossier of Ada."""
    known = desk.editing.create(ada()).beneficiary.id
    desk.editing.forget_history()
    page = DossierPage(desk, tasks)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    with qtbot.waitSignal(page.model.changed):
        page.show_dossier(known)
    return page
