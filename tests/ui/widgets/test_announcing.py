"""What appears by itself is said to who listens, and takes the keyboard from nobody (WCAG 2.2, 4.1.3)."""

import pytest
from PySide6 import QtGui
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.entries import Field
from ui.widgets.surfaces import Banner
from ui.widgets.toast import Toast


class _Heard:
    """Stands where Qt takes what is to be announced."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.said: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802 - Qt's name
        self.said.append((event.message(), event.politeness()))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> _Heard:
    made = _Heard()
    monkeypatch.setattr(QtGui, "QAccessible", made)
    return made


def test_a_message_a_banner_and_a_refusal_are_said_and_take_no_focus(qtbot: QtBot, heard: _Heard) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    typed, banner, field = QLineEdit(), Banner(), Field("Nom", QLineEdit())
    for widget in (typed, banner, field):
        column.addWidget(widget)
    toast = Toast(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    typed.setFocus()
    toast.say("Étape enregistrée.", "Annuler", lambda: None)
    banner.say("Rien n’a été perdu.", "danger")
    field.refuse("Il manque.")
    field.refuse()
    polite, at_once = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive
    assert heard.said == [
        ("Étape enregistrée. Annuler", polite),
        ("Rien n’a été perdu.", at_once),
        ("Nom\u00a0: Il manque.", polite),
    ]
    assert QApplication.focusWidget() is typed
