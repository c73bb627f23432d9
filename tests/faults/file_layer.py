"""SQLite's own file layer, watched and made to fail: with ctypes, in this process, with no compiler.

SQLCipher's library exports SQLite's virtual file system as a table of functions. Here the one that opens files is
replaced by one that puts, in front of each file's writes, syncs and truncations, a function of ours: it notes what
happens in order, and can answer with an error of the disk instead of doing it. Layout of the structures:
https://www.sqlite.org/c3ref/vfs.html and https://www.sqlite.org/c3ref/io_methods.html.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlcipher3 import _sqlite3

OK, FULL, IOERR_READ, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_DELETE = 0, 13, 266, 778, 1034, 1546, 2570
"""Result codes: https://www.sqlite.org/rescode.html."""

_pointer, _integer, _wide = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
# a name is passed on as the very pointer: SQLite keeps it, and reads what follows it in memory
_Open = ctypes.CFUNCTYPE(_integer, _pointer, _pointer, _pointer, _integer, _pointer)
_Delete = ctypes.CFUNCTYPE(_integer, _pointer, _pointer, _integer)
_Read = ctypes.CFUNCTYPE(_integer, _pointer, _pointer, _integer, _wide)
_Write = ctypes.CFUNCTYPE(_integer, _pointer, _pointer, _integer, _wide)
_Truncate = ctypes.CFUNCTYPE(_integer, _pointer, _wide)
_Sync = ctypes.CFUNCTYPE(_integer, _pointer, _integer)


_KEPT: list[Any] = []
"""A function that C may still call must not be collected."""


class _FileSystem(ctypes.Structure):
    _fields_ = (
        ("version", _integer),
        ("file_size", _integer),
        ("longest_name", _integer),
        ("next", _pointer),
        ("name", ctypes.c_char_p),
        ("data", _pointer),
        ("open", _pointer),
        ("delete", _pointer),
    )


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", _integer),
        ("close", _pointer),
        ("read", _pointer),
        ("write", _pointer),
        ("truncate", _pointer),
        ("sync", _pointer),
        ("rest", _pointer * 13),  # sizes, locks, shared memory, mapped pages: left as they are
    )


@dataclass(frozen=True)
class Event:
    """Something that was asked of a file: `kind` is write, truncate, sync, delete or read."""

    kind: str
    path: Path
    offset: int = 0
    data: bytes = b""


class FileLayer:
    """What happened since it was put in place, and what is to fail."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.refuse: Callable[[Event], int] = lambda _event: OK
        """Answers `OK`, or the code that the file system is to answer instead of doing it."""
        self.watches_reads = False
        self._library = ctypes.CDLL(_sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = _pointer
        self._system = _FileSystem.from_address(self._library.sqlite3_vfs_find(None))
        self._open_before, self._delete_before = self._system.open, self._system.delete
        self._names: dict[int, Path] = {}
        self._methods: dict[int, _Methods] = {}

    def __enter__(self) -> Self:
        self._put("open", _Open(self._open))
        self._put("delete", _Delete(self._delete))
        return self

    def __exit__(self, *_: object) -> None:
        self._system.open, self._system.delete = self._open_before, self._delete_before

    def _put(self, name: str, function: Any) -> None:
        _KEPT.append(function)
        setattr(self._system, name, ctypes.cast(function, _pointer).value)

    def _open(self, system: int, name: int | None, file: int, flags: int, out: int) -> int:
        result = _Open(self._open_before)(system, name, file, flags, out)
        methods = _pointer.from_address(file)
        if result == OK and name is not None and methods.value:
            self._names[file] = Path(ctypes.string_at(name).decode())
            methods.value = ctypes.addressof(self._watched(methods.value))
        return int(result)

    def _delete(self, system: int, name: int, sync: int) -> int:
        refused = self._asked(Event("delete", Path(ctypes.string_at(name).decode())))
        return refused or int(_Delete(self._delete_before)(system, name, sync))

    def _watched(self, address: int) -> _Methods:
        """Return the functions of a kind of file with ours in front; made once for each kind."""
        if address not in self._methods:
            before = _Methods.from_address(address)
            after = _Methods.from_buffer_copy(before)
            read, write = _Read(before.read), _Write(before.write)
            truncate, sync = _Truncate(before.truncate), _Sync(before.sync)

            def reading(file: int, into: int, size: int, offset: int) -> int:
                refused = self.watches_reads and self._asked(Event("read", self._names[file], offset))
                return int(refused) or int(read(file, into, size, offset))

            def writing(file: int, data: int, size: int, offset: int) -> int:
                event = Event("write", self._names[file], offset, ctypes.string_at(data, size))
                return self._asked(event) or int(write(file, data, size, offset))

            def truncating(file: int, size: int) -> int:
                return self._asked(Event("truncate", self._names[file], size)) or int(truncate(file, size))

            def syncing(file: int, flags: int) -> int:
                return self._asked(Event("sync", self._names[file])) or int(sync(file, flags))

            for name, function in (
                ("read", _Read(reading)),
                ("write", _Write(writing)),
                ("truncate", _Truncate(truncating)),
                ("sync", _Sync(syncing)),
            ):
                _KEPT.append(function)
                setattr(after, name, ctypes.cast(function, _pointer).value)
            self._methods[address] = after
        return self._methods[address]

    def _asked(self, event: Event) -> int:
        refused = self.refuse(event)
        if refused == OK:
            self.events.append(event)
        return refused


@contextmanager
def watched() -> Iterator[FileLayer]:
    """Watch every file that SQLCipher opens from now on, until the end of the block.

    A file still open then keeps its watch: vaults are closed inside the block.
    """
    with FileLayer() as layer:
        yield layer
