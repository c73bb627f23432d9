"""A level with what it means, in words that are nobody else's."""

import datetime as dt
import itertools

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport.domain.vocabulary import vocabulary
from tests.ui.conftest import unnamed
from ui.dossier.cefr_level import CefrLevel
from ui.widgets.fields import Field

TODAY = dt.date(2026, 11, 25)


def test_every_level_of_every_dimension_has_its_words() -> None:
    wanted = {
        f"{dimension}.{level}"
        for dimension, level in itertools.product(vocabulary("cefr_dimensions").codes, vocabulary("cefr_levels").codes)
    }
    assert set(vocabulary("cefr_references").codes) == wanted
    assert all(len(term.label()) < 90 for term in vocabulary("cefr_references").terms)


def test_what_a_level_means_is_shown_and_heard(qtbot: QtBot, qapp: QApplication) -> None:
    del qapp
    level = CefrLevel("listening", lambda: TODAY)
    field = Field("Écouter", level.widget)
    qtbot.addWidget(field)
    field.show()
    level.show("B1")
    assert level.value() == "B1"
    said = level._level.combo.accessibleDescription()
    assert said == level._level.meaning.text() == "Suit une conversation claire sur un sujet connu"
    assert unnamed(field) == []
    level.show(None)
    assert (level.value(), level._level.meaning.isHidden()) == (None, True)
