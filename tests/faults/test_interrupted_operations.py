"""A backup, new keys, another passphrase, a restoration, a change of version: stopped anywhere, nothing is lost."""

import errno
import json
import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from passeport.domain.errors import PasseportError
from tests.faults import workload
from tests.faults.operations import DOINGS, Doing
from tests.faults.whole_folder import Disk, Failing, Instant, fresh, instants

ROOT = Path(__file__).resolve().parents[2]
TIMES = workload.times(4, 150)
"""For each operation, of each kind of fault."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the files are watched as Linux has them")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What each operation begins with, made once."""
    made = {doing.name: tmp_path_factory.mktemp(doing.name) for doing in DOINGS}
    for doing in DOINGS:
        doing.prepare(made[doing.name])
    return made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the victims are forked: POSIX only")
def test_a_kill_at_any_instant_of_an_operation_loses_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.interrupted", str(tmp_path), str(TIMES), "2026"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    workload.tell(f"kills of operations: {seen}")
    assert {name: found["wrong"] for name, found in seen.items()} == {doing.name: [] for doing in DOINGS}
    assert all(found["instants"] > 10 for found in seen.values())


def done_once(doing: Doing, source: Path, folder: Path) -> tuple[Path, list[Instant]]:
    """Return where an operation was done with nothing in its way, and the instants that it went through."""
    place = fresh(folder / "essai", source)
    with instants(place) as found:
        doing.do(place)
    return place, found


@pytest.mark.parametrize("doing", DOINGS, ids=lambda doing: doing.name)
def test_an_error_of_the_disk_at_any_instant_of_an_operation_is_said_and_loses_nothing(
    doing: Doing, sources: dict[str, Path], tmp_path: Path
) -> None:
    chance, source = random.Random(doing.name), sources[doing.name]
    place, found = done_once(doing, source, tmp_path)
    refused = injected = 0
    for _ in range(TIMES):
        fresh(place, source)
        failing = Failing(chance.choice((errno.EIO, errno.ENOSPC)), chance.randrange(len(found)), chance.random() < 0.3)
        is_done = True
        with instants(place, failing):
            try:
                doing.do(place)
            except PasseportError:  # said: anything else is no answer
                is_done = False
        injected, refused = injected + bool(failing.injected), refused + (not is_done)
        assert doing.wrong(place, is_done) == [], (failing, found[failing.first], is_done)
    workload.tell(f"errors during {doing.name}: {injected} of {TIMES} runs; refusals said {refused}")
    assert injected > TIMES // 2


@pytest.mark.parametrize("doing", DOINGS, ids=lambda doing: doing.name)
def test_a_power_cut_at_any_instant_of_an_operation_loses_nothing(
    doing: Doing, sources: dict[str, Path], tmp_path: Path
) -> None:
    chance, source = random.Random(doing.name), sources[doing.name]
    place, found = done_once(doing, source, tmp_path)
    at = sorted(chance.sample(range(len(found)), min(TIMES, len(found))))
    fresh(place, source)
    disk = Disk(place, {number: tmp_path / "images" / str(number) for number in at}, chance)
    last = tmp_path / "images" / "end"
    with closing(disk):
        with instants(place, disk):
            doing.do(place)
        disk.cut(last)
    for number in at:
        image = tmp_path / "images" / str(number)
        assert image.exists()
        assert doing.wrong(image, False) == [], found[number]  # noqa: FBT003
    assert doing.wrong(last, True) == [], "just after it was acknowledged"  # noqa: FBT003
    workload.tell(f"power cuts during {doing.name}: {len(at) + 1} of {len(found)} instants; lost 0")
