"""Every control of the two pages has a name for who cannot see it, and can be reached by the keyboard."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from passeport.domain.agreement import Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from tests import people
from tests.ui.conftest import unnamed
from ui.forms.rich_editor import RichEditor
from ui.merging.page import ReunionPage
from ui.passport.export_page import ExportPage
from ui.passport.import_page import ImportPage
from ui.passport.known_stations import KnownStations
from ui.tasks import Tasks
from ui.widgets.fields import Field


@pytest.fixture
def dossier(here: Desk) -> Dossier:
    return here.editing.create(people.ada())


def test_every_control_of_the_export_has_a_name(qtbot: QtBot, here: Desk, tasks: Tasks, dossier: Dossier) -> None:
    page = ExportPage(here, tasks)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.model.loaded):
        page.start(dossier.beneficiary.id)
    assert len(page.content.sections) > 10
    assert unnamed(page) == []


def test_every_control_of_the_import_has_a_name(
    qtbot: QtBot, here: Desk, there: Desk, tasks: Tasks, dossier: Dossier, tmp_path: Path
) -> None:
    to = Recipient(name=people.CITE_DES_METIERS.name, network=people.CITE_DES_METIERS.network)
    scope = Scope(sections=frozenset({"IDENTITY", "EXPERIENCE", "LANGUAGES"}))
    agreement = here.passports.agree(dossier.beneficiary.id, to, scope, "ECRIT")
    file = tmp_path / "passeport.json"
    here.passports.issue(dossier.beneficiary.id, agreement, file, FileFormat.JSON)
    page = ImportPage(there, tasks)
    qtbot.addWidget(page)
    page.start()
    assert unnamed(page) == []
    with qtbot.waitSignal(page.model.compared):
        page.read(file)
    assert page.differences.rows
    assert unnamed(page) == []


def test_every_control_of_the_known_stations_and_of_the_reunion_has_a_name(
    qtbot: QtBot, here: Desk, tasks: Tasks, dossier: Dossier
) -> None:
    stations = KnownStations(here, tasks)
    qtbot.addWidget(stations)
    with qtbot.waitSignal(stations.model.changed):
        stations.show()
    assert unnamed(stations) == []
    other = here.dossiers.create(people.ada_identity().evolve(given_names="Ada"))
    page = ReunionPage(here, tasks)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.model.started):
        page.start(dossier.beneficiary.id)
    assert unnamed(page) == []
    with qtbot.waitSignal(page.model.compared):
        page.model.choose(other)
    assert page.differences.rows
    assert unnamed(page) == []


def test_every_control_of_a_formatted_field_has_a_name(qtbot: QtBot) -> None:
    field = Field("Description", RichEditor())
    qtbot.addWidget(field)
    assert unnamed(field) == []
    assert field.label.buddy() is field.entry
