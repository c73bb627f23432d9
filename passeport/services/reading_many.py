"""Reading many files: two at a time, each result handed on as it comes, and never more than a few of them held."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import NamedTuple

from passeport.domain.errors import Cancelled, PasseportError
from passeport.domain.reading import IncomingPassport
from passeport.services.file_ports import PassportReader
from passeport.services.ports import Progress

_AT_ONCE = 2
_AHEAD = 4
"""Files read or being read while the caller works on one."""
_TICK = 0.1
"""Seconds between two looks at whether the user wants to stop, while a file is read."""


class ReadFile(NamedTuple):
    """A file, and what it says or why it was refused."""

    path: Path
    result: IncomingPassport | PasseportError


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder and of those inside it, by name; hidden ones are left alone."""
    found = (path for path in folder.rglob("*") if not path.is_dir())
    return tuple(sorted(path for path in found if not _is_hidden(path.relative_to(folder))))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_all(reader: PassportReader, paths: Iterable[Path], progress: Progress | None = None) -> Iterator[ReadFile]:
    """Go through what each file says, in the order given; a file that is refused does not stop the others.

    `progress` is called before each file and while it is waited for; when it raises `Cancelled`, or when the caller
    goes no further, what is being read is stopped.

    Raises:
        Cancelled: when `progress` did.
    """
    waiting = deque(paths)
    total, done = len(waiting), 0
    ahead: deque[tuple[Path, Future[IncomingPassport]]] = deque()
    stop = threading.Event()

    def unless_stopped(_done: int, _total: int) -> None:
        if stop.is_set():
            raise Cancelled

    with ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="reading") as workers:
        try:
            while waiting or ahead:
                while waiting and len(ahead) < _AHEAD:
                    path = waiting.popleft()
                    ahead.append((path, workers.submit(reader.read, path, unless_stopped)))
                path, reading = ahead.popleft()
                _told(progress, done, total)
                while not wait((reading,), timeout=_TICK).done:
                    _told(progress, done, total)
                yield ReadFile(path, _result(reading))
                done += 1
            _told(progress, done, total)
        finally:
            stop.set()
            for _, reading in ahead:
                reading.cancel()


def _told(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _result(reading: "Future[IncomingPassport]") -> IncomingPassport | PasseportError:
    try:
        return reading.result()
    except PasseportError as refused:
        return refused
