"""The copy on paper: what the page says, as PDF/A-3a and PDF/UA-1."""

from collections.abc import Iterable
from dataclasses import replace

from exports.document.family.letter import Head, written
from exports.document.layout import theme as themes
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import Look, Run
from exports.document.layout.table import Row, Table
from exports.document.layout.tagging import Node
from exports.document.layout.words import words_of_papers
from exports.document.layout.writing import Writing
from exports.document.passport.frame import finished
from exports.person_copy.content import Content, Part
from passeport.domain.documents import Letterhead
from passeport.language.describe import shortened
from passeport.language.telling import Told
from passeport.services.document_ports import WrittenDocument

_IN = 14.0
"""Points by which what is inside a thing stands to the right of it."""
_DEEPEST = 6
_APART = 7.0
"""Points between two things of a kind, such as two steps."""
_SHARES = (0.24, 0.46, 0.3)
_NAME_IN_FOOT = 60


def write_paper(content: Content, head: Letterhead) -> WrittenDocument:
    """Return the copy; `head` says who made it and when."""
    words = words_of_papers(content.language)
    writing = Writing(themes.USUAL, words)
    theme = writing.theme
    section = writing.document.add("Sect")
    writing.add(
        Head(
            [
                writing.paragraph([content.kind], theme.kind, section.add("P")),
                Paragraph([Run(content.title)], theme.name, section.add("H1"), words.language, bookmark=1),
            ]
        )
    )
    writing.section = section
    writing.line(content.made)
    writing.line(content.rights)
    for part in content.parts:
        _write_part(writing, part)
    if content.files:
        writing.begin_section(content.files_title)
        writing.entries([[file.name, file.path] for file in content.files])
    writing.begin_section(content.journal_title)
    if content.journal:
        writing.add(_journal(writing, content))
    else:
        writing.line(content.journal_of_nobody)
    names = (content.title, head.station.name)
    foot = " · ".join((*(shortened(name, _NAME_IN_FOOT) for name in names), words.day(head.made_on)))
    return written(finished(writing, foot), content.title, head, words)


def _write_part(writing: Writing, part: Part) -> None:
    writing.begin_section(part.title)
    for place, thing in enumerate(part.things):
        _write_fields(writing, thing, writing.section.add("L"), 0, apart=place > 0)


def _write_fields(writing: Writing, lines: Iterable[Told], node: Node, depth: int, *, apart: bool = False) -> None:
    """Write fields as a list, and what is inside them as lists in the list; `apart` from the thing before."""
    colon = writing.words.colon
    for number, line in enumerate(lines):
        style = replace(writing.theme.body, indent=_IN * min(depth, _DEEPEST), after=1, keep=not line.words)
        if apart and number == 0:
            style = replace(style, before=_APART)
        body = node.add("LI").add("LBody")
        head = Run(writing.words.typeset(line.label) + (colon if line.words else ""), Look(bold=True))
        writing.add(Paragraph([head, Run(line.words)], style, body.add("P"), writing.words.language))
        for place, inside in enumerate(line.inside):
            _write_fields(writing, inside, body.add("L"), depth + 1, apart=place > 0)


def _journal(writing: Writing, content: Content) -> Table:
    theme = writing.theme
    table = writing.section.add("Table")
    head = table.add("THead").add("TR")
    titles = content.journal_heads
    first = Row([writing.paragraph([title], theme.cell_head, head.add("TH", Scope="Column")) for title in titles])
    body = table.add("TBody")
    rows = []
    for line in content.journal:
        row = body.add("TR")
        rows.append(Row([writing.paragraph([part], theme.cell_left, row.add("TD")) for part in line]))
    return Table(first, rows, _SHARES, theme)
