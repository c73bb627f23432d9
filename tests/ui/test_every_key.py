"""A key does one thing wherever the focus is: of two actions for the same key, Qt takes neither."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from tests.fakes import MemoryVault
from tests.people import ada
from tests.vaults import SetClock
from ui.pages import Pages
from ui.tasks import Tasks
from ui.widgets.buttons import action
from ui.workspace import Workspace


@pytest.fixture
def space(qtbot: QtBot, tasks: Tasks) -> Iterator[Workspace]:
    desk = wiring.desk(MemoryVault(), SetClock())
    desk.editing.create(ada())
    space = Workspace(desk, tasks)
    qtbot.addWidget(space)
    qtbot.waitUntil(lambda: tasks.is_idle)
    yield space
    qtbot.waitUntil(lambda: tasks.is_idle)


def heard_by(widget: QWidget | None) -> list[str]:
    """The keys of a widget and of all that it stands in: those that answer while the focus is there."""
    keys: list[str] = []
    while widget is not None:
        keys += [key.toString() for made in widget.actions() if made.isEnabled() for key in made.shortcuts()]
        widget = widget.parentWidget()
    return keys


def answered_twice(page: QWidget) -> set[str]:
    """The keys that more than one action wants, in some place of the page."""
    return {
        f"{key} in {type(inside).__name__}"
        for inside in [page, *page.findChildren(QWidget)]
        for key, times in Counter(heard_by(inside)).items()
        if times > 1
    }


def test_no_page_wants_a_key_that_the_window_has(space: Workspace) -> None:
    pages: list[QWidget] = [
        getattr(space, name) for name, made in vars(Pages).items() if isinstance(made, cached_property)
    ]
    assert len(pages) > 20
    assert {type(page).__name__: found for page in pages if (found := answered_twice(page))} == {}


def test_a_key_that_is_wanted_twice_is_seen(space: Workspace) -> None:
    action(space.people, "Encore", "Ctrl+G", space.people.refresh)
    assert "Ctrl+G in DeskPage" in answered_twice(space.people)
