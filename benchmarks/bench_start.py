"""From the command to the first picture on the screen: the application beside an empty PySide6 window.

The floor is the least that a program of this kind can do: start Python, load Qt, show one window with a label.
Run: `make bench`, or `python benchmarks/bench_start.py` in the environment. Each run is a new process.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import in_turns, table

_ROUNDS = 7
_HERE = Path(__file__).resolve()


def run_until_shown(kind: str, born: float, vault: str) -> None:
    """In a process of its own: open a window, wait for its first picture, say how long that took since `born`."""
    import resource  # noqa: PLC0415 - POSIX only, and only here

    from PySide6.QtCore import QEvent, QObject  # noqa: PLC0415 - loading Qt is part of what is measured
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow  # noqa: PLC0415

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.painted = self.painted or event.type() == QEvent.Type.Paint
            return super().eventFilter(watched, event)

    def until_shown(*_: object) -> int:
        application = QApplication.instance()
        watch = Watch()
        application.installEventFilter(watch)
        while not watch.painted:
            application.processEvents()
        application.processEvents()
        elapsed = time.monotonic() - born
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kibibytes on Linux
        print(json.dumps({"milliseconds": elapsed * 1000, "mebibytes": memory / 1024}))
        sys.stdout.flush()
        os._exit(0)

    if kind == "empty":
        application = QApplication([])
        window = QMainWindow()
        window.setCentralWidget(QLabel("Passeport"))
        window.show()
        until_shown(application)
    else:
        QApplication.exec = until_shown  # the program itself, up to where it would wait for the person
        from passeport.__main__ import main  # noqa: PLC0415

        sys.argv = ["passeport", "--vault", vault]
        main()


def one_run(kind: str, vault: str, memories: dict[str, list[float]]) -> float:
    """Return the milliseconds to the first picture, in a new process."""
    command = [sys.executable, str(_HERE), kind, str(time.monotonic()), vault]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    result = json.loads(told.stdout)
    memories[kind].append(result["mebibytes"])
    return float(result["milliseconds"])


def main() -> None:
    """Measure, and print a table."""
    memories: dict[str, list[float]] = {"empty": [], "passeport": []}
    with tempfile.TemporaryDirectory() as folder:
        vault = str(Path(folder) / "coffre-fort")
        environment = {**os.environ, "PASSEPORT_PASSPHRASE": "sept mots pour essayer ce coffre fictif"}
        create = [sys.executable, "-m", "passeport", "vault", "create", "--vault", vault, "--account", "Camille"]
        subprocess.run(create, env=environment, check=True, capture_output=True)
        times = in_turns(
            {kind: lambda kind=kind: one_run(kind, vault, memories) for kind in ("empty", "passeport")}, _ROUNDS
        )
    rows = []
    for what, found, unit in (("first picture", times, "ms"), ("peak memory", memories, "MiB")):
        floor, ours = (statistics.median(found[kind]) for kind in ("empty", "passeport"))
        rows.append([what, f"{floor:.0f} {unit}", f"{ours:.0f} {unit}", f"{ours / floor:.2f}"])
    print("Start: the application beside an empty PySide6 window, median of", _ROUNDS, "processes each")
    print(table(["", "empty window", "Passeport", "ratio"], rows))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run_until_shown(sys.argv[1], float(sys.argv[2]), sys.argv[3])
    else:
        main()
