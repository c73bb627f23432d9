"""Lists of people as files: CSV as French spreadsheets open it, and workbooks encrypted under a passphrase (R13)."""

import csv
import io
from collections.abc import Sequence

import msoffcrypto
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from exports.tables.cells import text_cell

_WIDEST = 60


class TableFiles:
    """Port `TableWriter`."""

    def csv(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
        """Return a CSV file: semicolons, CRLF (RFC 4180), UTF-8 with its mark; no cell begins a formula."""
        written = io.StringIO(newline="")
        lines = csv.writer(written, delimiter=";")
        for row in (headings, *rows):
            lines.writerow([text_cell(cell) for cell in row])
        return written.getvalue().encode("utf-8-sig")

    def workbook(self, headings: Sequence[str], rows: Sequence[Sequence[str]], passphrase: str) -> bytes:
        """Return a workbook encrypted by AES-256 under a passphrase (agile encryption, [MS-OFFCRYPTO] 2.3.4.10)."""
        clear = io.BytesIO(_sheet(headings, rows))
        encrypted = io.BytesIO()
        OOXMLFile(clear).encrypt(passphrase, encrypted)
        return encrypted.getvalue()


def opened(data: bytes, passphrase: str) -> bytes:
    """Return the workbook inside an encrypted one; raises msoffcrypto's `InvalidKeyError` for a wrong passphrase."""
    clear = io.BytesIO()
    locked = msoffcrypto.OfficeFile(io.BytesIO(data))
    locked.load_key(password=passphrase, verify_password=True)
    locked.decrypt(clear)
    return clear.getvalue()


def _sheet(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    written = io.BytesIO()
    # in memory: nothing of a person stands in a temporary file (R15); and no text becomes a formula, link or number
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet("Personnes")
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for place, heading in enumerate(headings):
            longest = max((len(row[place]) for row in rows), default=0)
            sheet.set_column(place, place, min(_WIDEST, max(len(heading), longest) + 2), text)
            sheet.write_string(0, place, heading, bold)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, text_cell(cell), text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
    return written.getvalue()
