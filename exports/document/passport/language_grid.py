"""The languages on the five dimensions of the Common European Framework."""

from collections.abc import Sequence

from exports.document.layout.paragraph import Paragraph
from exports.document.layout.table import Row, Table
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Style
from exports.document.layout.writing import Text, Writing
from passeport.domain.identity import Language
from passeport.domain.profile import LanguageSkill
from passeport.domain.vocabulary import vocabulary

_FIRST = 0.22
"""Share of the width for the name of the language."""
_UNKNOWN = "–"


def write_languages(writing: Writing, mother_tongues: Sequence[Language], skills: Sequence[LanguageSkill]) -> None:
    """Write the section of the languages; nothing when there is none."""
    if not mother_tongues and not skills:
        return
    words = writing.words
    writing.begin_section(words.term("europass_sections", "LANGUAGES"))
    tongues = ", ".join(words.spoken(tongue) for tongue in mother_tongues)
    writing.labelled(words.say("mother_tongues" if len(mother_tongues) > 1 else "mother_tongue"), tongues)
    if not any(_has_levels(skill) for skill in skills):
        writing.labelled(words.say("other_languages"), ", ".join(words.spoken(skill.language) for skill in skills))
    elif writing.theme.tables:
        _write_grid(writing, skills)
    else:
        _write_levels(writing, skills)
    for skill in skills:
        _write_proofs(writing, skill)


def _write_grid(writing: Writing, skills: Sequence[LanguageSkill]) -> None:
    words, theme = writing.words, writing.theme
    dimensions = vocabulary("cefr_dimensions").terms
    table = writing.section.add("Table")
    head = table.add("THead").add("TR")
    titles = [words.say("other_language"), *(words.term("cefr_dimensions", term.code) for term in dimensions)]
    first = Row([_cell(writing, title, theme.cell_head, head, "TH", Scope="Column") for title in titles])
    body = table.add("TBody")
    rows = []
    for skill in skills:
        row = body.add("TR")
        levels = (getattr(skill, term.code) or _UNKNOWN for term in dimensions)
        named = words.spoken(skill.language)
        if len(skills) > 1:
            name = _cell(writing, named, theme.cell_left, row, "TH", Scope="Row")
        else:  # one row needs no head of its own, and checkers take a table of more heads than cells for a broken one
            name = _cell(writing, named, theme.cell_left, row, "TD")
        rows.append(Row([name, *(_cell(writing, level, theme.cell, row, "TD") for level in levels)]))
    shares = [_FIRST] + [(1 - _FIRST) / len(dimensions)] * len(dimensions)
    writing.add(Table(first, rows, shares, theme))
    writing.line(words.say("cefr"), style=theme.small)


def _write_levels(writing: Writing, skills: Sequence[LanguageSkill]) -> None:
    """Write the grid as a list: six columns of large letters are as narrow as a word."""
    words = writing.words
    for skill in skills:
        writing.heading(words.spoken(skill.language))
        levels = [(term.code, getattr(skill, term.code)) for term in vocabulary("cefr_dimensions").terms]
        for code, level in levels:
            writing.labelled(words.term("cefr_dimensions", code), level or "")
    writing.line(words.say("cefr"), style=writing.theme.small)


def _write_proofs(writing: Writing, skill: LanguageSkill) -> None:
    words = writing.words
    name = words.spoken(skill.language)
    for proof in skill.certificates:
        said = f"{name}{words.colon}{words.typeset(proof.title)}"
        writing.line(said, proof.awarded_by, words.date(proof.awarded_on), proof.level or "")
    for stay in skill.experiences:
        writing.line(name, words.period(stay.period), stay.area)
        writing.rich(stay.description)


def _has_levels(skill: LanguageSkill) -> bool:
    return any(getattr(skill, term.code) for term in vocabulary("cefr_dimensions").terms)


def _cell(writing: Writing, said: Text, style: Style, row: Node, role: str, **attributes: str) -> Paragraph:
    return writing.paragraph([said], style, row.add(role, **attributes))
