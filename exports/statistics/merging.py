"""Putting contributions together: opened a few at a time, checked, counted, let go. Memory does not grow with them.

Stations share no subject, so a cell of the region is the sum of the cells of each batch, keys and all.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from exports.statistics.contribution import TABLES, unseal
from exports.statistics.counting import NUMBERS, DuckCounter, connection
from passeport.domain.contribution import About
from passeport.domain.disclosure import CountTable, TableSpec
from passeport.domain.disclosure_merging import combined
from passeport.domain.facts import ParcoursFact, PersonFact, StepFact, codes_of
from passeport.domain.model import DomainModel
from passeport.domain.statistics_errors import ContributionRefused
from passeport.services.ports import Progress
from passeport.services.statistics_ports import Refused

AT_ONCE = 60
"""Contributions counted together: enough to keep both cores busy, few enough to stay small."""
_MEMORY = "900MB"
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - files there are memory, and ours are in a private folder  # nosec B108
_MODELS: dict[str, type[DomainModel]] = {"persons": PersonFact, "parcours": ParcoursFact, "steps": StepFact}
_MONTHS = ("month", "first_month", "exit_month")


class Merger:
    """Port `Merging`, for the holder of a region's private key."""

    def __init__(self, private: bytes, at_once: int = AT_ONCE) -> None:
        """Open what is sealed for the public half of `private` (X25519, 32 bytes)."""
        self._private = private
        self._at_once = at_once

    def abouts(self, paths: Sequence[Path], progress: Progress) -> tuple[dict[Path, About], tuple[Refused, ...]]:
        """Return what each file says of itself, and those that cannot be opened, with the reason."""
        found: dict[Path, About] = {}
        refused = []
        for done, path in enumerate(paths):
            progress(done, len(paths))
            try:
                found[path], _ = self._opened(path)
            except ContributionRefused as error:
                refused.append(Refused(path, str(error.parameters["reason"]), str(error.parameters["detail"])))
        return found, tuple(refused)

    def count(
        self, paths: Sequence[Path], specs: Sequence[TableSpec], until: str, progress: Progress
    ) -> tuple[dict[TableSpec, CountTable], tuple[Refused, ...]]:
        """Return the tables of all files together, and the files refused for what is in them."""
        tables: dict[TableSpec, CountTable] = {}
        refused: list[Refused] = []
        for start in range(0, len(paths), self._at_once):
            progress(start, len(paths))
            batch = paths[start : start + self._at_once]
            with self._loaded(batch, until, refused) as counter:
                for spec in specs:
                    table = counter.table(spec)
                    tables[spec] = combined(tables[spec], table) if spec in tables else table
        progress(len(paths), len(paths))
        return tables, tuple(refused)

    def _opened(self, path: Path) -> tuple[About, dict[str, bytes]]:
        try:
            data = path.read_bytes()
        except OSError:
            raise ContributionRefused(path=str(path), reason="unreadable", detail="") from None
        return unseal(str(path), data, self._private)

    @contextlib.contextmanager
    def _loaded(self, batch: Sequence[Path], until: str, refused: list[Refused]) -> Iterator[DuckCounter]:
        """Load the contributions of a batch that are sound, from a private folder that is gone once they are read."""
        database = connection(memory_limit=_MEMORY, preserve_insertion_order="false")
        place = _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None
        try:
            with tempfile.TemporaryDirectory(prefix="passeport-", dir=place) as folder:
                files: dict[int, dict[str, Path]] = {}
                for number, path in enumerate(batch):
                    files[number] = self._written(Path(folder), number, path)
                for number, reason, detail in _unsound(database, files, until):
                    if files.pop(number, None) is not None:
                        refused.append(Refused(batch[number], reason, detail))
                for table, model in _MODELS.items():
                    names = [str(parts[table]) for parts in files.values()]
                    columns = ", ".join(model.model_fields)
                    if names:
                        source = f"SELECT {columns} FROM read_parquet(?)"  # noqa: S608 - names of ours
                        database.execute(f"CREATE TABLE {table} AS {source}", [names])
                    else:
                        empty = ", ".join(f"{name} {_type(name)}" for name in model.model_fields)
                        database.execute(f"CREATE TABLE {table} ({empty})")
            yield DuckCounter(database)
        finally:
            database.close()

    def _written(self, folder: Path, number: int, path: Path) -> dict[str, Path]:
        _, parts = self._opened(path)
        found = {}
        for table in TABLES:
            found[table] = folder / f"{table}-{number}.parquet"
            found[table].write_bytes(parts[table])
        return found


def _unsound(
    database: duckdb.DuckDBPyConnection, files: Mapping[int, Mapping[str, Path]], until: str
) -> Iterator[tuple[int, str, str]]:
    """Go through the files of a batch with a code that no list holds, or a month to come: one look per table."""
    for table, model in _MODELS.items():
        names = {str(parts[table]): number for number, parts in files.items()}
        coded = [name for name in model.model_fields if name not in NUMBERS]
        lists = ", ".join(f"list(DISTINCT {name}) AS {name}" for name in coded)
        query = f"SELECT filename, {lists} FROM read_parquet(?, filename=true) GROUP BY filename"  # noqa: S608 - our names
        try:
            rows = database.execute(query, [list(names)]).fetchall()
        except duckdb.Error:
            yield from _unreadable(database, names, query)
            continue
        for name, *values in rows:
            for column, codes in zip(coded, values, strict=True):
                wrong = _wrong(column, codes, until)
                if wrong is not None:
                    yield names[name], *wrong


def _unreadable(
    database: duckdb.DuckDBPyConnection, names: Mapping[str, int], query: str
) -> Iterator[tuple[int, str, str]]:
    """Go through the files that do not read as the others do, one by one."""
    for name, number in names.items():
        try:
            database.execute(query, [[name]]).fetchall()
        except duckdb.Error:
            yield number, "truncated", ""


def _wrong(column: str, codes: Sequence[str | None], until: str) -> tuple[str, str] | None:
    if column in _MONTHS:
        later = [code for code in codes if code and code > until]
        return ("future", min(later)) if later else None
    known = codes_of(column)
    unknown = [str(code) for code in codes if code is None or (known is not None and code not in known)]
    return ("unknown_code", unknown[0]) if unknown else None


def _type(name: str) -> str:
    return "BIGINT" if name in NUMBERS else "VARCHAR"
