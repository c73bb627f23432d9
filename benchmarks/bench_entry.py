"""A robot enters 2,000 steps through the window: what one costs, and whether the last costs what the first did.

It works as a conseiller does: opens a person, Ctrl+E, the type, a few words in the note, Ctrl+Entrée; a thousand people
take turns, so that no dossier grows to what no person has. The floor is the use case alone on the same vault: the same
step recorded and the dossier read again, no window.
Run: `python benchmarks/bench_entry.py [entries]` in the environment; no screen is needed.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measuring import percentile, table
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from passeport import wiring
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.provenance import Station
from passeport.first_use import SystemClock
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.accounts import Accounts
from passeport.services.desk import Desk
from passeport.services.parcours import NoteEntry, StepEntry
from storage.keys import DerivationParameters
from storage.vault import SqlcipherVaultKeeper
from ui.shell import Shell
from ui.theme.dressing import prepared

_ENTRIES = 2_000
_PEOPLE = 1_000
_WARM = 40
_PARTS = 10
_KEEPER = SqlcipherVaultKeeper(DerivationParameters(memory=64, passes=1, lanes=1))
_ACCOUNT, _PASSPHRASE = "Camille Conseiller-Fictif", "quatre mots sans lien puis trois autres"
_NOTE = "Cherche une alternance"


def resident() -> float:
    """Return the memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def settle(shell: Shell) -> None:
    """Wait until nothing is being done; what was closed is deleted, as `exec` does and `processEvents` does not."""
    QApplication.processEvents()
    while not shell.tasks.is_idle:
        QApplication.processEvents()
        time.sleep(0.0005)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def write(widget: QWidget, words: str) -> None:
    """Type a text."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def focused() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class Taken(NamedTuple):
    """What one entry cost, in seconds."""

    clock: float
    processor: float
    """Of every thread; other work on the machine hardly disturbs it."""


def enter(shell: Shell, who: BeneficiaryId) -> Taken:
    """Enter one step, and return what it cost from Ctrl+E to the step on the screen, the typing included."""
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Shift)  # a sign of presence: what follows goes past the window
    workspace = shell.workspace
    assert workspace is not None
    workspace.show_dossier(who)
    settle(shell)
    begun, worked = time.perf_counter(), time.process_time()
    QTest.keyClick(workspace.dossier, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    write(focused(), "entretien ind")
    QTest.keyClick(focused(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    write(focused(), _NOTE)
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    return Taken(time.perf_counter() - begun, time.process_time() - worked)


def opened(folder: Path) -> Shell:
    """Return the window on a vault with some people, unlocked."""
    station = Station(name="Mission locale d’Essai", network="MISSION_LOCALE")
    vault = _KEEPER.create(folder, account=_ACCOUNT, passphrase=_PASSPHRASE, station=station)
    crowd = People(seed=2026, account=vault.account, today=SystemClock().today())
    seed(vault, crowd, beneficiaries=_PEOPLE, steps=2, progress=lambda _done, _all: None)
    vault.lock()
    shell = Shell(Accounts(_KEEPER), wiring.desk, folder)
    shell.show()
    shell.activateWindow()
    settle(shell)
    shell.unlock.door.unlock(_ACCOUNT, _PASSPHRASE)
    while shell.workspace is None:
        settle(shell)
    settle(shell)
    return shell


def steps(desk: Desk, people: list[BeneficiaryId]) -> int:
    """Return how many steps these people have."""
    return sum(len(one.steps) for who in people for one in desk.dossiers.open(who).parcours)


def floor(folder: Path, entries: int) -> list[Taken]:
    """Return the seconds of the same steps, recorded and read again with no window."""
    vault = _KEEPER.create(
        folder, account=_ACCOUNT, passphrase=_PASSPHRASE, station=Station(name="Essai", network="MISSION_LOCALE")
    )
    crowd = People(seed=2026, account=vault.account, today=SystemClock().today())
    seed(vault, crowd, beneficiaries=_PEOPLE, steps=2, progress=lambda _done, _all: None)
    desk = wiring.desk(vault)
    people = [one.id for one in desk.dossiers.page(limit=_PEOPLE)]
    entry = StepEntry(type="ENTRETIEN", day=desk.clock.today(), notes=(NoteEntry(text=_NOTE),))
    taken = []
    for number in range(entries):
        who = people[number % len(people)]
        begun, worked = time.perf_counter(), time.process_time()
        desk.parcours.record_step(who, entry)
        desk.dossiers.open(who)
        taken.append(Taken(time.perf_counter() - begun, time.process_time() - worked))
    vault.lock()
    return taken


def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        alone = floor(Path(folder) / "floor", entries)
        prepared()
        shell = opened(Path(folder) / "window")
        workspace = shell.workspace
        assert workspace is not None
        desk = workspace.desk
        people = [one.id for one in desk.dossiers.page(limit=_PEOPLE)]
        for who in people[:_WARM]:
            enter(shell, who)
        rows, size, before = [], entries // _PARTS, steps(desk, people)
        for part in range(_PARTS):
            taken = [enter(shell, people[(part * size + number) % len(people)]) for number in range(size)]
            gc.collect()
            base = alone[part * size : (part + 1) * size]
            rows.append(
                (
                    f"{part * size + 1:,}–{(part + 1) * size:,}",
                    f"{statistics.median(one.processor for one in base) * 1000:.1f} ms",
                    f"{statistics.median(one.processor for one in taken) * 1000:.1f} ms",
                    f"{statistics.median(one.clock for one in taken) * 1000:.1f} ms",
                    f"{percentile([one.clock for one in taken], 99) * 1000:.1f} ms",
                    f"{resident():.0f} MiB",
                    f"{len(QApplication.allWidgets()):,}",
                )
            )
            print(rows[-1], flush=True)
        made = steps(desk, people) - before
        assert made == size * _PARTS, f"{made:,} steps were recorded"
        heads = ("entries", "use case alone", "window: processor", "clock", "p99", "memory", "widgets")
        print(table(heads, rows))
        print(f"load {os.getloadavg()[0]:.1f}")
        shell.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _ENTRIES)
