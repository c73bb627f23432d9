"""Rich text as paragraphs: the allow-list of `passeport.domain.rich_text`, drawn and tagged."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import TypeVar

from lxml import etree, html

from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import Look, Run
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Style
from passeport.language.typography import typeset

_LISTS = {"ul", "ol"}
_SCHEMES = ("http://", "https://", "mailto:")
_LINKS = count(1)
"""Numbers links: two that stand side by side are two."""

Made = TypeVar("Made", bound=Paragraph)
"""The kind of paragraph to make."""


def blocks(text: str, parent: Node, style: Style, entry: Style, language: str, make: type[Made]) -> Iterator[Made]:
    """Return the paragraphs and list entries of allow-listed HTML, in order."""
    if not text:
        return
    root = html.fragment_fromstring(text, create_parent="div")
    if language == "fr":
        _typeset(root)
    waiting = _runs(root.text)
    for child in root:
        if child.tag in _LISTS or child.tag == "p":
            yield from _paragraph(waiting, parent, style, language, make)
            waiting = _runs(child.tail)
            if child.tag == "p":
                yield from _paragraph(_inside(child, Look()), parent, style, language, make)
            else:
                yield from _list(child, parent, entry, language, make)
        else:
            waiting += _inline(child, Look()) + _runs(child.tail)
    yield from _paragraph(waiting, parent, style, language, make)


def _typeset(root: etree._Element) -> None:
    """Give French words their no-break spaces: no line begins with « : » or « ? »."""
    for element in root.iter():
        element.text = typeset(element.text) if element.text else element.text
        element.tail = typeset(element.tail) if element.tail else element.tail


def link_of(address: str) -> Look:
    """Return the look of a link; of plain text when `address` is nothing that a reader may open."""
    if address.startswith(_SCHEMES) and address.isprintable():
        return Look(link=address, link_number=next(_LINKS))
    return Look()


def _paragraph(runs: Sequence[Run], parent: Node, style: Style, language: str, make: type[Made]) -> Iterator[Made]:
    if any(run.text.strip() for run in runs):
        yield make(runs, style, parent.add("P"), language)


def _list(element: etree._Element, parent: Node, style: Style, language: str, make: type[Made]) -> Iterator[Made]:
    # the editor writes every list as `ol` and says on each entry which kind it is
    node = parent.add("L")
    for number, entry in enumerate(element.iterchildren("li"), start=1):
        ordered = element.tag == "ol" and entry.get("data-list") != "bullet"
        runs = _inside(entry, Look())
        if any(run.text.strip() for run in runs):
            item = node.add("LI")
            label = (f"{number}." if ordered else "•", item.add("Lbl"))
            yield make(runs, style, item.add("LBody"), language, label=label)


def _inside(element: etree._Element, look: Look) -> list[Run]:
    runs = _runs(element.text, look)
    for child in element:
        runs += _inline(child, look) + _runs(child.tail, look)
    return runs


def _inline(element: etree._Element, look: Look) -> list[Run]:
    match str(element.tag):
        case "br":
            return [Run("\n", look)]
        case "li":  # a list inside a list: its entries go on on the lines below
            return [Run("\n– ", look), *_inside(element, look)]
        case "strong":
            return _inside(element, look._replace(bold=True))
        case "em":
            return _inside(element, look._replace(italic=True))
        case "u":
            return _inside(element, look._replace(underlined=True))
        case "a":
            return _link(element, look)
    return _inside(element, look)


def _link(element: etree._Element, look: Look) -> list[Run]:
    """Return a link with its address after it where its words do not say it: paper cannot be clicked."""
    address = element.get("href", "")
    found = link_of(address)
    words = _inside(element, look._replace(link=found.link, link_number=found.link_number))
    said = "".join(run.text for run in words)
    shown = address.removeprefix("mailto:")
    return words if not shown or shown in said else [*words, Run(f" ({shown})", look)]


def _runs(words: str | None, look: Look = Look()) -> list[Run]:  # noqa: B008 - it cannot change
    return [Run(words, look)] if words else []
