"""The fence: what is read behind it is what is read without it, and whatever happens there, the application goes on."""

import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exports.travel.fence import process
from exports.travel.fence.hidden import HIDDEN_ARGUMENT
from exports.travel.fence.limits import Limits
from exports.travel.fence.pool import Fence
from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from passeport.domain.errors import (
    Cancelled,
    DamagedFile,
    DangerousFile,
    ImpossibleDate,
    InputRefused,
    NewerFormat,
    NotAPassport,
    ReadingStopped,
    StopReason,
)
from passeport.domain.passport import Passport
from passeport.domain.profile import AttachedDocument
from passeport.language.messages import sentence
from passeport.services.file_ports import FileFormat
from tests import people

QUICK = Limits(wall=20, processor=1, memory=300_000_000)
PDF = PassportFiles().write(people.ada_passport(), FileFormat.PDF)
JSON = PassportFiles().write(people.ada_passport(), FileFormat.JSON)

FenceWith = Callable[..., Fence]


@pytest.fixture(scope="module")
def fence() -> Iterator[Fence]:
    found = Fence()
    yield found
    found.close()


@pytest.fixture
def fence_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[FenceWith]:
    """Build a fence whose process reads by the code given instead of `understand(data, name)`."""
    built: list[Fence] = []

    def build(code: str, limits: Limits = QUICK) -> Fence:
        script = (
            "import os, socket, subprocess, sys, time\n"
            "from exports.travel.fence import inside, wire\n"
            "from exports.travel.inbox import understand\n"
            f"def read(data, name, passphrase):\n{textwrap.indent(textwrap.dedent(code), '    ')}\n"
            "inside.understand = read\n"
            "inside.main(sys.argv[1:])\n"
        )
        monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-I", "-X", "utf8", "-c", script])
        built.append(Fence(limits))
        return built[-1]

    yield build
    for found in built:
        found.close()


def stopped(fence: Fence, data: bytes = JSON, name: str = "cv.json") -> ReadingStopped:
    with pytest.raises(ReadingStopped) as caught:
        fence.understand(data, name)
    assert sentence(caught.value).endswith(".")
    assert name in sentence(caught.value)
    return caught.value


def reason(refused: ReadingStopped) -> StopReason:
    return StopReason(str(refused.parameters["cause"]))


# What is read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_it_reads_what_is_read_without_it(fence: Fence, file_format: FileFormat) -> None:
    data = PassportFiles().write(people.ada_passport(), file_format)
    assert fence.understand(data, "é\u202e.pdf") == understand(data, "é\u202e.pdf")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG", NotAPassport),
        (b"%PDF-1.7", DamagedFile),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", DangerousFile),
        (b'{"format": "passeport", "version": 7}', NewerFormat),
        (JSON.replace(b'"1999-02-28"', b'"1999-02-31"'), ImpossibleDate),
    ],
)
def test_a_refusal_crosses_as_it_is(fence: Fence, data: bytes, kind: type[InputRefused]) -> None:
    with pytest.raises(kind) as without:
        understand(data, "x")
    with pytest.raises(kind) as behind:
        fence.understand(data, "x")
    assert behind.value.parameters == without.value.parameters


@pytest.mark.parametrize(
    ("file_format", "size"),
    # in base64, a text of the SkillsPassport stays under the ten million characters at which other readers stop
    [(FileFormat.SKILLSPASSPORT, 6_900_000), (FileFormat.JSON, 20_000_000)],
)
def test_a_large_diploma_is_read(fence: Fence, file_format: FileFormat, size: int) -> None:
    passport = people.ada_passport()
    diploma = AttachedDocument(
        id=people.item("diplôme"), name="Diplôme", media_type="application/pdf", data=b"%PDF-" + bytes(size)
    )
    whole = passport.evolve(profile=passport.profile.evolve(documents=(diploma,)))
    (read,) = fence.understand(PassportFiles().write(whole, file_format), "x").passport.profile.documents
    assert read.data == diploma.data


def test_every_document_at_hand_is_read_the_same(fence: Fence, shared: Path) -> None:
    for path in sorted(shared.glob("europass/*/samples/*")):
        assert fence.read(path) == understand(path.read_bytes(), path.name), path.name


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1", "windows-1252", "utf-7"])
def test_no_encoding_needs_what_cannot_be_opened_any_more(fence: Fence, encoding: str) -> None:
    document = PassportFiles().write(Passport(identity=people.ada_identity()), FileFormat.CANDIDATE)
    text = document.decode().replace("UTF-8", encoding, 1).encode(encoding, errors="xmlcharrefreplace")
    assert outcome(fence.understand, text) == outcome(understand, text)


@pytest.mark.parametrize(("country", "dialling"), [("fr", "33"), ("ci", "225"), ("ua", "380")])
def test_no_telephone_needs_what_cannot_be_opened_any_more(fence: Fence, country: str, dialling: str) -> None:
    """What is known of a country's numbers is a module of its own, that is imported when it is asked for."""
    document = PassportFiles().write(Passport(identity=people.ada_identity()), FileFormat.CANDIDATE).decode()
    told = "<CountryDialing>33</CountryDialing>\n      <oa:DialNumber>639980000</oa:DialNumber>"
    assert document.count(told) == 1
    otherwise = f"<oa:DialNumber>501020304</oa:DialNumber><CountryCode>{country}</CountryCode>"
    text = document.replace(told, otherwise).encode()
    read = fence.understand(text, "x")
    assert read == understand(text, "x")
    assert [known.country_dialing for known in read.passport.identity.telephones] == [dialling]


def outcome(read: Callable[[bytes, str], object], data: bytes) -> object:
    try:
        return read(data, "x.xml")
    except InputRefused as refused:
        return type(refused), refused.parameters


def test_an_error_as_long_as_a_file_is_cut(fence: Fence) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        fence.understand(JSON.replace(b'"1999-02-28"', b'"1999-02-31' + b"1" * 100_000 + b'"'), "x")
    assert len(sentence(refused.value)) < 1000


# Whatever happens -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("while True: pass", StopReason.TIME),
        ("b'a' * 10**10", StopReason.MEMORY),
        ("[bytearray(10**7) for _ in range(10**5)]", StopReason.MEMORY),
        ("os.kill(os.getpid(), 11)", StopReason.CRASH),
        ("os.kill(os.getpid(), 9)", StopReason.CRASH),
        ("os.abort()", StopReason.CRASH),
        ("os._exit(0)", StopReason.CRASH),
        ("def f(): f()\nf()", StopReason.FAULT),
        ("1 / 0", StopReason.FAULT),
        ("import ctypes", StopReason.FAULT),
    ],
)
def test_whatever_happens_there_the_application_goes_on(fence_with: FenceWith, code: str, expected: StopReason) -> None:
    code = f"if name == 'good': return understand(data, name)\n{code}"
    fence = fence_with(code)
    assert reason(stopped(fence)) is expected
    assert fence.understand(JSON, "good").passport == people.ada_passport()


def test_a_process_that_sleeps_is_ended(fence_with: FenceWith) -> None:
    begun = time.monotonic()
    assert reason(stopped(fence_with("time.sleep(100)", Limits(wall=1)))) is StopReason.TIME
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
@pytest.mark.parametrize("end", ["time.sleep(100)", "os._exit(0)"])
def test_what_it_starts_ends_with_it(fence_with: FenceWith, end: str) -> None:
    begun = time.monotonic()
    stopped(fence_with(f"os.fork() or time.sleep(100)\n{end}", Limits(wall=1)))
    assert time.monotonic() - begun < 10


def test_a_process_that_never_listens_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    deaf = [sys.executable, "-c", "import time; time.sleep(100)"]
    monkeypatch.setattr(process, "_command", lambda: deaf)
    assert reason(stopped(Fence(Limits(wall=1)), b"{" * 1_000_000)) is StopReason.TIME


def test_a_program_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(process, "_command", lambda: [str(tmp_path / "absent")])
    assert reason(stopped(Fence())) is StopReason.START


def test_a_fault_says_where_and_nothing_of_the_file(fence_with: FenceWith) -> None:
    refused = stopped(fence_with("raise KeyError('Ada, née le 28 février')"))
    assert "Ada" not in str(refused.parameters)
    assert str(refused.parameters["detail"]).startswith("KeyError ")
    assert "KeyError" not in sentence(refused)


# What it answers is looked at again -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff" * 100,
        b"{}",
        b"null",
        b'{"fault": NaN}',
        b'{"fault": "x", "more": 1}',
        b"[" * 100_000,
        b'{"refusal": {"kind": "VaultDamaged", "parameters": {"path": "x", "detail": "y"}}}',
        b'{"refusal": {"kind": "DamagedFile", "parameters": {"path": "x"}}}',
        b'{"refusal": {"kind": "FileTooLarge", "parameters": {"size": "x", "limit": 1}}}',
        b'{"refusal": {"kind": "DamagedFile", "parameters": {"path": "x", "detail": "y"}}, "fault": "z"}',
    ],
)
def test_an_answer_that_is_none_is_not_believed(fence_with: FenceWith, answer: bytes) -> None:
    fence = fence_with(f"inside._answered = lambda *_: {answer!r}\nreturn understand(data, name)")
    assert fence.understand(JSON, "cv.json")  # the next answer is the forged one
    assert reason(stopped(fence)) is StopReason.ANSWER


@pytest.mark.parametrize(
    "change",
    ["signature='verified'", "file_name='autre.json'", "file_digest='0' * 64", "station_key='x', signature='verified'"],
)
def test_it_cannot_claim_what_is_not_its_to_say(fence_with: FenceWith, change: str) -> None:
    fence = fence_with(f"return understand(data, name).model_copy(update=dict({change}))")
    assert reason(stopped(fence)) is StopReason.ANSWER


@pytest.mark.parametrize("garbage", [b"hello", b"\xff" * 8, (10**9).to_bytes(8, "big"), bytes(64)])
def test_garbage_on_the_pipe_is_not_believed(monkeypatch: pytest.MonkeyPatch, garbage: bytes) -> None:
    script = (
        f"import sys, time; sys.stdout.buffer.write({garbage!r}); sys.stdout.flush(); sys.stdin.read(); time.sleep(9)"
    )
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-c", script])
    monkeypatch.setattr(process, "_GRACE", 0.2)
    assert reason(stopped(Fence(Limits(wall=1.5)))) in {StopReason.ANSWER, StopReason.TIME}


# What it cannot do ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no setrlimit")
@pytest.mark.parametrize(
    "deed",
    [
        "open({path!r}, 'w')",
        "open({path!r})",
        "os.open({path!r}, os.O_RDONLY)",
        "os.dup(0)",
        "os.pipe()",
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', {port}))",
        "subprocess.run(['true'])",
        "os.listdir({path!r})",
    ],
)
def test_it_opens_nothing(fence_with: FenceWith, tmp_path: Path, deed: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("très secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        fence = fence_with(deed.format(path=str(secret), port=server.getsockname()[1]))
        refused = stopped(fence)
        assert reason(refused) is StopReason.FAULT
        assert str(refused.parameters["detail"]).startswith("OSError ")
        with pytest.raises(TimeoutError):
            server.accept()
    assert secret.read_text() == "très secret"


def test_it_inherits_no_secret(fence_with: FenceWith, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", "ne doit pas passer")
    fence = fence_with("assert 'PASSEPORT_PASSPHRASE' not in os.environ\nreturn understand(data, name)")
    assert fence.understand(JSON, "x").passport == people.ada_passport()


def test_it_imports_nothing_from_the_current_folder(tmp_path: Path) -> None:
    for name in ("json", "pydantic", "lxml", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    program = (
        "import os, sys; from pathlib import Path; from passeport import wiring; os.chdir(sys.argv[1]);"
        "print(wiring.conversion().read(Path(sys.argv[2])).report.file_format)"
    )
    file = tmp_path / "cv.bin"
    file.write_bytes(JSON)
    command = [sys.executable, "-P", "-c", program, str(tmp_path), str(file)]
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, "passeport 1\n")


def test_what_it_prints_does_not_reach_the_pipe(fence_with: FenceWith) -> None:
    fence = fence_with("print('bonjour', flush=True); os.write(1, b'salut'); return understand(data, name)")
    assert fence.understand(JSON, "x").passport == people.ada_passport()


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process._command() == [sys.executable, HIDDEN_ARGUMENT]
    command = [sys.executable, "-I", "-m", "passeport", HIDDEN_ARGUMENT]
    monkeypatch.setattr(process, "_command", lambda: command)
    fence = Fence()
    assert fence.understand(JSON, "x").passport == people.ada_passport()
    fence.close()


# Kept warm, and thrown away -------------------------------------------------------------------------------------


def seen(fence: Fence) -> set[int]:
    return {found.identifier for found in fence._idle}


def test_the_process_is_kept_for_the_next_file() -> None:
    fence = Fence()
    fence.prepare()
    ready = seen(fence)
    for _ in range(3):
        fence.understand(JSON, "x")
    assert seen(fence) == ready
    assert len(ready) == 1
    with pytest.raises(NotAPassport):
        fence.understand(b"", "x")
    assert seen(fence) == ready  # a refusal is an answer
    fence.close()


def test_it_is_replaced_after_its_share_and_after_a_large_file() -> None:
    fence = Fence(Limits(files=2))
    fence.understand(JSON, "x")
    first = seen(fence)
    fence.understand(JSON, "x")
    assert seen(fence) == set()
    fence.understand(JSON, "x")
    assert seen(fence).isdisjoint(first)
    fence.understand(JSON + b" " * 6_000_000, "x")
    assert seen(fence) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_one_that_died_while_idle_is_replaced() -> None:
    fence = Fence()
    fence.prepare()
    (first,) = seen(fence)
    os.kill(first, 9)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert fence.understand(JSON, "x").passport == people.ada_passport()
    fence.close()


def test_two_that_ask_together_get_one_each() -> None:
    fence = Fence()
    begun = threading.Barrier(2, timeout=10)
    asked: list[bool] = []

    def progress(_done: int, _total: int) -> None:
        if not asked:
            begun.wait()
        asked.append(True)

    threads = [threading.Thread(target=fence.understand, args=(PDF, "x", progress)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen(fence)) == 2
    fence.close()
    assert seen(fence) == set()


# Stopped by the user --------------------------------------------------------------------------------------------


def test_the_user_stops_it(fence_with: FenceWith) -> None:
    fence = fence_with("time.sleep(100)", Limits(wall=50))
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) > 2:
            raise Cancelled

    begun = time.monotonic()
    with pytest.raises(Cancelled):
        fence.understand(JSON, "x", progress)
    assert time.monotonic() - begun < 3
    assert told == [(0, 1)] * 3
    assert seen(fence) == set()
