"""A paragraph: lines of tagged text, with its links, its languages, and its mark in a list."""

from collections.abc import Sequence
from copy import copy
from typing import Self

from exports.document.layout import fonts
from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.runs import Line, Part, Run, Word, lines_of, one_line, words_of
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Colour, Style

_FEWEST_LINES = 2
"""Lines of a paragraph that stand together at the foot and at the head of a page."""
_BASE = 0.78
"""Where letters stand in a line: share of its leading from the top."""
_UNDERLINE = 0.12


class Paragraph(Block):
    """Some runs in one style."""

    def __init__(
        self,
        runs: Sequence[Run],
        style: Style,
        node: Node,
        language: str,
        *,
        label: tuple[str, Node] | None = None,
        bookmark: int = 0,
    ) -> None:
        """Keep what is to be drawn.

        `label` is what stands before the first line of an entry of a list, with its node; `bookmark` the level of a
        title, 0 for what is none.
        """
        super().__init__(before=style.before, after=style.after, keep=style.keep)
        self.style = style
        self.node = node
        self._language = language
        self._label = label
        self._bookmark = bookmark
        self._title = "".join(run.text for run in runs) if bookmark else ""
        self._runs: Sequence[Run] | None = runs
        self._line = one_line(runs, style)
        self._words: list[Word] | None = words_of(runs, style, self.missing) if self._line is None else None
        self._lines: list[Line] = []
        self._width = -1.0
        self._links: dict[int, Node] = {}
        if label is not None:
            list(fonts.pieces(label[0], fonts.TEXT, self.missing))

    def lines(self, width: float) -> list[Line]:
        """Return the lines, `width` points wide at most."""
        if width != self._width and self._runs is not None:
            room = width - self.style.indent
            if self._line is not None and self._line.width <= room:
                self._lines = [self._line]
            else:
                if self._words is None:
                    self._words = words_of(self._runs, self.style, self.missing)
                self._lines = lines_of(self._words, room, self.style, self._language)
            self._width = width
        return self._lines

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        """Return the height of the lines that may not part."""
        count = len(self.lines(width))
        together = _FEWEST_LINES if count >= 2 * _FEWEST_LINES else count
        return together * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return the lines that fit and the others; neither of them a line alone."""
        lines = self.lines(width)
        fitting = min(int(room // self.style.leading), len(lines) - _FEWEST_LINES)
        if fitting < _FEWEST_LINES or fitting >= len(lines):
            return None
        return self._with(lines[:fitting], first=True), self._with(lines[fitting:], first=False)

    def split_anywhere(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return the lines that fit and the others, for a page that holds nothing else."""
        lines = self.lines(width)
        fitting = max(1, int(room // self.style.leading))
        if fitting >= len(lines):
            return None
        return self._with(lines[:fitting], first=True), self._with(lines[fitting:], first=False)

    def _with(self, lines: list[Line], *, first: bool) -> Self:
        part = copy(self)
        part._cut(lines, first=first)  # noqa: SLF001 - one of our own kind
        return part

    def _cut(self, lines: list[Line], *, first: bool) -> None:
        self._lines, self._runs = lines, None  # for good: it has no other width
        if first:
            self.after = 0
        else:
            self.before, self._label, self._bookmark = 0, None, 0

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw the lines, marked."""
        style = self.style
        lines = self.lines(width)
        if self._bookmark:
            page.bookmark(self._title, self._bookmark, top)
        base = top - style.leading * _BASE
        if self._label is not None:
            words, node = self._label
            start = left + style.indent * 0.2
            with page.tagged(node):
                page.fill(style.colour)
                for piece in fonts.pieces(words, fonts.TEXT, self.missing):
                    page.text(start, base, piece.font, style.size, piece.text)
                    start += fonts.width(piece.text, piece.font) * style.size
        segments: list[tuple[Part, float, float]] = []
        for line in lines:
            start = left + style.indent
            if style.centred:
                start += (width - style.indent - line.width) / 2
            for part in line.parts:
                segments.append((part, start, base))
                start += part.width
            base -= style.leading
        self._draw(page, segments)

    def _draw(self, page: Page, segments: list[tuple[Part, float, float]]) -> None:
        """Draw runs of segments that belong to one element, each in a mark of its own."""
        start = 0
        for place in range(1, len(segments) + 1):
            if place == len(segments) or _differs(segments[start][0], segments[place][0]):
                together = segments[start:place]
                node = self._node_of(together[0][0])
                with page.tagged(node):
                    page.fill(self.style.colour)
                    for part, left, base in together:
                        _draw_part(page, part, left, base, self.style.size)
                if together[0][0].look.link:
                    self._open(page, together, self._links[together[0][0].look.link_number])
                start = place
        underlined = [segment for segment in segments if segment[0].look.underlined or segment[0].look.link]
        if underlined:
            with page.artifact():
                for part, left, base in underlined:
                    _underline(page, part, left, base, self.style.size, self.style.colour)

    def _node_of(self, part: Part) -> Node:
        """Return the element that a part belongs to: the paragraph, a link in it, or words that are said otherwise."""
        look, node = part.look, self.node
        if look.link:
            if look.link_number not in self._links:
                self._links[look.link_number] = node.add("Link")
            node = self._links[look.link_number]
        if part.right_to_left:
            return node.add("Span", ActualText=part.original)
        return node.add("Span", Lang=look.language) if look.language else node

    def _open(self, page: Page, segments: list[tuple[Part, float, float]], node: Node) -> None:
        size = self.style.size
        for base in dict.fromkeys(segment[2] for segment in segments):
            line = [segment for segment in segments if segment[2] == base]
            right = max(left + part.width for part, left, _ in line)
            box = (line[0][1], base - size * 0.25, right, base + size * 0.85)
            page.link(segments[0][0].look.link, node, box)


def _differs(one: Part, other: Part) -> bool:
    """Tell whether two parts that follow each other belong to two elements."""
    if one.right_to_left or other.right_to_left or one.look.language != other.look.language:
        return True
    return (one.look.link and one.look.link_number) != (other.look.link and other.look.link_number)


def _draw_part(page: Page, part: Part, left: float, base: float, size: float) -> None:
    if not part.right_to_left:
        page.text(left, base, part.font, size, part.text)
        return
    words = part.text.rstrip(" ")
    page.text(left, base, part.font, size, fonts.displayed(words))
    if words != part.text:
        page.text(left + fonts.width(words, part.font) * size, base, part.font, size, " ")


def _underline(page: Page, part: Part, left: float, base: float, size: float, colour: Colour) -> None:
    width = fonts.width(part.text.rstrip(" "), part.font) * size
    low = base - size * _UNDERLINE
    page.line((left, low), (left + width, low), colour, size * 0.05)
