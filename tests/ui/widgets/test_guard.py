"""The guard beside a field, as one types and pastes; and the number that is refused everywhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import write
from tests.people import TODAY
from ui.dossier.item_forms import HEADLINE, ITEM_FORMS
from ui.forms.form import Form
from ui.forms.rich_editor import RichEdit, RichEditor
from ui.number_watch import REFUSED, NumberWatch
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.guard import Guard

NIR = "1 85 05 78 006 084 91"


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def put(page: QWidget, entry: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(entry)
    entry.show()


def test_a_warning_comes_with_the_word_and_goes_with_it(page: QWidget) -> None:
    entry = QPlainTextEdit()
    guard = Guard(entry)
    put(page, entry)
    put(page, guard)
    guard.hide()
    write(entry, "Cherche un stage, souffre de dépression")
    assert guard.isVisible()
    assert guard.kinds == ("HEALTH",)
    for words in ("Santé", "dépression", "RQTH"):
        assert words in guard.words
    assert entry.accessibleDescription() == guard.words
    marks = [mark.cursor.selectedText() for mark in entry.extraSelections()]
    assert "dépression" in marks
    entry.setPlainText("Cherche un stage")
    assert not guard.isVisible()
    assert entry.extraSelections() == []
    assert entry.accessibleDescription() == ""


def test_a_paste_is_read_like_the_rest(page: QWidget) -> None:
    entry = QPlainTextEdit()
    guard = Guard(entry)
    put(page, entry)
    data = QMimeData()
    data.setText("Sort de prison. Vit avec son mari Karim. Musulmane. Paresseuse.")
    entry.insertFromMimeData(data)
    assert guard.kinds == ("OFFENCE", "THIRD_PARTY", "RELIGION", "JUDGEMENT")
    assert guard.words.count("\n") == 2  # three at once; the fourth comes when one of them goes


def test_a_line_is_guarded_too(page: QWidget) -> None:
    entry = QLineEdit()
    guard = Guard(entry)
    put(page, entry)
    write(entry, "Est enceinte")
    assert guard.kinds == ("HEALTH",)


# R01 ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[NumberWatch]:
    made = NumberWatch(qapp)
    yield made
    made.deleteLater()


def text_of(entry: QWidget) -> str:
    if isinstance(entry, QPlainTextEdit | QTextEdit):
        return entry.toPlainText()
    assert isinstance(entry, QLineEdit)
    return entry.text()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, lambda: RichEdit(3)])
@pytest.mark.parametrize("number", [NIR, "1850578006084", "2 99 02 2A 123 456"])
def test_a_number_that_is_typed_is_refused_when_it_is_whole(
    page: QWidget, watch: NumberWatch, kind: type[QWidget], number: str
) -> None:
    entry = kind()
    put(page, entry)
    entry.setFocus()
    write(entry, f"avant {number}")
    left = text_of(entry)
    assert left.startswith("avant ")
    assert sum(letter.isdigit() for letter in left) <= 2  # the key, when it is typed after the number has gone
    assert watch.refusal is not None
    assert watch.refusal.isVisible()
    assert watch.refusal.accessibleName() == REFUSED


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_a_number_that_is_pasted_is_refused_and_cannot_be_undone_back(
    page: QWidget, watch: NumberWatch, kind: type[QWidget]
) -> None:
    entry = kind()
    put(page, entry)
    entry.setFocus()
    QApplication.clipboard().setText(f"Elle dit : {NIR} et autre chose")
    entry.paste()  # type: ignore[attr-defined]
    assert text_of(entry) == "Elle dit :  et autre chose"
    assert watch.refusal is not None
    entry.undo()  # type: ignore[attr-defined]
    assert "85" not in text_of(entry)


def test_the_refusal_never_stands_over_what_is_typed_and_goes_by_a_click(page: QWidget, watch: NumberWatch) -> None:
    last = QLineEdit()
    for entry in (QPlainTextEdit(), last):
        put(page, entry)
    QApplication.processEvents()
    last.setFocus()
    write(last, NIR)
    refusal = watch.refusal
    assert refusal is not None
    at = last.mapTo(page.window(), last.rect().topLeft())
    assert not refusal.geometry().intersects(last.rect().translated(at))
    QTest.mouseClick(refusal, Qt.MouseButton.LeftButton)
    assert not refusal.isVisible()


def test_a_passphrase_and_other_numbers_are_left_alone(page: QWidget, watch: NumberWatch) -> None:
    secret, phone = QLineEdit(), QLineEdit()
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    for entry, words in ((secret, NIR), (phone, "06 39 98 00 00 ou 01 99 00 00 01")):
        put(page, entry)
        entry.setFocus()
        write(entry, words)
        assert entry.text() == words
    assert watch.refusal is None


def test_a_list_of_choices_is_watched_through_its_line(page: QWidget, watch: NumberWatch) -> None:
    combo = CodeCombo("step_types")
    put(page, combo)
    combo.setFocus()
    line = combo.lineEdit()
    assert line is not None
    line.setText("1850578006084")
    assert combo.currentText() == ""
    assert watch.refusal is not None


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, RichEditor])
def test_a_free_field_has_its_guard_and_another_has_none(page: QWidget, kind: type[QWidget]) -> None:
    entry = kind()
    field = Field("À dire", entry, is_free=True)
    put(page, field)
    assert field.guard is not None
    typed = entry.focusProxy() or entry
    write(typed, "souffre de dépression")
    assert (field.guard.isVisible(), field.guard.kinds) == (True, ("HEALTH",))
    assert "dépression" in typed.accessibleDescription()
    if isinstance(typed, QTextEdit):
        assert [mark.cursor.selectedText() for mark in typed.extraSelections()] == ["souffre de", "dépression"]
    assert Field("Nom", kind()).guard is None


def test_what_is_free_in_the_forms_is_guarded(page: QWidget) -> None:
    for rows in (HEADLINE, *(form.rows for form in ITEM_FORMS.values())):
        form = Form(rows, lambda: TODAY)
        put(page, form)
        free = [field for field in form.fields.values() if isinstance(field.entry, RichEditor)]
        assert all(field.guard is not None for field in free)
