"""Every operation on the files of a vault, SQLite's and Python's, as instants at which something may go wrong.

SQLite's are seen by `file_layer`. Python's are seen by an audit hook (https://docs.python.org/3/library/audit_events.html:
`open`, `os.rename`, `os.remove`, `os.mkdir`, `os.rmdir`, `os.truncate` come before the operation, and an error raised
there is one of the operation) and by `os.fsync`, which has no event. At each instant a process may be killed, the disk
may answer an error, or the power may go.
"""

import errno
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults.file_layer import FULL, IOERR_FSYNC, IOERR_WRITE, OK, Event, watched

_SECTOR = 512
_CHANGING = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
_CODES = {"sync": IOERR_FSYNC, "write": IOERR_WRITE, "truncate": IOERR_WRITE, "delete": IOERR_WRITE}


@dataclass(frozen=True)
class Instant:
    """Just before something is done to a file or a folder of the vault."""

    number: int
    kind: str
    path: Path


Trouble = Callable[[Instant], int]
"""What happens at an instant: does nothing and answers 0, or the number of an error (`errno`)."""


class _Watch:
    """What is watched now; an audit hook cannot be taken away, it is given nothing to do."""

    def __init__(self) -> None:
        self.is_hooked = False
        self.root: str | None = None
        self.happens: Callable[[str, str], None] = lambda _kind, _path: None
        self.busy = False

    def __call__(self, name: str, arguments: tuple[Any, ...]) -> None:
        if self.root is None or self.busy or (name != "open" and name not in _CHANGING):
            return
        path = arguments[1] if name == "os.rename" else arguments[0]
        if name == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if not isinstance(path, str | os.PathLike):
            return
        found = str(Path(path).absolute())
        if found.startswith(self.root):
            self.happens(name, found)


_watch = _Watch()


@contextmanager
def instants(root: Path, trouble: Trouble = lambda _instant: 0) -> Iterator[list[Instant]]:
    """Go through every instant of what is done below `root` inside the block, and let `trouble` come at each."""
    if not _watch.is_hooked:
        sys.addaudithook(_watch)
        _watch.is_hooked = True
    seen: list[Instant] = []

    def comes(kind: str, path: str) -> int:
        _watch.busy = True  # what the trouble itself does is no instant
        try:
            seen.append(Instant(len(seen), kind, Path(path)))
            return trouble(seen[-1])
        finally:
            _watch.busy = False

    def by_python(kind: str, path: str) -> None:
        number = comes(kind, path)
        if number:
            raise OSError(number, os.strerror(number), path)

    def by_sqlite(event: Event) -> int:
        number = comes(event.kind, str(event.path)) if str(event.path).startswith(str(root)) else 0
        return FULL if number == errno.ENOSPC else _CODES[event.kind] if number else OK

    sync = os.fsync

    def syncing(descriptor: int) -> None:
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        if path.startswith(str(root)) and not _watch.busy:
            by_python("os.fsync", path)
        sync(descriptor)

    with watched() as layer, pytest.MonkeyPatch.context() as patch:
        layer.refuse = by_sqlite
        patch.setattr(os, "fsync", syncing)
        _watch.root, _watch.happens = str(root), by_python
        try:
            yield seen
        finally:
            _watch.root = None


def killed_at(number: int) -> Trouble:
    """Kill this very process, as `kill -9` does, at an instant."""

    def trouble(instant: Instant) -> int:
        if instant.number == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    return trouble


@dataclass
class Failing:
    """Answer an error at the instant `first` and, when it `lasts`, at each one after."""

    error: int
    first: int
    lasts: bool
    injected: int = 0

    def __call__(self, instant: Instant) -> int:
        """Answer for one instant."""
        if instant.number < self.first or (self.injected and not self.lasts):
            return 0
        if self.error == errno.ENOSPC and instant.kind in ("os.remove", "os.rmdir", "delete", "truncate"):
            return 0  # a disk that is full lets go of what it holds
        self.injected += 1
        return self.error


@dataclass
class Disk:
    """What a disk holds of a folder, at the instants `cuts` of its history: names, and the bytes behind each.

    A sync of a file makes its bytes durable; one of a folder makes the names in it so. Of the names that changed since,
    each may be on the disk or not, in order; of the bytes, sector by sector. A name that SQLite synced is durable with
    its file, as SQLite syncs the folder itself, where Python does not see it.
    """

    root: Path
    cuts: dict[int, Path]
    """At which instants an image is made, and where."""
    chance: random.Random
    _contents: dict[int, bytes] = field(default_factory=dict)
    """Durable bytes by the identity of the file (its inode)."""
    _names: dict[Path, int | None] = field(default_factory=dict)
    """Durable names: the identity of the file, None for a folder."""
    _seen: dict[Path, int | None] = field(default_factory=dict)
    _pending: list[dict[Path, tuple[int | None, bool]]] = field(default_factory=list)
    """Changes of names, each whole: the path, its identity, and whether it is there afterwards."""
    _held: dict[int, int] = field(default_factory=dict)
    """A descriptor of each file that was seen: while it is open, no other file gets its inode."""

    def __post_init__(self) -> None:
        """Begin with what is there, all of it durable."""
        self._names = self._seen = self._tree()
        for path, inode in self._names.items():
            if inode is not None:
                self._contents[inode] = path.read_bytes()

    def __call__(self, instant: Instant) -> int:
        """Take one instant into account, and make an image when the power goes at it."""
        self._look()
        if instant.number in self.cuts:
            self.cut(self.cuts[instant.number])
        if instant.kind in ("sync", "os.fsync"):
            self._sync(instant.path, names=instant.kind == "sync")
        return 0

    def _tree(self) -> dict[Path, int | None]:
        found: dict[Path, int | None] = {}
        for folder, folders, files in os.walk(self.root):
            place = Path(folder)
            found |= {place / name: None for name in folders}
            for name in files:
                found[place / name] = self._identity(place / name)
        return found

    def _identity(self, path: Path) -> int:
        inode = path.stat().st_ino
        if inode not in self._held:
            self._held[inode] = os.open(path, os.O_PATH)  # reads nothing, and frees no lock when it is closed
        return inode

    def close(self) -> None:
        """Let go of the files."""
        for descriptor in self._held.values():
            os.close(descriptor)
        self._held.clear()

    def _look(self) -> None:
        now = self._tree()
        if now == self._seen:
            return
        change: dict[Path, tuple[int | None, bool]] = {}
        for path, inode in self._seen.items():
            if path not in now:
                change[path] = (inode, False)
        for path, inode in now.items():
            if path not in self._seen or self._seen[path] != inode:
                change[path] = (inode, True)
        self._pending.append(change)
        self._seen = now

    def _sync(self, path: Path, *, names: bool) -> None:
        if path.is_dir():
            self._settle(lambda changed: changed.parent == path)
            return
        if path.is_file():
            inode = path.stat().st_ino
            self._contents[inode] = path.read_bytes()
            if names:
                self._settle(lambda changed: changed == path)

    def _settle(self, wanted: Callable[[Path], bool]) -> None:
        """Make durable each change that touches a wanted name: a rename between two folders is one change."""
        left = []
        for change in self._pending:
            if any(wanted(path) for path in change):
                _apply(self._names, change)
            else:
                left.append(change)
        self._pending = left

    def cut(self, into: Path) -> None:
        """Write what the disk may hold when the power goes now."""
        self._look()
        names = dict(self._names)
        reached = self.chance.randrange(len(self._pending) + 1)  # a journalled file system keeps their order
        for change in self._pending[:reached]:
            _apply(names, change)
        present = {inode: path for path, inode in self._seen.items() if inode is not None}
        into.mkdir(parents=True)
        for path, inode in sorted(names.items()):
            target = into / path.relative_to(self.root)
            if inode is None:
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            durable = self._contents.get(inode, b"")
            now = present[inode].read_bytes() if inode in present else durable
            target.write_bytes(self._torn(durable, now))

    def _torn(self, durable: bytes, now: bytes) -> bytes:
        """Mix what was synced with what was written since, sector by sector."""
        if durable == now:
            return now
        size = self.chance.choice((len(durable), len(now)))
        mixed = bytearray()
        for start in range(0, size, _SECTOR):
            source = self.chance.choice((durable, now))[start : start + _SECTOR]
            mixed += source.ljust(min(_SECTOR, size - start), b"\0")
        return bytes(mixed[:size])


def _apply(names: dict[Path, int | None], change: dict[Path, tuple[int | None, bool]]) -> None:
    for path, (inode, is_there) in change.items():
        if is_there:
            names[path] = inode
        else:
            names.pop(path, None)


def fresh(folder: Path, source: Path) -> Path:
    """Replace `folder` by a copy of `source`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    return folder
