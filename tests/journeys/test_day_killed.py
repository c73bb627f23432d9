"""A kill in the middle of an entry loses no word that was kept, and each is; locking and closing lose nothing."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.draft import Draft
from tests import people, vaults
from tests.journeys.conftest import settled, write
from tests.journeys.typing_process import finished_in, texts_of
from ui.shell import Shell

ROOT = Path(__file__).resolve().parents[2]

Window = Callable[[Path], Shell]


def dossier_in(folder: Path) -> str:
    desk = wiring.desk(vaults.create(folder))
    who = desk.dossiers.create(people.ada_identity())
    desk.vault.lock()
    return str(who)


def drafts_in(folder: Path) -> list[Draft]:
    desk = wiring.desk(vaults.unlock(folder))
    found = [named.draft for named in desk.drafts.all()]
    desk.vault.lock()
    return found


@pytest.mark.parametrize(
    ("form", "words", "after"),
    [
        ("note", 18, 0.037),
        ("experience", 9, 0.0),
        ("referral", 11, 0.11),
        ("person", 7, 0.02),
        ("point", 8, 0.05),
        ("workshop", 10, 0.09),
    ],
)
def test_a_kill_loses_no_word_that_was_kept(
    qtbot: QtBot, open_window: Window, tmp_path: Path, form: str, words: int, after: float
) -> None:
    """What is on its way to the vault at the kill may be lost, whatever the pace of the computer; nothing else."""
    folder = tmp_path / "coffre"
    told = _killed(folder, dossier_in(folder), form, words, after)
    _each_save_has_all_that_was_finished(told)
    kept = max(number for what, number in told if what == "kept")
    assert kept, "nothing was kept before the kill"
    (draft,) = drafts_in(folder)
    assert finished_in(texts_of(draft)) >= kept
    if form == "note":
        _resumed(qtbot, open_window(folder), draft.rows[0]["text"].split())


def _killed(folder: Path, who: str, form: str, words: int, after: float) -> list[tuple[str, int]]:
    """Let somebody type that many words and a little more, kill, and return what was told."""
    command = [sys.executable, "-m", "tests.journeys.typing_process", str(folder), who, form]
    told: list[tuple[str, int]] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            told.append(_read(line))
            if told[-1] == ("finished", words):
                break
        time.sleep(after)
        typist.kill()
        told += [_read(line) for line in typist.stdout]
    return told


def _read(line: str) -> tuple[str, int]:
    what, number = line.split()
    return what, int(number)


def _each_save_has_all_that_was_finished(told: list[tuple[str, int]]) -> None:
    """A save that begins once another has ended holds every word that was finished when that one ended."""
    finished = due = 0
    for what, number in told:
        if what == "finished":
            finished = number
        elif what == "kept":
            due = finished
        else:
            assert number >= due, told


def _resumed(qtbot: QtBot, shell: Shell, kept: list[str]) -> None:
    write(shell.unlock.passphrase, vaults.PASSPHRASE)
    QTest.keyClick(shell.unlock.passphrase, Qt.Key.Key_Return)
    settled(qtbot, shell)
    workspace = shell.workspace
    assert workspace is not None
    qtbot.waitUntil(workspace.toast.isVisible)
    assert "gardée" in workspace.toast.words.text()
    workspace.toast.offer.click()
    settled(qtbot, shell)
    page = workspace.dossier
    qtbot.waitUntil(lambda: page.side.currentWidget() is page.step)
    assert page.step.notes.first.toPlainText().split() == kept


@pytest.mark.parametrize("way_out", ["lock", "close"])
def test_leaving_in_mid_word_loses_nothing(qtbot: QtBot, open_window: Window, tmp_path: Path, way_out: str) -> None:
    folder = tmp_path / "coffre"
    dossier_in(folder)
    shell = open_window(folder)
    write(shell.unlock.passphrase, vaults.PASSPHRASE)
    QTest.keyClick(shell.unlock.passphrase, Qt.Key.Key_Return)
    settled(qtbot, shell)
    workspace = shell.workspace
    assert workspace is not None
    workspace.show_dossier(workspace.desk.dossiers.find("")[0].id)
    settled(qtbot, shell)
    workspace.dossier.start_entry()
    write(workspace.dossier.step.notes.first, "Trois mots inach")
    getattr(shell, way_out)()
    if way_out == "lock":
        settled(qtbot, shell)
    assert [draft.rows[0]["text"] for draft in drafts_in(folder)] == ["Trois mots inach"]
