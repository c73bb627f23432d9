"""One window for each look and each account, opened once for all its scenes."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests import vaults
from tests.gallery.stage import Look, Stage, staged
from tests.gallery.vaults import NEWCOMER, NEWCOMER_SECRET, SUPERVISOR, SUPERVISOR_SECRET, places

WHO = {
    "door": None,
    "conseiller": (vaults.ACCOUNT, vaults.PASSPHRASE),
    "supervisor": (SUPERVISOR, SUPERVISOR_SECRET),
    "newcomer": (NEWCOMER, NEWCOMER_SECRET),
}


@pytest.fixture(scope="module")
def stage(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """The window of an account (`WHO`) in a look; the parameter is the pair of them."""
    assert qapp is not None
    QAccessible.setActive(True)  # as while somebody listens: what is told follows what is shown
    who, look = request.param
    assert isinstance(look, Look)
    with staged(places(tmp_path_factory.mktemp("gallery") / "coffre"), look) as made:
        secret = WHO[who]
        if secret is not None:
            made.unlock(*secret)
        yield made
