"""Puts blocks on pages: a title never ends a page, a table repeats its head, every page says which of how many."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from exports.document.layout.block import Block
from exports.document.layout.canvas import Page, Sheets
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import Run
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Theme

_RULE = 0.5
_ROOM_UNDER = 9
_MOST_KEPT = 0.6
"""Share of a page that titles and what they announce may take together before they are let part."""


class Drawn(NamedTuple):
    """The pages of a document."""

    sheets: Sheets
    structure: Node
    missing: frozenset[str]
    """Letters that no bundled font has, shown as missing."""


def draw_pages(
    story: Iterable[Block],
    structure: Node,
    theme: Theme,
    *,
    foot: Callable[[int, int], str],
    language: str,
) -> Drawn:
    """Return the pages of a story whose blocks hang on `structure`; `foot` is called with (page, of how many)."""
    page = Page(theme.page_width, theme.page_height)
    flow = _Flow(page, theme)
    missing: set[str] = set()
    blocks = list(story)
    for block in blocks:
        missing |= block.missing
    flow.place(blocks)

    def draw_foot(number: int, total: int) -> None:
        # what stands once is content: only what every page repeats may be left unsaid
        node = structure.add("P") if total == 1 else None
        _draw_foot(page, theme, Paragraph([Run(foot(number, total))], theme.foot, node or Node("P"), language), node)

    return Drawn(page.finish(draw_foot), structure, frozenset(missing))


class _Flow:
    """Where the next block goes."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self.page = page
        self.theme = theme
        self.high = theme.page_height - theme.top
        self.top = self.high
        self.gap = 0.0

    @property
    def _room(self) -> float:
        return self.top - self.theme.bottom

    @property
    def _is_empty(self) -> bool:
        return self.top == self.high

    def place(self, blocks: list[Block]) -> None:
        """Draw the blocks one under the other."""
        width = self.theme.width
        waiting = list(reversed(blocks))
        while waiting:
            block = waiting.pop()
            before = 0.0 if self._is_empty else max(self.gap, block.before)
            needed = self._needed(block, waiting, width)
            if not self._is_empty and before + needed > self._room:
                halves = None if block.keep else block.split(width, self._room - before)
                if halves is None:
                    self._turn()
                    waiting.append(block)
                    continue
                self._draw(halves[0], before, width)
                self._turn()
                waiting.append(halves[1])
            elif before + block.height(width) > self._room:
                room = self._room - before
                halves = block.split(width, room) or (block.split_anywhere(width, room) if self._is_empty else None)
                if halves is None and not self._is_empty:
                    self._turn()
                    waiting.append(block)
                    continue
                self._draw(halves[0] if halves else block, before, width)
                if halves:
                    self._turn()
                    waiting.append(halves[1])
            else:
                self._draw(block, before, width)

    def _needed(self, block: Block, waiting: list[Block], width: float) -> float:
        """Return the height that has to be there for `block` to begin here: a title stands with what it announces."""
        if not block.keep:
            return block.least(width)
        needed, gap = block.height(width), block.after
        most = (self.high - self.theme.bottom) * _MOST_KEPT
        for following in reversed(waiting):
            needed += max(gap, following.before)
            needed += following.height(width) if following.keep else following.least(width)
            gap = following.after
            if not following.keep or needed > most:
                break
        return min(needed, most)

    def _draw(self, block: Block, before: float, width: float) -> None:
        self.top -= before
        block.draw(self.page, self.theme.left, self.top, width)
        self.top -= block.height(width)
        self.gap = block.after

    def _turn(self) -> None:
        self.page.turn()
        self.top = self.high
        self.gap = 0.0


def _draw_foot(page: Page, theme: Theme, paragraph: Paragraph, node: Node | None) -> None:
    high = theme.bottom - _ROOM_UNDER
    with page.artifact(is_footer=True):
        page.line((theme.left, high), (theme.left + theme.width, high), theme.palette.line, _RULE)
        if node is None:
            paragraph.draw(page, theme.left, high - 4, theme.width)
    if node is not None:
        paragraph.draw(page, theme.left, high - 4, theme.width)
