"""The door as a screen reader has it, over the real bus of AT-SPI: read, filled in and opened."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport import wiring
from passeport.services.desk import Desk
from tests import vaults
from tests.people import ada
from tests.ui.accessibility import at_spi
from tests.ui.accessibility.at_spi import Listener, Node

pytestmark = pytest.mark.skipif(
    bool(at_spi.what_is_missing()), reason=f"no screen reader could work here: {at_spi.what_is_missing()} is missing"
)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    """Somebody who listens to the application, started as everybody starts it, on a vault with one person."""
    folder = tmp_path / "coffre"
    vault = vaults.create(folder)
    desk: Desk = wiring.desk(vault)
    desk.editing.create(ada())
    vault.lock()
    with at_spi.desktop(tmp_path) as environment:
        command = [sys.executable, "-m", "passeport", "--vault", str(folder)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        listener = Listener.on(environment)
        try:
            yield listener
        finally:
            listener.close()
            process.terminate()
            process.wait()


def heard(listener: Listener, root: Node) -> set[tuple[str, str]]:
    return {(listener.role(node), listener.name(node)) for node in listener.walk(root)}


def test_the_door_is_read_and_worked_as_a_screen_reader_does(listener: Listener) -> None:
    window = listener.window("Passeport")
    said = heard(listener, window)
    assert {("push button", "Ouvrir le coffre-fort"), ("push button", "Phrase de passe perdue\u202f?")} <= said
    assert listener.labels(listener.found(window, "combo box", "Compte")) == ["Compte"]
    passphrase = listener.found(window, "text", "Phrase de passe")
    assert listener.labels(passphrase) == ["Phrase de passe"]
    listener.write(passphrase, vaults.PASSPHRASE)
    assert vaults.PASSPHRASE not in {listener.name(node) for node in listener.walk(window)}
    listener.press(listener.found(window, "push button", "Ouvrir le coffre-fort"))
    listener.found(window, "list item", "D’EXEMPLE Ada-Inès")  # a person of the vault, on the first page
    assert ("push button", "Ouvrir le coffre-fort") not in heard(listener, window)
