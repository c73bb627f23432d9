"""A process that dies at any instant takes nothing with it that was acknowledged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import workload

ROOT = Path(__file__).resolve().parents[2]
KILLS = workload.times(300, 5000)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the victims are forked: POSIX only")
def test_a_kill_at_any_instant_loses_nothing_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.kills", str(tmp_path), str(KILLS), "2026"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    workload.tell(f"kills: {seen}")
    assert seen["wrong"] == []
    assert seen["lost"] == 0
    assert seen["kills"] == KILLS
    assert seen["acknowledged"] > 0  # how many before each death is a matter of the machine's load
