"""The witness beside a database: how many commits it holds, so that an older one put back is told.

SQLCipher authenticates each page by itself: an old page, an old file or a shortened write-ahead log is genuine to it.
So each commit counts itself inside the database and then here; the database may be ahead after a power cut, since only
opening and closing wait for the disk, and is never honestly behind. Once closed, the file's digest is noted too, which
lets the next opening see any other byte.
"""

import contextlib
import hashlib
import hmac
import os
import struct
from pathlib import Path
from typing import NamedTuple

from storage.files import PRIVATE_FILE

_FORMAT = struct.Struct("<8sQ?32s")
_MAGIC = b"PSPMARK1"
_SEAL_LENGTH = 32
_RECORD = 512
"""Bytes of a record's place: a disk writes a sector whole or not at all. Two places, written by turns."""
_OPEN = bytes(32)


class Witness(NamedTuple):
    """What the mark says: `commits` so far, and the `digest` of the file once closed (None while open)."""

    commits: int
    digest: bytes | None


class CommitMark:
    """The file `NAME.mark`, sealed under the database's key: who has no key makes none."""

    def __init__(self, database: Path, key: bytes) -> None:
        """Stand beside `database`."""
        self.path = database.with_suffix(".mark")
        self._key = hmac.digest(key, b"passeport commit mark", "sha256")
        self._descriptor: int | None = None

    def read(self) -> Witness | None:
        """Return the last thing witnessed; None when there is no mark, or none that this key sealed."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        found = [self._understood(data[place : place + _RECORD]) for place in (0, _RECORD)]
        return max((witness for witness in found if witness), key=lambda witness: witness.commits, default=None)

    def open(self, commits: int) -> None:
        """Witness that the database is being worked on; on the disk before the first commit is.

        Raises:
            OSError: when the folder or the disk refuses it.
        """
        self.release()
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
        self._write(Witness(commits, None))
        os.fsync(self._descriptor)

    def note(self, commits: int) -> None:
        """Witness a commit that is durable already; a disk that refuses it only leaves the mark behind."""
        with contextlib.suppress(OSError):
            self._write(Witness(commits, None))

    def close(self, commits: int, digest: bytes) -> None:
        """Witness the whole file as it was left."""
        if self._descriptor is not None:
            self._write(Witness(commits, digest))
            os.fsync(self._descriptor)
        self.release()

    def release(self) -> None:
        """Close the file, saying nothing more."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _write(self, witness: Witness) -> None:
        if self._descriptor is None:
            return
        body = _FORMAT.pack(_MAGIC, witness.commits, witness.digest is not None, witness.digest or _OPEN)
        os.lseek(self._descriptor, witness.commits % 2 * _RECORD, os.SEEK_SET)
        os.write(self._descriptor, (body + self._seal(body)).ljust(_RECORD, b"\0"))

    def _understood(self, record: bytes) -> Witness | None:
        body, seal = record[: _FORMAT.size], record[_FORMAT.size : _FORMAT.size + _SEAL_LENGTH]
        if not hmac.compare_digest(seal, self._seal(body)):
            return None
        _, commits, is_closed, digest = _FORMAT.unpack(body)
        return Witness(commits, digest if is_closed else None)

    def _seal(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")


def digest_of(database: Path) -> bytes:
    """Return the SHA-256 of a file that no connection holds (closing it here would drop SQLite's own locks)."""
    with database.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
