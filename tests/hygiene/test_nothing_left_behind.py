"""R15: the whole journey leaves no name outside the vault, opens no socket, and what it writes is its owner's alone."""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.hygiene import no_network
from tests.hygiene.whole_journey import CANARY

ROOT = Path(__file__).resolve().parents[2]
IN_CLEAR = {
    "incoming.csv",  # the conseiller's own list, and its refused lines
    "refused.csv",
    "passport-json.json",  # what the person agreed to hand over
    "passport-candidate.cand",
    "passport-skillspassport.skil",
    "passport-pdf.pdf",
    "passport-pdf-large.pdf-",
    "passport-pdf-falc.pdf-",
    "referral.json",
    "sheet.pdf",
    "copy.zip",
}
"""Files of the journey that are the person's, or were so already when they came in."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


class Left(NamedTuple):
    """What a journey left."""

    folder: Path
    code: int
    said: str


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    folder = tmp_path_factory.mktemp("journey")
    places = {name: folder / "home" / name for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "SQLITE_TMPDIR")}
    places |= {f"XDG_{kind}_HOME": folder / "home" / kind for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    for place in places.values():
        place.mkdir(parents=True, mode=0o700)
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **{name: str(path) for name, path in places.items()}}
    command = [sys.executable, "-m", "tests.hygiene.window_journey", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, timeout=300)
    return Left(folder, done.returncode, done.stdout + done.stderr)


def holding(folder: Path, needle: str) -> Iterator[str]:
    spelled = [text.encode(encoding) for text in (needle, needle.lower(), needle.upper()) for encoding in ENCODINGS]
    for path in sorted(folder.rglob("*")):
        content = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        if any(word in content for word in spelled):
            yield str(path.relative_to(folder))


def test_the_journey_goes_to_its_end_with_no_network(left: Left) -> None:
    assert left.code != -signal.SIGSYS, "a socket was asked for"
    assert left.code == 0, left.said
    assert "JOURNEY DONE" in left.said
    assert "NETWORK" not in left.said


def test_what_it_says_names_nobody(left: Left) -> None:
    assert CANARY.lower() not in left.said.lower()


def test_the_search_finds_what_was_asked_to_leave(left: Left) -> None:
    """The ground of the tests below: the passport, which the person agreed to, does hold the name."""
    assert "passport-json.json" in set(holding(left.folder / "out", CANARY))


def test_no_name_is_left_outside_the_vault(left: Left) -> None:
    assert list(holding(left.folder / "home", CANARY)) == []


def test_no_name_is_readable_in_the_vault(left: Left) -> None:
    """Nor in that of the other point d'accueil, nor in what was backed up, restored and replaced."""
    assert list(holding(left.folder / "vault", CANARY)) == []
    assert list(holding(left.folder / "there", CANARY)) == []
    for made in ("vault/backups", "vault/replaced", "there/backups", "out/key"):
        assert list((left.folder / made).rglob("dossiers.db")), made


def test_of_what_leaves_only_what_the_person_or_the_conseiller_asked_in_clear_names_anybody(left: Left) -> None:
    named = {name for name in holding(left.folder / "out", CANARY) if (left.folder / "out" / name).is_file()}
    assert named <= IN_CLEAR
    for written in ("list.xlsx", "agenda.ics", "answer.passeport-retour", "batch", "statistics", "key", "printed.pdf"):
        assert (left.folder / "out" / written).exists(), written


def test_the_diagnostic_and_the_incident_were_written_and_name_nobody(left: Left) -> None:
    incidents = list((left.folder / "home" / "incidents").glob("*.json"))
    assert incidents
    assert "ValueError" in incidents[0].read_text(encoding="utf-8")
    assert "diagnostic.json" not in set(holding(left.folder / "out", CANARY))


def test_files_are_their_owner_s_alone_whatever_the_mask(left: Left) -> None:
    wide = [
        f"{path.relative_to(left.folder)} {path.stat().st_mode & 0o777:o}"
        for place in ("vault", "out", "home/incidents")
        for path in (left.folder / place).rglob("*")
        if path.stat().st_mode & 0o077
    ]
    assert wide == []
    assert (left.folder / "vault").stat().st_mode & 0o777 == 0o700


def test_temporary_files_are_drawings_and_nothing_else(left: Left) -> None:
    kept = {path.name for path in (left.folder / "home" / "TMPDIR").rglob("*") if path.is_file()}
    assert kept <= {"chevron-down.png", "check.png"}


@pytest.mark.skipif(not no_network.is_possible(), reason="seccomp is Linux's")
def test_a_socket_kills_the_process() -> None:
    """The ground of the first test: the filter bites, below Python's own functions too."""
    asks = "from tests.hygiene import no_network; no_network.forbid(); import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"
    done = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGSYS
    local = asks.replace("socket(2, 1, 0)", "socket(1, 1, 0)")
    assert subprocess.run([sys.executable, "-c", local], cwd=ROOT, capture_output=True, check=False).returncode == 0


FORBIDDEN = {"urllib.request", "http", "socket", "socketserver", "ssl", "ftplib", "smtplib", "requests", "httpx"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_network(name: str) -> bool:
    if name.startswith("PySide6.QtNetwork."):
        return name.rpartition(".")[2] not in {"QLocalServer", "QLocalSocket"}
    return any(name == forbidden or name.startswith(f"{forbidden}.") for forbidden in FORBIDDEN)


def test_nothing_of_the_application_imports_the_network() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for room in ("passeport", "ui", "storage", "exports", "resources")
        for path in (ROOT / room).rglob("*.py")
        for name in imported(path)
        if is_network(name)
    }
    assert found == set()
