"""The account of a reading says of what was refused why, and shows none of it."""

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from tests import people
from ui.passport.reading_account import account

_OF_HEALTH = "<Disability><DisabilityTypeCode>Surdité</DisabilityTypeCode></Disability>"
_NUMBER = "<Communication><ChannelCode>Web</ChannelCode><oa:URI>1 99 02 91 228 001 42</oa:URI></Communication>"


@pytest.mark.parametrize(("said", "hidden"), [(_OF_HEALTH, "Surdité"), (_NUMBER, "228 001")])
def test_what_is_refused_is_told_for_what_it_is_and_not_shown(qtbot: QtBot, said: str, hidden: str) -> None:
    written = write_candidate(people.ada_passport()).replace(
        b"<NationalityCode>", said.encode() + b"<NationalityCode>", 1
    )
    widget = account(read_candidate(parse(written, "ada.xml"))[1])
    qtbot.addWidget(widget)
    (shown,) = (lines.toPlainText() for lines in widget.findChildren(QPlainTextEdit))
    (why,) = (label.text() for label in widget.findChildren(QLabel) if "(R01)" in label.text())
    assert "handicap (R02)" in why
    assert hidden not in shown
    assert hidden not in " ".join(label.text() for label in widget.findChildren(QLabel))
