"""A folder on the page that brings passports in: how far it is, what became of the files, those to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from exports.europass.candidate_writer import write_candidate
from passeport.domain.arrival import Arrival, Outcome
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import VaultNotWritable
from passeport.domain.reading import SignatureState
from passeport.services.desk import Desk
from storage.dossier_store import SqlDossierStore
from tests import people
from tests.crowds import nearly_ada, write_crowd
from tests.ui.conftest import unnamed
from ui.passport import folder_panel
from ui.passport.import_page import ImportPage
from ui.tasks import Tasks


@pytest.fixture
def page(qtbot: QtBot, there: Desk, tasks: Tasks) -> Iterator[ImportPage]:
    page = ImportPage(there, tasks)
    qtbot.addWidget(page)
    page.resize(1120, 700)
    page.show()
    page.start()
    yield page
    page.stop()


@pytest.fixture
def folder(there: Desk, tmp_path: Path) -> Path:
    """Five people, somebody who is nearly known here, and what is no passport."""
    there.dossiers.create(people.ada_identity())
    found = tmp_path / "reçus"
    write_crowd(found, 5)
    (found / "presque-ada.xml").write_bytes(write_candidate(nearly_ada()))
    (found / "vacances.png").write_bytes(b"\x89PNG rien")
    return found


def shown(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    with qtbot.waitSignal(page.folder_model.opened):
        page.read(folder)


def gone_through(qtbot: QtBot, page: ImportPage, button: QPushButton) -> None:
    with qtbot.waitSignal(page.folder_model.finished):
        button.click()


def words(page: ImportPage) -> str:
    QApplication.processEvents()  # what was added to the page is shown
    return "\n".join(label.text() for label in page.folder.findChildren(QLabel) if label.isVisibleTo(page))


def openers(page: ImportPage) -> list[QPushButton]:
    QApplication.processEvents()
    buttons = page.folder.findChildren(QPushButton)
    return [one for one in buttons if one.isVisibleTo(page) and one.accessibleName().startswith("Ouvrir ")]


def more(page: ImportPage) -> list[QPushButton]:
    QApplication.processEvents()
    return [one for one in page.folder.findChildren(QPushButton) if one.isVisibleTo(page) and "suivants" in one.text()]


def test_choosing_a_folder_says_how_many_files_and_reads_none(
    qtbot: QtBot, page: ImportPage, there: Desk, folder: Path
) -> None:
    page.ask_folder = lambda: folder
    with qtbot.waitSignal(page.folder_model.opened):
        page.choose_folder()
    assert "7 fichiers" in page.folder.heading.text()
    assert page.folder.bring_in.hasFocus()
    assert there.dossiers.count() == 1
    assert unnamed(page) == []


def test_a_folder_can_be_dropped(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    with qtbot.waitSignal(page.folder_model.opened):
        page.drop_zone.dropEvent(drop)
    assert page.folder.isVisible()


def test_looking_first_writes_nothing(qtbot: QtBot, page: ImportPage, there: Desk, folder: Path) -> None:
    shown(qtbot, page, folder)
    gone_through(qtbot, page, page.folder.check)
    assert there.dossiers.count() == 1
    assert "5 nouveaux dossiers" in words(page)
    assert "Rien n’est enregistré" in page.folder.banner.words.text()


def test_what_is_sure_comes_in_and_the_rest_is_listed(
    qtbot: QtBot, page: ImportPage, there: Desk, folder: Path
) -> None:
    shown(qtbot, page, folder)
    told: list[tuple[int, int]] = []
    page.folder_model.progressed.connect(lambda done, total: told.append((done, total)))
    gone_through(qtbot, page, page.folder.bring_in)
    assert there.dossiers.count() == 6
    assert told[0] == (0, 7)
    assert "5 nouveaux dossiers" in words(page)
    assert "2 fichiers mis de côté" in words(page)
    assert [one.accessibleName() for one in openers(page)] == ["Ouvrir presque-ada.xml", "Ouvrir vacances.png"]
    assert "Un dossier ressemble à cette personne" in words(page)
    assert unnamed(page) == []
    gone_through(qtbot, page, page.folder.bring_in)
    assert there.dossiers.count() == 6
    assert "5 fichiers sans rien de nouveau" in words(page)


def test_a_file_set_aside_is_opened_alone_and_leaves_the_list_once_saved(
    qtbot: QtBot, page: ImportPage, there: Desk, folder: Path
) -> None:
    shown(qtbot, page, folder)
    gone_through(qtbot, page, page.folder.bring_in)
    with qtbot.waitSignal(page.model.read):
        openers(page)[0].click()
    page.leave()  # to the list again, with nothing saved
    assert page.folder.isVisible()
    assert len(openers(page)) == 2
    with qtbot.waitSignal(page.model.read):
        openers(page)[0].click()
    with qtbot.waitSignal(page.model.compared):
        page.model.choose(None)
    with qtbot.waitSignal(page.model.saved):
        page.save_button.click()
    assert there.dossiers.count() == 7
    assert page.folder.isVisible()
    assert "créé depuis le passeport" in page.banner.words.text()
    assert [one.accessibleName() for one in openers(page)] == ["Ouvrir vacances.png"]
    with qtbot.waitSignal(page.model.refused):
        openers(page)[0].click()
    assert page.folder.isVisible()
    assert "vacances.png" in page.banner.words.text()
    with qtbot.waitSignal(page.cancelled):
        page.leave()


def test_stopping_keeps_what_is_done_and_the_next_run_goes_on(
    qtbot: QtBot, page: ImportPage, there: Desk, tmp_path: Path
) -> None:
    many = tmp_path / "beaucoup"
    write_crowd(many, 120)
    shown(qtbot, page, many)
    page.folder.bring_in.click()
    qtbot.waitUntil(lambda: page.folder.progress.value() > 0)
    with qtbot.waitSignal(page.folder_model.finished):
        page.leave()  # Esc stops, and does not leave
    done = there.dossiers.count()
    assert 0 < done < 120
    assert "Ce qui est enregistré le reste" in page.folder.banner.words.text()
    gone_through(qtbot, page, page.folder.bring_in)
    assert there.dossiers.count() == 120
    assert f"{done} fichiers sans rien de nouveau" in words(page)


def test_a_disk_that_refuses_says_so_and_what_is_done_stays(
    qtbot: QtBot, page: ImportPage, there: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(qtbot, page, folder)
    add, left = SqlDossierStore.add, [3]

    def full_after_three(store: SqlDossierStore, dossier: Dossier) -> Dossier:
        if not left[0]:
            raise VaultNotWritable(path="coffre", detail="disk full")
        left[0] -= 1
        return add(store, dossier)

    with monkeypatch.context() as full_disk:
        full_disk.setattr(SqlDossierStore, "add", full_after_three)
        gone_through(qtbot, page, page.folder.bring_in)
    assert there.dossiers.count() == 4
    assert "Impossible d’écrire" in page.folder.banner.words.text()
    gone_through(qtbot, page, page.folder.bring_in)
    assert there.dossiers.count() == 6


def test_the_page_shows_the_folder_that_is_still_coming_in(
    qtbot: QtBot, page: ImportPage, there: Desk, tmp_path: Path
) -> None:
    many = tmp_path / "beaucoup"
    write_crowd(many, 40)
    shown(qtbot, page, many)
    page.folder.bring_in.click()
    page.hide()
    page.start()
    with qtbot.waitSignals([page.folder_model.finished, page.said]):
        page.start(many / "000.xml")
    assert page._body.currentWidget() is page.folder
    assert there.dossiers.count() == 40


def test_a_long_list_is_shown_a_part_at_a_time(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_panel, "_SHOWN", 3)
    found = tmp_path / "photos"
    found.mkdir()
    for number in range(8):
        (found / f"{number}.png").write_bytes(b"\x89PNG")
    shown(qtbot, page, found)
    gone_through(qtbot, page, page.folder.bring_in)
    assert (len(openers(page)), more(page)[0].text()) == (3, "Montrer les suivants (5)")
    more(page)[0].click()
    assert (len(openers(page)), more(page)[0].text()) == (6, "Montrer les suivants (2)")
    more(page)[0].click()
    assert (len(openers(page)), more(page)) == (8, [])


def test_what_differs_is_listed_too(qtbot: QtBot, page: ImportPage, there: Desk, tmp_path: Path) -> None:
    there.dossiers.create(people.ada_identity())
    found = tmp_path / "reçus"
    found.mkdir()
    elsewhere = people.ada_passport().evolve(identity=people.ada_identity().evolve(birth_place="Massy"))
    (found / "ada.xml").write_bytes(write_candidate(elsewhere))
    shown(qtbot, page, found)
    gone_through(qtbot, page, page.folder.bring_in)
    report = page.folder_model.report
    assert report is not None
    (arrival,) = report.aside
    assert isinstance(arrival, Arrival)
    assert (arrival.outcome, arrival.left) == (Outcome.COMPLETED, 1)
    assert "1 élément diffère du dossier" in words(page)
    with qtbot.waitSignal(page.model.read):
        openers(page)[0].click()
    assert page.model.incoming is not None
    assert page.model.incoming.signature is SignatureState.ABSENT
