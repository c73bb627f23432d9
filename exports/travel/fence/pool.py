"""The fence as the application uses it: a reader of files like the inbox, that survives whatever they hold."""

import contextlib
import hashlib
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from exports.travel.bounds import LARGEST_FILE
from exports.travel.fence.limits import Limits
from exports.travel.fence.process import ReadingProcess, Stopped
from exports.travel.fence.wire import Answer, BrokenWire, DrawnPage, asked, error_of
from exports.travel.hour_of_issue import at_the_hour_of_here
from exports.travel.incoming_file import bytes_of, shown_name
from passeport.domain.errors import DamagedFile, FileTooLarge, ReadingStopped, StopReason
from passeport.domain.incoming_table import IncomingTable
from passeport.domain.reading import IncomingPassport, SignatureState
from passeport.services.ports import Progress

Found = TypeVar("Found")

_LARGE = 5_000_000
"""Bytes of a file after which a process is not kept: its memory would stay as large as the file made it."""


class Fence:
    """Port `PassportReader`: each file is read in a process of its own, kept warm for the next one.

    Any thread may ask; two that ask together get a process each.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        """Start nothing yet."""
        self.limits = limits or Limits()
        self._idle: list[ReadingProcess] = []
        self._lock = threading.Lock()
        self._end = weakref.finalize(self, _close_all, self._idle)

    def prepare(self) -> None:
        """Start a process now, so that the first file does not wait for it."""
        with contextlib.suppress(Stopped), self._borrowed():
            pass

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        """Return what a file says, opened by `passphrase` where it is closed.

        `progress` is called while it is read, and stops the reading by raising.

        Raises:
            ReadingStopped: when the process was ended by a limit, or by the file.
            InputRefused: its other kinds, as `Inbox.read` does.
        """
        return self.understand(bytes_of(path), shown_name(path.name), progress, passphrase)

    def understand(
        self, data: bytes, name: str, progress: Progress | None = None, passphrase: str = ""
    ) -> IncomingPassport:
        """Return what the bytes of a file called `name` say; same errors as `read`."""

        def accepted(answer: Answer) -> IncomingPassport | None:
            return _accepted(answer, data, name)

        return self._asked(data, name, progress, accepted, passphrase)

    def table(self, path: Path, progress: Progress | None = None) -> IncomingTable:
        """Return what a CSV file or a workbook holds, of a fence whose limits say `tables`; same errors as `read`."""
        name = shown_name(path.name)

        def accepted(answer: Answer) -> IncomingTable | None:
            if answer.refusal is None and not answer.fault and (answer.table is None or answer.table.file_name != name):
                raise BrokenWire
            return answer.table

        return self._asked(bytes_of(path), name, progress, accepted)

    def page(self, data: bytes, name: str, number: int, dots: int) -> DrawnPage:
        """Return a page of the PDF called `name`, of a fence whose limits say `pages`; raises as `read` does.

        Raises:
            DamagedFile: when it is no PDF, or asks for a password.
        """

        def accepted(answer: Answer) -> DrawnPage | None:
            page = answer.page
            if page is not None and page.width * page.height * 3 != len(page.data):
                raise BrokenWire  # the process may have been taken over by the file
            if page is None and answer.refusal is None and not answer.fault:
                raise BrokenWire
            return page

        try:
            return self._asked(data, asked(number, dots), None, accepted)
        except (DamagedFile, ReadingStopped) as error:
            raise type(error)(**{**error.parameters, "path": shown_name(name)}) from None

    def _asked(
        self,
        data: bytes,
        name: str,
        progress: Progress | None,
        accepted: Callable[[Answer], Found | None],
        passphrase: str = "",
    ) -> Found:
        if len(data) > LARGEST_FILE:
            raise FileTooLarge(size=len(data), limit=LARGEST_FILE)

        def look() -> None:
            if progress is not None:
                progress(0, 1)

        try:
            with self._borrowed(keep=len(data) <= _LARGE) as process:
                answer = _answer(process.ask(name, data, look, passphrase))
                found = accepted(answer)
        except Stopped as stopped:
            raise ReadingStopped(path=name, cause=stopped.reason.value) from None
        except BrokenWire:
            raise ReadingStopped(path=name, cause=StopReason.ANSWER.value) from None
        if found is None:
            raise _refusal(answer, name)
        return found

    def close(self) -> None:
        """End the processes that wait for a file."""
        with self._lock:
            _close_all(self._idle)

    @contextlib.contextmanager
    def _borrowed(self, *, keep: bool = True) -> Iterator[ReadingProcess]:
        """Lend a process; it comes back only when nothing went wrong with it."""
        with self._lock:
            process = next((self._idle.pop() for _ in list(self._idle)), None)
        if process is not None and not process.is_usable:
            process.close()
            process = None
        process = process or ReadingProcess(self.limits)
        try:
            yield process
        except BaseException:
            process.close()
            raise
        if keep and process.is_usable:
            with self._lock:
                self._idle.append(process)
        else:
            process.close()


def _close_all(idle: list[ReadingProcess]) -> None:
    while idle:
        idle.pop().close()


def _answer(said: bytes) -> Answer:
    try:
        return Answer.model_validate_json(said)
    except ValidationError:
        raise BrokenWire from None


def _accepted(answer: Answer, data: bytes, name: str) -> IncomingPassport | None:
    """Return what was read once it was looked at again: the process may have been taken over by the file."""
    incoming = answer.incoming
    if (incoming is not None) + (answer.refusal is not None) + bool(answer.fault) != 1:
        raise BrokenWire
    if answer.refusal is not None:
        error_of(answer.refusal)
    if incoming is None:
        return None
    digest = hashlib.sha256(data).hexdigest()
    if (incoming.file_name, incoming.file_digest) != (name, digest) or incoming.signature is SignatureState.VERIFIED:
        raise BrokenWire
    return at_the_hour_of_here(incoming)


def _refusal(answer: Answer, name: str) -> Exception:
    if answer.refusal is not None:
        return error_of(answer.refusal)
    return ReadingStopped(path=name, cause=StopReason.FAULT.value, detail=answer.fault)
