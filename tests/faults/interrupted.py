"""Kills the long operations at random instants, and looks at what each one left: `python -m tests.faults.interrupted`.

A process of its own, with one thread: it loads everything once, and forks each victim.
"""

import json
import os
import random
import signal
import sys
import traceback
from pathlib import Path

from tests.faults.operations import DOINGS, Doing
from tests.faults.whole_folder import fresh, instants, killed_at


def killed(doing: Doing, place: Path, number: int) -> bool:
    """Do it in a child that is killed at an instant; return whether it had come to its end before."""
    child = os.fork()
    if child == 0:
        try:
            with instants(place, killed_at(number)):
                doing.do(place)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - told, and seen by the status
            traceback.print_exc()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return True
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        message = f"the victim ended by itself: status {status}"
        raise RuntimeError(message)
    return False


def main(folder: Path, times: int, seed: int) -> None:
    """Print what was seen, as JSON."""
    chance = random.Random(seed)
    seen: dict[str, dict[str, object]] = {}
    for doing in DOINGS:
        source = folder / doing.name
        source.mkdir(parents=True)
        doing.prepare(source)
        place = fresh(folder / "essai", source)
        with instants(place) as found:
            doing.do(place)
        wrong = [f"undisturbed: {fault}" for fault in doing.wrong(place, True)]  # noqa: FBT003
        for _ in range(times):
            fresh(place, source)
            at = chance.randrange(len(found))
            is_done = killed(doing, place, at)
            wrong += [f"{found[at]}: {fault}" for fault in doing.wrong(place, is_done)]
        seen[doing.name] = {"instants": len(found), "kills": times, "wrong": wrong}
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
