"""A station's contribution: facts with their record keys as Parquet, sealed for the region's key (HPKE, RFC 9180).

`PSSTATS1`, the length of a header (4 bytes), the header (version, fingerprint of the region's key), then one sealed
message bound to that header: the lengths of four parts, what the contribution says of itself, and three Parquet files.
"""

import datetime as dt
import hashlib
import json
import struct
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import ValidationError

from exports.statistics.counting import NUMBERS, connection, typed
from exports.statistics.private_folder import private_folder
from passeport.domain.contribution import VERSION, About, Envelope
from passeport.domain.facts_outcomes import KNOWN_AFTER, OPEN
from passeport.domain.retention import months_after
from passeport.domain.statistics_errors import ContributionRefused
from passeport.services.statistics_ports import FactColumns

TABLES: Final = ("persons", "parcours", "steps")
_MAGIC = b"PSSTATS1"
_LENGTH, _LENGTHS = struct.Struct(">I"), struct.Struct(">4I")
_LONGEST_HEADER = 10_000
_LARGEST = 200_000_000
"""Bytes of a contribution: some hundred times that of a large point d'accueil."""
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_BEFORE = KNOWN_AFTER
"""Months before the period whose exits are in it too: what became of them is asked when it is known."""


def fingerprint_of(public: bytes) -> str:
    """Return what tells a region's key from others: 32 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()[:32]


def seal(facts: FactColumns, about: About, public: bytes, working: Path | None = None) -> bytes:
    """Return the contribution of a point d'accueil, for the holder of the other half of `public` alone.

    `working` is where the facts pass in clear when memory has no place for files: see `private_folder`.
    """
    header = Envelope(version=VERSION, region=fingerprint_of(public)).model_dump_json().encode()
    parts = [about.model_dump_json().encode(), *_as_parquet(facts, about, working)]
    content = _LENGTHS.pack(*map(len, parts)) + b"".join(parts)
    sealed = _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info=header)
    return _MAGIC + _LENGTH.pack(len(header)) + header + sealed


class ContributionSealer:
    """Port `Sealer`."""

    def __init__(self, working: Path | None = None) -> None:
        """Work in memory, else in the folder `working`."""
        self._working = working

    def seal(self, facts: FactColumns, about: About, public: bytes) -> bytes:
        """Return the contribution of a point d'accueil."""
        return seal(facts, about, public, self._working)


def unseal(name: str, data: bytes, private: bytes) -> tuple[About, dict[str, bytes]]:
    """Return what a contribution says of itself, and its Parquet files by table.

    Raises:
        ContributionRefused: `not_one`, `newer`, `another_region` or `truncated`; nothing was taken then.
    """
    start = len(_MAGIC) + _LENGTH.size
    if data[: len(_MAGIC)] != _MAGIC:
        raise ContributionRefused(path=name, reason="not_one", detail="")
    (length,) = _LENGTH.unpack(data[len(_MAGIC) : start].ljust(_LENGTH.size, b"\0"))
    header = data[start : start + length]
    if length > _LONGEST_HEADER or len(header) < length or len(data) > _LARGEST:
        raise ContributionRefused(path=name, reason="truncated", detail="")
    _require_ours(name, header, private)
    try:
        key = X25519PrivateKey.from_private_bytes(private)
        content = _SUITE.decrypt(data[start + length :], key, info=header)
        lengths = _LENGTHS.unpack(content[: _LENGTHS.size])
        parts, place = [], _LENGTHS.size
        for size in lengths:
            parts.append(content[place : place + size])
            place += size
        about = About.model_validate_json(parts[0])
    except (InvalidTag, ValueError, struct.error):  # pydantic's refusals are ValueErrors too
        raise ContributionRefused(path=name, reason="truncated", detail="") from None
    return about, dict(zip(TABLES, parts[1:], strict=True))


def _require_ours(name: str, header: bytes, private: bytes) -> None:
    try:
        version = json.loads(header)["version"]
        if isinstance(version, int) and version > VERSION:
            raise ContributionRefused(path=name, reason="newer", detail=str(version))
        envelope = Envelope.model_validate_json(header)
    except (ValidationError, ValueError, KeyError, TypeError):
        raise ContributionRefused(path=name, reason="truncated", detail="") from None
    ours = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    if envelope.region != fingerprint_of(ours):
        raise ContributionRefused(path=name, reason="another_region", detail="")


def _as_parquet(facts: FactColumns, about: About, working: Path | None) -> list[bytes]:
    """Return the three tables of the period; Parquet needs a file, in a private folder that goes at once."""
    first, last = about.span.first, about.span.last
    before = months_after(_first_day(first), -_BEFORE).isoformat()[:7]
    kept = {
        "steps": ("month BETWEEN ? AND ?", [first, last]),
        "parcours": (
            (
                "(month BETWEEN ? AND ?) OR (exit_month BETWEEN ? AND ?) "
                "OR (number, parcours) IN (SELECT number, parcours FROM steps WHERE month BETWEEN ? AND ?)"
            ),
            [first, last, before, last, first, last],
        ),
        "persons": (
            "number IN (SELECT number FROM steps_kept UNION SELECT number FROM parcours_kept)",
            [],
        ),
    }
    with private_folder(working) as folder, connection() as database:
        for table in TABLES:
            columns = {
                column: np.array(values, dtype=NUMBERS.get(column, object))
                for column, values in getattr(facts, table).items()
            }
            database.register("incoming", columns)
            database.execute(f"CREATE TABLE {table} AS SELECT {typed(columns)} FROM incoming")  # noqa: S608 - our names
            database.unregister("incoming")
        _end_with(database, last)
        for table, (where, values) in kept.items():
            database.execute(f"CREATE TABLE {table}_kept AS SELECT * FROM {table} WHERE {where}", values)  # noqa: S608
        found = []
        for table in TABLES:
            file = folder / f"{table}.parquet"
            target = str(file).replace("'", "''")
            database.execute(f"COPY {table}_kept TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
            found.append(file.read_bytes())
    return found


def _end_with(database: duckdb.DuckDBPyConnection, last: str) -> None:
    """Let nothing be known that came after the period: a need closed later is still followed."""
    database.execute("DELETE FROM parcours WHERE month > ?", [last])
    database.execute(
        "UPDATE parcours SET exit_month = '', outcome = ?, later = ? WHERE exit_month > ?", [OPEN, OPEN, last]
    )
    database.execute("UPDATE persons SET first_month = ? WHERE first_month > ?", [last, last])


def _first_day(month: str) -> dt.date:
    return dt.date.fromisoformat(f"{month}-01")
