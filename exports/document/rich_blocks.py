"""Rich text as paragraphs: the allow-list of `passeport.domain.rich_text`, drawn and tagged."""

from collections.abc import Iterator

from lxml import etree, html
from reportlab.lib.styles import ParagraphStyle

from exports.document import theme
from exports.document.flowables import TaggedParagraph
from exports.document.fonts import markup
from exports.document.tagging import Node

_INLINE = {"strong": "b", "em": "i", "u": "u"}
_LISTS = {"ul", "ol"}


def blocks(
    text: str,
    parent: Node,
    style: ParagraphStyle = theme.BODY,
    entry: ParagraphStyle = theme.ENTRY,
    kind: type[TaggedParagraph] = TaggedParagraph,
) -> Iterator[TaggedParagraph]:
    """Return the paragraphs and list entries of allow-listed HTML, in order."""
    if not text:
        return
    root = html.fragment_fromstring(text, create_parent="div")
    waiting = _text(root.text)
    for child in root:
        if child.tag in _LISTS or child.tag == "p":
            yield from _paragraph(waiting, parent, style, kind)
            waiting = _text(child.tail)
            if child.tag == "p":
                yield from _paragraph(_inside(child), parent, style, kind)
            else:
                yield from _list(child, parent, entry, kind)
        else:
            waiting += _inline(child) + _text(child.tail)
    yield from _paragraph(waiting, parent, style, kind)


def _paragraph(
    words: str, parent: Node, style: ParagraphStyle, kind: type[TaggedParagraph]
) -> Iterator[TaggedParagraph]:
    if words.strip():
        yield kind(words, style, parent.add("P"))


def _list(
    element: etree._Element, parent: Node, style: ParagraphStyle, kind: type[TaggedParagraph]
) -> Iterator[TaggedParagraph]:
    # the editor writes every list as `ol` and says on each entry which kind it is
    node = parent.add("L")
    for number, entry in enumerate(element.iterchildren("li"), start=1):
        ordered = element.tag == "ol" and entry.get("data-list") != "bullet"
        words = _inside(entry)
        if words.strip():
            body = node.add("LI").add("LBody")
            yield kind(words, style, body, bulletText=f"{number}." if ordered else "•")


def _inside(element: etree._Element) -> str:
    return _text(element.text) + "".join(_inline(child) + _text(child.tail) for child in element)


def _inline(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag == "br":
        return "<br/>"
    words = _inside(element)
    if tag in _LISTS or tag == "li":  # a list inside a list: its entries go on the lines below
        return f"<br/>– {words}" if tag == "li" else words
    if tag == "a":
        address = element.get("href", "").removeprefix("mailto:")
        said = "".join(str(part) for part in element.itertext())
        return words if not address or address in said else f"{words} ({markup(address)})"
    mark = _INLINE.get(tag)
    return f"<{mark}>{words}</{mark}>" if mark and words else words


def _text(words: str | None) -> str:
    return markup(words) if words else ""
