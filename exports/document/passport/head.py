"""The head of the first page: whose passport it is, and how to reach them."""

from collections.abc import Iterable, Iterator

from exports.document.layout import pictures
from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import Run
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Theme
from exports.document.layout.words import Words
from exports.document.layout.writing import Text, Writing, link
from passeport.domain.identity import Address, Email, Identity, OnlineProfile, Telephone
from passeport.domain.profile import Picture
from passeport.language.telephones import telephone

_EMBLEM = 44.0
_PHOTO = 88.0
_GAP = 14.0


class Masthead(Block):
    """Emblem, lines, photograph."""

    def __init__(self, lines: list[Paragraph], photo: Picture | None, figure: Node, theme: Theme) -> None:
        """Keep the lines; `figure` is the node of the photograph, already in its place."""
        super().__init__(after=8)
        self._lines = lines
        self._theme = theme
        self._photo = pictures.photograph(photo.data) if photo is not None else None
        self._figure = figure
        for line in lines:
            self.missing |= line.missing

    def _room(self, width: float) -> float:
        return width - _EMBLEM - _GAP - (_PHOTO + _GAP if self._photo is not None else 0)

    def height(self, width: float) -> float:
        """Return the height of its lines, or of the photograph."""
        lines = sum(line.height(self._room(width)) + line.after for line in self._lines)
        return max(lines, _PHOTO + 4 if self._photo is not None else _EMBLEM)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return it with the lines that fit, and the others after it: contacts may fill more than a page."""
        taken, fitting = 0.0, 0
        for line in self._lines:
            taken += line.height(self._room(width)) + line.after
            if taken > room:
                break
            fitting += 1
        if not fitting or fitting == len(self._lines):
            return None
        cut = self._lines[fitting]
        halves = cut.split(self._room(width), room - taken + cut.height(self._room(width)) + cut.after)
        first, second = halves if halves is not None else (None, cut)
        rest = _Lines([second, *self._lines[fitting + 1 :]])  # type: ignore[list-item] # paragraphs, both
        self._lines = [*self._lines[:fitting], *([first] if first is not None else [])]  # type: ignore[list-item]
        return self, rest

    def split_anywhere(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return the same, the first line cut where it has to be."""
        found = self.split(width, room)
        if found is not None:
            return found
        halves = self._lines[0].split_anywhere(self._room(width), room)
        if halves is None or not all(isinstance(half, Paragraph) for half in halves):
            return None
        first, second = halves
        rest = _Lines([second, *self._lines[1:]])  # type: ignore[list-item] # paragraphs, both
        self._lines = [first]  # type: ignore[list-item]
        return self, rest

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw it."""
        with page.artifact():
            page.picture(pictures.emblem(), left, top - _EMBLEM - 2, _EMBLEM, _EMBLEM)
        room, low = self._room(width), top
        for line in self._lines:
            line.draw(page, left + _EMBLEM + _GAP, low, room)
            low -= line.height(room) + line.after
        if self._photo is not None:
            wide, high = self._photo.width, self._photo.height
            scale = _PHOTO / max(wide, high)
            with page.tagged(self._figure):
                page.picture(self._photo, left + width - wide * scale, top - high * scale, wide * scale, high * scale)


class _Lines(Block):
    """Lines that found no room beside the photograph."""

    def __init__(self, lines: list[Paragraph]) -> None:
        super().__init__(after=8)
        self.lines = lines

    def height(self, width: float) -> float:
        """Return the height of the lines."""
        return sum(line.height(width) + line.after for line in self.lines)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return the lines that fit, and the others."""
        taken = 0.0
        for number, line in enumerate(self.lines):
            taken += line.height(width) + line.after
            if taken > room:
                return (_Lines(self.lines[:number]), _Lines(self.lines[number:])) if number else None
        return None

    def split_anywhere(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Return the same, the first line cut where it has to be."""
        found = self.split(width, room)
        halves = self.lines[0].split_anywhere(width, room) if found is None else None
        if halves is None:
            return found
        first, second = halves
        return _Lines([first]), _Lines([second, *self.lines[1:]])  # type: ignore[list-item] # paragraphs, both

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw them."""
        for line in self.lines:
            line.draw(page, left, top, width)
            top -= line.height(width) + line.after


def write_head(writing: Writing, kind: str, identity: Identity, photo: Picture | None) -> None:
    """Write who the person is: `kind` says what the document is, in a line above the name."""
    section = writing.document.add("Sect")
    theme = writing.theme
    lines = [
        writing.paragraph([kind], theme.kind, section.add("P")),
        Paragraph([Run(identity.full_name)], theme.name, section.add("H1"), writing.words.language, bookmark=1),
    ]
    lines += [
        Paragraph(writing.runs(parts, " · "), theme.body, section.add("P"), writing.words.language)
        for parts in facts(identity, writing.words)
    ]
    figure = section.add("Figure", **writing.words.described("photograph", name=identity.full_name))
    writing.add(Masthead(lines, photo, figure, theme))


def facts(identity: Identity, words: Words) -> Iterator[list[Text]]:
    """Give the lines under the name, the empty ones left out."""
    born = words.date(identity.birth_date)
    nationalities = ", ".join((*map(words.country, identity.nationalities), *identity.other_nationalities))
    addresses: list[list[Text]] = [[postal(address, words)] for address in identity.addresses]
    lines: tuple[list[Text], ...] = (
        [
            words.say("birth_name", name=identity.birth_name) if identity.birth_name else "",
            words.say("born", date=born) if born else "",
            words.say("birth_place", place=identity.birth_place) if identity.birth_place else "",
        ],
        [
            words.say("nationality", countries=nationalities) if nationalities else "",
            words.term("genders", identity.gender) if identity.gender else "",
        ],
        *addresses,
        reaches((*identity.telephones, *identity.emails), words),
        reaches(identity.online, words),
    )
    for parts in lines:
        if any(part.text if not isinstance(part, str) else part for part in parts):
            yield parts


def postal(address: Address, words: Words) -> str:
    """Return an address on one line."""
    land = words.country(address.country) if address.country is not None else address.country_name
    parts = (address.street, f"{address.postal_code} {address.city}".strip(), address.region, land)
    return ", ".join(part for part in parts if part)


def reaches(ways: Iterable[Telephone | Email | OnlineProfile], words: Words) -> list[Text]:
    """Return several ways to reach somebody."""
    return [reach(way, words) for way in ways]


def reach(way: Telephone | Email | OnlineProfile, words: Words) -> Text:
    """Return a way to reach somebody, as a link where it can be one."""
    match way:
        case Telephone():
            label = f" ({way.label})" if way.label else ""
            return f"{telephone(way)}{label}"
        case Email():
            return link(f"mailto:{way.address}", way.address) if "@" in way.address else way.address
        case OnlineProfile():
            before = f"{way.service}{words.colon}" if way.service and "://" not in way.address else ""
            return link(way.address, words.typeset(before + way.address))
