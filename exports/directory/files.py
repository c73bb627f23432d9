"""A file of points d'accueil, read by what it holds and never by its name, and bounded in every way (R22)."""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from exports.directory import data_inclusion
from exports.directory.points import Gathering
from exports.tables import separators
from exports.travel.incoming_file import bytes_of, shown_name
from passeport.domain.directory_columns import guessed, require_columns
from passeport.domain.errors import DamagedFile, DangerousFile, FileTooLarge, NoDirectoryInFile
from passeport.domain.text import visible
from passeport.services.directory_ports import DirectoryFile
from passeport.services.ports import Progress

LARGEST = 60_000_000
"""Bytes of a file; the structures of all France weigh some 40 million."""
MOST_LINES = 200_000
MOST_COLUMNS = 200
_LISTS = ("structures", "items", "results", "data")
"""Members under which an exchange of data holds its list."""
_DELIMITERS = ";,\t|"
_SPREADSHEET = ";\t"
"""What a spreadsheet puts after a title that stands alone in its line; a greeting ends with a comma."""
_LONGEST_CELL = 131_072
"""Characters of a cell; more is no table. `csv` holds one limit for all its readers, so each says its own."""
_MOST_ABOVE = 20
"""Lines above the headings that hold a title, or nothing."""
_EVERY = 500
"""Lines between two calls of `progress`."""


class DirectoryFiles:
    """Port `DirectoryReader`."""

    def read(
        self, path: Path, source: str = "", mapping: Mapping[str, str] | None = None, progress: Progress | None = None
    ) -> DirectoryFile:
        """Return what a file says; `source` and `mapping` are for a table with columns of its own."""
        return understand_directory(bytes_of(path, LARGEST), shown_name(path.name), source, mapping, progress)

    def headings(self, path: Path) -> tuple[str, ...]:
        """Return the titles of the columns of a table."""
        name = shown_name(path.name)
        return tuple(next(_rows(_decoded(bytes_of(path, LARGEST), name), name), []))[:MOST_COLUMNS]


def understand_directory(
    data: bytes,
    name: str,
    source: str = "",
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> DirectoryFile:
    """Return what the bytes of a file called `name` say.

    Raises:
        FileTooLarge: over the bound, or with more lines than France has points d'accueil.
        NoDirectoryInFile: when it is something else.
        DamagedFile, DangerousFile: when it is cut, or nested beyond reason.
        FieldRefused: when no column holds the names.
    """
    if len(data) > LARGEST:
        raise FileTooLarge(size=len(data), limit=LARGEST)
    if not data.strip():
        raise NoDirectoryInFile(path=name, found="fichier vide")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return _from_json(data, name, progress)
    return _from_table(data, name, source, mapping, progress)


def _from_json(data: bytes, name: str, progress: Progress | None) -> DirectoryFile:
    try:
        content: Any = json.loads(data)
    except RecursionError:
        raise DangerousFile(path=name, detail="imbrication hors limites") from None
    except ValueError as error:
        place = f", ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DamagedFile(path=name, detail=f"JSON{place}") from None
    if isinstance(content, dict):
        content = next((content[key] for key in _LISTS if isinstance(content.get(key), list)), None)
    if not isinstance(content, list):
        raise NoDirectoryInFile(path=name, found="JSON sans liste de structures")
    gathering = Gathering()
    for number, line in enumerate(_bounded(content, name, progress), start=1):
        if isinstance(line, dict):
            gathering.add(number, data_inclusion.values_of(line))
        else:
            gathering.refuse(number)
    if not gathering.points and not any(data_inclusion.is_structure(line) for line in content[:_EVERY]):
        raise NoDirectoryInFile(path=name, found="JSON d’autre chose")
    return DirectoryFile(
        file_name=name, kind="data-inclusion", points=gathering.all_points, refused=tuple(gathering.refused)
    )


def _from_table(
    data: bytes, name: str, source: str, mapping: Mapping[str, str] | None, progress: Progress | None
) -> DirectoryFile:
    text = _decoded(data, name)
    rows = _rows(text, name)
    headings = next(rows, [])
    if not 1 < len(headings) <= MOST_COLUMNS:
        raise NoDirectoryInFile(path=name, found="ni JSON ni tableau")
    if data_inclusion.are_headings(headings) and mapping is None:
        taken: dict[str, str] = {}
        kind = "data-inclusion"
    else:
        taken = {field: heading for field, heading in (mapping or guessed(headings)).items() if heading in headings}
        require_columns(taken)
        kind = "table"
    gathering = Gathering(source=source or name.rpartition(".")[0] or name)
    for number, row in enumerate(_bounded(rows, name, progress), start=1):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(headings):
            gathering.refuse(number)
            continue
        cells = dict(zip(headings, row, strict=False))
        if kind == "data-inclusion":
            gathering.add(number, data_inclusion.values_of(cells))
        else:
            gathering.add_cells(number, {field: cells.get(heading, "") for field, heading in taken.items()})
    return DirectoryFile(
        file_name=name,
        kind=kind,
        points=gathering.all_points,
        refused=tuple(gathering.refused),
        headings=tuple(headings),
        mapping=taken,
    )


def _decoded(data: bytes, name: str) -> str:
    """Return the text of a table: UTF-8 or UTF-16, else Windows-1252 as spreadsheets still write it in France."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:LARGEST]:
        raise NoDirectoryInFile(path=name, found="ni JSON ni tableau")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> Iterator[list[str]]:
    said = separators.SAID.match(text)
    text = _from_headings(text[said.end() :] if said else text)
    first = text.split("\n", 1)[0]
    delimiter = said[1] if said else max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield [visible(cell) for cell in row]
    except csv.Error:  # a cell of more than 131,072 characters
        raise DamagedFile(path=name, detail=f"tableau, ligne {reader.line_num}") from None


def _from_headings(text: str) -> str:
    """Return a table without what stands above its headings: empty lines, and a title alone in its line."""
    lines = text.split("\n", _MOST_ABOVE)
    for place, line in enumerate(lines[:_MOST_ABOVE]):
        cells = line.split(max(_SPREADSHEET, key=line.count))
        if line.strip() and (len(cells) == 1 or sum(bool(cell.strip(' "\r')) for cell in cells) > 1):
            return "\n".join(lines[place:])
    return text


def _bounded(lines: Iterable[Any], name: str, progress: Progress | None) -> Iterator[Any]:
    del name
    total = len(lines) if isinstance(lines, list) else MOST_LINES
    for number, line in enumerate(lines):
        if number >= MOST_LINES:
            raise FileTooLarge(size=LARGEST, limit=LARGEST)
        if progress is not None and number % _EVERY == 0:
            progress(number, total)
        yield line
