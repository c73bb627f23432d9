"""The palette is whole: what a page opens is opened from there too, and from anywhere what needs nobody in sight."""

from collections.abc import Callable, Iterator
from inspect import signature

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.listing import Listing
from passeport.services.desk import Desk
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import ada
from ui.navigation import Navigation
from ui.palette.command import Command, Group
from ui.palette.dialog import CommandPalette
from ui.tasks import Tasks
from ui.workspace import Workspace

NEEDS_SOMEBODY = {"DossierPage", "ExportPage", "ReferPage", "AnswerPage", "ReunionPage", "RightsPage"}
"""Pages about one person: nobody goes there without choosing who."""
OF_A_CHOICE = {"Asking", "ListName", "PostponeDialog"}
"""What is asked about the lines that are chosen on a page, or its filters, of which another page has none."""
FURTHER_ON = {
    "asked: Choisir un passeport",
    "asked: Choisir une liste",
    "asked: Enregistrer les lignes à corriger",
    "asked: Dossier où écrire les passeports",
}
"""Files that are asked for in the course of what a page is for: one is there already."""


@pytest.fixture
def desk(here: Desk) -> Desk:
    here.editing.create(ada())
    return here


@pytest.fixture
def space(
    qtbot: QtBot, desk: Desk, tasks: Tasks, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> Iterator[Workspace]:
    for name in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, _noting(asked, ("", "") if name != "getExistingDirectory" else ""))
    for kind in (QFileDialog, QPrintDialog):
        monkeypatch.setattr(kind, "exec", _noting(asked, 0))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("", False))
    space = Workspace(desk, tasks)
    qtbot.addWidget(space)
    space.resize(1300, 800)
    space.show()
    qtbot.waitUntil(lambda: tasks.is_idle)
    yield space
    qtbot.waitUntil(lambda: tasks.is_idle)


@pytest.fixture
def asked() -> list[str]:
    """The titles of the files that were asked for."""
    return []


def _noting(asked: list[str], answer: object) -> Callable[..., object]:
    def note(*arguments: object) -> object:
        asked.append(f"asked: {arguments[1] if len(arguments) > 1 else type(arguments[0]).__name__}")
        return answer

    return note


def opened_by(run: Callable[[], object], space: Workspace, asked: list[str], qtbot: QtBot) -> set[str]:
    """What comes of doing something where one is: another page, a question, a file to choose; all is put away."""
    before = space.pages.currentWidget()
    asked.clear()
    run()
    qtbot.waitUntil(lambda: space._tasks.is_idle and space.background.is_idle)
    found = set(asked)
    here = space.pages.currentWidget()
    if here is not before:
        found.add(type(here).__name__)
    for dialog in space.findChildren(QDialog):
        if dialog.isVisible():
            found.add(type(dialog).__name__)
            dialog.reject()
    qtbot.waitUntil(lambda: space._tasks.is_idle)
    return found - {"CommandPalette"}


def reached_from(begin: Callable[[], None], space: Workspace, asked: list[str], qtbot: QtBot) -> set[str]:
    """What comes of every command that is offered where `begin` leads."""
    begin()
    found: set[str] = set()
    for command in offered(space):
        if command.words != "Verrouiller":
            begin()
            found |= opened_by(command.run, space, asked, qtbot)
    return found


def offered(space: Workspace) -> list[Command]:
    return space._offered_commands()


def ways(space: Workspace) -> dict[str, Callable[[], None]]:
    """The ways of the navigation that need nobody."""
    found = {}
    for name in dir(Navigation):
        if name.startswith(("show_", "start_", "add_")):
            way = getattr(space, name)
            needed = [one for one in signature(way).parameters.values() if one.default is one.empty]
            if callable(way) and not needed and name != "show_commands":
                found[name] = way
    return found


def test_every_way_of_the_navigation_is_offered_on_every_page(qtbot: QtBot, space: Workspace, asked: list[str]) -> None:
    reached = reached_from(space.show_today, space, asked, qtbot)
    wanted: set[str] = set()
    for way in ways(space).values():
        space.show_today()
        wanted |= opened_by(way, space, asked, qtbot)
    assert len(wanted) > 15
    assert wanted - reached == set()
    everywhere = {command.words for command in offered(space) if command.group is not Group.HERE}
    space.show_directory()
    assert everywhere <= {command.words for command in offered(space)}


def test_what_a_page_opens_is_opened_from_any_other(qtbot: QtBot, space: Workspace, asked: list[str]) -> None:
    elsewhere = reached_from(space.show_help, space, asked, qtbot)
    missing: dict[str, set[str]] = {}
    for name, way in ways(space).items():
        if name == "show_stations":
            continue  # a question over whichever page is there
        seen = set[str]()
        while True:
            way()
            qtbot.waitUntil(lambda: space._tasks.is_idle)
            runs = done_on(space.pages.currentWidget())  # anew: a page that is gone to again has other buttons
            new = next((words for words in runs if words not in seen), None)
            if new is None:
                break
            seen.add(new)
            found = opened_by(runs[new], space, asked, qtbot) - elsewhere - NEEDS_SOMEBODY - OF_A_CHOICE - FURTHER_ON
            if found:
                missing.setdefault(f"{name}, {new}", set()).update(found)
    assert missing == {}, missing


def done_on(page: QWidget | None) -> dict[str, Callable[[], object]]:
    """What can be done on a page by a key, or by a press on what says « … »: that it asks something; by its words."""
    assert page is not None
    buttons = (one for one in page.findChildren(QPushButton) if one.isEnabled() and one.isVisibleTo(page))
    found: dict[str, Callable[[], object]] = {made.text(): made.trigger for made in page.actions()}
    return found | {one.text(): one.click for one in buttons if one.text().endswith("…")}


def test_what_an_account_may_not_do_is_not_offered(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    def words(rank: str) -> set[str]:
        assert isinstance(desk.vault, SqlcipherVault)
        vaults.as_account(desk.vault, rank)
        space = Workspace(desk, tasks)
        qtbot.addWidget(space)
        qtbot.waitUntil(lambda: tasks.is_idle)
        return {command.words for command in offered(space)}

    more = words("ADMINISTRATOR") - words("CONSEILLER")
    assert {"Ajouter un compte", "Renouveler les clés", "Modifier les durées de conservation"} <= more


def test_a_command_is_found_by_another_word_for_it_after_those_that_bear_it(space: Workspace) -> None:
    def found(typed: str) -> list[str]:
        palette = CommandPalette(offered(space), space)
        palette.search.setText(typed)
        said = [palette.list.item(row).text().split("    ")[0] for row in range(palette.list.count())]
        palette.reject()
        return said

    assert "Comptes et clés" in found("utilisateurs"[:-1])
    assert "Conservation" in found("rgpd")
    assert "Sauvegarder maintenant" in found("backup")
    assert "Points d’accueil connus" in found("confiance")
    assert "Verrouiller" in found("déconnexion")
    assert "Agenda" in found("rendez-vous")
    assert "Préférences" in found("thème sombre")
    assert found("aj compte")[0] == "Ajouter un compte"
    assert found("licorne") == []
    borne = found("sauvegarde")
    assert borne.index("Sauvegardes") < borne.index("Imprimer une clé de secours")


def test_a_list_that_is_kept_is_shown_from_anywhere(qtbot: QtBot, space: Workspace, desk: Desk, tasks: Tasks) -> None:
    for code, name in (("ETUDIANT", "Mes étudiants"), ("RETRAITE", "Mes retraités")):
        desk.lists.keep(name, Listing(situations=(code,)))
    space.show_people()
    qtbot.waitUntil(lambda: tasks.is_idle)
    for _ in range(2):  # again, once other choices were made
        space.show_journal()
        command = next(one for one in offered(space) if "Mes étudiants" in one.words)
        command.run()
        qtbot.waitUntil(lambda: tasks.is_idle)
        assert space.pages.currentWidget() is space.people
        assert space.people.people.listing.situations == ("ETUDIANT",)
        assert space.people.filters.isVisible()
        space.people.filters.clear()
        qtbot.waitUntil(lambda: tasks.is_idle)
