"""A disk that loses its power: whatever was not synced is lost, kept, torn or written out of order.

The model is that of SQLite's own tests (https://www.sqlite.org/atomiccommit.html, section 2): a sync makes what was
written to that one file before it durable; since then each write has, or has not, reached the disk, sector by sector,
in any order; so have truncations and deletions.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.faults.file_layer import OK, Event, FileLayer

_SECTOR = 512


class Disk:
    """The files of one folder as the disk has them."""

    def __init__(self, folder: Path) -> None:
        """Begin with what is there, all of it durable."""
        self._folder = folder
        self._durable: dict[Path, bytes] = {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
        self._pending: dict[Path, list[Event]] = {}

    def happens(self, event: Event) -> None:
        """Take what was asked of a file."""
        if event.kind == "sync":
            for waiting in self._pending.pop(event.path, []):
                self._durable = _applied(self._durable, waiting)
        elif event.kind in ("write", "truncate", "delete"):
            self._pending.setdefault(event.path, []).append(event)

    def cut(self, into: Path, chance: random.Random) -> None:
        """Write what a disk may hold when the power goes now."""
        files = dict(self._durable)
        for waiting in self._pending.values():
            reached = [event for event in waiting if chance.random() < 0.5]
            if chance.random() < 0.5:
                chance.shuffle(reached)
            for event in reached:
                files = _applied(files, _torn(event, chance))
        into.mkdir(parents=True)
        for path, content in files.items():
            (into / path.name).write_bytes(content)


def _applied(files: dict[Path, bytes], event: Event) -> dict[Path, bytes]:
    changed = dict(files)
    before = changed.get(event.path, b"")
    if event.kind == "delete":
        changed.pop(event.path, None)
    elif event.kind == "truncate":
        changed[event.path] = before[: event.offset].ljust(event.offset, b"\0")
    else:
        end = event.offset + len(event.data)
        changed[event.path] = before[: event.offset].ljust(event.offset, b"\0") + event.data + before[end:]
    return changed


def _torn(event: Event, chance: random.Random) -> Event:
    """Return the write with, one time in four, some of its sectors missing at the end."""
    sectors = len(event.data) // _SECTOR
    if event.kind != "write" or sectors < 2 or chance.random() > 0.25:
        return event
    return Event("write", event.path, event.offset, event.data[: chance.randrange(1, sectors) * _SECTOR])


@contextmanager
def mark_watched(layer: FileLayer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Note, in the same order, what is asked of the mark, which Python writes and not SQLite."""
    import os  # noqa: PLC0415 - the real one, put behind the watch

    from storage import mark  # noqa: PLC0415

    names: dict[int, Path] = {}

    def opening(path: Path, *rest: Any) -> int:
        descriptor = os.open(path, *rest)
        names[descriptor] = Path(path)
        return descriptor

    def writing(descriptor: int, data: bytes) -> int:
        offset = os.lseek(descriptor, 0, os.SEEK_CUR)
        _ask(layer, Event("write", names[descriptor], offset, bytes(data)))
        return os.write(descriptor, data)

    def syncing(descriptor: int) -> None:
        _ask(layer, Event("sync", names[descriptor]))
        os.fsync(descriptor)

    watched = SimpleNamespace(**{**vars(os), "open": opening, "write": writing, "fsync": syncing})
    with monkeypatch.context() as patch:
        patch.setattr(mark, "os", watched)
        yield


def _ask(layer: FileLayer, event: Event) -> None:
    if layer.refuse(event) != OK:
        raise OSError(5, "Input/output error")
    layer.events.append(event)
