"""What the first picture of the window may load: nothing of what stands behind the door (docs/benchmarks.md)."""

import gc
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from passeport import window
from passeport.later import later, module
from ui import application, preloading

HEAVY = {
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "alembic",
    "argon2",
    "babel",
    "cryptography",
    "importlib.resources",
    "lxml",
    "openpyxl",
    "phonenumbers",
    "pikepdf",
    "pycountry",
    "pydantic",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
    "typer",
    "uuid",
}
OURS_LATER = {
    "passeport.cli",
    "passeport.domain.text_guard",
    "passeport.first_use",
    "passeport.samples",
    "passeport.services",
    "passeport.wiring",
    "storage",
    "ui.opened_files",
    "ui.part_widths",
    "ui.unlock.recovery_form",
    "ui.widgets.guard",
    "ui.workspace",
}

_UNTIL_PAINTED = """
import json, os, sys
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from ui.first_picture import FirstPicture

def tell():
    print(json.dumps([sorted(sys.modules), sorted(vars(QtCore))]))
    sys.stdout.flush()
    os._exit(0)

def watch(self, watched, event):
    if event.type() == QEvent.Type.Paint:
        QTimer.singleShot(0, tell)  # before anything that waits for the first picture
    return False

def wait(*_):
    while True:
        QApplication.instance().processEvents()

FirstPicture.eventFilter = watch
QApplication.exec = wait
from passeport.__main__ import main
sys.argv = ["passeport", "--vault", sys.argv[1]]
main()
"""


def test_the_door_is_painted_before_anything_behind_it_is_loaded(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _UNTIL_PAINTED, str(tmp_path)], capture_output=True, text=True, check=True, timeout=120
    )
    modules, named_by_qt = json.loads(told.stdout.splitlines()[-1])
    loaded = set(modules)
    assert "ui.unlock.page" in loaded
    assert HEAVY & loaded == set()
    assert {name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in OURS_LATER)} == set()
    assert "QObject" in named_by_qt
    assert "Qt" not in named_by_qt  # all its names are made at the first use of any, a tenth of the start


@pytest.mark.parametrize(
    ("arguments", "vault", "file"),
    [
        ([], None, None),
        (["--vault", "ici"], "ici", None),
        (["--vault=ici"], "ici", None),
        (["/clé/passeport.pdf"], None, "/clé/passeport.pdf"),
        (["--vault", "ici", "/clé/sans-suffixe"], "ici", "/clé/sans-suffixe"),
        (["--vault=ici", "/clé/réponse.passeport-retour"], "ici", "/clé/réponse.passeport-retour"),
    ],
)
def test_the_window_is_asked_for_by_its_vault_and_a_file_alone(
    arguments: list[str], vault: str | None, file: str | None
) -> None:
    assert window.asked(arguments) == (vault and Path(vault), file and Path(file), "")


def test_a_file_is_named_from_where_the_program_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert window.asked(["passeport.xml"]).file == tmp_path / "passeport.xml"
    assert window.asked(["./find"]).file == tmp_path / "find"


@pytest.mark.parametrize(
    ("arguments", "vault", "language"),
    [
        ([], None, ""),
        (["--vault", "ici"], Path("ici"), ""),
        (["--vault=ici"], Path("ici"), ""),
        (["--langue", "en"], None, "en"),
        (["--langue=fr", "--vault", "ici", "un.pdf"], Path("ici"), "fr"),
    ],
)
def test_the_window_is_asked_for_by_its_vault_and_its_language(
    arguments: list[str], vault: Path | None, language: str
) -> None:
    asked = window.asked(arguments)
    assert (asked.vault, asked.language) == (vault, language)


@pytest.mark.parametrize(("wished", "spoken"), [("", "fr"), ("en", "en"), ("EN_gb", "en"), ("fr", "fr"), ("de", "fr")])
def test_the_environment_may_choose_the_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wished: str, spoken: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PASSEPORT_LANGUE", wished)
    assert window.usual_language() == spoken


@pytest.mark.parametrize(
    "arguments",
    [
        ["find"],
        ["--version"],
        ["--help"],
        ["--vault"],
        ["--vault="],
        ["--vault", "--json"],
        ["--vault", "a", "find"],
        ["check", "passeport.pdf"],
        ["un.pdf", "deux.pdf"],
        ["--vault", "a", "--json.pdf"],
        [""],
        ["--vault", "a", "--vault", "b"],
        ["--langue", "de"],
        ["--langue"],
    ],
)
def test_everything_else_is_for_the_command_line(arguments: list[str]) -> None:
    with pytest.raises(window.NotTheWindow):
        window.asked(arguments)


def test_garbage_is_looked_for_again_once_the_window_is_closed_or_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[bool] = []

    def run(*_: object) -> int:
        found.append(gc.isenabled())
        return 0

    monkeypatch.setattr(application, "run", run)
    assert window.open_window(None, language="fr") == 0
    assert (found, gc.isenabled()) == ([False], True)


def test_each_room_that_is_loaded_in_turn_exists() -> None:
    assert [name for name in preloading._IN_TURN if importlib.util.find_spec(name) is None] == []


def test_what_is_loaded_later_is_loaded_at_its_use() -> None:
    asked: list[str] = []

    def find() -> str:
        asked.append("now")
        return "found"

    thing = later(find)
    assert asked == []
    assert thing.upper() == "FOUND"
    assert asked == ["now"]
    assert module("json").loads("[1]") == [1]


@pytest.mark.parametrize(
    ("kept", "spoken"),
    [("language=en\n", "en"), ("language=fr\n", "fr"), ("language=xx\n", "fr"), ("\0\0", "fr"), ("", "fr")],
)
def test_the_language_chosen_in_the_preferences_is_spoken_at_the_next_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: str, spoken: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PASSEPORT_LANGUE", raising=False)
    file = tmp_path / "passeport" / "preferences.ini"
    file.parent.mkdir()
    file.write_text(kept, encoding="utf-8")
    assert window.usual_language() == spoken
