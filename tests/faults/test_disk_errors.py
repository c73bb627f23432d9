"""A disk that fails, fills up or refuses: said, nothing half-written, and the work goes on once it is well again."""

import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from passeport.domain.errors import VaultDamaged, VaultNotWritable
from tests.faults import file_layer, workload
from tests.faults.file_layer import FULL, IOERR_FSYNC, IOERR_READ, IOERR_TRUNCATE, IOERR_WRITE, OK, Event, watched

ERRORS = workload.times(150, 2000)
_ROOT = Path(__file__).resolve().parents[2]
_STEPS = 6
_CODES = {
    "write": (IOERR_WRITE, FULL),
    "sync": (IOERR_FSYNC,),
    "truncate": (IOERR_TRUNCATE,),
    "delete": (file_layer.IOERR_DELETE,),
    "read": (IOERR_READ,),
}


class Failing:
    """Answers an error at the `first` operation of a kind and, when it `lasts`, at each one after."""

    def __init__(self, kind: str, code: int, first: int, *, lasts: bool) -> None:
        self._kind, self._code, self._first, self._lasts = kind, code, first, lasts
        self.count = 0
        self.injected = 0

    def __call__(self, event: Event) -> int:
        if event.kind != self._kind:
            return OK
        self.count += 1
        if self.count < self._first or (self.injected and not self._lasts):
            return OK
        self.injected += 1
        return self._code


def test_an_error_of_the_disk_at_any_operation_is_said_and_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(2026)
    source = workload.template(tmp_path / "modèle")
    refused = injected = 0
    for _ in range(ERRORS):
        folder = workload.fresh(tmp_path / "coffre", source)
        kind = chance.choice(["write", "write", "sync", "sync", "truncate", "delete", "read"])
        failing = Failing(kind, chance.choice(_CODES[kind]), chance.randrange(1, 60), lasts=chance.random() < 0.3)
        acknowledged: set[int] = set()
        uncertain: set[int] = set()
        with watched() as layer:
            layer.watches_reads = kind == "read"
            layer.refuse = failing
            try:
                work = workload.Work(folder)
            except (VaultNotWritable, VaultDamaged):  # nothing was begun
                refused += 1
            else:
                for number in range(_STEPS):
                    try:
                        work.step(number)
                        acknowledged.add(number)
                    except (VaultNotWritable, VaultDamaged):
                        uncertain.add(number)
                        refused += 1
                work.close()
        injected += failing.injected
        found = workload.kept(folder)
        assert found.wrong == (), failing.__dict__
        assert acknowledged <= found.numbers <= acknowledged | uncertain, failing.__dict__
    workload.tell(f"errors of the disk: {injected} injected in {ERRORS} runs; refusals said {refused}; lost 0")
    assert injected > ERRORS // 2
    assert refused > ERRORS // 10


def test_a_vault_that_failed_once_goes_on_in_the_same_session(tmp_path: Path) -> None:
    folder = workload.template(tmp_path / "coffre")
    with watched() as layer:
        work = workload.Work(folder)
        work.step(0)
        layer.refuse = Failing("sync", IOERR_FSYNC, 1, lasts=False)
        with pytest.raises(VaultNotWritable):
            work.step(1)
        work.step(2)
        work.close()
    found = workload.kept(folder)
    assert found.wrong == ()
    assert {0, 2} <= found.numbers <= {0, 1, 2}


_FILLS_THE_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from passeport.domain.errors import VaultNotWritable
    from tests.faults import workload

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    folder = Path(sys.argv[1])
    work = workload.Work(folder)
    limit = (folder / "dossiers.db").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    number = refused = 0
    while refused < 3:
        try:
            work.step(number)
            print(number)
        except VaultNotWritable:
            refused += 1
        number += 1
    work.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of another system")
def test_a_file_that_may_not_grow_is_said_and_what_was_confirmed_stays(tmp_path: Path) -> None:
    folder = workload.template(tmp_path / "coffre")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_FILLS_THE_DISK), folder],
        capture_output=True,
        text=True,
        cwd=_ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    acknowledged = {int(line) for line in done.stdout.split()}
    found = workload.kept(folder)
    assert acknowledged
    assert found.wrong == ()
    assert acknowledged == found.numbers


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A real file system of 3 MiB."""
    place = tmp_path / "petit disque"
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(options, check=False).returncode:
        if "GITHUB_ACTIONS" in os.environ:
            pytest.fail("the workflow that checks changes must let a small disk be mounted")
        pytest.skip("mounting a small disk needs root: not run")
    return place


def test_a_full_disk_is_said_and_the_work_goes_on_once_there_is_room(small_disk: Path) -> None:
    try:
        folder = workload.template(small_disk / "coffre")
        ballast = small_disk / "autre chose"
        work = workload.Work(folder)
        acknowledged: set[int] = set()
        room = os.statvfs(small_disk)
        ballast.write_bytes(bytes(room.f_bavail * room.f_frsize - 150_000))
        number = refused = 0
        while refused < 3:
            try:
                work.step(number)
                acknowledged.add(number)
            except VaultNotWritable:
                refused += 1
            number += 1
        assert acknowledged
        ballast.unlink()
        work.step(number)
        work.close()
        found = workload.kept(folder)
        assert found.wrong == ()
        assert found.numbers == acknowledged | {number}
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)


_WORKS_READ_ONLY = """
    import os, sys
    from pathlib import Path
    from passeport.domain.errors import VaultNotWritable
    from tests.faults import workload

    if os.geteuid() == 0:
        os.setresuid(65534, 65534, 65534)
    folder = Path(sys.argv[1])
    try:
        workload.Work(folder)
    except VaultNotWritable:
        print("said")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another system")
def test_a_read_only_folder_is_said_and_not_a_byte_changes(public_folder: Path) -> None:
    folder = workload.template(public_folder / "coffre")
    work = workload.Work(folder)
    for number in range(_STEPS):
        work.step(number)
    work.close()
    before = {file: file.read_bytes() for file in folder.iterdir()}
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_WORKS_READ_ONLY), folder],
        capture_output=True,
        text=True,
        cwd=_ROOT,
        check=False,
    )
    folder.chmod(0o700)
    assert (done.returncode, done.stdout.strip()) == (0, "said"), done.stderr
    assert {file: file.read_bytes() for file in folder.iterdir()} == before
    for file in folder.iterdir():
        file.chmod(0o600)
    found = workload.kept(folder)
    assert found.wrong == ()
    assert found.numbers == set(range(_STEPS))
