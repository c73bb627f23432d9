"""What the bundle weighs and how fast it starts cold, beside an empty PySide6 program frozen in the same run.

Usage: python installer/measure_size.py [FOLDER [ROUNDS]]     (FOLDER: dist, where `installer/bundle.py` froze it)

Writes docs/size.md. Before a cold start the pages of the folder are given back to the disk; the time runs from the
command to a window on a virtual screen. The computer may do other things meanwhile: both take turns.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bundle import ROOT

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from measuring import table  # noqa: E402

DISPLAY = ":96"
PATIENCE = 300.0
SHOWN = 25
"""Lines of the table of sizes; what is smaller stands together in the last one."""
EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow(windowTitle="Vide")
window.setCentralWidget(QLabel("Vide"))
window.show()
sys.exit(application.exec())
"""


def freeze_empty(folder: Path) -> Path:
    """Freeze a window with one label as PyInstaller does by itself, and return its folder."""
    (folder / "vide.py").write_text(EMPTY, encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir"]
    places = ["--distpath", str(folder), "--workpath", str(folder / "work"), "--specpath", str(folder)]
    subprocess.run([*command, *places, str(folder / "vide.py")], cwd=folder, check=True)
    return folder / "vide"


def files_of(folder: Path) -> list[Path]:
    """Return the files of a bundle that take room."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def size(folder: Path) -> int:
    """Return the bytes of a bundle."""
    return sum(path.stat().st_size for path in files_of(folder))


def give_back(folder: Path) -> None:
    """Ask the system to forget what it read of a folder, as after a start of the computer."""
    os.sync()
    for path in files_of(folder):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def windows() -> bool:
    """Tell whether a window is on the virtual screen."""
    said = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Passeport|Vide"],
        env={**os.environ, "DISPLAY": DISPLAY}, capture_output=True, check=False,
    )  # fmt: skip
    return bool(said.stdout.strip())


def start(program: Path, home: Path, *, cold: bool) -> float:
    """Return the seconds from the command to its window."""
    if cold:
        give_back(program.parent)
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(home), "DISPLAY": DISPLAY}
    before = time.monotonic()
    process = subprocess.Popen([str(program)], env=environment, stderr=subprocess.DEVNULL)
    try:
        while not windows():
            if time.monotonic() - before > PATIENCE or process.poll() is not None:
                sys.exit(f"{program} : pas de fenêtre")
            time.sleep(0.01)
        return time.monotonic() - before
    finally:
        process.terminate()
        process.wait()
        while windows():
            time.sleep(0.05)


def owners(bundle: Path, index: Path) -> list[tuple[str, int, str]]:
    """Return each library with its bytes in the bundle and its biggest file, the biggest first."""
    named = {}
    for component in json.loads(index.read_text(encoding="utf-8")):
        for name in component["shipped"]:
            named[name] = f"{component['name']} {component['version']}"
    weights: Counter[str] = Counter()
    biggest: dict[str, tuple[int, str]] = {}
    for path in files_of(bundle):
        inside = path.relative_to(bundle).as_posix().removeprefix("_internal/")
        owner = named.get(inside, "licences" if inside.startswith("licences/") else "programme (modules compilés)")
        bytes_ = path.stat().st_size
        weights[owner] += bytes_
        biggest[owner] = max(biggest.get(owner, (0, "")), (bytes_, inside))
    return [(name, weight, biggest[name][1]) for name, weight in weights.most_common()]


def lines(bundle: Path, empty: Path, cold: dict[str, list[float]], warm: dict[str, list[float]], index: Path) -> str:
    """Return the page."""
    said = owners(bundle, index)
    shown = [[name, f"{weight / 1e6:.1f}", f"`{file}`"] for name, weight, file in said[:SHOWN]]
    rest = sum(weight for _name, weight, _file in said[SHOWN:])
    shown.append([f"{len(said) - SHOWN} others", f"{rest / 1e6:.1f}", ""])
    ours, floor = size(bundle), size(empty)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    starts = [
        [what, *(f"{statistics.median(found[kind]):.2f} s ({min(found[kind]):.2f} to {max(found[kind]):.2f})"
                 for kind in ("vide", "passeport")),
         f"{statistics.median(found['passeport']) / statistics.median(found['vide']):.2f}"]
        for what, found in (("cold start", cold), ("warm start", warm))
    ]  # fmt: skip
    weights = ["on the disk", f"{floor / 1e6:.0f} MB", f"{ours / 1e6:.0f} MB", f"{ours / floor:.2f}"]
    package = next(iter(sorted(bundle.parent.glob("passeport_*.deb"))), None)
    deb = f"The Debian package is {package.stat().st_size / 1e6:.0f} MB. " if package is not None else ""
    return f"""# Size and start

Made by `make size` (`installer/measure_size.py`), on Linux: the bundle beside a window with one label, frozen in the
same run by PyInstaller with no setting of ours. {deb}A megabyte is 1,000,000 bytes.

{table(["", "empty PySide6 bundle", "Passeport", "ratio"], [weights, *starts])}

Starts: medians of {len(cold["vide"])}, in turns, from the command to a window on Xvfb; least and most in brackets.
Cold: the system was asked to forget the files of the folder (`POSIX_FADV_DONTNEED`) before each. Load of the
computer’s {os.cpu_count()} cores during the run: {load}. On a computer that does nothing else both are faster; the
ratio is what to read.

## What it is made of

{table(["Library", "MB", "Its biggest file"], shown)}

Left out, because nothing asks for it (`installer/passeport.spec`): Qt’s QML, Quick, OpenGL, SQL and test modules, its
plugins for screens without a desktop and for pictures that no passport holds, its translations but French and
English; the data of Babel for the languages that are not the Union’s; pycountry’s translations; the tests, headers
and type stubs that libraries ship.
"""


def main(arguments: list[str]) -> int:
    """Measure both, and write the page."""
    out = ROOT / (arguments[0] if arguments else "dist")
    rounds = int(arguments[1]) if arguments[1:] else 5
    bundle = out / "passeport"
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        folder = Path(scratch)
        programs = {"vide": freeze_empty(folder) / "vide", "passeport": bundle / "passeport"}
        server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"])
        try:
            time.sleep(2)
            found: dict[bool, dict[str, list[float]]] = {
                cold: {name: [] for name in programs} for cold in (True, False)
            }
            for number in range(rounds):
                for name in sorted(programs, reverse=bool(number % 2)):
                    for cold in (True, False):
                        found[cold][name].append(start(programs[name], folder, cold=cold))
        finally:
            server.terminate()
            server.wait()
        page = lines(bundle, folder / "vide", found[True], found[False], out / "components.json")
    (ROOT / "docs" / "size.md").write_text(page, encoding="utf-8")
    print(page)
    shutil.rmtree(out / "work", ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
