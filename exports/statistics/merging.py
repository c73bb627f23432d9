"""Putting contributions together: opened a few at a time, checked, counted, let go. Memory does not grow with them.

Stations share no subject, so a cell of the region is the sum of the cells of each batch, keys and all. The files of one
station are of one batch: what they tell of the same person or parcours is taken from the latest of them.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from exports.statistics.contribution import TABLES, unseal
from exports.statistics.counting import NUMBERS, DuckCounter, connection
from exports.statistics.private_folder import private_folder
from exports.statistics.soundness import MODELS, Loaded, flaws
from passeport.domain.contribution import About
from passeport.domain.disclosure import CountTable, TableSpec
from passeport.domain.disclosure_merging import combined
from passeport.domain.statistics_errors import ContributionRefused
from passeport.services.ports import Progress
from passeport.services.statistics_ports import Refused

AT_ONCE = 60
"""Contributions counted together: enough to keep both cores busy, few enough to stay small."""
_MEMORY = "900MB"
_NAMED_BY = {"persons": "number", "parcours": "number, parcours"}
"""What tells a row from the others; a step stands in one file alone, that of its month."""


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
        self, stations: Sequence[Sequence[Path]], specs: Sequence[TableSpec], until: str, progress: Progress
    ) -> tuple[dict[TableSpec, CountTable], tuple[Refused, ...]]:
        """Return the tables of all files together, and the files refused for what is in them.

        `stations` holds the files of each point d'accueil, its latest period first.
        """
        tables: dict[TableSpec, CountTable] = {}
        refused: list[Refused] = []
        for start in range(0, len(stations), self._at_once):
            progress(start, len(stations))
            batch = stations[start : start + self._at_once]
            with self._loaded(batch, until, refused) as counter:
                for spec in specs:
                    table = counter.table(spec)
                    tables[spec] = combined(tables[spec], table) if spec in tables else table
        progress(len(stations), len(stations))
        return tables, tuple(refused)

    def _opened(self, path: Path) -> tuple[About, dict[str, bytes]]:
        try:
            data = path.read_bytes()
        except OSError:
            raise ContributionRefused(path=str(path), reason="unreadable", detail="") from None
        return unseal(str(path), data, self._private)

    @contextlib.contextmanager
    def _loaded(self, batch: Sequence[Sequence[Path]], until: str, refused: list[Refused]) -> Iterator[DuckCounter]:
        """Load the contributions of a batch that are sound, from a private folder that is gone once they are read."""
        database = connection(memory_limit=_MEMORY, preserve_insertion_order="false")
        try:
            with private_folder() as folder:
                files: dict[int, Loaded] = {}
                paths = [(path, place) for place, paths in enumerate(batch) for path in paths]
                for number, (path, _) in enumerate(paths):
                    files[number] = self._written(folder, number, path)
                for number, reason, detail in list(flaws(database, files, until)):
                    if files.pop(number, None) is not None:
                        refused.append(Refused(paths[number][0], reason, detail))
                for table in MODELS:
                    _load(database, table, {str(one.parts[table]): paths[number][1] for number, one in files.items()})
            yield DuckCounter(database)
        finally:
            database.close()

    def _written(self, folder: Path, number: int, path: Path) -> Loaded:
        about, parts = self._opened(path)
        found = {}
        for table in TABLES:
            found[table] = folder / f"{table}-{number}.parquet"
            found[table].write_bytes(parts[table])
        return Loaded(about, found)


def _load(database: duckdb.DuckDBPyConnection, table: str, names: Mapping[str, int]) -> None:
    """Make a table of files, each with the number of its station; the first file of a station that tells counts."""
    model = MODELS[table]
    if not names:
        empty = ", ".join(f"{name} {_type(name)}" for name in model.model_fields)
        database.execute(f"CREATE TABLE {table} ({empty})")
        return
    columns = ", ".join(model.model_fields)
    source = f"CREATE TABLE {table} AS SELECT {columns} FROM read_parquet($names, filename=true)"  # noqa: S608 - names of ours
    values: dict[str, Any] = {"names": list(names)}
    if table in _NAMED_BY and len(set(names.values())) < len(names):
        source += (
            f" QUALIFY row_number() OVER (PARTITION BY list_extract($stations, list_position($names, filename)), "
            f"{_NAMED_BY[table]} ORDER BY list_position($names, filename)) = 1"
        )
        values["stations"] = list(names.values())
    database.execute(source, values)


def _type(name: str) -> str:
    return "BIGINT" if name in NUMBERS else "VARCHAR"
