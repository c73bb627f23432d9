"""WCAG 2.2, 1.4.3 and 1.4.11: every text is readable on its ground, every border that carries meaning is seen."""

import re

import pytest

from ui.theme.colours import DARK, LIGHT, Colours

THEMES = {"light": LIGHT, "dark": DARK}
TEXTS = [
    *((ink, ground) for ink in ("text", "muted", "primary", "danger") for ground in ("ground", "surface")),
    *((ink, "raised") for ink in ("text", "muted")),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    *((name, f"{name}_soft") for name in ("primary", "received", "success", "warning", "danger")),
    *(("text", f"{name}_soft") for name in ("primary", "received", "success", "warning", "danger")),
    ("rail_text", "rail"),
    ("rail_text", "rail_active"),
    ("rail_muted", "rail"),
    ("surface", "text"),
]
"""Each text, with the ground that it stands on somewhere in the style sheet."""
BORDERS = [
    *((border, ground) for border in ("edge", "focus", "primary", "danger") for ground in ("ground", "surface")),
    ("focus", "raised"),
]


def luminance(colour: str) -> float:
    """WCAG 2.2: relative luminance."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_the_norm() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), TEXTS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_text_is_readable_on_its_ground(theme: str, ink: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize(("border", "ground"), BORDERS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_border_that_means_something_is_seen(theme: str, border: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, border), getattr(colours, ground)) >= 3


def test_the_focus_is_seen_on_the_navigation() -> None:
    assert contrast("#F5A93F", LIGHT.rail) >= 3
    assert contrast("#F5A93F", DARK.rail) >= 3


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_a_colour_is_six_digits(colours: Colours) -> None:
    for name, colour in colours._asdict().items():
        assert re.fullmatch(r"#[0-9A-F]{6}", colour), name
