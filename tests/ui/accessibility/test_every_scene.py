"""Every page, panel and dialog: seen at 100 and 200 %, in both themes; heard by name; reached by the Tab key alone.

WCAG 2.2: 1.3.1, 1.4.3, 1.4.4, 1.4.10, 2.1.1, 2.1.2, 2.4.3, 3.3.1, 4.1.2.
"""

import pytest
from PySide6.QtWidgets import QWidget

from tests.gallery.many_scenes import MANY
from tests.gallery.scenes import CONSEILLER, DOOR, SUPERVISOR, Scene
from tests.gallery.stage import Look, Stage
from tests.ui.accessibility.contrast import faint
from tests.ui.accessibility.fitting import cut_words, misfits
from tests.ui.accessibility.tree import faults, tab_faults

USUAL, LARGE, DARK = Look(), Look(scale=2.0), Look(dark=True)
_WALKED = frozenset(
    {
        "aujourdhui",
        "liste",
        "filtres",
        "nouvelle-personne-refus",
        "a-faire",
        "agenda-semaine",
        "commandes",
        "dossier",
        "etape-modifiee",
        "remise",
        "orienter",
        "atelier",
        "preferences",
        "journal",
        "droits",
        "conservation-durees",
    }
)
"""One scene of each kind of page: all of the gallery would take the suite ten minutes."""
_PAGES = [("conseiller", scene) for scene in CONSEILLER if scene.name in _WALKED]
_SHOWN = [("door", DOOR[0]), ("door", DOOR[-2]), *_PAGES]
_OTHERS = [*(("conseiller", scene) for scene in MANY), *(("supervisor", scene) for scene in SUPERVISOR[:2])]
"""Made of the same parts as the pages above: they are not walked in the dark as well."""
_SUMMARIES = {"agenda-mois"}
"""Cells of a table that give the first of what a day holds; the day itself, one key away, gives it whole."""


def _in(look: Look, scenes: list[tuple[str, Scene]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("stage", "scene"),
        [pytest.param((who, look), scene, id=scene.name) for who, scene in scenes],
        indirect=["stage"],
        scope="module",  # else pytest opens a window for each scene, as the scene itself is of its test alone
    )


@pytest.fixture
def page(stage: Stage, scene: Scene) -> QWidget:
    """What a scene shows, ready for the keyboard; nothing of the one before floats over it."""
    stage.clear()
    with cut_words() as cut:
        shown = scene.play(stage)
        shown.activateWindow()
        shown.grab()
        stage.wait(shown.isActiveWindow)
    assert scene.name in _SUMMARIES or cut == []
    return shown


@_in(USUAL, [*_SHOWN, *_OTHERS])
def test_seen_heard_and_reached(page: QWidget) -> None:
    assert misfits(page) == []
    assert faint(page) == []
    assert faults(page) == []
    assert tab_faults(page) == []


@_in(LARGE, [*_SHOWN, *_OTHERS])
def test_seen_and_heard_with_letters_twice_as_large(page: QWidget, stage: Stage) -> None:
    assert misfits(page) == []
    assert faults(page) == []
    assert stage.shell.width() == stage.look.width


@_in(DARK, _SHOWN)
def test_seen_in_the_dark(page: QWidget) -> None:
    assert faint(page) == []
