"""The report: indicators as charts, each with its table under it, and the method; PDF/A-3a and PDF/UA-1."""

import datetime as dt

from exports.document.archive import About, archived
from exports.document.layout import theme as themes
from exports.document.layout.pages import draw_pages
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.table import Row, Table
from exports.document.layout.words import Words
from exports.document.layout.writing import Writing
from exports.statistics.charts import BarChart, bars_of
from passeport.language.catalogue import REFERENCE, speaking
from passeport.language.statistics_words import HIDDEN, span_label
from passeport.language.typography import typeset
from passeport.services.statistics_presentation import Derived, Dossier, Sheet

_MOST_LINES = 70
"""Lines of a table in the report; a longer one is in the other files, and the report says so."""
_VALUE = 0.2


@speaking(REFERENCE)
def report_of(dossier: Dossier, note: str) -> bytes:
    """Return the report of an export; the same export gives the same bytes."""
    words = Words("fr")
    writing = Writing(themes.USUAL, words)
    title = typeset(f"Statistiques, {span_label(dossier.span)}")
    head = writing.document.add("Sect")
    writing.add(writing.paragraph([title], writing.theme.name, head.add("H1"), bookmark=1))
    writing.add(
        writing.paragraph([dossier.station, f"fait le {_day(dossier.made_on)}"], writing.theme.muted, head.add("P"))
    )
    for sheet in dossier.sheets:
        _write(writing, sheet)
    if dossier.withheld:
        writing.begin_section("Ce qui n’est pas montré")
        for one in dossier.withheld:
            writing.labelled(one.title, one.why)
    first, *lines = note.splitlines()
    writing.begin_section(first)
    for line in lines:
        writing.line(line)
    foot = typeset(f"{dossier.station} – statistiques anonymes, {span_label(dossier.span)}")
    drawn = draw_pages(
        writing.story,
        writing.document,
        writing.theme,
        foot=lambda page, total: f"{foot} · {words.text('page', page=page, total=total)}",
        language="fr",
    )
    made_at = dt.datetime.combine(dt.date.fromisoformat(dossier.made_on), dt.time(), dt.UTC)
    return archived(drawn.sheets, drawn.structure, (), About(title, dossier.station, made_at, "fr"))


def _write(writing: Writing, sheet: Sheet) -> None:
    writing.begin_section(sheet.title)
    writing.line(sheet.subtitle, style=writing.theme.muted)
    main = [one for one in sheet.derived if one.is_of_everybody]
    for one in main:
        writing.labelled(one.name, f"{_number(one)} {one.unit}" if one.value is not None else "non donné")
    bars, names = bars_of(sheet)
    if bars:
        figure = writing.section.add("Figure", Alt=_said(sheet))
        writing.add(BarChart(bars, names, figure, writing.theme))
    _write_table(writing, sheet)
    others = [one for one in sheet.derived if one not in main]
    if any(one.value is not None for one in others):
        _write_derived(writing, others)


def _said(sheet: Sheet) -> str:
    bars, names = bars_of(sheet)
    parts = []
    for bar in bars:
        name = f"{bar.label}, {names[bar.series]}" if names else bar.label
        parts.append(f"{name} {'masqué' if bar.value is None else bar.value}")
    return typeset(f"Graphique en barres : {sheet.title}. " + " ; ".join(parts) + ".")


def _write_table(writing: Writing, sheet: Sheet) -> None:
    count = len(sheet.headers)
    shares = [(1 - _VALUE) / count] * count + [_VALUE] if count else [1.0]
    rows = [
        (*line.labels, HIDDEN if line.value is None else f"{line.value:,}".replace(",", "\u202f"))
        for line in sheet.lines
    ]
    _table(writing, (*sheet.headers, "Nombre"), rows[:_MOST_LINES], shares)
    if len(rows) > _MOST_LINES:
        left = len(rows) - _MOST_LINES
        writing.line(
            typeset(f"{left} autres lignes sont dans les fichiers CSV, XLSX et ODS."), style=writing.theme.small
        )


def _write_derived(writing: Writing, derived: list[Derived]) -> None:
    rows: list[tuple[str, ...]] = [
        (" – ".join(one.labels), one.name, f"{_number(one)} {one.unit}" if one.value is not None else "non donné")
        for one in derived
    ]
    _table(writing, ("Pour", "Valeur calculée", "Valeur"), rows[:_MOST_LINES], [0.5, 0.28, 0.22])


def _table(writing: Writing, titles: tuple[str, ...], lines: list[tuple[str, ...]], shares: list[float]) -> None:
    theme = writing.theme
    table = writing.section.add("Table")
    top = table.add("THead").add("TR")
    head = Row([writing.paragraph([title], theme.cell_head, top.add("TH", Scope="Column")) for title in titles])
    body = table.add("TBody")
    rows = []
    for line in lines:
        tags = body.add("TR")
        cells: list[Paragraph] = []
        for place, words in enumerate(line):
            is_name = place == 0
            node = tags.add("TH", Scope="Row") if is_name and len(line) > 1 else tags.add("TD")
            cells.append(writing.paragraph([words], theme.cell_left if is_name else theme.cell, node))
        rows.append(Row(cells))
    writing.add(Table(head, rows, shares, theme))


def _number(one: Derived) -> str:
    return f"{one.value:,.1f}".replace(",", "\u202f").replace(".", ",")


def _day(iso: str) -> str:
    return dt.date.fromisoformat(iso).strftime("%d/%m/%Y")
