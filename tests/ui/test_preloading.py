"""What stands behind the door is loaded while one types, and the end of it is told."""

import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import preloading


def test_each_is_loaded_and_the_end_is_told_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preloading, "_IN_TURN", ("colorsys",))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    owner = QObject()
    loading = preloading.Preloading(owner)
    ends: list[bool] = []
    loading.ended.connect(lambda: ends.append(True))
    with qtbot.waitSignal(loading.ended):
        loading.start()
    assert "colorsys" in sys.modules
    loading.start()
    qtbot.wait(10)
    assert ends == [True]
