"""One place says whether anything may move, and everything obeys it (WCAG 2.2, 2.2.2 and 2.3.3)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from ui.theme import motion


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    assert qapp is not None
    yield
    motion.prefer(moves=None)


def test_the_preference_goes_before_the_system() -> None:
    motion.prefer(moves=None)
    assert motion.may_move() is motion.follows_system()
    for wanted in (True, False):
        motion.prefer(moves=wanted)
        assert motion.may_move() is wanted
        assert QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu) in (wanted, False)


def test_nothing_blinks_and_no_bar_runs_when_calm(qtbot: QtBot) -> None:
    bar = QProgressBar()
    qtbot.addWidget(bar)
    motion.prefer(moves=False)
    motion.show_unmeasured(bar)
    assert QApplication.cursorFlashTime() == 0
    assert (bar.minimum(), bar.maximum()) == (0, 1)
    motion.prefer(moves=True)
    motion.show_unmeasured(bar)
    assert QApplication.cursorFlashTime() > 0
    assert (bar.minimum(), bar.maximum()) == (0, 0)
