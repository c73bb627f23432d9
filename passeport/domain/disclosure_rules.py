"""What must not be learnt: which cells are small, lopsided or tell of a whole group; how wide the doubt has to be."""

from collections.abc import Iterator, Mapping

from passeport.domain.disclosure import Cell, Codes, CountTable, Protection
from passeport.domain.disclosure_system import Row, Shape, System

DOMINANT = 0.85
"""Share of one person in a cell from which it is hidden: the rule of Insee (85 %, guide du secret statistique)."""
DOUBT = 0.15
"""Width of the doubt about a lopsided cell, as a share of it."""


def shape_of(table: CountTable) -> Shape:
    """Return what the relations of a table follow from."""
    return Shape(table.spec, table.axes, table.additive)


def is_small(cell: Cell, threshold: int) -> bool:
    """Whether somebody, and fewer persons than the threshold, stand behind a cell."""
    return 0 < cell.persons < threshold


def is_lopsided(cell: Cell) -> bool:
    """Whether one person made most of what a cell counts (dominance); of no meaning where each person counts once."""
    return cell.count > cell.persons and cell.top >= DOMINANT * cell.count


def needs(table: CountTable, protection: Protection) -> dict[Codes, float]:
    """Return the cells that nobody may find, each with the least width of the doubt about it."""
    found = {
        codes: float(protection.threshold)
        for codes, cell in table.cells.items()
        if is_small(cell, protection.threshold)
    }
    for codes, cell in table.cells.items():
        if is_lopsided(cell):
            found[codes] = max(float(protection.threshold), DOUBT * cell.count)
    return found


def add_rests(
    system: System, table: CountTable, numbers: Mapping[Codes, int], protection: Protection
) -> dict[int, tuple[Codes, float]]:
    """Add, for each full cell of a sensitive dimension, the rest of its group: nobody, and nobody may know that.

    « All of them » says of each what they are (group disclosure): it must stay possible that some are elsewhere.
    """
    targets = {}
    for parent, child, siblings in _full_cells(table):
        rest = system.unknown(("rest", numbers[parent], numbers[child]))
        system.rows.append(Row(((numbers[parent], -1), (numbers[child], 1), (rest, 1))))
        system.rows.append(Row(((rest, -1), *((numbers[sibling], 1) for sibling in siblings))))
        targets[rest] = (child, float(protection.threshold))
    return targets


def _full_cells(table: CountTable) -> Iterator[tuple[Codes, Codes, tuple[Codes, ...]]]:
    shape = shape_of(table)
    sensitive = [one.is_sensitive for one in shape.dimensions]
    for parent, children, _ in shape.sums():
        place = next(place for place, code in enumerate(children[0]) if code != parent[place])
        whole = table.at(parent)
        if not sensitive[place] or not whole.persons or len(children) == 1:
            continue
        for child in children:
            if table.at(child).count == whole.count:
                yield parent, child, tuple(other for other in children if other != child)
