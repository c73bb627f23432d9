"""One process behind the fence, as the application holds it: asked, waited for, and ended when it must be."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import BinaryIO

from exports.travel.fence.hidden import HIDDEN_ARGUMENT
from exports.travel.fence.limits import Limits
from exports.travel.fence.wire import LARGEST_ANSWER, OUT_OF_MEMORY, BrokenWire, receive, send
from passeport.domain.errors import StopReason

_TICK = 0.05
"""Seconds between two looks at the clock, and at whether the user wants to stop."""
_GRACE = 5.0
"""Seconds that a process whose pipe has ended gets to be gone."""
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would open a black window for each process otherwise."""
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What a program needs to find its libraries. Nothing else crosses: a passphrase may stand in a variable."""


class Stopped(Exception):  # noqa: N818 - what was done to the process
    """The process gave no answer, and is gone."""

    def __init__(self, reason: StopReason) -> None:
        """Say why."""
        super().__init__(reason.value)
        self.reason = reason


class ReadingProcess:
    """A process that reads files, one after the other. Used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        """Start it; it loads what it needs while nobody waits."""
        self._limits = limits
        self._left = limits.files
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [*_command(), limits.model_dump_json()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what a library prints there may quote the file
                env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
                creationflags=_NO_CONSOLE,
                start_new_session=True,  # Ctrl+C is for the application, which then ends this one
            )
        except OSError:
            raise Stopped(StopReason.START) from None
        self._talk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fence")

    @property
    def identifier(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    @property
    def is_usable(self) -> bool:
        """Whether it is there and may read another file."""
        return self._left > 0 and self._process.poll() is None

    def ask(self, name: str, data: bytes, look: Callable[[], None], passphrase: str = "") -> bytes:
        """Return the answer about a file; `look` is called while waiting, and stops everything by raising.

        Raises:
            Stopped: when there is none within the limits; the process is gone then.
        """
        self._left -= 1
        deadline = time.monotonic() + self._limits.wall
        answer = self._talk.submit(self._exchange, name, data, passphrase)
        try:
            self._wait(answer, deadline, look)
        except BaseException:
            self.close()
            raise
        try:
            return answer.result()
        except (BrokenWire, OSError):
            raise Stopped(self._reason()) from None

    def close(self) -> None:
        """End the process, whatever it is doing; harmless when it is gone."""
        self._kill()
        self._process.wait()
        self._talk.shutdown()  # its pipes have ended, and with them what it was waiting for
        for pipe in self._pipes():
            with contextlib.suppress(OSError):  # bytes that nobody read
                pipe.close()

    def _kill(self) -> None:
        if self._process.returncode is not None:
            return  # its number may be another's by now
        if sys.platform == "win32":
            self._process.kill()
        else:  # with whatever it may have started, which would hold its pipes open
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _wait(self, answer: "Future[bytes]", deadline: float, look: Callable[[], None]) -> None:
        while not wait((answer,), timeout=_TICK).done:
            look()
            if time.monotonic() > deadline:
                raise Stopped(StopReason.TIME)

    def _exchange(self, name: str, data: bytes, passphrase: str) -> bytes:
        questions, answers = self._pipes()
        send(questions, name.encode())
        send(questions, data)
        send(questions, passphrase.encode())
        questions.flush()
        return receive(answers, LARGEST_ANSWER)

    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None  # noqa: S101 - both were asked for
        assert answers is not None  # noqa: S101
        return questions, answers  # type: ignore[return-value] # Popen of bytes

    def _reason(self) -> StopReason:
        """Return why the pipe has ended, by how the process did."""
        try:
            code = self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            return StopReason.ANSWER  # it is still there: what it sent was no answer
        finally:
            self.close()
        if code == OUT_OF_MEMORY:
            return StopReason.MEMORY
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return StopReason.TIME
        return StopReason.CRASH


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT]
    # isolated: nothing from the current folder, the user's folder or the environment is imported
    return [sys.executable, "-I", "-X", "utf8", "-m", "exports.travel.fence.inside"]
