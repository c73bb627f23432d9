"""A crash leaves no copy of the memory: looked at from outside, on the process that asks for a passphrase."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import vaults

_DUMPABLE = """
import ctypes
from passeport import no_dumps
get = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)  # PR_GET_DUMPABLE
before = get()
no_dumps.forbid()
print(before, get())
"""
_PATIENCE = 60


def core_limits(process: int) -> list[str]:
    """What the system says of a process: its soft and its hard limit on core files."""
    lines = Path(f"/proc/{process}/limits").read_text(encoding="ascii").splitlines()
    return next(line for line in lines if line.startswith("Max core file size")).split()[4:6]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_process_that_opens_a_vault_leaves_no_core(tmp_path: Path) -> None:
    vaults.create(tmp_path / "coffre").lock()
    command = [sys.executable, "-m", "passeport", "vault", "verify", "--vault", str(tmp_path / "coffre")]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
    )
    try:
        end = time.monotonic() + _PATIENCE
        while core_limits(process.pid) != ["0", "0"]:
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.02)
        process.send_signal(signal.SIGABRT)
        _, status = os.waitpid(process.pid, 0)
    finally:
        process.kill()
        process.stdin.close()  # type: ignore[union-attr] # it was asked for
    assert os.WTERMSIG(status) == signal.SIGABRT
    assert not os.WCOREDUMP(status)
    assert [file.name for file in tmp_path.iterdir()] == ["coffre"]


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_it_is_not_handed_to_a_program_that_collects_crashes_either() -> None:
    told = subprocess.run([sys.executable, "-c", _DUMPABLE], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "0"]
