"""HTML that stands in a document as elements, where both formats have it escaped in one text."""

import html
from collections.abc import Iterator

from lxml import etree

from passeport.domain.rich_text import FORMATTING, is_tag, looks_like_html

OF_A_TOOL = frozenset({"class", "style", "lang", "dir", "target", "rel", "data-list"})
"""Attributes that say how words are shown."""


def is_marked_up(element: etree._Element) -> bool:
    """Whether an element holds others, and all of them are formatting: its words are one text."""
    inside = descendants(element)
    first = next(inside, None)
    return first is not None and _name(first) in FORMATTING and all(_name(e) in FORMATTING for e in inside)


def html_of(element: etree._Element) -> str:
    """Return what an element holds as HTML, yet to be cleaned: an element that is no tag of HTML gives its words."""
    return _escaped(element.text) + "".join(_tagged(child) + _escaped(child.tail) for child in element)


def descendants(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements inside another."""
    return (child for child in element.iterdescendants() if isinstance(child.tag, str))


def _tagged(element: etree._Element) -> str:
    name, inside = _name(element), html_of(element)
    if not is_tag(name):
        return f" {inside} "
    link = element.get("href")
    return f'<{name} href="{html.escape(link)}">{inside}</{name}>' if link else f"<{name}>{inside}</{name}>"


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower()


def _escaped(text: str | None) -> str:
    """Return a text as HTML; one that is escaped HTML, beside elements, is HTML already."""
    text = text or ""
    return text if looks_like_html(text) else html.escape(text, quote=False)
