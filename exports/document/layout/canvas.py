"""The canvas: the operators of each page, and what stands beside them – links, titles, fonts, pictures."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple

from exports.document.layout.embedding import EmbeddedFont
from exports.document.layout.pictures import Image
from exports.document.layout.tagging import Annotation, Marking, Node
from exports.document.layout.theme import Colour


class Link(NamedTuple):
    """A place of a page that opens an address; `box` is left, low, right, high."""

    address: str
    box: tuple[float, float, float, float]


class Title(NamedTuple):
    """A line of the table of contents that a reader shows: its level from 0, and the height where it stands."""

    words: str
    level: int
    page: int
    high: float


@dataclass
class Sheet:
    """A page that was drawn."""

    operators: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass
class Sheets:
    """The pages of a document, as they are to be written."""

    width: float
    height: float
    pages: list[Sheet] = field(default_factory=lambda: [Sheet()])
    titles: list[Title] = field(default_factory=list)
    fonts: dict[str, EmbeddedFont] = field(default_factory=dict)
    pictures: list[Image] = field(default_factory=list)


class Page:
    """Where the pieces of a document draw themselves: lengths in points, from the lower left corner of the page."""

    def __init__(self, width: float, height: float) -> None:
        self.sheets = Sheets(width, height)
        self.marking = Marking()
        self._code = self.sheets.pages[0].operators
        self._levels: list[int] = []

    @property
    def number(self) -> int:
        """The page that is being drawn, from 0."""
        return self.marking.page

    def tagged(self, node: Node) -> AbstractContextManager[None]:
        """Mark what is drawn inside as content of `node`."""
        return self.marking.tagged(node, self._code)

    def artifact(self, *, is_footer: bool = False) -> AbstractContextManager[None]:
        """Mark what is drawn inside as decoration."""
        return self.marking.artifact(self._code, is_footer=is_footer)

    # Drawing ----------------------------------------------------------------------------------------------------

    def text(self, left: float, base: float, font: str, size: float, words: str) -> None:
        """Draw words in the colour that was set, from left to right; `base` is where the letters stand."""
        known = self.sheets.fonts
        if font not in known:
            known[font] = EmbeddedFont(font, f"F{len(known)}")
        used = known[font]
        self._code.append(f"BT /{used.name} {size:g} Tf 1 0 0 1 {left:.2f} {base:.2f} Tm {used.written(words)} Tj ET")

    def fill(self, colour: Colour) -> None:
        """Set the colour of what is filled: letters, grounds."""
        self._code.append(f"{colour.code} rg")

    def rectangle(self, left: float, low: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self._code.append(f"{colour.code} rg {left:.2f} {low:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, left: float, low: float, width: float, height: float, colour: Colour, thickness: float) -> None:
        """Draw the four sides of a rectangle."""
        self._code.append(f"{colour.code} RG {thickness:g} w {left:.2f} {low:.2f} {width:.2f} {height:.2f} re S")

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: Colour, thickness: float) -> None:
        """Draw a line."""
        self._code.append(
            f"{colour.code} RG {thickness:g} w {start[0]:.2f} {start[1]:.2f} m {end[0]:.2f} {end[1]:.2f} l S"
        )

    def disc(self, across: float, up: float, radius: float, colour: Colour) -> None:
        """Fill a disc."""
        self.path(disc_path(across, up, radius), colour)

    def path(self, operators: str, colour: Colour) -> None:
        """Fill a path written in PDF's operators."""
        self._code.append(f"{colour.code} rg {operators} f")

    def stroke(self, operators: str, colour: Colour, thickness: float) -> None:
        """Draw a path written in PDF's operators, its ends and corners round."""
        self._code.append(f"q {colour.code} RG {thickness:g} w 1 J 1 j {operators} S Q")

    def drawing(self, operators: str, place: tuple[float, float, float], colour: Colour, thickness: float) -> None:
        """Draw lines whose lengths go down the page, as those of a screen; `place` is their left, top and scale."""
        left, top, scale = place
        matrix = f"{scale:.4f} 0 0 {-scale:.4f} {left:.2f} {top:.2f} cm"
        self._code.append(f"q {matrix} {colour.code} RG {thickness:g} w 1 J 1 j {operators} S Q")

    def dashes(self, start: tuple[float, float], end: tuple[float, float], colour: Colour) -> None:
        """Draw a line to cut along."""
        self._code.append(
            f"q {colour.code} RG 0.8 w [4 3] 0 d {start[0]:.2f} {start[1]:.2f} m {end[0]:.2f} {end[1]:.2f} l S Q"
        )

    def picture(self, image: Image, left: float, low: float, width: float, height: float) -> None:
        """Draw a picture."""
        pictures = self.sheets.pictures
        if image not in pictures:
            pictures.append(image)
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {low:.2f} cm /I{pictures.index(image)} Do Q")

    # What is not drawn ------------------------------------------------------------------------------------------

    def link(self, address: str, node: Node, box: tuple[float, float, float, float]) -> None:
        """Make a place of the page a link, part of the element `node`; `box` is left, low, right, high."""
        links = self.sheets.pages[self.number].links
        node.content.append(Annotation(self.number, len(links)))
        links.append(Link(address, box))

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Note a title for the table of contents of the reader; `level` from 1."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self.sheets.titles.append(Title(title, len(self._levels) - 1, self.number, top + 4))

    # Pages ------------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """End the page and begin the next."""
        self.sheets.pages.append(Sheet())
        self._code = self.sheets.pages[-1].operators
        self.marking.next_page()

    def finish(self, foot: Callable[[int, int], None]) -> Sheets:
        """Draw on every page what depends on their number, called with (page, of how many), and return them."""
        pages = self.sheets.pages
        for number, page in enumerate(pages):
            self._code = page.operators
            self.marking.go_to(number)
            foot(number + 1, len(pages))
        return self.sheets


def disc_path(across: float, up: float, radius: float) -> str:
    """Return the operators of a disc: four curves of Bézier."""
    reach = radius * 0.5523
    left, right, low, high = across - radius, across + radius, up - radius, up + radius
    return (
        f"{left:.2f} {up:.2f} m "
        f"{left:.2f} {up + reach:.2f} {across - reach:.2f} {high:.2f} {across:.2f} {high:.2f} c "
        f"{across + reach:.2f} {high:.2f} {right:.2f} {up + reach:.2f} {right:.2f} {up:.2f} c "
        f"{right:.2f} {up - reach:.2f} {across + reach:.2f} {low:.2f} {across:.2f} {low:.2f} c "
        f"{across - reach:.2f} {low:.2f} {left:.2f} {up - reach:.2f} {left:.2f} {up:.2f} c"
    )
