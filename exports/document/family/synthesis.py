"""The document de synthèse of the conseil en évolution professionnelle, handed to the person at the end of level 2.

What it holds follows the arrêté of 29 March 2019 on the specifications of the conseil en évolution professionnelle
(article L. 6111-6 of the Code du travail): the project, the strategy, the plan of action, the funding considered.
"""

from collections.abc import Sequence

from exports.document.family.forms import SignatureZones, Space
from exports.document.family.letter import Letter
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.table import Row, Table
from exports.document.layout.writing import Text, Writing
from passeport.domain import rich_text
from passeport.domain.documents import Synthesis
from passeport.domain.parcours import Action
from passeport.services.document_ports import WrittenDocument

_SHARES = (0.44, 0.2, 0.18, 0.18)
_ROOM = 42.0
"""Points left to write by hand what was not typed."""


def write_synthesis(synthesis: Synthesis) -> WrittenDocument:
    """Return the document."""
    letter = Letter(synthesis.head, "synthesis", subject=synthesis.person.full_name)
    writing, words = letter.writing, letter.words
    letter.about(synthesis.person)
    writing.labelled(words.say("need"), synthesis.need)
    level = words.term("cep_levels", synthesis.cep_level) if synthesis.cep_level else ""
    writing.line(level, words.say("opened", date=words.day(synthesis.opened_on)), style=writing.theme.muted)
    for key, text in (("project", synthesis.project), ("strategy", synthesis.strategy)):
        _write_text(writing, key, text)
    if synthesis.steps:
        writing.begin_section(words.say("done"))
        writing.entries(
            [
                [words.day(step.day), words.term("step_types", step.type), step.title, step.outcome]
                for step in synthesis.steps
            ]
        )
    writing.begin_section(words.say("plan"))
    if synthesis.actions:
        _write_actions(writing, synthesis.actions)
    else:
        writing.add(Space(_ROOM))
    _write_text(writing, "funding", synthesis.funding)
    writing.begin_section(words.say("signatures"))
    writing.line(words.say("synthesis_use"), style=writing.theme.muted)
    letter.place_and_day()
    labels = [words.say("signed_person"), words.say("signed_conseiller")]
    zones = [writing.paragraph([label], writing.theme.muted, writing.section.add("P")) for label in labels]
    writing.add(SignatureZones(zones, writing.theme))
    return letter.finish()


def _write_text(writing: Writing, key: str, text: str) -> None:
    writing.begin_section(writing.words.say(key))
    if text:
        writing.rich(rich_text.from_plain(text))
    else:
        writing.add(Space(_ROOM))


def _write_actions(writing: Writing, actions: Sequence[Action]) -> None:
    words, theme = writing.words, writing.theme
    table = writing.section.add("Table")
    head = table.add("THead").add("TR")
    titles = [words.say(key) for key in ("action", "who", "when", "where_it_stands")]
    first = Row([writing.paragraph([title], theme.cell_head, head.add("TH", Scope="Column")) for title in titles])
    body = table.add("TBody")
    rows = []
    for action in actions:
        row = body.add("TR")
        due = words.day(action.due_on) if action.due_on is not None else "–"
        told: list[Text] = [
            action.title,
            action.responsible or "–",
            due,
            words.term("action_statuses", action.status.value),
        ]
        cells: list[Paragraph] = []
        for number, part in enumerate(told):
            style = theme.cell_left if number == 0 else theme.cell
            cells.append(writing.paragraph([part], style, row.add("TD")))
        rows.append(Row(cells))
    writing.add(Table(first, rows, _SHARES, theme))
