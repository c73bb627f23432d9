"""Formatted words on the screen: nothing is fetched for them, and a link shows where it leads first."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from ui.forms.rich_editor import RichEditor
from ui.widgets.rich_text import is_formatted, open_link, rich


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths that were asked of it."""
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


HOSTILE = (
    '<p>Bonjour<img src="{0}/image.png"> <link rel="stylesheet" href="{0}/style.css">'
    '<span style="background: url({0}/fond.png)">vous</span>'
    '<style>@import "{0}/autre.css"; p {{ background-image: url({0}/p.png) }}</style>'
    '<iframe src="{0}/cadre"></iframe><object data="{0}/objet"></object></p>'
)


def test_no_remote_resource_is_ever_loaded(qtbot: QtBot, visits: tuple[str, list[str]]) -> None:
    address, asked = visits
    label, editor = rich(HOSTILE.format(address)), RichEditor()
    for widget in (label, editor):
        qtbot.addWidget(widget)
        widget.show()
    editor.html = HOSTILE.format(address)
    editor.edit.setHtml(HOSTILE.format(address))  # even when nothing was cleaned
    for _ in range(5):
        QApplication.processEvents()
    qtbot.wait(100)
    assert "Bonjour" in label.text()
    assert "<img" not in label.text()
    assert asked == []


def test_only_formatting_counts_as_formatted() -> None:
    assert is_formatted("<p>un <strong>deux</strong></p>")
    assert not is_formatted("<p>un</p><p>deux<br>trois</p>")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


@pytest.mark.parametrize("accepts", [True, False])
def test_a_link_shows_its_whole_address_before_it_opens(qtbot: QtBot, opened: list[str], *, accepts: bool) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    told: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.informativeText())
        role = QMessageBox.ButtonRole.AcceptRole if accepts else QMessageBox.ButtonRole.RejectRole
        next(made for made in box.buttons() if box.buttonRole(made) is role).click()

    QTimer.singleShot(0, answer)
    open_link("https://exemple.invalid/une/adresse?longue=oui", parent)
    assert told == ["https://exemple.invalid/une/adresse?longue=oui"]
    assert opened == (told if accepts else [])


def test_a_link_is_reached_by_the_keyboard_and_opens_nothing_by_itself(qtbot: QtBot) -> None:
    label = rich('<p>Voir <a href="https://exemple.invalid">ici</a></p>')
    qtbot.addWidget(label)
    assert not label.openExternalLinks()
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
