"""Tables as a workbook (Office Open XML, by XlsxWriter): text stays text, numbers are numbers, nothing is computed."""

import datetime as dt
import io
import re
from collections.abc import Iterable

import xlsxwriter

from exports.tables.cells import text_cell
from passeport.language.statistics_words import HIDDEN
from passeport.services.statistics_presentation import Dossier, Sheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
"""Characters in the name of a sheet (ECMA-376, part 1, 18.2.19)."""
_WIDTH, _NARROW = 34, 14


def workbook_of(dossier: Dossier, note: str) -> bytes:
    """Return a workbook: the method note first, then a sheet per table."""
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        made = dt.datetime.fromisoformat(dossier.made_on)
        book.set_properties({"title": "Statistiques", "company": dossier.station, "created": made})
        _write_note(book, note)
        for name, sheet in named_sheets(dossier.sheets):
            _write_sheet(book, name, sheet)
    return data.getvalue()


def named_sheets(sheets: Iterable[Sheet]) -> list[tuple[str, Sheet]]:
    """Return each table with a name that a spreadsheet takes, different from the others."""
    found: list[tuple[str, Sheet]] = []
    for number, sheet in enumerate(sheets, start=1):
        words = _FORBIDDEN.sub(" ", sheet.title)
        found.append((f"{number} {words}"[:_LONGEST_NAME].strip(), sheet))
    return found


def _write_note(book: xlsxwriter.Workbook, note: str) -> None:
    page = book.add_worksheet("Méthode")
    page.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, line in enumerate(note.splitlines()):
        page.write_string(row, 0, text_cell(line))


def _write_sheet(book: xlsxwriter.Workbook, name: str, sheet: Sheet) -> None:
    bold, head = book.add_format({"bold": True, "font_size": 13}), book.add_format({"bold": True, "bottom": 1})
    strong = book.add_format({"bold": True})
    hidden = book.add_format({"italic": True, "align": "right"})
    page = book.add_worksheet(name)
    page.write_string(0, 0, text_cell(sheet.title), bold)
    page.write_string(1, 0, text_cell(sheet.subtitle))
    columns = (*sheet.headers, sheet.counted)
    for column, label in enumerate(columns):
        page.write_string(3, column, text_cell(label), head)
    page.set_column(0, max(0, len(sheet.headers) - 1), _WIDTH)
    page.set_column(len(sheet.headers), len(sheet.headers) + 3, _NARROW)
    page.freeze_panes(4, 0)
    row = 4
    for line in sheet.lines:
        style = strong if line.is_total else None
        for column, label in enumerate(line.labels):
            page.write_string(row, column, text_cell(label), style)
        if line.value is None:
            page.write_string(row, len(line.labels), HIDDEN, hidden)
        else:
            page.write_number(row, len(line.labels), line.value, style)
        row += 1
    if sheet.derived:
        row += 1
        for column, label in enumerate(("Pour", "Valeur calculée", "Valeur", "Unité")):
            page.write_string(row, column, label, head)
        for one in sheet.derived:
            row += 1
            page.write_string(row, 0, text_cell(" – ".join(one.labels)))
            page.write_string(row, 1, text_cell(one.name))
            if one.value is None:
                page.write_string(row, 2, HIDDEN, hidden)
            else:
                page.write_number(row, 2, one.value)
            page.write_string(row, 3, one.unit)
