"""The account of a reading: the list is short, what is copied is whole."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.reading import Fate, ReadingEntry, ReadingReport
from ui.passport.reading_account import account


def test_what_is_copied_of_what_was_not_understood_is_whole(qtbot: QtBot) -> None:
    value = "Un texte que rien ne comprend. " * 20 + "Sa fin."
    entry = ReadingEntry(path="Candidate/Autre", line=12, value=value, fate=Fate.NOT_UNDERSTOOD)
    widget = account(ReadingReport(file_format="candidate", entries=(entry,)))
    qtbot.addWidget(widget)
    shown = widget.findChild(QPlainTextEdit)
    (copy,) = (found for found in widget.findChildren(QPushButton) if found.text() == "Copier")
    assert isinstance(shown, QPlainTextEdit)
    assert "Sa fin." not in shown.toPlainText()
    copy.click()
    assert "Sa fin." in QGuiApplication.clipboard().text()
    assert "Candidate/Autre" in QGuiApplication.clipboard().text()
