"""Kills a working process at random instants, and looks at the vault after each: `python -m tests.faults.kills`.

A process of its own, with one thread: it loads everything once and forks each victim, so that three hundred kills take
seconds. A victim opens the vault, records some steps, closes, opens again …; a byte on a pipe acknowledges each step.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

from tests.faults import workload

_STEPS_BETWEEN_LOCKS = 5
_CYCLES = 3
"""Times to open, work and close that a victim lives at most, as long as they take on this computer."""
_VAULT_LASTS = 20
"""Kills before a new vault: each one makes it larger, and slower to look at."""


def victim(folder: Path, pipe: int, number: int) -> None:
    """Work until killed."""
    while True:
        work = workload.Work(folder)
        for _ in range(_STEPS_BETWEEN_LOCKS):
            work.step(number)
            os.write(pipe, b".")
            number += 1
        work.close()


def cycle(folder: Path) -> float:
    """Return the seconds of one round of a victim's work."""
    begun = time.monotonic()
    work = workload.Work(folder)
    for number in range(_STEPS_BETWEEN_LOCKS):
        work.step(number)
    work.close()
    return time.monotonic() - begun


def killed(folder: Path, number: int, after: float) -> int:
    """Let a victim work, kill it `after` so many seconds, and return how many steps it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            victim(folder, writing, number)
        finally:  # it never ends but by an error
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        acknowledged = len(pipe.read())
    if os.WTERMSIG(status) != signal.SIGKILL:
        message = f"the victim ended by itself: status {status}"
        raise RuntimeError(message)
    return acknowledged


def main(folder: Path, kills: int, seed: int) -> None:
    """Print what was seen, as JSON."""
    chance = random.Random(seed)
    source = workload.template(folder / "modèle")
    longest = _CYCLES * min(cycle(workload.fresh(folder / "essai", source)) for _ in range(3))
    vault = folder / "coffre"
    seen = {"kills": 0, "acknowledged": 0, "unacknowledged": 0, "openings": 0, "lost": 0, "crashed_twice": 0}
    wrong: list[str] = []
    certain: set[int] = set()
    possible: set[int] = set()
    unseen = 0
    for count in range(kills):
        if count % _VAULT_LASTS == 0:
            workload.fresh(vault, source)
            certain, possible, unseen, first = set(), set(), 0, 0
        acknowledged = killed(vault, first, chance.uniform(0, longest))
        seen["kills"] += 1
        seen["acknowledged"] += acknowledged
        certain |= set(range(first, first + acknowledged))
        possible.add(first + acknowledged)  # its commit may have come before its confirmation
        first += acknowledged + 1
        unseen += 1
        if chance.random() < 1 / 3 and count % _VAULT_LASTS != _VAULT_LASTS - 1:
            continue  # the next victim opens what this one left
        found = workload.kept(vault)
        seen["openings"] += 1
        seen["crashed_twice"] += unseen > 1
        unseen = 0
        wrong += found.wrong
        seen["lost"] += len(certain - found.numbers)
        if found.numbers - certain - possible:
            wrong.append(f"from nowhere: {sorted(found.numbers - certain - possible)}")
        seen["unacknowledged"] += len(possible & found.numbers)
        certain, possible = set(found.numbers), set()
    sys.stdout.write(json.dumps({**seen, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
