"""Tables: rows of cells in frames; a table that goes on repeats its head, which is then decoration."""

from collections.abc import Sequence
from typing import NamedTuple

from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.theme import Theme

_PADDING = 4.0
_FRAME = 0.6
_SHORT = 240.0
"""Points of a table that stands on one page, whole: a third of it."""


class Row(NamedTuple):
    """A row of a table: one paragraph for each cell, and the least height of the row in points."""

    cells: Sequence[Paragraph]
    least: float = 0.0


class Table(Block):
    """A head and rows, on columns that share the width."""

    def __init__(
        self, head: Row, rows: Sequence[Row], shares: Sequence[float], theme: Theme, *, repeats: bool = False
    ) -> None:
        """Keep what is to be drawn; `repeats` when the head was already said on a page before."""
        super().__init__(before=2, after=4)
        self._head = head
        self._rows = list(rows)
        self._shares = shares
        self._theme = theme
        self._repeats = repeats
        for row in (head, *rows):
            for cell in row.cells:
                self.missing |= cell.missing

    def height(self, width: float) -> float:
        """Return the height of the head and every row."""
        return self._row_height(self._head, width) + sum(self._row_height(row, width) for row in self._rows)

    def least(self, width: float) -> float:
        """Return the height of the head with its first row."""
        return self._row_height(self._head, width) + (self._row_height(self._rows[0], width) if self._rows else 0)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return the rows that fit and the others, each under the head; a short table is not parted."""
        if self.height(width) <= _SHORT:
            return None
        left = room - self._row_height(self._head, width)
        for number, row in enumerate(self._rows):
            left -= self._row_height(row, width)
            if left < 0:
                return self._in_two(number) if number else None
        return None

    def split_anywhere(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return the same, and cut inside the first row when it is higher than a page."""
        found = self.split(width, room)
        if found is not None or not self._rows:
            return found
        left = room - self._row_height(self._head, width) - 2 * _PADDING
        first, second = [], []
        for cell, share in zip(self._rows[0].cells, self._shares, strict=True):
            halves = cell.split_anywhere(share * width - 2 * _PADDING, left)
            blank = Paragraph([], cell.style, cell.node, "")
            head, tail = halves if halves is not None else (cell, blank)
            first.append(head)
            second.append(tail)
        if all(isinstance(part, Paragraph) and not part.lines(width) for part in second):
            return self._in_two(1) if len(self._rows) > 1 else None
        top, low = (Row([part for part in half if isinstance(part, Paragraph)]) for half in (first, second))
        return (
            Table(self._head, [top], self._shares, self._theme, repeats=self._repeats),
            Table(self._head, [low, *self._rows[1:]], self._shares, self._theme, repeats=True),
        )

    def _in_two(self, number: int) -> tuple["Table", "Table"]:
        return (
            Table(self._head, self._rows[:number], self._shares, self._theme, repeats=self._repeats),
            Table(self._head, self._rows[number:], self._shares, self._theme, repeats=True),
        )

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw the head and the rows."""
        if self._repeats:
            with page.artifact():
                top = self._draw_row(page, self._head, left, top, width, is_head=True)
        else:
            top = self._draw_row(page, self._head, left, top, width, is_head=True)
        for row in self._rows:
            top = self._draw_row(page, row, left, top, width, is_head=False)

    def _row_height(self, row: Row, width: float) -> float:
        heights = (
            cell.height(share * width - 2 * _PADDING) for cell, share in zip(row.cells, self._shares, strict=True)
        )
        return max(max(heights) + 2 * _PADDING, row.least)

    def _draw_row(self, page: Page, row: Row, left: float, top: float, width: float, *, is_head: bool) -> float:
        height = self._row_height(row, width)
        low = top - height
        colours = self._theme.palette
        with page.artifact():
            start = left
            for share in self._shares:
                if is_head:
                    page.rectangle(start, low, share * width, height, colours.ground)
                page.frame(start, low, share * width, height, colours.line, _FRAME)
                start += share * width
        for cell, share in zip(row.cells, self._shares, strict=True):
            room = share * width - 2 * _PADDING
            cell.draw(page, left + _PADDING, top - (height - cell.height(room)) / 2, room)
            left += share * width
        return low
