"""What stands where a file should be, files cut anywhere, and files that want something fetched."""

import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.travel.bounds import LARGEST_FILE
from exports.travel.fence.pool import Fence
from exports.travel.inbox import Inbox, understand
from exports.travel.outbox import PassportFiles
from passeport.domain.errors import FileNotFound, FileTooLarge, InputRefused, ReadingStopped
from passeport.domain.reading import IncomingPassport
from passeport.language.messages import sentence
from passeport.services.file_ports import FileFormat, PassportReader
from tests import people
from tests.hostile import xml_cases
from tests.hostile.judging import judged

NAMES = ["a\nb.xml", "\u202efdp.exe", "a\x1b[2J.xml", " ", "-rf", "é" * 100, "\udcff\udcfe.xml"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="a file of POSIX")
FILES = {form: PassportFiles().write(people.ada_passport(), form) for form in FileFormat}


@pytest.fixture(params=["sans clôture", "derrière la clôture"])
def reader(request: pytest.FixtureRequest, fence: Fence) -> PassportReader:
    return Inbox() if request.param == "sans clôture" else fence


# What stands there ----------------------------------------------------------------------------------------------


def test_a_file_of_200_mb_is_not_read(reader: PassportReader, tmp_path: Path) -> None:
    path = tmp_path / "énorme.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)
    with pytest.raises(FileTooLarge) as refused:
        reader.read(path)
    assert refused.value.parameters == {"size": 200_000_000, "limit": LARGEST_FILE}
    assert "200" in sentence(refused.value)
    judged(refused.value)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as there:
        there.bind(str(path))


def _link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


PLACES: dict[str, Callable[[Path], object]] = {
    "rien": lambda _: None,
    "un dossier": lambda path: path.mkdir(),
    "un tube": _pipe,
    "une prise": _socket,
    "un lien vers un périphérique sans fin": _link_to("/dev/zero"),
    "un lien vers le terminal": _link_to("/dev/tty"),
    "un lien vers rien": _link_to("absent"),
    "un lien vers lui-même": _link_to("cv.xml"),
    "un lien vers un dossier": _link_to("."),
}


@posix
@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES.keys())
def test_what_is_no_file_is_not_waited_for(
    reader: PassportReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object]
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    path = Path("cv.xml")
    make(path)
    with pytest.raises(FileNotFound) as refused:
        reader.read(path)
    assert "cv.xml" in sentence(refused.value)


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="the administrator may read everything")
def test_what_may_not_be_read_is_said(reader: PassportReader, tmp_path: Path) -> None:
    path = tmp_path / "cv.xml"
    path.write_bytes(FILES[FileFormat.CANDIDATE])
    path.chmod(0)
    with pytest.raises(FileNotFound):
        reader.read(path)


@posix
def test_a_link_to_a_file_is_read(reader: PassportReader, tmp_path: Path) -> None:
    (tmp_path / "vrai.pdf").write_bytes(FILES[FileFormat.PDF])
    (tmp_path / "lien").symlink_to("vrai.pdf")
    assert reader.read(tmp_path / "lien").passport == people.ada_passport()


@posix
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_strange_name_is_shown_safely(reader: PassportReader, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[FileFormat.JSON])
    incoming = reader.read(path)
    assert incoming.passport == people.ada_passport()
    assert incoming.file_name.isprintable()
    path.write_bytes(b"rien de bon")
    with pytest.raises(InputRefused) as refused:
        reader.read(path)
    judged(refused.value)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_system_allows_is_not_found(reader: PassportReader, name: str) -> None:
    with pytest.raises(FileNotFound):
        reader.read(Path(name))


# What it wants fetched ------------------------------------------------------------------------------------------


class Listener:
    """A server of this computer that remembers whether anybody came."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.came = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.came += 1
            connection.close()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)


@posix
@pytest.mark.parametrize("where", ["sans clôture", "derrière la clôture"])
def test_nothing_is_fetched_and_no_file_is_read(fence: Fence, tmp_path: Path, where: str) -> None:
    canary = tmp_path / "canari"
    canary.write_text("contenu très secret")
    before = canary.stat().st_atime_ns
    listener = Listener()
    read = understand if where == "sans clôture" else fence.understand
    for case in xml_cases.pointers(listener.port, str(canary)):
        found = outcome(read, case.make())
        if isinstance(found, InputRefused):
            assert isinstance(found, case.refused), case
            assert "très secret" not in sentence(found), case
            judged(found)
        else:
            assert not case.refused, case
            assert case.holds(found), case
            assert "très secret" not in found.model_dump_json(), case
    with socket.create_connection(("127.0.0.1", listener.port)) as knock:
        assert knock.recv(1) == b""  # the listener does hear who comes
    listener.close()
    assert listener.came == 1
    assert canary.stat().st_atime_ns == before


def outcome(read: Callable[[bytes, str], IncomingPassport], data: bytes) -> IncomingPassport | InputRefused:
    try:
        return read(data, "cv.xml")
    except InputRefused as refused:
        return refused


# Cut anywhere ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(FileFormat))
def test_cut_at_every_64th_byte_it_is_refused(form: FileFormat) -> None:
    data = FILES[form]
    for length in range(0, len(data) - 8, 64):
        found = outcome(understand, data[:length])
        assert isinstance(found, InputRefused), length
        judged(found)


def test_cut_anywhere_it_harms_no_process(fence: Fence) -> None:
    for form, data in FILES.items():
        for length in range(0, len(data) - 8, 997):
            found = outcome(fence.understand, data[:length])
            assert isinstance(found, InputRefused), (form, length)
            assert not isinstance(found, ReadingStopped), (form, length, found.parameters)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_the_bytes_they_are_refused(data: bytes) -> None:
    found = outcome(understand, data)
    assert isinstance(found, InputRefused)
    judged(found)
