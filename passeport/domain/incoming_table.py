"""A table that somebody brings in, a CSV file or a sheet of a workbook, as it was read: texts only."""

from pydantic import Field

from passeport.domain.model import DomainModel
from passeport.domain.text import Shown

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 2_000
"""Characters of a cell that are kept: a name or a line has fewer, and what is longer is refused by its field."""

MIXED = "utf-8+cp1252"
"""The encoding of a file whose lines are not all of one."""


class TableRow(DomainModel):
    """One line: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[Shown, ...]


class DroppedColumn(DomainModel):
    """A column that held social security numbers, and of which nothing was kept (R01)."""

    heading: Shown
    count: int
    """Cells that held one; 0 when its heading alone said so."""


class IncomingTable(DomainModel):
    """What a file holds, first line apart."""

    file_name: Shown
    headings: tuple[Shown, ...]
    rows: tuple[TableRow, ...]
    dropped: tuple[DroppedColumn, ...] = ()
    encoding: str = ""
    """Of a CSV file, as Python names it, or `MIXED`; empty for a workbook."""
    separator: str = ""
    sheet: Shown = ""
    """Of a workbook: the first sheet that holds something, a hidden one after all the others."""
    other_sheets: int = Field(default=0, ge=0)
    """Hidden ones apart."""
    left_out: int = Field(default=0, ge=0)
    """Lines past the first `MOST_ROWS`."""
    is_wider: bool = False
    """Whether it has columns past the first `MOST_COLUMNS`."""
