"""The languages on the five dimensions of the Common European Framework."""

from collections.abc import Sequence

from exports.document import theme
from exports.document.flowables import Row, TaggedParagraph
from exports.document.fonts import markup
from exports.document.tagging import Node
from exports.document.writing import Writing
from passeport.domain.identity import Language
from passeport.domain.profile import LanguageSkill
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.names import language_name
from passeport.language.typography import typeset

_FIRST = 0.22
"""Share of the width for the name of the language."""
_UNKNOWN = "–"


def write_languages(writing: Writing, mother_tongues: Sequence[Language], skills: Sequence[LanguageSkill]) -> None:
    """Write the section of the languages; nothing when there is none."""
    if not mother_tongues and not skills:
        return
    writing.begin_section("Langues")
    tongues = ", ".join(language_name(tongue) for tongue in mother_tongues)
    writing.labelled("Langues maternelles" if len(mother_tongues) > 1 else "Langue maternelle", tongues)
    if any(_has_levels(skill) for skill in skills):
        _write_grid(writing, skills)
    else:
        writing.labelled("Autres langues", ", ".join(language_name(skill.language) for skill in skills))
    for skill in skills:
        _write_proofs(writing, skill)


def _write_grid(writing: Writing, skills: Sequence[LanguageSkill]) -> None:
    dimensions = vocabulary("cefr_dimensions").terms
    first = theme.WIDTH * _FIRST
    widths = [first] + [(theme.WIDTH - first) / len(dimensions)] * len(dimensions)
    table = writing.section.add("Table")
    head = table.add("THead").add("TR")
    titles = ["Autre langue", *(term.label() for term in dimensions)]
    cells = [_cell(title, theme.CELL_HEAD, head, "TH", Scope="Column") for title in titles]
    writing.add(Row(cells, widths, is_head=True))
    body = table.add("TBody")
    for skill in skills:
        row = body.add("TR")
        levels = (getattr(skill, term.code) or _UNKNOWN for term in dimensions)
        name = _cell(language_name(skill.language), theme.CELL_LEFT, row, "TH", Scope="Row")
        writing.add(Row([name, *(_cell(level, theme.CELL, row, "TD") for level in levels)], widths))
    writing.line(
        "Niveaux : A1 et A2, utilisateur élémentaire ; B1 et B2, indépendant ; C1 et C2, expérimenté "
        "(Cadre européen commun de référence pour les langues).",
        style=theme.SMALL.clone("levels", spaceBefore=3, spaceAfter=3),
    )


def _write_proofs(writing: Writing, skill: LanguageSkill) -> None:
    name = language_name(skill.language)
    for proof in skill.certificates:
        writing.line(
            f"{name} : {proof.title}", proof.awarded_by, dates.partial_date(proof.awarded_on), proof.level or ""
        )
    for stay in skill.experiences:
        writing.line(name, dates.period(stay.period), stay.area)
        writing.rich(stay.description)


def _has_levels(skill: LanguageSkill) -> bool:
    return any(getattr(skill, term.code) for term in vocabulary("cefr_dimensions").terms)


def _cell(words: str, style: object, row: Node, role: str, **attributes: str) -> TaggedParagraph:
    return TaggedParagraph(markup(typeset(words)), style, row.add(role, **attributes))  # type: ignore[arg-type]
