"""A file of the directory that takes long: how far its reading is, and a way to stop it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from passeport.services.desk import Desk
from ui.directory.model import DirectoryModel
from ui.tasks import Tasks


def test_the_reading_of_a_file_is_stopped_and_says_so(qtbot: QtBot, here: Desk, tasks: Tasks, tmp_path: Path) -> None:
    file = tmp_path / "annuaire.csv"
    lines = (f"CIO d’Essai {number};CIO;75001;Paris" for number in range(5_000))
    file.write_text("\n".join(["nom;réseau;code postal;ville", *lines]), encoding="utf-8")
    model = DirectoryModel(here, tasks)
    told: list[int] = []
    model.advance.progressed.connect(told.append)
    with qtbot.waitSignal(model.refused):
        model.read(file, {"name": "nom", "network": "réseau", "postal_code": "code postal", "city": "ville"})
        model.advance.stop()
    assert model.reading is None
    assert model.proposal is None
    assert (told[0], told[-1]) == (0, 100)
    assert here.directory.find("CIO") == ()
