"""The canvas: ReportLab's pages and fonts, our own operators for text, and what is added once all pages are known."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from exports.document.layout import fonts
from exports.document.layout.tagging import Annotation, Marking, Node
from exports.document.layout.theme import Colour

_PRINTED = 4
"""Flag of an annotation that shows on paper too (ISO 32000-1, 12.5.3)."""


class Page:
    """Where the pieces of a document draw themselves: lengths in points, from the lower left corner of the page."""

    def __init__(self, width: float, height: float, title: str, language: str) -> None:
        fonts.load()
        rl_config.invariant = 1
        rl_config.useA85 = 0  # what is written as letters is read no better, and takes a tenth of the time
        self._file = io.BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(width, height),
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.TEXT,  # type: ignore[arg-type] # a name, whatever the stubs say
            lang=language,
        )
        self._canvas.setTitle(title)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.setPageCompression(1)
        self.marking = Marking()
        self._annotations = 0
        self._levels: list[int] = []

    @property
    def number(self) -> int:
        """The page that is being drawn, from 0."""
        return self.marking.page

    @property
    def _code(self) -> list[str]:
        code: list[str] = self._canvas._code  # type: ignore[attr-defined] # noqa: SLF001 - the page's operators
        return code

    @contextmanager
    def tagged(self, node: Node) -> Iterator[None]:
        """Mark what is drawn inside as content of `node`."""
        with self.marking.tagged(node, self._code):
            yield

    @contextmanager
    def artifact(self, *, is_footer: bool = False) -> Iterator[None]:
        """Mark what is drawn inside as decoration."""
        with self.marking.artifact(self._code, is_footer=is_footer):
            yield

    # Drawing ----------------------------------------------------------------------------------------------------

    def text(self, left: float, base: float, font: str, size: float, words: str) -> None:
        """Draw words in the colour that was set, from left to right; `base` is where the letters stand."""
        document = self._canvas._doc  # type: ignore[attr-defined] # noqa: SLF001
        code = self._code
        known: Any = pdfmetrics.getFont(font)
        code.append(f"BT 1 0 0 1 {left:.2f} {base:.2f} Tm")
        for subset, letters in known.splitString(words, document):
            name = known.getSubsetInternalName(subset, document)
            code.append(f"{name} {size:g} Tf ({self._canvas._escape(letters)}) Tj")  # type: ignore[attr-defined] # noqa: SLF001
        code.append("ET")

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

    def picture(self, image: ImageReader, left: float, low: float, width: float, height: float) -> None:
        """Draw a picture."""
        self._canvas.drawImage(image, left, low, width, height)

    # What is not drawn ------------------------------------------------------------------------------------------

    def link(self, address: str, node: Node, box: tuple[float, float, float, float]) -> None:
        """Make a place of the page a link, part of the element `node`; `box` is left, low, right, high."""
        place = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Link"),
                "Rect": pdfdoc.PDFArray([round(side, 2) for side in box]),
                "Border": pdfdoc.PDFArray([0, 0, 0]),
                "F": _PRINTED,
                "Contents": pdfdoc.PDFString(address),
                "A": pdfdoc.PDFDictionary(
                    {"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(quote(address, safe=":/?#[]@!$&'()*+,;=%~"))}
                ),
            }
        )
        self._canvas._addAnnotation(place)  # type: ignore[attr-defined] # noqa: SLF001
        node.content.append(Annotation(self.number, self._annotations))
        self._annotations += 1

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Note a title for the table of contents of the reader; `level` from 1."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        key = f"title-{self.number}-{top:.0f}-{len(self._code)}"
        self._canvas.bookmarkHorizontalAbsolute(key, top + 4)
        self._canvas.addOutlineEntry(title, key, len(self._levels) - 1)

    # Pages ------------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """End the page and begin the next."""
        self._canvas.showPage()
        self.marking.next_page()
        self._annotations = 0

    def finish(self, foot: Callable[[int, int], None]) -> bytes:
        """Draw on every page what depends on their number, called with (page, of how many), and return the PDF."""
        self._canvas.showPage()
        pages: Any = self._canvas._doc.Pages.pages  # type: ignore[attr-defined] # noqa: SLF001
        for number, page in enumerate(pages, 1):
            self._code.clear()
            self.marking.go_to(number - 1)
            foot(number, len(pages))
            page.stream += "\n".join(self._code) + "\n"
        self._code.clear()
        self._canvas.save()
        return self._file.getvalue()


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
