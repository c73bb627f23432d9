"""Who handed the passport over, to whom and when; its number and its fingerprint, in words and as a code to scan."""

from collections.abc import Sequence

from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.code import draw_code
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import Look, Run
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Theme
from exports.document.layout.words import Said, Words
from exports.document.layout.writing import Writing
from passeport.domain.agreement import Recipient
from passeport.domain.passport import Issue
from passeport.domain.provenance import Station

_CODE = 80.0
"""Side of the code with its quiet zone: squares of 0.7 mm, read from a grey copy at 150 dots per inch."""
_PADDING = 9.0
_SHOWN = 32
"""Hexadecimal digits of the fingerprint that are shown: 128 bits, out of reach of a search for a second file."""
_GROUP = 4


class Card(Block):
    """Lines beside a code, on a ground."""

    def __init__(self, lines: list[Paragraph], code: str, figure: Node | None, theme: Theme) -> None:
        """Keep the lines, what the code says, and its node, already in its place: None leaves the place empty."""
        super().__init__(before=4, after=6)
        self._lines = lines
        self._code = code
        self._figure = figure
        self._theme = theme
        for line in lines:
            self.missing |= line.missing

    def _room(self, width: float) -> float:
        return width - _CODE - 3 * _PADDING

    def height(self, width: float) -> float:
        """Return the height of its lines, or of the code."""
        lines = sum(line.height(self._room(width)) + line.after for line in self._lines)
        return max(lines, _CODE) + 2 * _PADDING

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw it."""
        height, room = self.height(width), self._room(width)
        with page.artifact():
            page.rectangle(left, top - height, width, height, self._theme.palette.ground)
            page.frame(left, top - height, width, height, self._theme.palette.line, 0.6)
        low = top - _PADDING
        for line in self._lines:
            line.draw(page, left + _PADDING, low, room)
            low -= line.height(room) + line.after
        aside, below = left + width - _PADDING - _CODE, top - _PADDING - _CODE
        if self._figure is None:
            with page.artifact():
                page.frame(aside, below, _CODE, _CODE, self._theme.palette.line, 0.6)
            return
        with page.tagged(self._figure):
            draw_code(page, self._code, aside, below, _CODE)


def write_hand_over(writing: Writing, issue: Issue, fingerprint: str) -> None:
    """Write the card of an issued passport; `fingerprint` is the SHA-256 of its `passeport.json`, in hexadecimal.

    Empty, it makes a preview, which says so in the place of the fingerprint and of the code.
    """
    words, theme = writing.words, writing.theme
    section = writing.document.add("Sect")
    handed = words.say(
        "handed",
        day=words.day(issue.issued_at.date()),
        station=signed(issue.issuer, words, issue.conseiller),
        recipient=recipient_of(issue.recipient, words),
    )
    if theme.tables:
        _write_card(writing, issue.number, fingerprint, section, (handed, words.say("use")))
        return
    for said in (handed, words.say("use")):  # large letters need the whole width
        writing.add(writing.paragraph([said], theme.muted, section.add("P")))
    _write_card(writing, issue.number, fingerprint, section)


def write_number(writing: Writing, issue: Issue, fingerprint: str) -> None:
    """Write the number, the fingerprint and the code alone."""
    _write_card(writing, issue.number, fingerprint, writing.section)


def _write_card(writing: Writing, number: str, fingerprint: str, section: Node, said: Sequence[Said] = ()) -> None:
    words, theme = writing.words, writing.theme
    title = words.say("number", number=number)
    bold = Run(title.text, Look(bold=True, language=title.language))
    mark = words.say("fingerprint", digits=grouped(fingerprint)) if fingerprint else words.say("previewed")
    lines = [
        Paragraph([bold], theme.body, section.add("P"), words.language),
        *(writing.paragraph([line], theme.muted, section.add("P")) for line in said),
        writing.paragraph([mark], theme.small, section.add("P")),
    ]
    figure = section.add("Figure", **words.described("code", number=number)) if fingerprint else None
    writing.add(Card(lines, code_of(number, fingerprint), figure, theme))


def code_of(number: str, fingerprint: str) -> str:
    """Return what the code says: the passport's number, and the beginning of the SHA-256 of its data."""
    return f"PASSEPORT {number} SHA-256 {fingerprint[:_SHOWN].upper()}"


def grouped(fingerprint: str) -> str:
    """Return the digits of a fingerprint that are shown, in groups that an eye can compare."""
    shown = fingerprint[:_SHOWN].upper()
    return " ".join(shown[start : start + _GROUP] for start in range(0, len(shown), _GROUP))


def signed(station: Station, words: Words, conseiller: str = "") -> str:
    """Return who a station is, in a line: its name, who works there, how to reach it."""
    named = networked(station.name, station.network, words)
    return ", ".join(part for part in (named, conseiller, station.contact) if part)


def recipient_of(recipient: Recipient, words: Words) -> str:
    """Return who receives: a point d'accueil with its network, or the person."""
    return networked(recipient.name, recipient.network, words) if recipient.network is not None else recipient.name


def networked(name: str, code: str, words: Words) -> str:
    """Return a point d'accueil with its network, unless its name says it."""
    network = words.term("networks", code).text
    return name if network.split(" (")[0].casefold() in name.casefold() else f"{name} ({network})"
