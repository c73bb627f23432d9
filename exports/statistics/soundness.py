"""What is in a contribution before anything of it is counted: its shape, its numbers, its codes, its months.

A file was sealed by somebody who has the region's public key, and nothing more is known of it: each one is looked at,
and refused alone. The looks are one query per table for a whole batch.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from exports.statistics.counting import NUMBERS
from passeport.domain.contribution import About
from passeport.domain.disclosure_system import IMPLIED
from passeport.domain.facts import KEY_BITS, UNKNOWN, ParcoursFact, PersonFact, StepFact, codes_of
from passeport.domain.model import DomainModel
from passeport.domain.territories import ELSEWHERE, is_bassin_code

MODELS: dict[str, type[DomainModel]] = {"persons": PersonFact, "parcours": ParcoursFact, "steps": StepFact}
MOST_ROWS, MOST_BYTES = 3_000_000, 400_000_000
"""Of one table of a file, and of it once it is unpacked: some hundred times those of a large point d'accueil."""
_IMPOSSIBLE = " OR ".join(
    f"({said} = '{code}' AND {implied} <> '{other}')" for (said, code), (implied, other) in IMPLIED.items()
)
"""A step that says one thing and not what it implies; the attacker holds it for certain."""
_NAMED_BY = {"persons": "number", "parcours": "(number, parcours)", "steps": ""}
"""What tells a row of a table from the others, where a row that stands twice would count others twice."""
_MONTHS = ("month", "first_month", "exit_month")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_WHOLE, _TEXT = {"INT32", "INT64"}, {"BYTE_ARRAY"}


@dataclass(frozen=True)
class Loaded:
    """A contribution that waits to be counted: what it says of itself, and its Parquet files by table."""

    about: About
    parts: Mapping[str, Path]


Flaw = tuple[int, str, str]
"""Number of a file, why it is refused (a code), and what of it."""


def flaws(database: duckdb.DuckDBPyConnection, files: Mapping[int, Loaded], until: str) -> Iterator[Flaw]:
    """Go through what is wrong with the files of a batch; a file may come several times."""
    for table, model in MODELS.items():
        names = {str(one.parts[table]): number for number, one in files.items()}
        misshapen = list(_misshapen(database, names, tuple(model.model_fields)))
        yield from misshapen
        wrong = {number for number, _, _ in misshapen}
        sound = {name: number for name, number in names.items() if number not in wrong}
        if sound:
            yield from _wrong_rows(database, table, sound, files, until)


def _misshapen(database: duckdb.DuckDBPyConnection, names: Mapping[str, int], columns: Sequence[str]) -> Iterator[Flaw]:
    """Go through the files with no such columns, or too large: told by their footers, nothing is unpacked."""
    try:
        shapes = _shapes(database, list(names))
    except duckdb.Error:
        shapes = {}
        for name, number in names.items():  # those that do not read are found one by one
            try:
                shapes |= _shapes(database, [name])
            except duckdb.Error:
                yield number, "truncated", ""
    for name, (found, rows, size) in shapes.items():
        wrong = next((one for one in columns if found.get(one) not in (_WHOLE if one in NUMBERS else _TEXT)), None)
        if wrong is not None:
            yield names[name], "columns", wrong
        elif rows > MOST_ROWS or size > MOST_BYTES:
            yield names[name], "too_large", ""


def _shapes(
    database: duckdb.DuckDBPyConnection, names: Sequence[str]
) -> dict[str, tuple[dict[str, str | None], int, int]]:
    """Return, for each file, the types of its columns, its rows, and its bytes once it is unpacked."""
    types: dict[str, dict[str, str | None]] = {name: {} for name in names}
    for name, column, kind in database.execute(
        "SELECT file_name, name, type FROM parquet_schema(?)", [names]
    ).fetchall():
        types[name][column] = kind
    rows = dict(database.execute("SELECT file_name, num_rows FROM parquet_file_metadata(?)", [names]).fetchall())
    query = "SELECT file_name, sum(total_uncompressed_size) FROM parquet_metadata(?) GROUP BY file_name"
    sizes = dict(database.execute(query, [names]).fetchall())
    return {name: (types[name], int(rows[name]), int(sizes.get(name) or 0)) for name in names}


def _wrong_rows(
    database: duckdb.DuckDBPyConnection,
    table: str,
    names: Mapping[str, int],
    files: Mapping[int, Loaded],
    until: str,
) -> Iterator[Flaw]:
    columns = MODELS[table].model_fields
    coded = [name for name in columns if name not in NUMBERS]
    numbers = [name for name in columns if name in NUMBERS]
    bounds = " OR ".join(
        f"{name} IS NULL OR {name} < 0" + (f" OR {name} >= {1 << KEY_BITS}" if name == "key" else "")
        for name in numbers
    )
    twice = f"count(*) - count(DISTINCT {_NAMED_BY[table]})" if _NAMED_BY[table] else "0"
    lists = ", ".join(f"list(DISTINCT {name}), count(*) - count({name})" for name in coded)
    impossible = f"count(*) FILTER ({_IMPOSSIBLE})" if table == "steps" else "0"
    query = (
        f"SELECT filename, count(*) FILTER ({bounds}) + {twice}, {impossible}, {lists} "  # noqa: S608 - names of ours
        "FROM read_parquet(?, filename=true) GROUP BY filename"
    )
    try:
        rows = database.execute(query, [list(names)]).fetchall()
    except duckdb.Error:
        rows = []
        for name, number in names.items():  # those that do not unpack are found one by one
            try:
                rows += database.execute(query, [[name]]).fetchall()
            except duckdb.Error:
                yield number, "truncated", ""
    for name, badly_numbered, contradicting, *values in rows:
        number = names[name]
        if badly_numbered:
            yield number, "numbers", table
        if contradicting:
            yield number, "impossible", table
        for column, codes, absent in zip(coded, values[::2], values[1::2], strict=True):
            if absent:
                yield number, "unknown_code", column
            elif (wrong := _wrong(table, column, codes, (files[number].about, until))) is not None:
                yield number, *wrong


def _wrong(table: str, column: str, codes: Sequence[str], of: tuple[About, str]) -> tuple[str, str] | None:
    if column in _MONTHS:
        return _wrong_months(table, column, codes, of)
    known = codes_of(column)
    if known is None:
        unknown = [code for code in codes if code not in (UNKNOWN, ELSEWHERE) and not is_bassin_code(code)]
    else:
        unknown = [code for code in codes if code not in known]
    return ("unknown_code", min(unknown)[:40]) if unknown else None


def _wrong_months(table: str, column: str, codes: Sequence[str], of: tuple[About, str]) -> tuple[str, str] | None:
    """Return what is wrong with months: a need may be older than the period, what took place is of it."""
    about, until = of
    months = [code for code in codes if code or column != "exit_month"]  # a need that is followed has no exit
    none = [code for code in months if not _MONTH.fullmatch(code)]
    if none:
        return "unknown_code", min(none)[:40]
    last = max(months, default="")
    if last > until:
        return "future", last
    if last > about.span.last:
        return "outside", last
    first = min(months, default=about.span.first)
    return ("outside", first) if table == "steps" and first < about.span.first else None
