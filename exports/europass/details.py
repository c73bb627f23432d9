"""Details: what an item says beyond the elements of a format, in words that close its description.

They stand under a heading, one entry each (`Secteur : Pépinières`): any Europass tool shows them, and our reader takes
them back. A description of the person’s own that ends like that is followed by an empty heading, and so stays theirs.
"""

import html
import re
from collections.abc import Callable, Iterable

from passeport.domain.rich_text import clean

Detail = tuple[str, str]
"""The name of a detail and its value, on one line."""

_HEADING = "<p>Précisions</p>"
_BLOCK = re.compile(rf"(?s)(?P<before>.*){_HEADING}(?:<ul>(?P<entries>(?:<li>[^<:]+? : [^<]*</li>)+)</ul>)?")
_ENTRY = re.compile(r"<li>([^<:]+?) : ([^<]*)</li>")


def with_details(description: str, details: Iterable[Detail]) -> str:
    """Return rich text with its details after it; those without a value are left out."""
    said = [(name, value) for name, value in details if value]
    if not said and not _BLOCK.fullmatch(description):
        return description
    entries = "".join(f"<li>{name} : {html.escape(value, quote=False)}</li>" for name, value in said)
    return clean(description + _HEADING + (f"<ul>{entries}</ul>" if entries else ""))


def split_details(description: str, is_ours: Callable[[str], bool]) -> tuple[str, list[Detail]]:
    """Return rich text without its details, and the details; all stays text when one has a name that is not ours."""
    match = _BLOCK.fullmatch(description)
    if match is None:
        return description, []
    details = [(name, html.unescape(value)) for name, value in _ENTRY.findall(match["entries"] or "")]
    if not all(is_ours(name) for name, _ in details):
        return description, []
    return match["before"], details
