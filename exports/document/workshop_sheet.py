"""The sign-in sheet of a workshop: one row for each person who is expected, a few for those who are not."""

import datetime as dt

from exports.document.archive import About, archived
from exports.document.layout import theme as themes
from exports.document.layout.pages import draw_pages
from exports.document.layout.table import Row, Table
from exports.document.layout.words import Words
from exports.document.layout.writing import Writing
from passeport.language import dates, moments
from passeport.language.catalogue import REFERENCE, speaking
from passeport.language.describe import shortened
from passeport.language.typography import typeset
from passeport.services.file_ports import WorkshopSheet

_SHARES = (0.08, 0.5, 0.42)
_ROW = 27.0
"""Points for a signature: twenty people and their title stand on one page."""
_TITLES = ("N°", "Nom et prénom", "Signature")
_FOOT_NAME = 60
_ROWS_FOR_NOBODY = 12
"""Rows to be filled in by hand when nobody is expected by name: a table without a row is none (ISO 14289-1, 7.2)."""
_BLANK = "\u00a0"
"""What stands in a cell to be filled in by hand: a row has as many cells as its head (ISO 14289-1, 7.5)."""
_USE = (
    "Cette feuille prouve la présence à la séance et ne sert à rien d’autre. Elle se range ou se détruit selon la "
    "règle du point d’accueil."
)


@speaking(REFERENCE)
def write_workshop_sheet(sheet: WorkshopSheet) -> bytes:
    """Return the A4 document, PDF/A-3a and PDF/UA-1; the same sheet gives the same bytes."""
    writing = Writing(themes.USUAL, Words("fr"))
    theme = writing.theme
    writing.section = writing.document.add("Sect")
    title = f"Feuille d’émargement – {sheet.title}" if sheet.title else "Feuille d’émargement"
    writing.line(sheet.station.name, style=theme.kind)
    writing.add(writing.paragraph([title], theme.name, writing.section.add("H1")))
    writing.line(_when(sheet), sheet.place)
    if sheet.made_by:
        writing.labelled("Animée par", sheet.made_by)
    writing.add(_table(writing, sheet))
    writing.line(_USE, style=theme.small)
    station = shortened(sheet.station.name, _FOOT_NAME)
    day = dates.short_date(sheet.day)
    drawn = draw_pages(
        writing.story,
        writing.document,
        theme,
        foot=lambda page, total: typeset(f"{station} · {day} · page {page} sur {total}"),
        language="fr",
    )
    made_at = dt.datetime.combine(sheet.day, dt.time(), dt.UTC)
    return archived(drawn.sheets, drawn.structure, (), About(typeset(title), sheet.station.name, made_at, "fr"))


def _table(writing: Writing, sheet: WorkshopSheet) -> Table:
    theme = writing.theme
    table = writing.section.add("Table")
    head = table.add("THead").add("TR")
    first = Row([writing.paragraph([words], theme.cell_head, head.add("TH", Scope="Column")) for words in _TITLES])
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


def _when(sheet: WorkshopSheet) -> str:
    at = f" à {moments.said_hour(sheet.at)}" if sheet.at is not None else ""
    lasts = f", {sheet.minutes} min" if sheet.minutes else ""
    return f"{dates.long_date(sheet.day)}{at}{lasts}"
