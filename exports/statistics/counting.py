"""Counting facts with DuckDB: persons, what they did, the sum of their record keys and their largest contributions.

One text of SQL serves a point d'accueil and the region (docs/scale.md). Nothing is written on a disk: the facts are
columns in memory.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np

from passeport.domain.disclosure import TOTAL, Cell, Codes, CountTable, Span, TableSpec
from passeport.domain.disclosure_shape import Dimension, Measure, axis, dimensions_of, is_additive, measure
from passeport.domain.facts import UNKNOWN, UNKNOWN_IN
from passeport.services.statistics_ports import FactColumns

NUMBERS = {"number": np.int64, "key": np.int64, "parcours": np.int32, "step": np.int32}
_KEYS = 1 << 32
SETTINGS: dict[str, str | int | float | list[str]] = {
    "threads": 2,
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
}
"""No file of its own: with no temporary folder, what does not fit in memory fails instead of spilling in clear."""


def connection(**settings: str | int) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that leaves nothing on the disk and asks the network nothing."""
    database = duckdb.connect(config={**SETTINGS, **settings})
    database.execute("SET enable_progress_bar = false")  # it would be drawn on the standard output
    return database


class DuckCounter:
    """Port `Counter`, over the facts of one or many points d'accueil."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        """Count the tables `persons`, `parcours` and `steps` of `database`."""
        self._database = database

    @classmethod
    def of(cls, facts: FactColumns) -> "DuckCounter":
        """Return a counter of facts that are in memory."""
        database = connection()
        for name in ("persons", "parcours", "steps"):
            columns = {
                column: np.array(values, dtype=NUMBERS.get(column, object))
                for column, values in getattr(facts, name).items()
            }
            database.register("incoming", columns)
            database.execute(f"CREATE TABLE {name} AS SELECT {typed(columns)} FROM incoming")  # noqa: S608 - our names
            database.unregister("incoming")
        return cls(database)

    def table(self, spec: TableSpec, minus: Span | None = None) -> CountTable:
        """Return a table as it is counted.

        With `minus`, what fell in those months is left out: their rows, or the persons who came in them when persons
        are counted.
        """
        counted, dimensions = measure(spec.measure), dimensions_of(spec)
        self._gather(spec, counted, dimensions, minus)
        cells: dict[Codes, Cell] = {}
        met: list[dict[str, str]] = [{} for _ in dimensions]
        for depths in itertools.product(*(range(len(one.levels) + 1) for one in dimensions)):
            cells.update(self._level(depths, counted))
            for place, depth in enumerate(depths):
                if depth and sum(depths) == depth:
                    met[place].update(self._parents(place, depth))
        axes = tuple(axis(one, spec.span, met[place]) for place, one in enumerate(dimensions))
        return CountTable(spec, axes, cells, tuple(is_additive(one, counted) for one in dimensions))

    def _gather(self, spec: TableSpec, counted: Measure, dimensions: Sequence[Dimension], minus: Span | None) -> None:
        """Bring the rows that count together, once: one per person and finest codes."""
        columns = list(_columns(counted, dimensions))
        tables = {one.table for one in dimensions} | {"persons"}
        source = f"{counted.table} f JOIN persons p USING (number)"
        if "parcours" in tables and counted.table != "parcours":
            source += " LEFT JOIN parcours c USING (number, parcours)"
        named = [f"{source_of} AS {name}" for name, source_of in columns]
        group = [name for name, _ in columns]
        where, values = _where(counted, spec.span, minus)
        self._database.execute(
            f"CREATE OR REPLACE TEMP TABLE base AS SELECT {', '.join(['number', 'max(p.key) AS key', *named])}, "  # noqa: S608 - names of ours; every value is bound
            f"count(*) AS n FROM {source} WHERE {where} GROUP BY {', '.join(['number', *group])}",
            values,
        )

    def _level(self, depths: Sequence[int], counted: Measure) -> Iterator[tuple[Codes, Cell]]:
        """Go through the cells of a level.

        What is done several times weighs a key as often as it was done: two cells of the same persons who did not do
        as much in both draw noises of their own, and nothing is gained by subtracting them.
        """
        names = [f"d{place}_{depth - 1}" for place, depth in enumerate(depths) if depth]
        group = "".join(f", {name}" for name in names)
        by = f"GROUP BY {', '.join(names)}" if names else ""
        weight = "" if counted.counts_persons else " * n"
        rows = self._database.execute(
            f"SELECT count(*), sum(n), sum(key{weight}) % {_KEYS}, max(n){group} FROM "  # noqa: S608 - names of ours
            f"(SELECT number, max(key) AS key, sum(n) AS n{group} FROM base GROUP BY number{group}) AS s {by}"
        ).fetchall()
        for persons, count, key, top, *codes in rows:
            if not persons:
                continue
            found = iter(codes)
            named = tuple(next(found) if depth else TOTAL for depth in depths)
            if counted.counts_persons:
                yield named, Cell(persons, persons, int(key))
            else:
                yield named, Cell(int(count), persons, int(key), int(top))

    def _parents(self, place: int, depth: int) -> dict[str, str]:
        name = f"d{place}_{depth - 1}"
        parent = f"d{place}_{depth - 2}" if depth > 1 else f"'{TOTAL}'"
        rows = self._database.execute(f"SELECT DISTINCT {name}, {parent} FROM base ORDER BY 1").fetchall()  # noqa: S608
        return {code: over for code, over in rows if code != over}  # nobody's region is nobody's commune as well


def typed(columns: Mapping[str, Any]) -> str:
    """Return the columns as SQL selects them: numbers as they are, codes as text."""
    return ", ".join(name if name in NUMBERS else f"CAST({name} AS VARCHAR) AS {name}" for name in columns)


def _columns(counted: Measure, dimensions: Sequence[Dimension]) -> Iterator[tuple[str, str]]:
    """Go through the columns of every level: its name in `base`, and where it comes from."""
    for place, one in enumerate(dimensions):
        for depth, level in enumerate(one.levels):
            yield f"d{place}_{depth}", _source(counted, one, level)


def _source(counted: Measure, one: Dimension, level: str) -> str:
    if one.table == "time":
        month = f"f.{counted.time}"
        cases = " ".join(f"WHEN substr({month}, 6, 2) <= '{3 * part:02}' THEN '-T{part}'" for part in range(1, 5))
        quarter = f"left({month}, 4) || CASE {cases} END"
        return {"year": f"left({month}, 4)", "quarter": quarter, "month": month}[level]
    prefix = {"persons": "p", counted.table: "f"}.get(one.table, "c")
    above = one.levels.index(level) - 1
    if above >= 0:  # an unknown commune of a known département is none of another département
        own, over = f"{prefix}.{level}", f"{prefix}.{one.levels[above]}"
        return f"CASE WHEN {own} = '{UNKNOWN}' AND {over} <> {own} THEN {over} || '{UNKNOWN_IN}' ELSE {own} END"
    return f"{prefix}.{level}" if prefix != "c" else f"coalesce(c.{level}, '{UNKNOWN}')"


def _where(counted: Measure, span: Span, minus: Span | None) -> tuple[str, list[str]]:
    parts, values = _chosen(counted, "f", span)
    where = " AND ".join(parts)
    if minus is None:
        return where, values
    if not counted.counts_persons:
        return f"{where} AND NOT (f.{counted.time} BETWEEN ? AND ?)", [*values, minus.first, minus.last]
    others, more = _chosen(counted, "g", minus)
    inner = f"SELECT g.number FROM {counted.table} g WHERE {' AND '.join(others)}"  # noqa: S608 - names of ours
    return f"{where} AND number NOT IN ({inner})", [*values, *more]


def _chosen(counted: Measure, name: str, span: Span) -> tuple[list[str], list[str]]:
    parts, values = [f"{name}.{counted.time} BETWEEN ? AND ?"], [span.first, span.last]
    for column, codes in counted.chosen.items():
        parts.append(f"{name}.{column} IN ({', '.join('?' * len(codes))})")
        values += codes
    return parts, values
