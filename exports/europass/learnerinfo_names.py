"""Finding the elements of a learnerinfo, whose names came with several capitals over the years."""

from lxml import etree


def every(element: etree._Element | None, *path: str) -> list[etree._Element]:
    """Return every element at `a/b`, in any namespace and any capitals."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for parent in found for child in parent if name_of(child) == name]
    return found


def first(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element at `a/b`, or None."""
    return next(iter(every(element, *path)), None)


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace and capitals; empty for what is none."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
