"""Formatted words: typed as one types, kept as they were, and nothing else comes in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from passeport.domain.rich_text import clean, to_plain
from tests.journeys.conftest import write
from ui.forms.inputs import RichText
from ui.forms.rich_editor import RichEditor

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot) -> RichEditor:
    made = RichEditor()
    qtbot.addWidget(made)
    made.show()
    made.edit.setFocus()
    return made


def test_plain_typing_gives_plain_paragraphs(editor: RichEditor) -> None:
    write(editor.edit, "Je cherche")
    QTest.keyClick(editor.edit, Qt.Key.Key_Return)
    write(editor.edit, "dehors & vite")
    assert editor.html == "<p>Je cherche</p><p>dehors &amp; vite</p>"


def test_nothing_written_is_nothing(editor: RichEditor) -> None:
    assert editor.html == ""
    write(editor.edit, "  ")
    assert editor.html == ""


def test_bold_and_bullets_come_from_the_keyboard(editor: RichEditor) -> None:
    write(editor.edit, "un ")
    QTest.keyClick(editor.edit, Qt.Key.Key_B, CTRL)
    assert editor.bold.isChecked()
    write(editor.edit, "deux")
    QTest.keyClick(editor.edit, Qt.Key.Key_B, CTRL)
    write(editor.edit, " trois")
    assert editor.html == "<p>un <strong>deux</strong> trois</p>"
    QTest.keyClick(editor.edit, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.bullets.isChecked()
    QTest.keyClick(editor.edit, Qt.Key.Key_Return)
    write(editor.edit, "quatre")
    assert editor.html == "<ul><li>un <strong>deux</strong> trois</li><li>quatre</li></ul>"
    editor.edit.selectAll()
    editor.bullets.click()
    assert editor.html == "<p>un <strong>deux</strong> trois</p><p>quatre</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>un</p><p>deux</p>",
        "<p>un<br>deux</p>",
        "<p><strong>gras</strong>, <em>penché</em>, <u>souligné</u></p>",
        "<ul><li>un</li><li>deux</li></ul>",
        "<p>Avant</p><ol><li>un</li><li>deux</li></ol><p>Après</p>",
        "<ul><li>un<ul><li>dedans</li></ul></li><li>deux</li></ul>",
        '<p>Voir <a href="https://exemple.invalid/a?b=1&amp;c=2">ici</a></p>',
        "<p>a &lt; b &amp; c</p>",
    ],
)
def test_what_is_written_is_read_back(editor: RichEditor, html: str) -> None:
    editor.html = html
    assert editor.html == html


_words = st.text("abcé <&’", min_size=1, max_size=6).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
_inline = st.builds(
    lambda tag, words: f"<{tag}>{words}</{tag}>" if tag else words, st.sampled_from(["", "strong", "em", "u"]), _words
)
_line = st.lists(_inline, min_size=1, max_size=3).map("".join)
_lists = st.tuples(st.sampled_from(["ul", "ol"]), st.lists(_line, min_size=1, max_size=3)).map(
    lambda found: f"<{found[0]}>{''.join(f'<li>{line}</li>' for line in found[1])}</{found[0]}>"
)
_documents = st.lists(st.one_of(_line.map(lambda line: f"<p>{line}</p>"), _lists), min_size=1, max_size=4).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_documents)
def test_no_word_is_lost_and_a_second_reading_changes_nothing(editor: RichEditor, html: str) -> None:
    editor.html = html
    once = editor.html
    assert words_alone(once) == words_alone(html)
    assert clean(once) == once
    editor.html = once
    assert editor.html == once


def words_alone(html: str) -> str:
    """The letters, without the bullets: an entry with no word is nothing."""
    return "".join(to_plain(html).replace("•", "").split())


def test_what_is_not_touched_stays_to_the_letter(qtbot: QtBot) -> None:
    html = '<ol><li data-list="bullet">un</li></ol><p><span>deux</span></p>'
    field = RichText()
    qtbot.addWidget(field.widget)
    field.show(html)
    assert field.value() == html
    field.widget.edit.moveCursor(QTextCursor.MoveOperation.End)
    write(field.widget.edit, " trois")
    assert field.value() == "<ul><li>un</li></ul><p>deux trois</p>"


def test_what_is_pasted_is_cleaned(editor: RichEditor) -> None:
    pasted = QMimeData()
    pasted.setHtml(
        '<p style="color: red">un <b>gras</b> <img src="https://exemple.invalid/x.png">'
        '<script>alert(1)</script><a href="javascript:x">là</a></p>'
    )
    editor.edit.insertFromMimeData(pasted)
    assert "gras" in editor.html
    assert "<strong>gras</strong>" in editor.html
    for forbidden in ("style", "img", "script>", "javascript", "red"):
        assert forbidden not in editor.html
