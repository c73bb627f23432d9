"""Figures in clear pass through memory, or through the vault; nothing of them stays."""

import datetime as dt
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from exports.statistics import private_folder as rooms
from exports.statistics.contribution import TABLES, seal, unseal
from exports.statistics.private_folder import private_folder
from exports.statistics.suppressing import TauArgus
from passeport.domain.contribution import About
from passeport.domain.disclosure import Span
from passeport.domain.disclosure_system import System
from passeport.domain.statistics_errors import ProtectionFailed
from tests.people import MISSION_LOCALE
from tests.random_facts import MONTHS, random_facts

_KILLED = """
import os, signal, sys
from pathlib import Path
from exports.statistics import private_folder as rooms
rooms.SHARED_MEMORY = Path(sys.argv[1])
with rooms.private_folder() as folder:
    (folder / "in.jj").write_text("1234")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place that stands for memory."""
    place = tmp_path / "mémoire"
    place.mkdir()
    monkeypatch.setattr(rooms, "SHARED_MEMORY", place)
    return place


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system without such a place, and whose temporary folder cannot be used; what stands beside is returned."""
    monkeypatch.setattr(rooms, "SHARED_MEMORY", tmp_path / "absente")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    return tmp_path / "travail"


def test_it_is_in_memory_private_and_gone_at_the_end(memory: Path, tmp_path: Path) -> None:
    with private_folder(tmp_path / "travail") as folder:
        assert folder.parent == memory
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "in.jj").write_text("1234")
    assert list(memory.iterdir()) == []
    assert not (tmp_path / "travail").exists()


def test_without_such_memory_it_is_in_the_vault(nowhere: Path) -> None:
    with private_folder(nowhere) as folder:
        assert folder.parent == nowhere
        assert [place.stat().st_mode & 0o777 for place in (folder, nowhere)] == [0o700, 0o700]
        (folder / "in.jj").write_text("1234")
    assert list(nowhere.iterdir()) == []


def test_what_a_killed_process_left_goes_at_the_next_use_and_what_is_held_stays(memory: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, str(memory)], check=False)
    assert done.returncode < 0
    (left,) = memory.iterdir()
    assert (left / "in.jj").read_text() == "1234"
    with private_folder() as held:
        for folder in (left, held):
            os.utime(folder, (0, 0))
        with private_folder():
            assert held.exists()
            assert not left.exists()


def test_what_was_made_just_now_is_left_alone(memory: Path) -> None:
    (memory / "passeport-neuf").mkdir()
    with private_folder():
        assert (memory / "passeport-neuf").exists()


def test_a_contribution_needs_no_temporary_folder_of_the_system(nowhere: Path) -> None:
    key = X25519PrivateKey.generate()
    span = Span(first=MONTHS[0], last=MONTHS[-1])
    about = About(id=uuid4(), vault=uuid4(), station=MISSION_LOCALE, span=span, made_on=dt.date(2026, 7, 2))
    sealed = seal(random_facts(1, 20), about, key.public_key().public_bytes_raw(), nowhere)
    _, parts = unseal("une.psc", sealed, key.private_bytes_raw())
    assert [parts[table][:4] for table in TABLES] == [b"PAR1"] * 3
    assert list(nowhere.iterdir()) == []


def test_the_counts_of_the_engine_are_in_the_given_place_and_go_whatever_it_answers(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def ended(folder: Path) -> int:
        seen.append((folder.parent, (folder / "in.jj").read_text(encoding="ascii").splitlines()[1]))
        return -9

    monkeypatch.setattr("exports.statistics.suppressing._run", ended)
    system = System(lower=[0, 0], upper=[9, 9])
    with pytest.raises(ProtectionFailed):
        TauArgus(nowhere).hide(system, {0: 3, 1: 5}, {0: 2.0}, {0: 1.0, 1: 1.0})
    assert seen == [(nowhere, "2")]
    assert list(nowhere.iterdir()) == []
