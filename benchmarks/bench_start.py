"""From the command to the first picture on the screen, and from the passphrase to the list of people.

The floor of the first is the least that a program of this kind can do: start Python, load Qt, show one window with a
label. The floor of the second is unlocking the same vault and reading its first people, with no window.
Run: `make bench`, or `python benchmarks/bench_start.py [people]` in the environment. Each run is a new process.
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else sixty modules are compiled at each start

_ROUNDS = 21
_UNLOCKS = 5
_PEOPLE = 100_000
_TYPING = 3.0
"""Seconds that a person takes to type a passphrase, at the very least."""
_PASSPHRASE = "sept mots pour essayer ce coffre fictif"
_HERE = Path(__file__).resolve()


def run_until_shown(kind: str, born: float, vault: str) -> None:
    """In a process of its own: open a window, wait for its first picture, say how long that took since `born`."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer  # noqa: PLC0415 - loading Qt is part of what is measured
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow  # noqa: PLC0415

    class Watch(QObject):
        begun = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and not self.begun:
                self.begun = True
                QTimer.singleShot(0, tell)  # once the whole window is painted
            return super().eventFilter(watched, event)

    def tell() -> None:
        answer(milliseconds=(time.monotonic() - born) * 1000, processor=time.process_time() * 1000)

    def until_shown(*_: object) -> int:
        watch = Watch()
        for window in QApplication.topLevelWidgets():  # a filter of the application would weigh on each of its widgets
            window.installEventFilter(watch)
        while True:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    if kind == "empty":
        application = QApplication([])
        window = QMainWindow()
        window.setCentralWidget(QLabel("Passeport"))
        window.show()
        until_shown(application)
    else:
        QApplication.exec = until_shown if kind == "passeport" else lambda *_: until_usable()
        from passeport.__main__ import main  # noqa: PLC0415

        sys.argv = ["passeport", "--vault", vault]
        main()


def until_usable() -> int:
    """Type the passphrase at the pace of a person, unlock, go to the list, and tell when its rows are on the screen."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if (
                event.type() == QEvent.Type.Paint
                and shell.workspace
                and watched is shell.workspace.people.list.viewport()
            ):
                self.painted = shell.workspace.people.people.rowCount() > 0
            return super().eventFilter(watched, event)

    application = QApplication.instance()
    shell = next(window for window in application.topLevelWidgets() if hasattr(window, "unlock"))
    typed = time.monotonic() + _TYPING
    while time.monotonic() < typed:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.01)  # else this thread would keep Python from the others
    shell.unlock.passphrase.setText(_PASSPHRASE)
    watch = Watch()
    application.installEventFilter(watch)
    start, worked = time.monotonic(), time.process_time()
    shell.unlock.known_vault.enter.click()
    while shell.workspace is None:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    shell.workspace.show_people()  # as Alt+1 does, at once
    while not watch.painted:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application.processEvents()  # what was asked to be painted is: the filter sees it before
    taken = {
        "milliseconds": (time.monotonic() - start) * 1000,
        "processor": (time.process_time() - worked) * 1000,
    }
    shell.close()  # a vault that is not closed is examined page by page at its next opening
    return answer(**taken)


def unlock_alone(vault: str) -> None:
    """The floor of unlocking: the same vault and its first page of people, with no window."""
    from passeport import wiring  # noqa: PLC0415

    accounts = wiring.accounts()
    (name,) = accounts.information(Path(vault)).accounts
    start, worked = time.monotonic(), time.process_time()
    opened = accounts.unlock(Path(vault), account=name, passphrase=_PASSPHRASE)
    assert wiring.desk(opened).dossiers.find("")
    taken = {
        "milliseconds": (time.monotonic() - start) * 1000,
        "processor": (time.process_time() - worked) * 1000,
    }
    opened.lock()
    answer(**taken)


def answer(**told: float) -> int:
    """Say what was measured, and end this process."""
    import json  # noqa: PLC0415 - nor is this
    import resource  # noqa: PLC0415 - POSIX only, and only here

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kibibytes on Linux
    print(json.dumps({**told, "mebibytes": peak}))
    sys.stdout.flush()
    os._exit(0)


def one_run(kind: str, vault: str) -> dict[str, float]:
    """Return what a new process says of itself."""
    import json  # noqa: PLC0415 - nothing that the measured processes do without is loaded in them
    import subprocess  # noqa: PLC0415

    command = [sys.executable, str(_HERE), kind, str(time.monotonic()), vault]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(told.stdout)
    return found


def compared(title: str, kinds: tuple[str, str], heading: tuple[str, str], vault: str, rounds: int) -> None:
    """Print the two kinds side by side: the time by the clock and of the processor, and the memory.

    The ratio is the median of those of the pairs: each was measured in the same company.
    """
    import statistics  # noqa: PLC0415

    from measuring import table  # noqa: PLC0415

    told: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    for number in range(rounds):
        for kind in kinds if number % 2 else reversed(kinds):
            told[kind].append(one_run(kind, vault))
    rows = []
    asked = ((title, "milliseconds", "ms"), ("processor", "processor", "ms"), ("peak memory", "mebibytes", "MiB"))
    for what, fact, unit in asked:
        floor, ours = ([run[fact] for run in told[kind]] for kind in kinds)
        ratio = statistics.median(one / least for least, one in zip(floor, ours, strict=True))
        medians = (f"{statistics.median(runs):.0f} {unit}" for runs in (floor, ours))
        rows.append([what, *medians, f"{ratio:.2f}"])
    print(table(["", *heading, "ratio"], rows))
    print(f"load {os.getloadavg()[0]:.1f}")


def fill(vault: str, people: int) -> None:
    """Put so many invented people in a vault, by the rows: opening a dossier for each would take an hour."""
    import random  # noqa: PLC0415

    from bench_search import people_of  # noqa: PLC0415

    from passeport import wiring  # noqa: PLC0415
    from storage.bulk_load import load  # noqa: PLC0415

    accounts = wiring.accounts()
    (name,) = accounts.information(Path(vault)).accounts
    opened = accounts.unlock(Path(vault), account=name, passphrase=_PASSPHRASE)
    with opened.unit_of_work() as work:
        load(work.dossiers._connection, people_of(people, [], random.Random(7)), people, lambda _done, _all: None)  # noqa: SLF001
        work.commit()
    opened.lock()


def main(people: int) -> None:
    """Measure, and print two tables."""
    import subprocess  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        vault = str(Path(folder) / "coffre-fort")
        environment = {**os.environ, "PASSEPORT_PASSPHRASE": _PASSPHRASE}
        passeport = [sys.executable, "-m", "passeport"]
        create = [*passeport, "vault", "create", "--vault", vault, "--account", "Camille"]
        subprocess.run(create, env=environment, check=True, capture_output=True)
        print("Start: the application beside an empty PySide6 window, median of", _ROUNDS, "processes each")
        compared("first picture", ("empty", "passeport"), ("empty window", "Passeport"), vault, _ROUNDS)
        fill(vault, people)
        print(f"\nUnlocking with {people:,} people, beside the same without a window; median of {_UNLOCKS}")
        heading = ("unlocked, first people read", "list on the screen")
        compared("unlock", ("unlock-alone", "unlock"), heading, vault, _UNLOCKS)


if __name__ == "__main__":
    if sys.argv[1:2] == ["unlock-alone"]:
        unlock_alone(sys.argv[3])
    elif len(sys.argv) > 2:
        run_until_shown(sys.argv[1], float(sys.argv[2]), sys.argv[3])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE)
