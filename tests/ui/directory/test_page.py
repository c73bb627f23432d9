"""The directory's page: found, corrected, brought up to date from a file of any columns."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from passeport.services.desk import Desk
from tests.journeys.conftest import write
from tests.ui.conftest import unnamed
from ui.directory.page import DirectoryPage
from ui.tasks import Tasks


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> Iterator[DirectoryPage]:
    page = DirectoryPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 768)
    page.show()
    with qtbot.waitSignal(page.model.found):
        page.start()
    yield page
    qtbot.waitUntil(lambda: tasks.is_idle)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lieux.csv"
    path.write_text("nom;ville;reseau\nCIO d’Essai;Massy;CIO\nMission locale d’Essai;Évry;ML\n;x;y\n", encoding="utf-8")
    return path


def names(page: DirectoryPage) -> list[str]:
    return [entry.point.name for entry in page.model.entries]


def bring_in(qtbot: QtBot, page: DirectoryPage, path: Path) -> None:
    with qtbot.waitSignal(page.model.proposed):
        page.read(path)
    with qtbot.waitSignal(page.model.found):
        page.incoming.apply.click()


def test_an_empty_directory_says_what_to_do(page: DirectoryPage) -> None:
    assert page.empty.isVisible()
    assert unnamed(page) == []


def test_a_file_is_shown_before_it_is_saved(qtbot: QtBot, page: DirectoryPage, here: Desk, table: Path) -> None:
    page.ask_path = lambda: table
    with qtbot.waitSignal(page.model.proposed):
        page.choose_file()
    assert page.incoming.isVisible()
    assert here.directory.find("") == ()
    assert unnamed(page) == []
    with qtbot.waitSignal(page.model.found):
        page.incoming.apply.click()
    assert names(page) == ["CIO d’Essai", "Mission locale d’Essai"]
    assert "lieux (2)" in page.count.text()
    assert "2 changements" in page.banner.words.text()


def test_a_file_can_be_given_up(qtbot: QtBot, page: DirectoryPage, here: Desk, table: Path) -> None:
    with qtbot.waitSignal(page.model.proposed):
        page.read(table)
    page.leave()
    assert not page.incoming.isVisible()
    assert here.directory.find("") == ()
    with qtbot.waitSignal(page.closed):
        page.leave()


def test_columns_that_are_not_known_are_asked_for(qtbot: QtBot, page: DirectoryPage, tmp_path: Path) -> None:
    path = tmp_path / "autres.csv"
    path.write_text("Lieu;Ville\nCIO d’Essai;Massy\n", encoding="utf-8")
    with qtbot.waitSignal(page.model.columns_wanted):
        page.read(path)
    assert page.incoming.columns["city"].code == "Ville"
    assert unnamed(page) == []
    page.incoming.columns["name"].code = "Lieu"
    with qtbot.waitSignal(page.model.proposed):
        page.incoming.read.click()
    assert page.model.proposal is not None
    assert [point.network for point in page.model.proposal.changes.added] == ["CIO"]


def test_a_file_that_is_none_says_so(qtbot: QtBot, page: DirectoryPage, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff\x00")
    with qtbot.waitSignal(page.model.refused):
        page.read(path)
    assert "ne contient pas de liste" in page.banner.words.text()


def test_search_and_network(qtbot: QtBot, page: DirectoryPage, table: Path) -> None:
    bring_in(qtbot, page, table)
    with qtbot.waitSignal(page.model.found):
        page.search.setText("evry")
    assert names(page) == ["Mission locale d’Essai"]
    with qtbot.waitSignal(page.model.found):
        page.network.code = "CIO"
    assert names(page) == []
    assert "ne répond" in page.count.text()


def test_a_correction_and_the_way_back(qtbot: QtBot, page: DirectoryPage, table: Path) -> None:
    bring_in(qtbot, page, table)
    page._edit(page.model.entries[0])
    assert page.editor.note.isVisible()
    assert unnamed(page) == []
    page.editor.entries["telephone"].setText("01 99 00 00 09")
    with qtbot.waitSignal(page.model.found):
        page.editor.save()
    assert not page.editor.isVisible()
    assert page.model.entries[0].corrected is not None
    page._edit(page.model.entries[0])
    with qtbot.waitSignal(page.model.found):
        page.editor.restore.click()
    assert page.model.entries[0].corrected is None


def test_by_hand_and_away_again(qtbot: QtBot, page: DirectoryPage) -> None:
    page.add()
    page.editor.save()
    assert page.editor.fields["name"].error
    page.editor.entries["name"].setText("PIJ d’Essai 2 85 05 78 006 084 91")
    page.editor.network.code = "INFO_JEUNESSE"
    with qtbot.waitSignal(page.model.refused):
        page.editor.save()
    page.editor.entries["name"].setText("PIJ d’Essai")
    with qtbot.waitSignal(page.model.found):
        page.editor.save()
    assert names(page) == ["PIJ d’Essai"]
    page._edit(page.model.entries[0])
    with qtbot.waitSignal(page.model.found):
        page.editor.remove.click()
    assert names(page) == []


def typed_and_left(qtbot: QtBot, page: DirectoryPage, tasks: Tasks) -> None:
    page.add()
    qtbot.waitUntil(lambda: tasks.is_idle)
    write(page.editor.entries["name"], "Point d’accueil à moitié")
    write(page.editor.entries["city"], "1 85 05 78 006 084 91")  # no draft holds a social security number
    page.hide()
    qtbot.waitUntil(lambda: tasks.is_idle)


def test_what_was_typed_of_a_place_is_kept_and_taken_again(
    qtbot: QtBot, page: DirectoryPage, here: Desk, tasks: Tasks
) -> None:
    typed_and_left(qtbot, page, tasks)
    (kept,) = here.drafts.of(None)
    assert (kept.is_of_a_point, kept.fields["name"]) == (True, "Point d’accueil à moitié")
    assert "85 05 78" not in kept.fields["city"]
    again = DirectoryPage(here, tasks)
    qtbot.addWidget(again)
    again.resize(1100, 768)
    again.show()
    again.resume(kept)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert again.editor.entries["name"].text() == "Point d’accueil à moitié"
    assert again.editor.frame.banner.isVisible()
    again.editor.entries["city"].clear()
    again.editor.network.code = "CIO"
    with qtbot.waitSignal(again.model.kept):
        again.editor.save()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert here.drafts.of(None) == ()
    assert names(again) == ["Point d’accueil à moitié"]


def test_what_was_typed_of_a_place_is_forgotten_when_asked(
    qtbot: QtBot, page: DirectoryPage, here: Desk, tasks: Tasks
) -> None:
    typed_and_left(qtbot, page, tasks)
    page.show()
    page.add()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.editor.entries["name"].text() == "Point d’accueil à moitié"
    page.editor.forget.click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (page.editor.entries["name"].text(), here.drafts.of(None)) == ("", ())
    assert not page.editor.forget.isEnabled()
