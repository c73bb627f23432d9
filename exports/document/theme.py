"""Sizes, greys and styles of the page: made for black and white first, colour says nothing by itself."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from exports.document import fonts

PAGE = A4
LEFT = RIGHT = 18 * mm
TOP = 16 * mm
BOTTOM = 20 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
INK = HexColor("#182033")
NAVY = HexColor("#1F3A5F")
MUTED = HexColor("#4A5468")
LINE = HexColor("#B9C2D0")
GROUND = HexColor("#EEF1F6")
INDENT = 6 * mm


def _style(name: str, size: float, leading: float, **others: Any) -> ParagraphStyle:  # noqa: ANN401 - the attributes of ReportLab
    usual: dict[str, Any] = {
        "fontName": fonts.TEXT,
        "bulletFontName": fonts.TEXT,
        "textColor": INK,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
    }
    return ParagraphStyle(name, fontSize=size, leading=leading, **(usual | others))


BODY = _style("body", 9.5, 13, spaceAfter=3)
MUTED_BODY = _style("muted", 8.8, 12, textColor=MUTED, spaceAfter=2)
SMALL = _style("small", 8, 10.5, textColor=MUTED)
NAME = _style("name", 21, 26, fontName=fonts.BOLD, textColor=NAVY)
KIND = _style("kind", 9, 12, fontName=fonts.BOLD, textColor=MUTED)
SECTION = _style("section", 12.5, 16, fontName=fonts.BOLD, textColor=NAVY, spaceBefore=11, spaceAfter=5, keepWithNext=1)
ITEM = _style("item", 10, 13.5, fontName=fonts.BOLD, spaceBefore=4, spaceAfter=1, keepWithNext=1)
ENTRY = _style("entry", 9.5, 13, leftIndent=12, bulletIndent=2, spaceAfter=1.5)
CELL = _style("cell", 9, 11.5, alignment=TA_CENTER)
CELL_LEFT = _style("cell-left", 9, 11.5, fontName=fonts.BOLD)
CELL_HEAD = _style("cell-head", 7.8, 9.6, fontName=fonts.BOLD, alignment=TA_CENTER)
FOOT = _style("foot", 7.5, 9.5, textColor=MUTED)
STEP = _style("step", 10, 13.5, fontName=fonts.BOLD, leftIndent=INDENT, keepWithNext=1)
STEP_BODY = _style("step-body", 9.3, 12.6, leftIndent=INDENT)
STEP_MUTED = _style("step-muted", 8.6, 11.8, leftIndent=INDENT, textColor=MUTED)
