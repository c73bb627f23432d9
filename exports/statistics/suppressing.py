"""Which cells to hide beside those that must be: Tau-Argus, through the format of its optimal method.

The method of Fischetti and Salazar takes any system of sums, in its JJ format: hierarchies and tables that share
margins are rows like the others.

It runs in a process of its own, started in a private folder that goes with the call: its HiGHS and the one of the
attacker, of another version, crash when one process loads both; it leaves logs with counts where it is started; and
what happens to it must not happen to the application.
"""

import subprocess
import sys
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from exports.statistics.engine_process import ANSWER, GIVEN, HIDDEN_ARGUMENT
from exports.statistics.private_folder import private_folder
from passeport.domain.disclosure_system import System
from passeport.domain.statistics_errors import ProtectionFailed

_SECONDS = 20
"""What the engine may take to make its answer better."""
_GRACE = 40
"""Seconds after that before it is ended."""
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_ABOVE = 2.0
"""How far above the largest cell the reader may think a hidden one is."""


class TauArgus:
    """Port `Suppressor`."""

    def __init__(self, working: Path | None = None) -> None:
        """Let the engine read and write in memory, else in the folder `working`."""
        self._working = working

    def hide(
        self,
        system: System,
        truth: Mapping[int, int],
        needs: Mapping[int, float],
        costs: Mapping[int, float],
        kept: AbstractSet[int] = frozenset(),
    ) -> frozenset[int]:
        """Return the unknowns to hide so that the doubt about each one of `needs` is as wide as asked.

        `truth` gives every value, `costs` what it costs to hide one; those of `kept` are shown already.

        Raises:
            ProtectionFailed: when the engine finds no way.
        """
        with private_folder(self._working) as folder:
            given, answer = folder / GIVEN, folder / ANSWER
            given.write_text(self._written(system, truth, needs, costs, kept), encoding="ascii")
            code = _run(folder)
            if code != 0 or not answer.exists():
                raise ProtectionFailed(detail=str(code))
            return frozenset(needs) | {int(line) for line in answer.read_text(encoding="ascii").split()}

    def _written(
        self,
        system: System,
        truth: Mapping[int, int],
        needs: Mapping[int, float],
        costs: Mapping[int, float],
        kept: AbstractSet[int],
    ) -> str:
        top = _ABOVE * max(truth.values(), default=0) + 2 * max(needs.values(), default=0.0) + 1
        lines = ["0", str(len(system.lower))]  # costs are whole numbers: the engine crashes on others
        for number in range(len(system.lower)):
            value = truth[number]
            status, low, up, wide = "s", 0.0, 0.0, 0.0
            if number in needs:
                doubt = float(needs[number] > 0)  # one that was hidden before is only hidden again
                status, low, up, wide = "u", min(value, doubt), doubt, needs[number]
            elif number in kept:
                status = "z"
            lines.append(f"{number} {value} {max(1, round(costs[number]))} {status} 0 {top:g} {low:g} {up:g} {wide:g}")
        rows = [row for row in system.rows if row.low == row.high == 0]
        lines.append(str(len(rows)))
        for row in rows:
            terms = " ".join(f"{unknown} ({weight})" for unknown, weight in row.terms)
            lines.append(f"0 {len(row.terms)} : {terms}")
        return "\n".join(lines) + "\n"


def _run(folder: Path) -> int:
    """Run the engine where its files are; a process that was ended, or ended itself, answers a code below zero."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*_command(), str(_SECONDS)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS + _GRACE,
            creationflags=_NO_CONSOLE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return -1
    return done.returncode


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT]
    return [sys.executable, "-I", "-m", "exports.statistics.engine_process"]
