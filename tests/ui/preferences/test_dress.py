"""What preferences do to the application."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.preferences import dress
from ui.preferences.choices import Choices, ThemeChoice
from ui.theme.colours import DARK, LIGHT
from ui.theme.theme import Theme


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = Theme.current()
    yield qapp
    dress.calm(Choices())
    before.put_on(qapp)


def test_colours_and_letters_are_those_that_were_chosen(application: QApplication) -> None:
    chosen = Choices(theme=ThemeChoice.DARK, text_size=200)
    assert dress.is_other(chosen)
    dress.dress(application, chosen)
    assert (Theme.current().colours, Theme.current().scale) == (DARK, 2.0)
    assert application.font().pointSizeF() == 20.0
    assert not dress.is_other(chosen)
    assert dress.is_other(Choices(theme=ThemeChoice.LIGHT, text_size=200))


def test_calm_lets_nothing_slide_or_blink_and_can_be_left(application: QApplication) -> None:
    dress.calm(Choices(reduced_motion=True))
    assert application.cursorFlashTime() == 0
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    dress.calm(Choices())
    assert application.cursorFlashTime() > 0


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize(("scheme", "colours"), [(Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Unknown, LIGHT)])
def test_the_system_decides_where_it_is_followed_and_known(
    monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, colours: object
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
            return scheme

    monkeypatch.setattr(QApplication, "styleHints", Hints)
    assert dress.theme_of(Choices()).colours is colours
    assert dress.theme_of(Choices(theme=ThemeChoice.LIGHT)).colours is LIGHT


@pytest.mark.parametrize(("ground", "colours"), [("#202020", DARK), ("#f0f0f0", LIGHT)])
def test_before_any_theme_the_palette_tells_what_the_system_has(
    application: QApplication, monkeypatch: pytest.MonkeyPatch, ground: str, colours: object
) -> None:
    def refuse() -> None:
        raise AssertionError

    monkeypatch.setattr(Theme, "_pictures", None)
    monkeypatch.setattr(QApplication, "styleHints", refuse)
    worn = application.palette()
    try:
        application.setPalette(QPalette(QColor(ground)))
        assert dress.theme_of(Choices()).colours is colours
    finally:
        application.setPalette(worn)
