"""QR codes (ISO/IEC 18004), drawn as one path: a dark rectangle for each run of dark squares."""

from functools import lru_cache

import segno

from exports.document.layout.canvas import Page
from exports.document.layout.theme import Colour

_QUIET = 4
"""Light squares around the code, as the norm asks."""
_SMALLEST = 1.4
"""Points of a square: half a millimetre, three dots of a copy at 150 dots per inch."""
_BLACK = Colour(0, 0, 0)
_WHITE = Colour(1, 1, 1)


def draw_code(page: Page, content: str, left: float, low: float, side: float) -> None:
    """Draw the code of `content` on white, its quiet zone inside `side`; raises `ValueError` if none could scan it."""
    count, runs = _runs(content)
    step = side / count
    if step < _SMALLEST:
        message = f"a code of {count} squares is too small on {side} points"
        raise ValueError(message)
    page.rectangle(left, low, side, side, _WHITE)
    path = " ".join(
        f"{left + start * step:.3f} {low + side - (down + 1) * step:.3f} {length * step:.3f} {step:.3f} re"
        for down, start, length in runs
    )
    page.path(path, _BLACK)


@lru_cache(maxsize=64)
def _runs(content: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return how many squares a side has, and each run of dark ones: row, first square, how many."""
    rows = [bytes(row) for row in segno.make(content, error="m", micro=False).matrix_iter(border=_QUIET)]
    runs = []
    for down, row in enumerate(rows):
        start = row.find(1)
        while start != -1:
            end = row.find(0, start)
            runs.append((down, start, end - start))
            start = row.find(1, end)
    return len(rows), tuple(runs)
