"""Pieces of forms: places to sign, boxes to tick, lines to fill in, a line to cut along, a code to scan."""

from collections.abc import Sequence

from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.theme import Theme

_SIGNED = 62.0
_GAP = 16.0


class SignatureZones(Block):
    """Boxes side by side, each with who signs in it above."""

    def __init__(self, labels: Sequence[Paragraph], theme: Theme) -> None:
        """Keep who signs."""
        super().__init__(before=10, after=6)
        self._labels = labels
        self._theme = theme

    def _width(self, width: float) -> float:
        return (width - _GAP * (len(self._labels) - 1)) / len(self._labels)

    def height(self, width: float) -> float:
        """Return the height of the labels and of the boxes."""
        return max(label.height(self._width(width)) for label in self._labels) + 4 + _SIGNED

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw them."""
        each, height = self._width(width), self.height(width)
        for label in self._labels:
            label.draw(page, left, top, each)
            with page.artifact():
                page.frame(left, top - height, each, _SIGNED, self._theme.palette.line, 0.8)
            left += each + _GAP


class Columns(Block):
    """Short entries side by side, each some paragraphs: a column is read to its foot before the next."""

    def __init__(self, entries: Sequence[Sequence[Paragraph]], count: int, gap: float) -> None:
        """Keep the entries, for `count` columns that stand `gap` points apart."""
        super().__init__(before=2, after=6)
        self._count, self._gap = count, gap
        each = -(-len(entries) // count)
        parts = [entries[at : at + each] for at in range(0, len(entries), each)]
        self._columns = [[paragraph for entry in part for paragraph in entry] for part in parts]
        for paragraph in (one for column in self._columns for one in column):
            self.missing |= paragraph.missing

    def _each(self, width: float) -> float:
        return (width - self._gap * (self._count - 1)) / self._count

    def height(self, width: float) -> float:
        """Return the height of the highest column."""
        each = self._each(width)
        return max(sum(one.height(each) + one.after for one in column) for column in self._columns)

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw one after the other."""
        each = self._each(width)
        for column in self._columns:
            high = top
            for paragraph in column:
                paragraph.draw(page, left, high, each)
                high -= paragraph.height(each) + paragraph.after
            left += each + self._gap


class Space(Block):
    """Room left empty."""

    def __init__(self, height: float) -> None:
        """Leave `height` points."""
        super().__init__()
        self._height = height

    def height(self, width: float) -> float:
        """Return how much."""
        del width
        return self._height

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw nothing."""


class CutLine(Block):
    """A line of dashes, to cut along."""

    def __init__(self, theme: Theme) -> None:
        """Draw in the colour of titles."""
        super().__init__(before=8, after=8, keep=True)
        self._theme = theme

    def height(self, width: float) -> float:
        """Return its thickness."""
        del width
        return 1.0

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw it."""
        with page.artifact():
            page.dashes((left, top), (left + width, top), self._theme.palette.strong)
