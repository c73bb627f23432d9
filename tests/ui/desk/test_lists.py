"""Lists in the window: filtered, kept under a name, several people at once and back; anybody from the palette."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Situation
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.listing import Order
from passeport.domain.parcours import NoteLevel
from passeport.services.checking import checked
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import NoteEntry, StepEntry
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.journeys.conftest import write
from ui.desk.columns import NAME, SITUATION
from ui.desk.page import DeskPage
from ui.desk.people import NOTE
from ui.palette.dialog import CommandPalette
from ui.palette.offered import on_page
from ui.palette.people import PeopleSearch
from ui.tasks import Tasks
from ui.widgets.entries import ChoiceCombo
from ui.widgets.fields import SuggestingLine


def add(desk: Desk, given: str, birth: str) -> BeneficiaryId:
    return desk.dossiers.create(
        checked(Identity, {"given_names": given, "family_name": "Exemple", "birth_date": birth})
    )


def shown(page: DeskPage) -> list[str]:
    found = (page.people.summary(page.people.index(row, 0)) for row in range(page.people.rowCount()))
    return [f"{one.given_names} {one.family_name}" for one in found if one is not None]


@pytest.fixture
def people(here: Desk) -> list[BeneficiaryId]:
    made = [add(here, given, birth) for given, birth in (("Ada", "1999"), ("Zoé", "1970"), ("Ali", "1985"))]
    here.dossiers.change_situation(made[0], Situation(code="ETUDIANT"))
    return made


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, people: list[BeneficiaryId]) -> DeskPage:
    page = DeskPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert len(shown(page)) == len(people)
    return page


def select(page: DeskPage, count: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    for row in range(count):
        page.list.selectionModel().select(page.people.index(row, 0), flags.Select | flags.Rows)


def test_a_filter_and_an_order_make_a_list_that_is_kept_and_forgotten(
    qtbot: QtBot, page: DeskPage, tasks: Tasks
) -> None:
    page.fold_filters()
    assert page.filters.isVisible()
    page.filters.situation.codes = ("ETUDIANT",)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (shown(page), page.count.text()) == (["Ada Exemple"], "1 personne")
    page.filters.keep_as("Mes étudiants")
    qtbot.waitUntil(lambda: tasks.is_idle)
    page.filters.clear()
    page.filters.order.code = f"{Order.BIRTH}-"
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == ["Ada Exemple", "Ali Exemple", "Zoé Exemple"]
    page.filters.view.setCurrentText("Mes étudiants")
    page.filters.view.code = page.filters.view.itemData(1)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == ["Ada Exemple"]
    page.filters.forget()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.filters.view.count() == 1
    page.filters.situation.codes = ("RETRAITE",)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.none_such.isVisible()


def test_a_name_that_no_list_can_bear_is_said_beside_it_and_stays(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks
) -> None:
    page.filters.situation.codes = ("ETUDIANT",)
    page.filters.keep()
    dialog = page.filters.naming
    assert dialog is not None
    for typed, said in (("", "un nom"), ("é" * 10_000, "trop long")):
        dialog.name.setText(typed)
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: tasks.is_idle)
        assert said in dialog.field.error
        assert (dialog.isVisible(), dialog.name.text()) == (True, typed)
    dialog.name.setText("Mes étudiants")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.filters.naming is None
    assert [view.name for view in here.lists.views()] == ["Mes étudiants"]


def test_several_are_given_to_nobody_and_back(qtbot: QtBot, page: DeskPage, tasks: Tasks) -> None:
    select(page, 2)
    assert page.bulk.isVisible()
    page.bulk.assign()
    qtbot.waitUntil(lambda: tasks.is_idle)
    dialog = page.bulk.dialog
    assert dialog is not None
    whom = dialog.findChild(ChoiceCombo)
    assert isinstance(whom, ChoiceCombo)
    whom.code = "NOBODY"
    with qtbot.waitSignal(page.undoable) as done:
        dialog.save.click()
    assert done.args == ["Dossiers confiés\u00a0: 2."]
    page.filters.conseiller.codes = ("NOBODY",)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert len(shown(page)) == 2
    with qtbot.waitSignal(page.said):
        page.undo()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == []


def test_what_is_done_to_several_is_stopped_and_nothing_of_it_is_kept(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks
) -> None:
    select(page, 3)
    page.bulk.tag()
    qtbot.waitUntil(lambda: tasks.is_idle)
    dialog = page.bulk.dialog
    assert dialog is not None
    entry = dialog.findChild(SuggestingLine)
    assert isinstance(entry, SuggestingLine)
    entry.setText("lundi")
    page.bulk.advance.progressed.connect(lambda _percent: page.bulk.advance.stop())
    dialog.save.click()
    assert dialog.progress.isVisible()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert "Rien n’a été modifié" in dialog.banner.words.text()
    assert dialog.save.isEnabled()
    assert here.lists.tags() == ()


def test_a_heading_sorts_and_sorts_back_and_the_keyboard_does_the_same(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    head = page.list.horizontalHeader()
    assert str(page.people.headerData(NAME, Qt.Orientation.Horizontal)) == "Nom ↑"
    here.dossiers.change_situation(people[1], Situation(code="SALARIE_PRIVE"))
    head.sectionClicked.emit(SITUATION)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == ["Ada Exemple", "Zoé Exemple", "Ali Exemple"]  # étudiant, salarié, not said
    assert "↑" in str(page.people.headerData(SITUATION, Qt.Orientation.Horizontal))
    page.list.setFocus()
    page.list.setCurrentIndex(page.people.index(0, SITUATION))
    page.list.sort_here()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == ["Ali Exemple", "Zoé Exemple", "Ada Exemple"]
    assert page.filters.order.code == "SITUATION-"


def test_somebody_is_pinned_shown_so_and_offered_by_an_empty_palette(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    page.list.go_to(page.people.index(2, 0))
    page.pin()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.people.pinned == {people[1]}
    assert page.people.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("épinglée")
    here.dossiers.open(people[2])
    palette = CommandPalette(on_page(page), page, PeopleSearch(here, tasks))
    palette.open()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert [palette.list.item(row).text()[:11] for row in range(2)] == ["Zoé Exemple", "Ali Exemple"]
    with qtbot.waitSignal(palette.person_chosen) as done:
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert done.args == [people[1]]
    page.pin()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.people.pinned == frozenset()


def test_enter_in_the_palette_waits_for_the_people_and_reads_no_note_before(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    palette = CommandPalette(on_page(page), page, PeopleSearch(here, tasks))
    palette.open()
    qtbot.waitUntil(lambda: tasks.is_idle)
    noted = QSignalSpy(palette._people.noted)  # type: ignore[union-attr]
    write(palette.search, "zoé")
    with qtbot.waitSignal(palette.person_chosen) as done:
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert done.args == [people[1]]
    assert noted.count() == 0


def test_all_of_a_list_are_chosen_those_off_the_screen_too(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks
) -> None:
    for number in range(120):
        add(here, f"Ada{number}", "1999")
    page.refresh()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.people.rowCount() == 100
    page.choose_everybody()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert len(page.bulk.people) == 123
    assert page.bulk.words.text().startswith("123")


def test_a_tag_that_is_too_long_is_said_in_the_question_and_what_was_typed_stays(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks
) -> None:
    select(page, 2)
    page.bulk.tag()
    qtbot.waitUntil(lambda: tasks.is_idle)
    dialog = page.bulk.dialog
    assert dialog is not None
    entry = dialog.findChild(SuggestingLine)
    assert isinstance(entry, SuggestingLine)
    entry.setText("é" * 10_000)
    dialog.save.click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert dialog.banner.isVisible()
    assert len(entry.text()) == 10_000
    entry.setText("groupe du lundi")
    with qtbot.waitSignal(page.undoable):
        dialog.save.click()
    assert here.lists.tags() == ("groupe du lundi",)


def test_a_list_is_exported_once_the_passphrase_is_strong(
    qtbot: QtBot, page: DeskPage, tasks: Tasks, tmp_path: Path
) -> None:
    select(page, 3)
    page.bulk.ask_path = lambda: tmp_path / "liste.xlsx"
    page.bulk.export()
    dialog = page.bulk.dialog
    assert dialog is not None
    for phrase in ("azerty", "sept mots sans lien pour cet essai"):
        for entry in dialog.findChildren(QLineEdit):
            entry.setText(phrase)
        dialog.save.click()
        qtbot.waitUntil(lambda: tasks.is_idle)
        assert (tmp_path / "liste.xlsx").exists() == (phrase != "azerty")


def test_the_palette_finds_people_beside_commands(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    palette = CommandPalette(on_page(page), page, PeopleSearch(here, tasks))
    palette.open()
    write(palette.search, "zoé exmple")
    qtbot.waitUntil(lambda: tasks.is_idle)
    said = [palette.list.item(row).text()[:8] for row in range(palette.list.count())]
    assert said == ["Zoé Exem", "Notes", "Chercher"]
    with qtbot.waitSignal(palette.person_chosen) as done:
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert done.args == [people[1]]


def test_what_is_typed_is_looked_for_among_those_that_the_filters_keep(
    qtbot: QtBot, page: DeskPage, tasks: Tasks
) -> None:
    page.filters.situation.codes = ("ETUDIANT",)
    qtbot.waitUntil(lambda: tasks.is_idle)
    write(page.search, "exemple")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (shown(page), page.count.text()) == (["Ada Exemple"], "1 personne sur 1")
    write(page.search, " ali")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.none_here.isVisible()
    page.look_everywhere()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (shown(page), page.search.text()) == (["Ali Exemple"], "exemple ali")
    assert page.people.listing.is_everybody


def test_what_was_done_to_several_goes_back_by_a_key_long_after_the_word_is_gone(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    here.assignments.tag(tuple(people), ("lundi",), ())
    with qtbot.waitSignal(page.said) as heard:
        command(page, "Ctrl+Z").trigger()
    assert (heard.args, here.lists.tags()) == (["Annulé pour 3 personnes."], ())
    with qtbot.waitSignal(page.undoable):
        command(page, "Ctrl+Shift+Z").trigger()
    assert here.lists.tags() == ("lundi",)
    qtbot.waitUntil(lambda: tasks.is_idle)


def command(page: DeskPage, key: str) -> QAction:
    return next(one for one in page.actions() if one.shortcut().toString() == key)


def test_a_tag_is_taken_off_those_who_bear_it(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    here.assignments.tag(tuple(people), ("lundi",), ())
    select(page, 2)
    page.bulk.tag()
    qtbot.waitUntil(lambda: tasks.is_idle)
    dialog = page.bulk.dialog
    assert dialog is not None
    entry, off = dialog.findChild(SuggestingLine), dialog.findChild(QCheckBox)
    assert isinstance(entry, SuggestingLine)
    assert isinstance(off, QCheckBox)
    entry.setText("Lundi")
    off.setChecked(True)
    assert dialog.save.text() == "Retirer l’étiquette"
    with qtbot.waitSignal(page.undoable) as done:
        dialog.save.click()
    assert done.args == ["Étiquette retirée de\u00a0: 2 personnes."]
    assert sum(bool(here.dossiers.open(one).beneficiary.tags) for one in people) == 1
    qtbot.waitUntil(lambda: tasks.is_idle)


def test_a_filter_keeps_those_of_several_values_and_a_kept_list_remembers_them(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    here.dossiers.change_situation(people[1], Situation(code="RETRAITE"))
    page.filters.situation.codes = ("ETUDIANT", "RETRAITE")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == ["Ada Exemple", "Zoé Exemple"]
    assert page.filters.situation.text() == "Situations\u00a0: 2"
    page.filters.keep_as("Deux situations")
    qtbot.waitUntil(lambda: tasks.is_idle)
    page.filters.clear()
    assert not page.filters.situation.codes
    page.filters.conseiller.codes = ("NOBODY", str(here.vault.account.id))
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert len(shown(page)) == 3
    page.filters.view.code = page.filters.view.itemData(1)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.filters.situation.codes == ("ETUDIANT", "RETRAITE")
    assert shown(page) == ["Ada Exemple", "Zoé Exemple"]


def told(desk: Desk, person: BeneficiaryId, words: str, level: NoteLevel = NoteLevel.TEAM) -> None:
    parcours = desk.parcours.open_parcours(person, "Métier")
    entry = StepEntry(type="ENTRETIEN", day=desk.clock.today(), notes=(NoteEntry(text=words, level=level),))
    desk.parcours.record_step(person, entry, parcours)


def test_a_word_of_a_note_finds_who_it_speaks_of_after_those_of_that_name(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    told(here, people[2], "Projet avec sa sœur Zoé : une boulangerie à Melun")
    with qtbot.waitSignal(page.people.noted):
        write(page.search, "zoé")
    assert (shown(page), page.count.text()) == (["Zoé Exemple", "Ali Exemple"], "2 personnes sur 3")
    assert page.people.index(0, 0).data(NOTE) == ""
    assert "sa sœur Zoé" in page.people.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    page.search.clear()
    page.people._pause.setInterval(60_000)  # as if one wrote on
    write(page.search, "boulang")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (shown(page), page.nothing.isVisible()) == ([], True)
    assert "Entrée cherche dans les notes" in page.nothing.words.text()
    with qtbot.waitSignal(page.people.noted):
        QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert shown(page) == ["Ali Exemple"]
    assert page.list.isVisible()
    with qtbot.waitSignal(page.chosen):
        QTest.keyClick(page.search, Qt.Key.Key_Return)
    page.filters.situation.codes = ("ETUDIANT",)
    qtbot.waitUntil(lambda: tasks.is_idle)
    page.people._pause.setInterval(0)
    with qtbot.waitSignal(page.people.noted):
        write(page.search, "boulang")
    assert page.none_here.isVisible()
    assert "Entrée" not in page.none_here.words.text()


def test_a_private_note_of_a_colleague_finds_nobody(
    qtbot: QtBot, page: DeskPage, here: Desk, people: list[BeneficiaryId]
) -> None:
    told(here, people[2], "Menuiserie", NoteLevel.PRIVATE)
    with qtbot.waitSignal(page.people.noted):
        write(page.search, "menuis")
    assert shown(page) == ["Ali Exemple"]
    assert isinstance(here.vault, SqlcipherVault)
    vaults.as_account(here.vault, "CONSEILLER", AccountId(UUID(int=5)))
    with qtbot.waitSignal(page.people.noted):
        page.refresh()
    assert shown(page) == []


def test_no_choice_of_the_filters_is_cut_where_nobody_answers_and_there_is_little_room(
    qtbot: QtBot, page: DeskPage, tasks: Tasks
) -> None:
    page.fold_filters()
    page.filters.situation.codes = ("RETRAITE",)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.none_such.isVisible()
    page.resize(620, 560)  # what letters of 200 % leave of a small screen
    QApplication.processEvents()
    shown_parts = [
        one for one in page.filters.findChildren(QWidget) if one.isVisible() and one.parent() is page.filters
    ]
    assert page.filters.clear_button in shown_parts
    assert [one for one in shown_parts if one.geometry().bottom() > page.filters.height()] == []


def test_no_note_is_read_of_what_one_only_types_through(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks, people: list[BeneficiaryId]
) -> None:
    told(here, people[2], "Exemplaire en tout, dit sa tante")
    page.people._pause.setInterval(60_000)  # as if the letters came one after the other
    for letter in "exemplaire":  # from « exempla » on, nobody is called that
        write(page.search, letter)
        qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == []
    with here.vault.unit_of_work() as work:
        assert JournalOperation.NOTES_READ not in {one.operation for one in work.journal.entries()}
