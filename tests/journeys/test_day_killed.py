"""A kill in the middle of an entry loses no finished word; locking and closing lose nothing at all."""

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
from ui.shell import Shell

ROOT = Path(__file__).resolve().parents[2]
GRACE = 1.0
"""Seconds of typing that a kill may take along on a computer that is busy with other tests; docs/benchmarks.md has the
words that were lost on one that is not: none."""

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


@pytest.mark.parametrize(("words", "after"), [(18, 0.0), (23, 0.037), (31, 0.11)])
def test_a_kill_loses_no_finished_word(
    qtbot: QtBot, open_window: Window, tmp_path: Path, words: int, after: float
) -> None:
    folder = tmp_path / "coffre"
    who = dossier_in(folder)
    command = [sys.executable, "-m", "tests.journeys.typing_process", str(folder), who]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "ready\n"
        told = [typist.stdout.readline().split() for _ in range(words)]
        time.sleep(after)
        killed_at = time.monotonic()
        typist.kill()
        told += [line.split() for line in typist.stdout.read().splitlines() if len(line.split()) == 2]
    finished = [int(number) for number, at in told if float(at) < killed_at - GRACE]
    assert finished, "nothing was typed before the kill"
    (draft,) = drafts_in(folder)
    kept = draft.rows[0]["text"].split()
    assert [f"mot{number}" for number in finished] == kept[: len(finished)]

    shell = open_window(folder)
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
