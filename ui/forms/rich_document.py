"""From a document on the screen back to allow-listed HTML: what was formatted, and nothing of how Qt lays it out."""

import html
from collections.abc import Iterator

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextFragment, QTextListFormat

from passeport.domain.rich_text import clean

_NUMBERED = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
)
_LINE_BREAK = "\u2028"
"""How a document keeps `br`."""


def html_of(document: QTextDocument) -> str:
    """Return the document's paragraphs and lists; empty when there is no word in it."""
    if not document.toPlainText().strip():
        return ""
    parts: list[str] = []
    opened: list[str] = []
    for block in _blocks(document):
        held = block.textList()
        if held is None:
            parts.extend(_closed(opened, 0))
            if words := _words(block):
                parts.append(f"<p>{words}</p>")
            continue
        depth = max(1, held.format().indent())
        tag = "ol" if held.format().style() in _NUMBERED else "ul"
        parts.extend(_closed(opened, depth))
        if len(opened) == depth and opened[-1] != tag:
            parts.extend(_closed(opened, depth - 1))
        if len(opened) == depth:
            parts.append("</li>")
        while len(opened) < depth:
            parts.append(f"<{tag}>")
            opened.append(tag)
            if len(opened) < depth:
                parts.append("<li>")
        parts.append(f"<li>{_words(block)}")
    parts.extend(_closed(opened, 0))
    return clean("".join(parts))


def _closed(opened: list[str], depth: int) -> Iterator[str]:
    while len(opened) > depth:
        yield f"</li></{opened.pop()}>"


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _words(block: QTextBlock) -> str:
    return "".join(_formatted(fragment) for fragment in _fragments(block)).strip()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def _formatted(fragment: QTextFragment) -> str:
    look: QTextCharFormat = fragment.charFormat()
    words = html.escape(fragment.text(), quote=False).replace(_LINE_BREAK, "<br>").replace("\ufffc", "")
    if look.isAnchor() and look.anchorHref():
        return f'<a href="{html.escape(look.anchorHref())}">{_in_tags(words, look, underline=False)}</a>'
    return _in_tags(words, look, underline=look.fontUnderline())


def _in_tags(words: str, look: QTextCharFormat, *, underline: bool) -> str:
    if underline:
        words = f"<u>{words}</u>"
    if look.fontItalic():
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if look.fontWeight() >= QFont.Weight.Bold else words
