"""Rich text: a strict allow-list of HTML, the one that the Europass editor writes and reads.

Whatever enters is cleaned here, so that a description can be shown, printed and sent on without a second thought:
no script, no style, no remote resource. Words are never dropped, only the tags around them.
"""

import html
import re

import nh3

ALLOWED_TAGS = frozenset({"p", "strong", "em", "u", "ul", "ol", "li", "br", "a", "span"})
"""What the editor keeps (observed behaviour of the Europass editor)."""

_SAME_MEANING = {"b": "strong", "i": "em"}
_ATTRIBUTES = {"a": {"href"}, "li": {"data-list"}}
_BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|li|ul|ol)>")
_TAG = re.compile(r"<[^>]*>")


def clean(text: str) -> str:
    """Return `text` as allow-listed HTML; cleaning twice changes nothing."""
    for tag, standard in _SAME_MEANING.items():
        text = re.sub(rf"(</?){tag}(\s*>)", rf"\1{standard}\2", text)
    return nh3.clean(
        text,
        tags=set(ALLOWED_TAGS),
        clean_content_tags=set(),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    ).strip()


def from_plain(text: str) -> str:
    """Return plain `text` as HTML: a paragraph for each block of lines, `br` inside."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text.strip()))
    return "".join("<p>" + html.escape(block, quote=False).replace("\n", "<br>") + "</p>" for block in blocks if block)


def to_plain(text: str) -> str:
    """Return the words of allow-listed HTML, a line for each paragraph or list entry."""
    marked = _TAG.sub("", _BLOCK_END.sub("\n", text.replace("<li", "• <li")))
    lines = (line.strip() for line in html.unescape(marked).splitlines())
    return "\n".join(line for line in lines if line)
