"""The list: results as one types, what to do where there is nothing, a new person in three fields."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.draft import PERSON
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.services.checking import checked
from passeport.services.desk import Desk
from tests.journeys.conftest import write
from ui.desk.new_person import NewPerson
from ui.desk.page import DeskPage
from ui.tasks import Tasks

CTRL = Qt.KeyboardModifier.ControlModifier


def add(desk: Desk, given: str, family: str, birth: str = "1999-02-28") -> BeneficiaryId:
    return desk.dossiers.create(checked(Identity, {"given_names": given, "family_name": family, "birth_date": birth}))


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks) -> DeskPage:
    page = DeskPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def shown(page: DeskPage) -> list[str]:
    found = (page.people.summary(page.people.index(row, 0)) for row in range(page.people.rowCount()))
    return [f"{one.given_names} {one.family_name}" for one in found if isinstance(one, DossierSummary)]


def refreshed(qtbot: QtBot, page: DeskPage) -> None:
    with qtbot.waitSignal(page.people.changed):
        page.refresh()


def offers(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QPushButton) if one.isVisible()]


# Finding ------------------------------------------------------------------------------------------------------------


def test_each_letter_shows_who_answers(qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks) -> None:
    for given, family in (("Ada", "Exemple"), ("Adèle", "Fictive"), ("Zoé", "Modèle")):
        add(here, given, family)
    refreshed(qtbot, page)
    assert shown(page) == ["Ada Exemple", "Adèle Fictive", "Zoé Modèle"]
    assert page.count.text() == "3 personnes"
    for letters, found in (("ad", {"Ada Exemple", "Adèle Fictive"}), ("ele", {"Adèle Fictive"})):
        page.search.clear()
        write(page.search, letters if letters == "ad" else "adele")
        qtbot.waitUntil(lambda: tasks.is_idle)
        assert set(shown(page)) == found
    assert page.count.text() == "1 personne sur 3"
    assert page.list.isVisible()


def test_the_answer_to_what_was_typed_before_is_dropped(qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks) -> None:
    add(here, "Ada", "Exemple")
    add(here, "Zoé", "Modèle")
    page.people.look_for("ada")
    page.people.look_for("zoe")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == ["Zoé Modèle"]


def test_the_arrows_move_in_the_list_while_one_types_and_enter_opens(
    qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks
) -> None:
    add(here, "Ada", "Exemple")
    second = add(here, "Ada", "Fictive")
    refreshed(qtbot, page)
    write(page.search, "ada")
    qtbot.waitUntil(lambda: tasks.is_idle)
    order = shown(page)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 1
    if order[1] != "Ada Fictive":
        QTest.keyClick(page.search, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.chosen) as done:
        QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert done.args == [second]


def test_enter_opens_who_answers_to_all_that_was_typed_however_fast(qtbot: QtBot, page: DeskPage, here: Desk) -> None:
    add(here, "Ada", "Exemple")
    zoe = add(here, "Zoé", "Modèle")
    refreshed(qtbot, page)
    write(page.search, "zo")
    with qtbot.waitSignal(page.chosen) as done:
        QTest.keyClick(page.search, Qt.Key.Key_Return)  # the list still shows everybody
    assert done.args == [zoe]


def test_the_list_goes_on_as_one_scrolls(qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks) -> None:
    for number in range(103):
        add(here, "Ada", f"Exemple {number:03}")
    refreshed(qtbot, page)
    seen = page.people.rowCount()
    assert seen >= 100
    while page.people.canFetchMore(page.people.index(-1, 0)):
        page.people.fetchMore(page.people.index(-1, 0))
        qtbot.waitUntil(lambda: tasks.is_idle)
    assert shown(page) == [f"Ada Exemple {number:03}" for number in range(103)]
    assert page.count.text() == "103 personnes"


def test_a_line_is_read_aloud(qtbot: QtBot, page: DeskPage, here: Desk) -> None:
    add(here, "Ada", "Exemple")
    refreshed(qtbot, page)
    said = page.people.data(page.people.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).startswith("Ada Exemple, 28/02/1999")
    assert page.people.data(page.people.index(0, 0), Qt.ItemDataRole.DecorationRole) is None


# Nothing there ------------------------------------------------------------------------------------------------------


def test_an_empty_vault_says_what_to_do(qtbot: QtBot, page: DeskPage) -> None:
    refreshed(qtbot, page)
    assert page.nobody.isVisible()
    assert offers(page.nobody) == ["Nouvelle personne", "Recevoir un passeport", "Importer une liste de personnes"]
    assert not page.count.isVisible()
    receive = page.nobody.findChildren(QPushButton)[1]
    with qtbot.waitSignal(page.import_requested):
        receive.click()


def test_nobody_of_that_name_can_be_added_at_once(qtbot: QtBot, page: DeskPage, here: Desk, tasks: Tasks) -> None:
    add(here, "Ada", "Exemple")
    write(page.search, "Zoé Fictive")
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.nothing.isVisible()
    assert "Zoé Fictive" in page.nothing.words.text()
    page.nothing.findChildren(QPushButton)[0].click()
    dialog = page.findChild(NewPerson)
    assert isinstance(dialog, NewPerson)
    assert (dialog.given_names.text(), dialog.family_name.text()) == ("Zoé", "Fictive")


# A new person -------------------------------------------------------------------------------------------------------


def new_person(qtbot: QtBot, here: Desk, tasks: Tasks, typed: str = "") -> NewPerson:
    dialog = NewPerson(here, tasks, typed)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize(
    ("typed", "fields", "waits"),
    [
        ("zoé fictive", ("Zoé", "Fictive", ""), "birth_date"),
        ("fictive", ("", "Fictive", ""), "given_names"),
        ("FICTIVE Zoé", ("Zoé", "Fictive", ""), "birth_date"),
        ("DE LA FICTION Jean-Marc", ("Jean-Marc", "De La Fiction", ""), "birth_date"),
        ("zoé d’exemple", ("Zoé", "D’Exemple", ""), "birth_date"),
        ("jean-marc FICTIVE", ("Jean-Marc", "Fictive", ""), "birth_date"),
        ("Fictive, Zoé", ("Zoé", "Fictive", ""), "birth_date"),
        ("Zoé McFiction", ("Zoé", "McFiction", ""), "birth_date"),
        ("Mme Zoé Fictive", ("Zoé", "Fictive", ""), "birth_date"),
        ("Zoé Fictive née le 12/03/1999", ("Zoé", "Fictive", "12/03/1999"), "given_names"),
        ("fictive zoé 120399", ("Fictive", "Zoé", "12/03/1999"), "given_names"),
        ("12/03/1999", ("", "", "12/03/1999"), "given_names"),
        ("06 39 98 00 00", ("", "", ""), "given_names"),
        ("", ("", "", ""), "given_names"),
    ],
)
def test_what_was_looked_for_goes_where_it_belongs(
    qtbot: QtBot, here: Desk, tasks: Tasks, typed: str, fields: tuple[str, str, str], waits: str
) -> None:
    dialog = new_person(qtbot, here, tasks, typed)
    assert (dialog.given_names.text(), dialog.family_name.text(), dialog.birth_date.text()) == fields
    assert dialog.focusWidget() is getattr(dialog, waits)


def test_three_fields_are_needed_and_each_says_so(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    dialog = new_person(qtbot, here, tasks)
    dialog.accept_entry()
    wrong = [name for name, field in dialog._fields.items() if field.error]
    assert wrong == ["given_names", "family_name", "birth_date"]
    assert dialog.focusWidget() is dialog.given_names
    assert here.dossiers.count() == 0


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        ("31/02/1999", "28 jours"),
        ("12/03/2999", "futur"),
        ("bientôt", "pas comprise"),
        ("3/3", "année"),
        ("03/03/1026", "trop ancienne"),
    ],
)
def test_an_impossible_birth_is_said_beside_it(qtbot: QtBot, here: Desk, tasks: Tasks, birth: str, said: str) -> None:
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    dialog.birth_date.setText(birth)
    dialog.accept_entry()
    assert said in dialog._fields["birth_date"].error
    assert here.dossiers.count() == 0


def test_a_person_is_made_by_the_keyboard(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    write(dialog.birth_date, "1er mars 1999")
    write(dialog.telephone, "06 39 98 00 00")
    dialog.notice.code = "ORAL"
    with qtbot.waitSignal(dialog.created) as done:
        QTest.keyClick(dialog.telephone, Qt.Key.Key_Return, CTRL)
    beneficiary = here.dossiers.open(done.args[0]).beneficiary
    assert beneficiary.identity.full_name == "Zoé Fictive"
    assert str(beneficiary.identity.birth_date) == "1999-03-01"
    assert [number.number for number in beneficiary.identity.telephones] == ["639980000"]
    assert beneficiary.notice is not None


def test_a_social_security_number_is_refused_and_the_rest_stays(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    dialog.birth_date.setText("1999")
    dialog.email.setText("185057800608491@exemple.invalid")
    dialog.accept_entry()
    assert "numéro de sécurité sociale" in dialog._fields["email"].error
    assert dialog.given_names.text() == "Zoé"
    assert here.dossiers.count() == 0


def test_who_may_be_here_already_is_shown_first(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    known = add(here, "Zoé", "Fictive", "1999-03-01")
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    dialog.birth_date.setText("01/03/1999")
    dialog.accept_entry()
    qtbot.waitUntil(dialog.known.isVisible)
    assert here.dossiers.count() == 1
    choice = dialog.known.findChildren(QPushButton)[0]
    assert "Zoé Fictive" in choice.text()
    with qtbot.waitSignal(dialog.chosen) as done:
        choice.click()
    assert done.args == [known]
    assert here.dossiers.count() == 1


def test_another_person_of_the_same_name_can_be_made(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    add(here, "Zoé", "Fictive", "1999-03-01")
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    dialog.birth_date.setText("01/03/1999")
    dialog.accept_entry()
    qtbot.waitUntil(dialog.known.isVisible)
    assert dialog.save.text() == "C’est une autre personne"
    with qtbot.waitSignal(dialog.created):
        dialog.save.click()
    assert here.dossiers.count() == 2


def test_another_name_after_the_question_is_looked_for_anew(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    add(here, "Zoé", "Fictive", "1999-03-01")
    add(here, "Ali", "Exemple", "1970-05-02")
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    dialog.birth_date.setText("01/03/1999")
    dialog.accept_entry()
    qtbot.waitUntil(dialog.known.isVisible)
    dialog.given_names.setText("Ali")
    assert not dialog.known.isVisible()
    dialog.family_name.setText("Exemple")
    dialog.birth_date.setText("02/05/1970")
    dialog.accept_entry()
    qtbot.waitUntil(dialog.known.isVisible)
    assert ["Ali Exemple" in one.text() for one in dialog.known.findChildren(QPushButton) if one.isVisible()] == [True]
    assert here.dossiers.count() == 2


@pytest.mark.parametrize("given", ["a" * 10_000, "Zoé \U0001f600", "\u202eéoZ"], ids=["long", "emoji", "backwards"])
def test_a_name_that_is_no_name_is_said_beside_it_or_kept_as_it_was_typed(
    qtbot: QtBot, here: Desk, tasks: Tasks, given: str
) -> None:
    dialog = new_person(qtbot, here, tasks, "Fictive")
    dialog.birth_date.setText("1999")
    dialog.given_names.setText(given)
    made: list[BeneficiaryId] = []
    dialog.created.connect(made.append)
    dialog.accept_entry()
    qtbot.waitUntil(lambda: tasks.is_idle)
    error = dialog._fields["given_names"].error
    assert bool(error) != bool(made)
    assert len(error) < 500
    assert dialog.width() < 800
    QApplication.processEvents()
    assert dialog.rect().contains(dialog.save.geometry())
    if not made:
        assert dialog.given_names.text()
        assert dialog.banner.words.text() == ""
        assert here.dossiers.count() == 0


def test_who_is_being_added_is_kept_and_offered_again(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    dialog.birth_date.setText("1er mars 1999")
    dialog.notice.code = "ORAL"
    qtbot.waitUntil(lambda: dialog.keeper.is_settled and tasks.is_idle)
    assert [one.draft.subject for one in here.drafts.all()] == [PERSON]
    dialog.reject()  # Escape
    again = new_person(qtbot, here, tasks, "")
    qtbot.waitUntil(again.offer.isVisible)
    again.offer.resume.click()
    assert (again.given_names.text(), again.family_name.text(), again.notice.code) == ("Zoé", "Fictive", "ORAL")
    with qtbot.waitSignal(again.created):
        again.accept_entry()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert here.drafts.all() == ()


def test_who_is_given_up_leaves_nothing(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    dialog = new_person(qtbot, here, tasks, "Zoé Fictive")
    dialog.telephone.setText("06 39 98 00 00")
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Abandonner").click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert here.drafts.all() == ()
