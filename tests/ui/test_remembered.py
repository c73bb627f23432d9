"""What the window remembers, and how it comes back when its screen is gone."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from ui import part_widths, window_place
from ui.remembered import Remembered

SCREEN, SECOND = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 1024)
VAULT = UUID("12345678123456781234567812345678")


@pytest.mark.parametrize(
    ("place", "screens", "found"),
    [
        (QRect(100, 80, 1366, 768), [SCREEN], QRect(100, 80, 1366, 768)),
        (QRect(2000, 50, 1000, 700), [SCREEN, SECOND], QRect(2000, 50, 1000, 700)),
        (QRect(2000, 50, 1000, 700), [SCREEN], QRect(460, 170, 1000, 700)),  # the second screen is gone
        (QRect(-1350, 80, 1366, 768), [SCREEN], QRect(277, 136, 1366, 768)),  # a thread of it is left
        (QRect(100, -60, 1366, 768), [SCREEN], QRect(277, 136, 1366, 768)),  # its title is above the screen
        (QRect(0, 0, 5000, 3000), [SCREEN], QRect(0, 0, 1920, 1040)),
    ],
)
def test_a_window_comes_back_where_its_title_can_be_held(place: QRect, screens: list[QRect], found: QRect) -> None:
    assert window_place.mended(place, screens) == found


def test_a_window_stands_again_where_it_stood(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    first = QWidget()
    qtbot.addWidget(first)
    first.setGeometry(20, 60, 500, 400)
    kept = Remembered(file)
    window_place.keep(first, kept)
    kept.write()
    second = QWidget()
    qtbot.addWidget(second)
    window_place.put_back(second, Remembered(file))
    assert second.geometry() == QRect(20, 60, 500, 400)
    assert not second.windowState() & Qt.WindowState.WindowMaximized


def test_a_maximised_window_is_so_again(qtbot: QtBot) -> None:
    kept = Remembered()
    kept.keep_place(QRect(20, 60, 500, 400), is_maximised=True)
    window = QWidget()
    qtbot.addWidget(window)
    window_place.show(window, kept)
    assert window.isVisible()
    assert window.windowState() & Qt.WindowState.WindowMaximized


def test_the_parts_of_a_room_are_as_wide_as_they_were(qtbot: QtBot) -> None:
    kept = Remembered()

    def room() -> tuple[QWidget, QSplitter]:
        made = QWidget()
        qtbot.addWidget(made)
        splitter = QSplitter(made)
        splitter.setObjectName("essai")
        for words in ("a", "b"):
            splitter.addWidget(QLabel(words))
        splitter.resize(605, 100)
        made.show()
        return made, splitter

    first, splitter = room()
    splitter.setSizes([400, 200])
    wanted = splitter.sizes()
    part_widths.keep(first, kept)
    second, other = room()
    part_widths.widen(second, kept)
    assert other.sizes() == wanted


@pytest.mark.parametrize("spoiled", ["window/place=axbxc", "place=1", "window\\place=1x2x3", "\0\0\0"])
def test_what_cannot_be_is_never_said(tmp_path: Path, spoiled: str) -> None:
    file = tmp_path / "window.ini"
    file.write_text(spoiled, encoding="utf-8")
    kept = Remembered(file)
    assert kept.place is None
    assert kept.widths("essai") == ()
    assert kept.version_seen == ""


def test_a_guide_is_begun_passed_and_over(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    assert Remembered(file).guide(VAULT) is None
    Remembered(file).keep_guide(VAULT, frozenset())
    assert Remembered(file).guide(VAULT) == frozenset()
    Remembered(file).keep_guide(VAULT, frozenset({"vault", "key"}))
    assert Remembered(file).guide(VAULT) == frozenset({"vault", "key"})
    Remembered(file).end_guide(VAULT)
    assert Remembered(file).guide(VAULT) is None
