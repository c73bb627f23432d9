"""The sign-in sheet of a workshop: one row for each person who is expected, a few for those who are not."""

import datetime as dt

from exports.document.archive import About, archived
from exports.document.layout import theme as themes
from exports.document.layout.table import Row, Table
from exports.document.layout.words import Words, words_of_papers
from exports.document.layout.writing import Writing
from exports.document.passport.frame import finished
from passeport.language import dates, moments
from passeport.language.catalogue import speaking
from passeport.language.describe import shortened
from passeport.services.file_ports import WorkshopSheet

_SHARES = (0.08, 0.5, 0.42)
_ROW = 27.0
"""Points for a signature: twenty people and their title stand on one page."""
_HEADS = ("sheet_number", "sheet_name", "sheet_signature")
_FOOT_NAME = 60
_ROWS_FOR_NOBODY = 12
"""Rows to be filled in by hand when nobody is expected by name: a table without a row is none (ISO 14289-1, 7.2)."""
_BLANK = "\u00a0"
"""What stands in a cell to be filled in by hand: a row has as many cells as its head (ISO 14289-1, 7.5)."""


def write_workshop_sheet(sheet: WorkshopSheet) -> bytes:
    """Return the A4 document, PDF/A-3a and PDF/UA-1; the same sheet gives the same bytes."""
    words = words_of_papers(sheet.language)
    writing = Writing(themes.USUAL, words)
    theme = writing.theme
    writing.section = writing.document.add("Sect")
    title = words.text("sheet_titled", title=sheet.title) if sheet.title else words.text("sheet")
    writing.line(sheet.station.name, style=theme.kind)
    writing.add(writing.paragraph([title], theme.name, writing.section.add("H1")))
    writing.line(_when(sheet, words), sheet.place)
    if sheet.made_by:
        writing.labelled(words.say("sheet_by"), sheet.made_by)
    writing.add(_table(writing, sheet))
    writing.line(words.say("sheet_use"), style=theme.small)
    station = shortened(sheet.station.name, _FOOT_NAME)
    drawn = finished(writing, f"{station} · {dates.short_date(sheet.day)}")
    made_at = dt.datetime.combine(sheet.day, dt.time(), dt.UTC)
    return archived(drawn.sheets, drawn.structure, (), About(title, sheet.station.name, made_at, words.tag))


def _table(writing: Writing, sheet: WorkshopSheet) -> Table:
    theme, words = writing.theme, writing.words
    table = writing.section.add("Table")
    head = table.add("THead").add("TR")
    titles = [words.say(key) for key in _HEADS]
    first = Row([writing.paragraph([title], theme.cell_head, head.add("TH", Scope="Column")) for title in titles])
    body = table.add("TBody")
    rows = []
    blank_rows = sheet.blank_rows or (0 if sheet.names else _ROWS_FOR_NOBODY)
    for number, name in enumerate([*sheet.names, *[""] * blank_rows], start=1):
        row = body.add("TR")
        cells = [
            writing.paragraph([str(number)], theme.cell, row.add("TD")),
            writing.paragraph([name or _BLANK], theme.cell_left, row.add("TH", Scope="Row") if name else row.add("TD")),
            writing.paragraph([_BLANK], theme.cell, row.add("TD")),
        ]
        rows.append(Row(cells, _ROW))
    return Table(first, rows, _SHARES, theme)


def _when(sheet: WorkshopSheet, words: Words) -> str:
    when = words.day(sheet.day)
    if sheet.at is not None:
        with speaking(words.language):
            hour = moments.said_hour(sheet.at)
        when = words.text("sheet_at", day=when, hour=hour)
    return words.text("sheet_lasts", when=when, count=sheet.minutes) if sheet.minutes else when
