"""The numbers that the door gives Qt are those of Qt's own names."""

import enum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import first_values
from ui.widgets.surfaces import scrolled
from ui.widgets.texts import text

NAMES: dict[str, enum.Enum] = {
    "PLAIN_TEXT": Qt.TextFormat.PlainText,
    "ALWAYS_OFF": Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
    "NO_FOCUS": Qt.FocusPolicy.NoFocus,
    "AT_TOP": Qt.AlignmentFlag.AlignTop,
    "CENTRED": Qt.AlignmentFlag.AlignCenter,
}


@pytest.mark.parametrize("name", sorted(name for name in vars(first_values) if name.isupper()))
def test_a_number_is_that_of_its_name(name: str) -> None:
    assert getattr(first_values, name) == NAMES[name].value


def test_the_door_takes_the_numbers(qtbot: QtBot) -> None:
    label, area = text("<b>gras</b>"), scrolled(QWidget())
    for widget in (label, area):
        qtbot.addWidget(widget)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
