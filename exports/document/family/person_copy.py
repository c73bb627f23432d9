"""The person's full copy on paper (R08): everything that is kept of them, field by field."""

from collections.abc import Iterable
from dataclasses import replace

from exports.document.family.letter import Letter
from exports.document.layout import theme as themes
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import Look, Run
from exports.document.layout.tagging import Node
from exports.document.layout.writing import Writing
from passeport.domain.documents import Letterhead
from passeport.domain.vocabulary import label
from passeport.language import dates, describe
from passeport.language.catalogue import REFERENCE, speaking
from passeport.language.telling import Told, field, told
from passeport.services.document_ports import WrittenDocument
from passeport.services.file_ports import PersonCopy

_IN = 14.0
"""Points by which what is inside a thing stands to the right of it."""
_DEEPEST = 6
_APART = 7.0
"""Points between two things of a kind, such as two steps."""
_WITH_HEADING = ("agreements", "transmissions", "requests", "archive", "kept_files")


@speaking(REFERENCE)
def write_person_copy(copy: PersonCopy, introduction: str) -> WrittenDocument:
    """Return the copy, in French as all that is kept; `introduction` says the person's rights."""
    dossier = copy.dossier
    person = dossier.beneficiary
    head = Letterhead(station=copy.station, conseiller=copy.made_by, made_on=copy.made_at.date())
    letter = Letter(head, "person_copy", theme=themes.USUAL, subject=person.identity.full_name)
    writing = letter.writing
    writing.line(introduction)
    letter.place_and_day()
    for name, thing in (("identity", person.identity), ("situation", person.situation), ("profile", person.profile)):
        _write_part(writing, field(name), [told(thing)])
    for parcours in dossier.parcours:
        _write_part(writing, describe.line(parcours), [told(parcours)])
    for name in _WITH_HEADING:
        value = getattr(dossier, name)
        things = value if isinstance(value, tuple) else (value,) if value is not None else ()
        _write_part(writing, field(name), [told(thing) for thing in things])
    if copy.journal:
        writing.begin_section("Qui a consulté ou modifié ce dossier")
        writing.entries(
            [
                [
                    dates.moment(line.at),
                    label("journal_operations", line.operation.value),
                    copy.accounts.get(line.account, ""),
                ]
                for line in copy.journal
            ]
        )
    return letter.finish()


def _write_part(writing: Writing, title: str, things: Iterable[tuple[Told, ...]]) -> None:
    kept = [thing for thing in things if thing]
    if not kept:
        return
    writing.begin_section(title)
    for place, thing in enumerate(kept):
        _write_fields(writing, thing, writing.section.add("L"), 0, apart=place > 0)


def _write_fields(writing: Writing, lines: Iterable[Told], node: Node, depth: int, *, apart: bool = False) -> None:
    """Write fields as a list, and what is inside them as lists in the list; `apart` from the thing before."""
    for number, line in enumerate(lines):
        style = replace(writing.theme.body, indent=_IN * min(depth, _DEEPEST), after=1, keep=not line.words)
        if apart and number == 0:
            style = replace(style, before=_APART)
        body = node.add("LI").add("LBody")
        head = Run(writing.words.typeset(f"{line.label} : " if line.words else line.label), Look(bold=True))
        writing.add(Paragraph([head, Run(line.words)], style, body.add("P"), writing.words.language))
        for place, inside in enumerate(line.inside):
            _write_fields(writing, inside, body.add("L"), depth + 1, apart=place > 0)
