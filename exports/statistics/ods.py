"""Tables as an OpenDocument spreadsheet (ISO/IEC 26300-3:2015): text and numbers, no formula, no link."""

import io
import zipfile

from lxml import etree

from exports.statistics.workbook import named_sheets
from exports.tables.cells import text_cell
from passeport.language.statistics_words import HIDDEN
from passeport.services.statistics_presentation import Dossier, Sheet

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = {"office": _OFFICE, "table": _TABLE, "text": _TEXT}
_MOMENT = (2026, 1, 1, 0, 0, 0)
"""Of every file in the archive: the same tables give the same bytes."""


def ods_of(dossier: Dossier, note: str) -> bytes:
    """Return a spreadsheet: the method note first, then a sheet per table."""
    root = etree.Element(f"{{{_OFFICE}}}document-content", nsmap=_NAMES)
    root.set(f"{{{_OFFICE}}}version", "1.3")
    book = etree.SubElement(etree.SubElement(root, f"{{{_OFFICE}}}body"), f"{{{_OFFICE}}}spreadsheet")
    page = _page(book, "Méthode")
    for line in note.splitlines():
        _row(page, (line,))
    for name, sheet in named_sheets(dossier.sheets):
        _write(_page(book, name), sheet)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        # the kind first and not compressed: how an OpenDocument file is known (part 2, 3.3)
        archive.writestr(zipfile.ZipInfo("mimetype", _MOMENT), _KIND, zipfile.ZIP_STORED)
        for name, part in (("content.xml", content), ("META-INF/manifest.xml", _manifest())):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), part, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _write(page: etree._Element, sheet: Sheet) -> None:
    _row(page, (sheet.title,))
    _row(page, (sheet.subtitle,))
    _row(page, ())
    _row(page, (*sheet.headers, sheet.counted))
    for line in sheet.lines:
        _row(page, (*line.labels, HIDDEN if line.value is None else line.value))
    if sheet.derived:
        _row(page, ())
        _row(page, ("Pour", "Valeur calculée", "Valeur", "Unité"))
        for one in sheet.derived:
            _row(page, (" – ".join(one.labels), one.name, HIDDEN if one.value is None else one.value, one.unit))


def _page(book: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(book, f"{{{_TABLE}}}table", {f"{{{_TABLE}}}name": name})


def _row(page: etree._Element, cells: tuple[str | int | float, ...]) -> None:
    row = etree.SubElement(page, f"{{{_TABLE}}}table-row")
    for value in cells or ("",):
        cell = etree.SubElement(row, f"{{{_TABLE}}}table-cell")
        shown = text_cell(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
        kind = "string" if isinstance(value, str) else "float"
        cell.set(f"{{{_OFFICE}}}value-type", kind)
        if kind == "float":
            cell.set(f"{{{_OFFICE}}}value", repr(value))
        etree.SubElement(cell, f"{{{_TEXT}}}p").text = shown


def _manifest() -> bytes:
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap={"manifest": _MANIFEST})
    root.set(f"{{{_MANIFEST}}}version", "1.3")
    for path, kind in (("/", _KIND), ("content.xml", "text/xml")):
        entry = {f"{{{_MANIFEST}}}full-path": path, f"{{{_MANIFEST}}}media-type": kind}
        etree.SubElement(root, f"{{{_MANIFEST}}}file-entry", entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
