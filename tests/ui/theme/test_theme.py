"""The dress of the application: a style for each kind of widget, drawings that take the colour of their text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QRadioButton

from ui.theme import icons, typeface
from ui.theme.colours import LIGHT
from ui.theme.stylesheet import stylesheet
from ui.theme.theme import Theme

ROOT = Path(__file__).resolve().parents[3]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
ICONS = sorted(path.stem for path in (ROOT / "resources" / "icons").glob("*.svg"))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    before = Theme.current()
    made = Theme()
    made.put_on(qapp)
    yield made
    before.put_on(qapp)


def inks(picture: QPixmap) -> set[tuple[int, int, int]]:
    """The colours of what is drawn whole: sixteen levels of each, since smoothed edges round theirs."""
    image = picture.toImage()
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {(p.red() // 16, p.green() // 16, p.blue() // 16) for p in points if p.alpha() == 255}


def test_every_colour_of_the_sheet_is_one_of_the_set() -> None:
    sheet = stylesheet(LIGHT, "chevron.png", "tick.png")
    assert "$" not in sheet
    assert "chevron.png" in sheet
    assert "tick.png" in sheet


@pytest.mark.parametrize(
    "kind", ["title", "heading", "muted", "small", "field", "error", "tag", "card", "banner", "toast"]
)
def test_each_kind_of_widget_has_its_style(kind: str) -> None:
    assert f'[kind="{kind}"]' in stylesheet(LIGHT, "", "")
    assert f'"{kind}"' in CODE


def test_twice_as_large_is_twice_as_large_everywhere() -> None:
    def sizes(scale: float) -> list[float]:
        return [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", stylesheet(LIGHT, "", "", scale))]

    assert sizes(2.0) == pytest.approx([size * 2 for size in sizes(1.0)])
    assert typeface.base_font(2.0).pointSizeF() == pytest.approx(typeface.base_font().pointSizeF() * 2)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_a_choice_among_several_is_round_at_every_size(scale: float, qapp: QApplication) -> None:
    theme = Theme.current()
    theme.scale = scale
    theme.put_on(qapp)
    try:
        choice = QRadioButton("Essai")
        choice.resize(choice.sizeHint())
        seen = choice.grab().toImage()
        ground, side = seen.pixelColor(0, 0), round(18 * scale) + 2
        left, top = 4, (seen.height() - side) // 2  # its padding and its edge for the focus stand before it
        corner = [seen.pixelColor(left + 1, top + 1), seen.pixelColor(left + side - 2, top + side - 2)]
        assert corner == [ground, ground]
        assert seen.pixelColor(left + side // 2, top) != ground
    finally:
        theme.scale = 1.0
        theme.put_on(qapp)


def test_the_theme_dresses_the_application(theme: Theme, qapp: QApplication) -> None:
    assert Theme.current() is theme
    assert theme.colours is LIGHT
    assert LIGHT.danger in qapp.styleSheet()
    assert qapp.palette().window().color() == QColor(LIGHT.ground)
    assert qapp.font().families()[0] == "Noto Sans"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", [name for name in ICONS if name != "passeport"])
def test_a_drawing_takes_the_colour_that_it_is_given(name: str) -> None:
    assert inks(icons.pixmap(name, "#B32818", 48)) == {(11, 2, 1)}


@pytest.mark.usefixtures("qapp")
def test_a_drawing_is_sharp_where_the_screen_is_dense() -> None:
    picture = icons.pixmap("search", "#000000", 20, ratio=2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)


def test_every_icon_that_the_window_names_is_shipped() -> None:
    named = set(re.findall(r'(?:icon|pixmap)\("([a-z-]+)"', CODE)) | set(
        re.findall(r'button\([^()]*?"[^"]*", "([a-z-]+)", ', CODE)
    )
    kinds = {"primary", "quiet", "chip", "link"}
    assert {name for name in named - kinds if name not in ICONS} == set()
    assert len(named) > 5
