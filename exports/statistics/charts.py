"""Charts of the report: bars drawn from the protected figures, told apart by their patterns before their colours."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.document.layout import fonts
from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.tagging import Node
from exports.document.layout.theme import WHITE, Colour, Theme
from passeport.domain.disclosure import TOTAL
from passeport.language.statistics_words import HIDDEN
from passeport.services.statistics_presentation import Line, Sheet

_BAR, _GAP, _LEGEND = 11.0, 5.0, 16.0
_LABELS = 0.36
_ROOM_FOR_VALUE = 42.0
_STRIPES = 4.0
_SERIES = 4
"""Patterns that an eye tells apart: plain, stripes up, stripes down, dots."""
_MOST_BARS = 26
_COLOURS = (Colour(0.12, 0.23, 0.37), Colour(0.72, 0.36, 0.10), Colour(0.20, 0.45, 0.30), Colour(0.45, 0.25, 0.50))


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, its value, which pattern it has."""

    label: str
    value: int | None
    series: int


def bars_of(sheet: Sheet) -> tuple[list[Bar], list[str]]:
    """Return the bars of a table by its first dimension, and the names of the patterns; none when it has none."""
    if not sheet.headers:
        return [], []
    second = _series(sheet)
    bars = []
    for line in sheet.lines:
        others = line.codes[1:]
        if line.codes[0] == TOTAL:
            continue
        if second and others[0] in second and all(code == TOTAL for code in others[1:]):
            bars.append(Bar(line.labels[0], line.value, second.index(others[0])))
        elif not second and all(code == TOTAL for code in others):
            bars.append(Bar(line.labels[0], line.value, 0))
    names = [_label(sheet, code) for code in second]
    return bars[:_MOST_BARS], names


def _series(sheet: Sheet) -> list[str]:
    if len(sheet.headers) < 2:  # noqa: PLR2004 - two dimensions
        return []
    codes = list(dict.fromkeys(line.codes[1] for line in sheet.lines if line.codes[1] != TOTAL))
    first = len({line.codes[0] for line in sheet.lines})
    return codes if 1 < len(codes) <= _SERIES and len(codes) * first <= _MOST_BARS else []


def _label(sheet: Sheet, code: str) -> str:
    found: Line = next(line for line in sheet.lines if line.codes[1] == code)
    return found.labels[1]


class BarChart(Block):
    """Bars across the page, one under the other; said in words too (`Alt`), and in the table under it."""

    def __init__(self, bars: Sequence[Bar], names: Sequence[str], figure: Node, theme: Theme) -> None:
        """Draw `bars` as content of `figure`; `names` are those of the patterns, where there are several."""
        super().__init__(before=6, after=8)
        self._bars = bars
        self._names = names
        self._figure = figure
        self._theme = theme
        self._most = max((bar.value or 0 for bar in bars), default=0) or 1

    def height(self, width: float) -> float:
        """Return the height of the bars and of what says their patterns."""
        del width
        return len(self._bars) * (_BAR + _GAP) + (_LEGEND if self._names else 0) + 2

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw it."""
        with page.tagged(self._figure):
            if self._names:
                self._draw_legend(page, left, top)
                top -= _LEGEND
            start = left + _LABELS * width
            room = width - _LABELS * width - _ROOM_FOR_VALUE
            before = ""
            for bar in self._bars:
                low = top - _BAR
                if bar.label != before:
                    self._say(page, left, low, _shortened(bar.label, _LABELS * width - 6, self._theme.scale.small))
                    before = bar.label
                long = room * (bar.value or 0) / self._most
                if bar.value:
                    draw_pattern(page, (start, low, long, _BAR), bar.series)
                self._say(
                    page, start + long + 4, low, HIDDEN if bar.value is None else f"{bar.value:,}".replace(",", " ")
                )
                top -= _BAR + _GAP
            page.line(
                (start, top + _GAP), (start, top + len(self._bars) * (_BAR + _GAP)), self._theme.palette.line, 0.6
            )

    def _draw_legend(self, page: Page, left: float, top: float) -> None:
        for series, name in enumerate(self._names):
            draw_pattern(page, (left, top - _BAR, 16, _BAR - 2), series)
            self._say(page, left + 20, top - _BAR, name)
            left += 34 + fonts.width(name, fonts.TEXT) * self._theme.scale.small

    def _say(self, page: Page, left: float, low: float, words: str) -> None:
        page.fill(self._theme.palette.ink)
        page.text(left, low + 2.5, fonts.TEXT, self._theme.scale.small, words)


def draw_pattern(page: Page, box: tuple[float, float, float, float], series: int) -> None:
    """Fill a box (left, low, width, height) with one of the four patterns, inside a frame."""
    left, low, width, height = box
    colour = _COLOURS[series % _SERIES]
    kind = series % _SERIES
    if kind == 0:
        page.rectangle(left, low, width, height, colour)
        return
    page.rectangle(left, low, width, height, WHITE)
    clip = f"q {left:.2f} {low:.2f} {width:.2f} {height:.2f} re W n "
    strokes = []
    place = -height
    while place < width:
        if kind == 1:
            strokes.append(f"{left + place:.2f} {low:.2f} m {left + place + height:.2f} {low + height:.2f} l")
        elif kind == 2:  # noqa: PLR2004 - the third pattern
            strokes.append(f"{left + place:.2f} {low + height:.2f} m {left + place + height:.2f} {low:.2f} l")
        else:
            strokes += [
                f"{left + place + height:.2f} {low + up:.2f} m {left + place + height:.2f} {low + up:.2f} l"
                for up in (height * 0.3, height * 0.75)
            ]
        place += _STRIPES
    thick = 1.0 if kind < 3 else 2.2  # noqa: PLR2004 - dots are wider than lines
    page.stroke(
        f"{clip}{colour.code} RG {thick} w 1 J {' '.join(f'{one} S' for one in strokes)} Q 0 0 m", colour, thick
    )
    page.frame(left, low, width, height, colour, 0.8)


def _shortened(words: str, room: float, size: float) -> str:
    if fonts.width(words, fonts.TEXT) * size <= room:
        return words
    while words and fonts.width(f"{words}…", fonts.TEXT) * size > room:
        words = words[:-1]
    return f"{words.rstrip()}…"
