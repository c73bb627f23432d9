"""An error that nobody foresaw: where it came from is kept, what it held is not."""

import json
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.clipboard import forget_copied
from ui.incidents import Incidents

CANARY = "Zyxcanary d’Exemple"


def fail(value: str) -> None:
    message = f"no room for {value}"
    raise ValueError(message)


@pytest.fixture
def incidents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Incidents:
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    watching = Incidents(tmp_path / "incidents")
    watching.watch()
    return watching


def kept(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((folder / "incidents").glob("*"))]


def test_only_the_type_the_modules_and_the_lines_are_kept(
    incidents: Incidents, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert incidents
    try:
        fail(CANARY)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    (text,) = kept(tmp_path)
    told = json.loads(text)
    assert set(told) == {"passeport", "python", "at", "error", "where"}
    assert told["error"] == "builtins.ValueError"
    assert all(place.rpartition(":")[2].isdigit() for place in told["where"])
    said = capsys.readouterr()
    assert "rien" in said.err or "enregistré" in said.err
    assert CANARY not in text + said.out + said.err
    assert str(Path.home()) not in text
    assert (tmp_path / "incidents").stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "incidents").iterdir()} == {0o600}


def test_a_thread_and_an_object_that_fail_say_nothing_of_what_they_held(
    incidents: Incidents, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert incidents

    class Fails:
        def __del__(self) -> None:
            fail(CANARY)

    thread = threading.Thread(target=fail, args=(CANARY,))
    thread.start()
    thread.join()
    del thread
    Fails()
    assert len(kept(tmp_path)) == 2
    said = capsys.readouterr()
    assert CANARY not in "".join(kept(tmp_path)) + said.out + said.err


def test_a_disk_that_refuses_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    Incidents(tmp_path / "file" / "incidents").note(ValueError, None)
    assert (tmp_path / "file").read_bytes() == b""


def test_only_the_last_incidents_are_kept(tmp_path: Path) -> None:
    for _ in range(30):
        Incidents(tmp_path / "incidents").note(ValueError, None)
    assert len(kept(tmp_path)) == 20


@pytest.mark.parametrize("mine", [True, False])
def test_what_was_copied_here_is_forgotten(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, *, mine: bool) -> None:
    assert qapp
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: mine)  # a screen that is none does not say
    QGuiApplication.clipboard().setText(CANARY)
    assert QGuiApplication.clipboard().text() == CANARY
    forget_copied()
    assert QGuiApplication.clipboard().text() == ("" if mine else CANARY)
