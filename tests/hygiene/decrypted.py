"""The pages of a vault's files in clear, as who holds its key would see them: free pages and log included."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80
"""Bytes at the end of each page: IV (16), then HMAC-SHA512 (64). SQLCipher 4, design documentation."""
SALT = 16
"""Bytes at the beginning of the file that stand for `SQLite format 3`."""
WAL_HEADER = 32
FRAME_HEADER = 24


def pages_of(database: Path, key: bytes) -> Iterator[bytes]:
    """Give every page of the database, then every page of its log, decrypted, free ones too."""
    data = database.read_bytes()
    for start in range(0, len(data), PAGE):
        yield _decrypted(data[start : start + PAGE], key, first=start == 0)
    log = database.with_name(f"{database.name}-wal")
    frames = log.read_bytes() if log.exists() else b""
    for start in range(WAL_HEADER, len(frames), FRAME_HEADER + PAGE):
        number = int.from_bytes(frames[start : start + 4], "big")
        page = frames[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]
        yield _decrypted(page, key, first=number == 1)


def _decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    content, vector = page[SALT if first else 0 : PAGE - RESERVED], page[PAGE - RESERVED : PAGE - RESERVED + 16]
    cipher = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return cipher.update(content) + cipher.finalize()
