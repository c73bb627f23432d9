"""The entries of a form: found by any part of a label, dates in any French form, refusals that go away when mended."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.partial_date import PartialDate
from passeport.domain.vocabulary import vocabulary
from tests.journeys.conftest import write
from ui.widgets.fields import ChoiceCombo, CodeCombo, DayField, Field, NoteField, PartialDateField, SuggestingLine

TODAY = dt.date(2026, 11, 23)


def today() -> dt.date:
    return TODAY


# Field --------------------------------------------------------------------------------------------------------------


def test_a_field_is_called_by_its_label(qtbot: QtBot) -> None:
    field = Field("Prénom", QLineEdit(), required=True, hint="Comme sur la carte")
    qtbot.addWidget(field)
    assert field.label.text() == "Prénom *"
    assert field.label.buddy() is field.entry
    assert field.entry.accessibleName() == "Prénom"
    assert field.entry.accessibleDescription() == "Champ obligatoire"


@pytest.mark.parametrize("required", [True, False])
def test_a_refusal_is_shown_told_and_taken_back(qtbot: QtBot, *, required: bool) -> None:
    field = Field("Prénom", QLineEdit(), required=required)
    qtbot.addWidget(field)
    before = field.entry.accessibleDescription()
    field.refuse("Il manque.")
    assert field.error == "Il manque."
    assert field.entry.property("invalid") is True
    assert field.entry.accessibleDescription() == "Il manque."
    field.refuse()
    assert field.error == ""
    assert field.entry.property("invalid") is False
    assert field.entry.accessibleDescription() == before


def test_a_refusal_takes_room_only_while_it_stands(qtbot: QtBot) -> None:
    field = Field("Prénom", QLineEdit())
    qtbot.addWidget(field)
    small = field.sizeHint().height()
    field.refuse("Il manque.")
    assert field.sizeHint().height() > small
    field.refuse()
    assert field.sizeHint().height() == small


# Choices ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def types(qtbot: QtBot) -> CodeCombo:
    combo = CodeCombo("step_types")
    qtbot.addWidget(combo)
    return combo


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Entretien individuel", "ENTRETIEN"),
        ("entretien ind", "ENTRETIEN"),
        ("ENQUETE", "ENQUETE_METIER"),
        ("enquête", "ENQUETE_METIER"),
        ("competences", "BILAN"),
        ("partenaire", "ENTRETIEN_PARTENAIRE"),
        ("licorne", ""),
        ("", ""),
    ],
)
def test_any_part_of_a_label_finds_it(types: CodeCombo, typed: str, code: str) -> None:
    types.setEditText(typed)
    assert types.code == code


def test_the_beginning_of_a_label_goes_before_its_middle(types: CodeCombo) -> None:
    for term in vocabulary("step_types").terms:
        types.setEditText(term.label())
        assert types.code == term.code


def test_what_is_no_choice_gives_back_the_last_one(types: CodeCombo) -> None:
    types.code = "ATELIER"
    types.setEditText("licorne")
    assert (types.code, types.currentText()) == ("ATELIER", "Atelier")


def test_a_choice_can_be_taken_back_by_emptying_it(qtbot: QtBot) -> None:
    combo = CodeCombo("modes", empty="Non précisé")
    qtbot.addWidget(combo)
    assert combo.code == ""
    combo.code = "VISIO"
    combo.setEditText("")
    assert (combo.code, combo.currentText()) == ("", "Non précisé")


def test_a_choice_is_said_once(qtbot: QtBot, types: CodeCombo) -> None:
    with qtbot.waitSignals([types.chosen]):
        types.code = "ATELIER"
    with qtbot.assertNotEmitted(types.chosen):
        types.code = "ATELIER"


def test_only_the_codes_wanted_are_offered(qtbot: QtBot) -> None:
    combo = CodeCombo("step_statuses", codes=["HONOREE", "PREVUE"])
    qtbot.addWidget(combo)
    assert {combo.itemData(index) for index in range(combo.count())} == {"HONOREE", "PREVUE"}
    combo.code = "A_PRECISER"
    assert combo.code == ""


def test_choices_of_no_list_are_chosen_alike(qtbot: QtBot) -> None:
    combo = ChoiceCombo([("a", "Première"), ("b", "Seconde")], empty="Aucune")
    qtbot.addWidget(combo)
    combo.setEditText("sec")
    assert combo.code == "b"


def test_the_wheel_changes_no_choice_in_passing(types: CodeCombo) -> None:
    types.code = "ENTRETIEN"
    at, down, kept = QPointF(5, 5), QPoint(0, -120), Qt.MouseButton.NoButton
    turned = QWheelEvent(at, at, down, down, kept, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # noqa: FBT003
    QApplication.sendEvent(types, turned)
    assert types.code == "ENTRETIEN"


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day", "shown"),
    [
        ("hier", dt.date(2026, 11, 22), "22/11/2026"),
        ("12/10", dt.date(2026, 10, 12), "12/10/2026"),
        ("1er mars 1999", dt.date(1999, 3, 1), "01/03/1999"),
        ("05/01/27", dt.date(2027, 1, 5), "05/01/2027"),
    ],
)
def test_a_day_that_is_left_is_shown_in_full(qtbot: QtBot, typed: str, day: dt.date, shown: str) -> None:
    field = DayField(today)
    qtbot.addWidget(field)
    write(field, typed)
    assert field.day == day
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.day) == (shown, day)


def test_a_day_that_does_not_exist_stays_as_it_was_typed(qtbot: QtBot) -> None:
    field = DayField(today, TODAY)
    qtbot.addWidget(field)
    assert field.text() == "23/11/2026"
    field.setText("31/02/2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.day, field.is_understood) == ("31/02/2026", None, False)
    field.clear()
    assert (field.day, field.is_understood) == (None, True)


@pytest.mark.parametrize(("known", "shown"), [("1999", "1999"), ("1999-03", "03/1999"), ("1999-03-12", "12/03/1999")])
def test_a_date_is_shown_as_far_as_it_is_known_and_read_again(qtbot: QtBot, known: str, shown: str) -> None:
    field = PartialDateField(today)
    qtbot.addWidget(field)
    field.date = PartialDate.parse(known)
    assert (field.text(), field.date) == (shown, PartialDate.parse(known))
    field.date = None
    assert (field.text(), field.is_understood) == ("", True)
    field.setText("13/2026")
    assert (field.date, field.is_understood) == (None, False)


# Texts --------------------------------------------------------------------------------------------------------------


def test_tab_leaves_a_note(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column, note, following = QVBoxLayout(page), NoteField("Note", lines=2), QLineEdit()
    column.addWidget(note)
    column.addWidget(following)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    write(note, "Un fait")
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert (note.toPlainText(), page.focusWidget()) == ("Un fait", following)


def test_a_line_that_suggests_takes_anything(qtbot: QtBot) -> None:
    line = SuggestingLine(["Évry", "Massy", "Massy"])
    qtbot.addWidget(line)
    completer = line.completer()
    completer.setCompletionPrefix("ASS")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "Massy"
    write(line, "Ailleurs")
    assert line.text() == "Ailleurs"
