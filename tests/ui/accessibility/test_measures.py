"""The measures of accessibility, each shown to see what it is for."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.accessibility.contrast import faint
from tests.ui.accessibility.fitting import misfits
from tests.ui.accessibility.tree import faults, tab_faults
from ui.theme.theme import Theme
from ui.widgets.entries import Field
from ui.widgets.surfaces import scrolled

Kind = TypeVar("Kind", bound=QWidget)


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 300, height: int = 200) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_a_page_where_all_is_well_has_no_fault(qtbot: QtBot) -> None:
    page = shown(qtbot, Field("Nom", QLineEdit()), QPushButton("Enregistrer"), QLabel("Tout se lit."))
    assert faults(page) == []
    assert tab_faults(page) == []
    assert misfits(page) == []


def test_a_cut_label_a_squeezed_button_and_what_is_hidden_are_seen(qtbot: QtBot) -> None:
    label, button = (
        QLabel("Une phrase qui ne tient pas dans la place qu’on lui laisse"),
        QPushButton("Enregistrer tout"),
    )
    page = shown(qtbot, label, button)
    label.setFixedWidth(60)
    button.setFixedWidth(30)
    qtbot.wait(0)
    assert len(misfits(page)) >= 2
    inside = QLabel("Un texte large dans une zone qui ne défile pas de côté")
    inside.setMinimumWidth(900)
    hidden = shown(qtbot, scrolled(inside))
    assert any("hidden at the right" in words for words in misfits(hidden))
    outside = shown(qtbot)
    stray = QPushButton("Dehors", outside)
    stray.move(290, 10)
    stray.show()
    assert any("outside" in words for words in misfits(outside))


def named(widget: Kind, name: str) -> Kind:
    widget.setAccessibleName(name)
    return widget


def spoiled(what: str) -> list[QWidget]:
    if what == "twins":
        return [QPushButton("Modifier"), QPushButton("Modifier")]
    if what == "row":
        items = named(QListWidget(), "Lignes")
        items.addItem("")
        return [items]
    if what == "combo":
        combo = named(QComboBox(), "Réseau")
        combo.addItem("CIO")
        return [combo]
    if what == "client":
        plain = named(QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus), "Un dessin")
        return [plain]
    if what == "no name":
        return [QLineEdit()]
    field = Field("Nom", QLineEdit())
    if what == "label":
        field.label.setBuddy(QLineEdit(field))
    else:
        field.refuse("Il manque.")
        field.entry.setAccessibleDescription("")
    return [field]


@pytest.mark.parametrize("what", ["no name", "twins", "client", "row", "label", "refusal", "combo"])
def test_what_nobody_could_hear_is_seen(qtbot: QtBot, what: str) -> None:
    assert faults(shown(qtbot, *spoiled(what))) != []


class _Jumping(QLineEdit):
    """A field that hands the focus back instead of on."""

    def focusNextPrevChild(self, _forwards: bool) -> bool:  # noqa: FBT001, N802 - Qt's name
        before = self.previousInFocusChain()
        assert before is not None
        before.setFocus()
        return True


def test_a_trap_and_a_control_out_of_reach_are_seen(qtbot: QtBot) -> None:
    trap = named(QTextEdit(), "Un texte qui garde la touche Tab")
    page = shown(qtbot, named(QLineEdit(), "Avant"), trap, named(QLineEdit(), "Après"))
    assert any("never comes back" in words for words in tab_faults(page))
    lost = QPushButton("Perdu")
    page = shown(qtbot, named(QLineEdit(), "Un"), named(_Jumping(), "Deux"), lost)
    assert any("never reaches" in words and "Perdu" in words for words in tab_faults(page))


def test_a_faint_text_is_seen(qtbot: QtBot) -> None:
    plain, faint_one = QLabel("Un texte qui se voit"), QLabel("Un texte pâle")
    plain.setStyleSheet("color: #182033")
    faint_one.setStyleSheet("color: #9AA0AA")
    page = shown(qtbot, plain, faint_one)
    page.setStyleSheet("background: #FFFFFF")
    assert [words.split(":")[0] for words in faint(page)] == ["'Un texte pâle'"]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_an_empty_entry_says_is_measured_and_stands_out(
    qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    entry, pale = kind(), kind()
    for one in (entry, pale):
        one.setPlaceholderText(f"Par exemple {one is entry}")
    pale.setStyleSheet("placeholder-text-color: #AAB0BA")
    page = shown(qtbot, entry, pale)
    colours = Theme.current().colours
    page.setStyleSheet(f"background: {colours.surface}")
    assert [words.split(":")[0] for words in faint(page)] == ["'Par exemple False'"]
    assert entry.palette().color(QPalette.ColorRole.PlaceholderText) == QColor(colours.muted)
