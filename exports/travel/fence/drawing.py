"""Drawing a page of a PDF, behind the fence."""

import io

import pikepdf
import pypdfium2
from pypdfium2 import PdfiumError

from exports.travel.fence.wire import DrawnPage, asked
from passeport.domain.errors import DamagedFile

_POINTS_IN_AN_INCH = 72
_LONGEST_SIDE = 3_000
"""Dots of a page: 9 million of them, 27 MB; a plan on a large sheet is drawn coarser."""
_PASSWORD = 4
"""`FPDF_ERR_PASSWORD` of PDFium."""


def drawn(data: bytes, name: str) -> DrawnPage:
    """Return a page on white; raises `DamagedFile` for what PDFium does not draw."""
    number, dots = (int(part) for part in name.split(":"))
    try:
        pdf = pypdfium2.PdfDocument(data)
        pages = len(pdf)
        page = pdf[min(number, pages - 1)]
        scale = min(dots / _POINTS_IN_AN_INCH, _LONGEST_SIDE / max(page.get_size()))
        bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR)
    except PdfiumError as error:
        is_closed = getattr(error, "err_code", None) == _PASSWORD
        raise DamagedFile(path="", detail="protégé par un mot de passe" if is_closed else "PDF illisible") from None
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = memoryview(bytes(bitmap.buffer))
    wide = b"".join(rows[at * stride : at * stride + width * 3] for at in range(height))
    return DrawnPage(pages=pages, width=width, height=height, data=wide)


def rehearse() -> None:
    """Draw a small page, so that all that drawing needs is in memory before the fence closes."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(72, 72))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(b"BT /F 12 Tf 10 10 Td (Aa) Tj ET")
        pdf.save(made)
    drawn(made.getvalue(), asked(0, _POINTS_IN_AN_INCH))
