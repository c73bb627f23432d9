"""Two tables of people who are not the same, as one."""

from collections.abc import Mapping

from passeport.domain.disclosure import TOTAL, Cell, CountTable
from passeport.domain.facts import KEY_BITS


def combined(one: CountTable, other: CountTable) -> CountTable:
    """Return the table of both: counts and record keys add up, the largest contribution is the larger one."""
    cells = dict(one.cells)
    for codes, cell in other.cells.items():
        known = cells.get(codes)
        cells[codes] = cell if known is None else _sum(known, cell)
    axes = tuple(_union(mine, theirs) for mine, theirs in zip(one.axes, other.axes, strict=True))
    return CountTable(one.spec, axes, cells, one.additive)


def _sum(one: Cell, other: Cell) -> Cell:
    return Cell(
        count=one.count + other.count,
        persons=one.persons + other.persons,
        key=(one.key + other.key) % (1 << KEY_BITS),
        top=max(one.top, other.top),
    )


def _union(mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Return the codes of both: those of a closed list stay in its order, the open ones in that of their levels."""
    if set(theirs) <= set(mine):
        return dict(mine)
    both = {**mine, **theirs}
    more = sorted((code for code in both if code not in mine), key=lambda code: (both[code] != TOTAL, code))
    return {**mine, **{code: both[code] for code in more}}
