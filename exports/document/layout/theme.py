"""How documents look: colours, sizes, spaces and grid, in this one file.

Made for black and white first: colour says nothing by itself, and every contrast is above 7 to 1 on white (WCAG 2.2,
criterion 1.4.6) but the hairlines. Sizes are in points, lengths of the grid too.
"""

from dataclasses import dataclass
from typing import NamedTuple

_MILLIMETRE = 72 / 25.4
_A4 = (210 * _MILLIMETRE, 297 * _MILLIMETRE)


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def code(self) -> str:
        """The colour as PDF's operators want it."""
        return f"{self.red:.3f} {self.green:.3f} {self.blue:.3f}"


def _colour(code: int) -> Colour:
    return Colour((code >> 16) / 255, (code >> 8 & 255) / 255, (code & 255) / 255)


WHITE = _colour(0xFFFFFF)


@dataclass(frozen=True)
class Style:
    """How a paragraph looks."""

    size: float
    leading: float
    colour: Colour
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    indent: float = 0
    keep: bool = False
    """Whether it stays with what comes next, as a title does."""
    centred: bool = False
    hyphens: bool = True


@dataclass(frozen=True)
class Palette:
    """The colours of a document."""

    ink: Colour
    strong: Colour
    """Titles, and what is drawn."""
    muted: Colour
    line: Colour
    ground: Colour


@dataclass(frozen=True)
class Scale:
    """The sizes of a document, in points, and how far apart its lines stand."""

    body: float
    muted: float
    small: float
    name: float
    section: float
    item: float
    cell: float
    cell_head: float
    foot: float
    spacing: float
    """Leading over size."""
    air: float
    """What stands between blocks, over the usual document."""


class Theme:
    """A palette and a scale, with the styles and the grid that follow from them."""

    def __init__(self, palette: Palette, scale: Scale, *, hyphens: bool, tables: bool) -> None:
        self.palette = palette
        self.scale = scale
        self.hyphens = hyphens
        self.tables = tables
        """Whether a table of six columns is readable; otherwise it is told as a list."""
        self.page_width, self.page_height = _A4
        self.left = self.right = 18 * _MILLIMETRE
        self.top = 16 * _MILLIMETRE
        self.bottom = (16 * _MILLIMETRE) + scale.foot * 2.6
        self.width = self.page_width - self.left - self.right
        self.body = self._style(scale.body, after=3)
        self.muted = self._style(scale.muted, colour=palette.muted, after=2)
        self.small = self._style(scale.small, colour=palette.muted, before=3, after=3)
        self.kind = self._style(scale.muted, colour=palette.muted, bold=True)
        self.name = self._style(scale.name, colour=palette.strong, bold=True, after=1, hyphens=False)
        self.section = self._style(
            scale.section, colour=palette.strong, bold=True, before=11, after=2, keep=True, hyphens=False
        )
        self.item = self._style(scale.item, bold=True, before=4, after=1, keep=True, hyphens=False)
        self.entry = self._style(scale.body, indent=12 * scale.body / 9.5, after=1.5)
        self.cell = self._style(scale.cell, centred=True)
        self.cell_left = self._style(scale.cell, bold=True)
        self.cell_head = self._style(scale.cell_head, bold=True, centred=True, hyphens=False)
        self.foot = self._style(scale.foot, colour=palette.muted, hyphens=False)
        self.step_indent = 17 * scale.body / 9.5
        self.step = self._style(scale.item, bold=True, indent=self.step_indent, keep=True, hyphens=False)
        self.step_body = self._style(scale.body, indent=self.step_indent, after=1)
        self.step_muted = self._style(scale.muted, colour=palette.muted, indent=self.step_indent, after=1)

    def _style(
        self,
        size: float,
        *,
        colour: Colour | None = None,
        bold: bool = False,
        before: float = 0,
        after: float = 0,
        indent: float = 0,
        keep: bool = False,
        centred: bool = False,
        hyphens: bool = True,
    ) -> Style:
        air = self.scale.air
        return Style(
            size,
            round(size * self.scale.spacing, 1),
            colour or self.palette.ink,
            bold=bold,
            before=before * air,
            after=after * air,
            indent=indent,
            keep=keep,
            centred=centred,
            hyphens=hyphens and self.hyphens,
        )


_USUAL = Palette(
    ink=_colour(0x182033),
    strong=_colour(0x1F3A5F),
    muted=_colour(0x4A5468),
    line=_colour(0xB9C2D0),
    ground=_colour(0xEEF1F6),
)
_CONTRASTED = Palette(
    ink=_colour(0x000000),
    strong=_colour(0x000000),
    muted=_colour(0x000000),
    line=_colour(0x000000),
    ground=_colour(0xFFFFFF),
)

USUAL = Theme(
    _USUAL,
    Scale(
        body=9.5,
        muted=8.8,
        small=8,
        name=21,
        section=12.5,
        item=10,
        cell=9,
        cell_head=7.8,
        foot=7.5,
        spacing=1.35,
        air=1,
    ),
    hyphens=True,
    tables=True,
)
"""The document that everybody gets."""

LETTER = Theme(
    _USUAL,
    Scale(
        body=11,
        muted=10,
        small=9,
        name=19,
        section=13,
        item=11.5,
        cell=10.5,
        cell_head=9,
        foot=8,
        spacing=1.4,
        air=1.3,
    ),
    hyphens=True,
    tables=True,
)
"""What is handed over as one sheet: attestation, synthesis, referral."""

LARGE = Theme(
    _CONTRASTED,
    Scale(
        body=18,
        muted=18,
        small=18,
        name=28,
        section=23,
        item=19,
        cell=18,
        cell_head=18,
        foot=18,
        spacing=1.4,
        air=1.8,
    ),
    hyphens=False,
    tables=False,
)
"""Large print: 18 points, black on white, no word cut at the end of a line."""

PLAIN = Theme(
    _USUAL,
    Scale(
        body=14,
        muted=14,
        small=14,
        name=24,
        section=18,
        item=15,
        cell=14,
        cell_head=14,
        foot=11,
        spacing=1.5,
        air=1.7,
    ),
    hyphens=False,
    tables=False,
)
"""Plain language (FALC): 14 points, wide lines, no word cut, no italics (docs/falc.md says from which rules)."""
