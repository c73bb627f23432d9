"""Several among many: found by letters, ticked by a key or a click, said by the button, left by Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from ui.widgets.several import SeveralChoice

CHOICES = (("MELUN", "Mélun-Val"), ("PARIS", "Paris"), ("SAINT", "Saint-Denis"))


@pytest.fixture
def choice(qtbot: QtBot) -> SeveralChoice:
    choice = SeveralChoice("Lieux", CHOICES, empty="Tous les lieux")
    qtbot.addWidget(choice)
    choice.resize(choice.sizeHint())
    choice.show()
    choice.activateWindow()
    qtbot.waitActive(choice)
    choice.setFocus()
    return choice


def codes(choice: SeveralChoice) -> list[str]:
    return list(choice.codes)


def said(choice: SeveralChoice) -> tuple[str, str]:
    return choice.text().replace("\u00a0", " "), choice.accessibleDescription()


def test_letters_find_a_choice_and_keys_tick_it_and_leave(qtbot: QtBot, choice: SeveralChoice) -> None:
    assert said(choice) == ("Tous les lieux", "Tous les lieux")
    QTest.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitExposed(choice.ticks)
    QTest.keyClicks(choice.ticks.search, "denis")
    assert [item.text() for item in choice.ticks.items if not item.isHidden()] == ["Saint-Denis"]
    with qtbot.waitSignal(choice.chosen):
        QTest.keyClick(choice.ticks.search, Qt.Key.Key_Return)
    assert said(choice) == ("Saint-Denis", "Saint-Denis")
    choice.ticks.search.clear()
    assert choice.ticks.list.currentRow() == 0
    QTest.keyClick(choice.ticks.search, Qt.Key.Key_Down)
    QTest.keyClick(choice.ticks.search, Qt.Key.Key_Return)
    assert codes(choice) == ["PARIS", "SAINT"]
    assert said(choice) == ("Lieux : 2", "Paris, Saint-Denis")
    QTest.keyClick(choice.ticks.list, Qt.Key.Key_Space)
    assert codes(choice) == ["SAINT"]
    QTest.keyClick(choice.ticks.search, Qt.Key.Key_Escape)
    assert not choice.ticks.isVisible()
    assert choice.hasFocus()


def clicked(choice: SeveralChoice, item: QListWidgetItem, *, in_the_box: bool) -> None:
    row = choice.ticks.list.visualItemRect(item)
    at = row.center()
    at.setX(row.left() + 8 if in_the_box else row.center().x())
    QTest.mouseClick(choice.ticks.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize("in_the_box", [True, False], ids=["its box", "its words"])
def test_a_click_ticks_once_in_the_box_as_on_the_words(
    qtbot: QtBot, choice: SeveralChoice, *, in_the_box: bool
) -> None:
    choice.click()
    qtbot.waitExposed(choice.ticks)
    for expected in (["PARIS"], []):
        with qtbot.waitSignal(choice.chosen):
            clicked(choice, choice.ticks.items[1], in_the_box=in_the_box)
        assert codes(choice) == expected
    choice.codes = ("MELUN", "PARIS")
    with qtbot.waitSignal(choice.chosen):
        choice.ticks.none.click()
    assert codes(choice) == []
    assert not choice.ticks.none.isEnabled()


def test_what_is_chosen_stays_when_other_choices_are_offered(qtbot: QtBot, choice: SeveralChoice) -> None:
    choice.codes = ("MELUN", "PARIS", "nowhere")
    with qtbot.assertNotEmitted(choice.chosen):
        choice.offer((*CHOICES, ("LYON", "Lyon")))
    assert codes(choice) == ["MELUN", "PARIS"]
    with qtbot.waitSignal(choice.chosen):
        choice.offer(CHOICES[1:])
    assert codes(choice) == ["PARIS"]
