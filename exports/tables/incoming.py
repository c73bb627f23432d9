"""A CSV file or a workbook from outside, read as texts (R22): bounded, and no formula is ever computed.

Runs behind the fence (`exports.travel.fence`). A column that holds a social security number goes before anything else
looks at it (R01).
"""

import codecs
import csv
import datetime as dt
import io
import itertools
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from exports.tables import separators
from exports.tables.cells import plain_text
from passeport.domain.errors import DamagedFile, DangerousFile, NotATable
from passeport.domain.incoming_table import (
    LONGEST_CELL,
    MIXED,
    MOST_COLUMNS,
    MOST_ROWS,
    DroppedColumn,
    IncomingTable,
    TableRow,
)
from passeport.domain.normalise import joined
from passeport.domain.social_security_number import contains_social_security_number

_LARGEST_UNPACKED = 200_000_000
"""Bytes of a workbook once unpacked: an honest sheet of 20,000 lines has a tenth."""
_MOST_PARTS = 2_000
_SEPARATORS = ";,\t|"
_LINES_SNIFFED = 30
_SAYS_NIR = ("nir", "numerodesecuritesociale", "securitesociale", "numerosecu", "nsecu", "numsecu", "nss", "numeross")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_IN_LATIN = frozenset(range(0x80, 0xA0))
"""Bytes that are controls in latin-1, and letters or signs such as œ and € in cp1252."""


def understand_table(data: bytes, name: str) -> IncomingTable:
    """Return what the bytes of a file called `name` hold.

    Raises:
        NotATable: when it is neither CSV nor XLSX, or holds nothing.
        DangerousFile: when it is larger inside than an honest one, or says it is.
        DamagedFile: when it is a workbook that does not read.
    """
    if data[:4] == b"PK\x03\x04":
        return _workbook(data, name)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise NotATable(path=name, found="xls")  # of before 2007, or encrypted
    return _text(data, name)


def _text(data: bytes, name: str) -> IncomingTable:
    encoding = encoding_of(data)
    try:
        text = _decoded(data, encoding)
    except UnicodeDecodeError:
        raise NotATable(path=name, found="binary") from None
    if "\x00" in text:
        raise NotATable(path=name, found="binary")
    said = separators.SAID.match(text)
    separator = said[1] if said else separator_of(text)
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        if said:
            next(reader)
        lines = [(reader.line_num, _unmarked(cells)) for cells in itertools.islice(reader, MOST_ROWS + 2)]
        left_out = sum(1 for _ in reader)
    except csv.Error as error:
        raise DamagedFile(path=name, detail=f"ligne {reader.line_num} : {error}") from None
    table = _table(name, lines, left_out)
    return table.evolve(encoding=encoding, separator=separator)


def encoding_of(data: bytes) -> str:
    """Return UTF-8 when the bytes are that, else what Windows writes in France, else latin-1.

    `MIXED` when some lines are UTF-8 and others are not, as once two exports were put end to end.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if any(not line.isascii() and _decodes(line, "utf-8") for line in data.splitlines()):
            return MIXED
        return _legacy(data)
    return "utf-8"


def _legacy(data: bytes) -> str:
    return "cp1252" if _NOT_IN_LATIN.intersection(data) and _decodes(data, "cp1252") else "latin-1"


def _decoded(data: bytes, encoding: str) -> str:
    if encoding != MIXED:
        return data.decode(encoding)
    lines = data.splitlines(keepends=True)
    return "".join(line.decode("utf-8" if _decodes(line, "utf-8") else _legacy(line)) for line in lines)


def _unmarked(cells: list[str]) -> list[str]:
    return [plain_text(cell) for cell in cells]


def separator_of(text: str) -> str:
    """Return what parts the cells: the sign that parts the first lines into the most columns, the same in each."""
    sample = text[:50_000].splitlines()[:_LINES_SNIFFED]

    def parts(separator: str) -> tuple[int, int]:
        try:
            counts = [len(cells) for cells in csv.reader(sample, delimiter=separator) if cells]
        except csv.Error:
            return 0, 0
        first = counts[0] if counts else 0
        return (sum(count == first for count in counts) if first > 1 else 0, first)

    best = max(_SEPARATORS, key=parts)
    return best if parts(best)[0] else ";"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _workbook(data: bytes, name: str) -> IncomingTable:
    _require_honest(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles, pictures and validations that are of no use here
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.max_row is None or sheet.max_row > 0]
            sheets.sort(key=_is_hidden)  # one that nobody sees holds the lists of the choices, most often
            for sheet in sheets:
                lines, left_out = _lines(_rows(data, sheet))
                if lines:
                    table = _table(name, lines, left_out)
                    others = sum(not _is_hidden(one) for one in book.worksheets if one is not sheet)
                    return table.evolve(sheet=sheet.title, other_sheets=others)
        except (
            InvalidFileException,
            KeyError,
            ValueError,
            TypeError,
            IndexError,
            AttributeError,
            SyntaxError,
        ) as error:
            raise DamagedFile(path=name, detail=type(error).__name__) from None  # its words may quote a cell
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error, struct.error) as error:
            raise DamagedFile(path=name, detail=type(error).__name__) from None
    raise NotATable(path=name, found="empty")


def _require_honest(data: bytes, name: str) -> None:
    """Do nothing for a workbook that is no larger inside than it may be, by what it says and by what it unpacks to."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
                raise DangerousFile(path=name, detail="classeur démesuré une fois décompressé")
            if "xl/workbook.xml" not in archive.namelist():
                raise NotATable(path=name, found="zip")
            unpacked = 0
            for part in parts:
                with archive.open(part) as stream:
                    while chunk := stream.read(1_000_000):
                        unpacked += len(chunk)
                        if unpacked > _LARGEST_UNPACKED:
                            raise DangerousFile(path=name, detail="classeur démesuré une fois décompressé")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error, ValueError) as error:
        raise DamagedFile(path=name, detail=type(error).__name__) from None


def _is_hidden(sheet: Worksheet) -> bool:
    return sheet.sheet_state != Worksheet.SHEETSTATE_VISIBLE


def _rows(data: bytes, sheet: Worksheet) -> Iterator[Sequence[object]]:
    """Go through the rows; a formula whose value was not kept, as some programs write it, stands as it was written.

    It is seen then, and refused by its column, and not lost as an empty cell.
    """
    if not _has_formulas(data):
        yield from _cells(sheet)
        return
    written = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)[sheet.title]
    for values, cells in zip(_cells(sheet), _cells(written), strict=False):
        yield [_formula(cell) if value is None else value for value, cell in zip(values, cells, strict=False)]


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(b"<f" in archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))


def _cells(sheet: Worksheet) -> Iterator[Sequence[object]]:
    return sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)


def _formula(cell: object) -> str | None:
    text = getattr(cell, "text", cell)  # of an array, it is told with where it stands
    return text if isinstance(text, str) and text.startswith("=") else None


def _lines(rows: Iterable[Sequence[object]]) -> tuple[list[tuple[int, list[str]]], int]:
    found: list[tuple[int, list[str]]] = []
    left_out = 0
    for number, cells in enumerate(rows, start=1):
        texts = [_cell(value) for value in cells]
        if not any(texts):
            continue
        if len(found) > MOST_ROWS:
            left_out += 1
        else:
            found.append((number, texts))
    return found, left_out


def _cell(value: object) -> str:
    """Return the text of a cell as a conseiller reads it; a formula is read as the value that was kept with it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _table(name: str, lines: list[tuple[int, list[str]]], left_out: int) -> IncomingTable:
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise NotATable(path=name, found="empty")
    (_, headings), *rows = filled
    widest = max(_width(cells) for _, cells in filled)
    width = min(widest, MOST_COLUMNS)
    headings = [*headings, *(f"Colonne {place + 1}" for place in range(len(headings), width))][:width]
    headings = [heading.strip() or f"Colonne {place + 1}" for place, heading in enumerate(headings)]
    kept, dropped = _without_numbers(headings, [cells for _, cells in rows], width)
    return IncomingTable(
        file_name=name,
        headings=tuple(headings[place][:LONGEST_CELL] for place in kept),
        rows=tuple(
            TableRow(number=number, cells=tuple(_at(cells, place)[: LONGEST_CELL + 1] for place in kept))
            for number, cells in rows[:MOST_ROWS]
        ),
        dropped=tuple(dropped),
        left_out=left_out + max(0, len(rows) - MOST_ROWS),
        is_wider=widest > MOST_COLUMNS,
    )


def _width(cells: Sequence[str]) -> int:
    return max(place for place, cell in enumerate(cells, start=1) if cell.strip())


def _without_numbers(headings: list[str], rows: list[list[str]], width: int) -> tuple[list[int], list[DroppedColumn]]:
    kept, dropped = [], []
    for place in range(width):
        count = sum(contains_social_security_number(_at(cells, place)) for cells in rows)
        heading = headings[place]
        says = joined(heading) in _SAYS_NIR
        if count or says or contains_social_security_number(heading):
            shown = "" if contains_social_security_number(heading) else heading
            dropped.append(DroppedColumn(heading=shown[:LONGEST_CELL], count=count))
        else:
            kept.append(place)
    return kept, dropped


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def rehearse() -> None:
    """Read a small file of each kind, so that all that reading needs is in memory before the fence closes."""
    book = openpyxl.Workbook()
    sheet = book.active
    if isinstance(sheet, Worksheet):
        sheet.append(["Nom", "Né le"])
        sheet.append(["Exemple", dt.date(2026, 1, 1)])
    written = io.BytesIO()
    book.save(written)
    for data in (written.getvalue(), "Nom;Prénom\nExemple;Ada".encode("cp1252")):
        understand_table(data, "x")
