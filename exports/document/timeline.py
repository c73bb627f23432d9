"""The parcours of orientation: its steps along a line, the oldest first, as a person tells it."""

import datetime as dt

from exports.document import theme
from exports.document.flowables import StepGap, StepParagraph
from exports.document.fonts import markup
from exports.document.rich_blocks import blocks
from exports.document.tagging import Node
from exports.document.writing import Writing
from passeport.domain import rich_text
from passeport.domain.parcours import Action, Parcours, Step
from passeport.domain.passport import Passport
from passeport.domain.vocabulary import label
from passeport.language import dates, describe
from passeport.language.typography import typeset


def write_parcours(writing: Writing, passport: Passport) -> None:
    """Write the steps of each parcours."""
    for number, parcours in enumerate(passport.parcours):
        if number == 0:
            writing.begin_section(label("europass_sections", "PARCOURS"))
        closed = f"clos le {dates.long_date(parcours.closed_on)}" if parcours.closed_on is not None else ""
        writing.heading(parcours.need)
        theme_label = label("themes", parcours.theme) if parcours.theme else ""
        opened = f"ouvert le {dates.long_date(parcours.opened_on)}"
        reason = label("closure_reasons", parcours.closure_reason) if parcours.closure_reason else ""
        level = label("cep_levels", parcours.cep_level) if parcours.cep_level else ""
        writing.line(theme_label, level, opened, closed, reason, style=theme.MUTED_BODY)
        _write_steps(writing, parcours)
        for action in parcours.actions:
            writing.labelled("À faire", _said(action))


def _write_steps(writing: Writing, parcours: Parcours) -> None:
    if not parcours.steps:
        return
    node = writing.section.add("L")
    for step in sorted(parcours.steps, key=lambda step: (step.day, step.at or dt.time.min, str(step.id))):
        _write_step(writing, step, node.add("LI").add("LBody"))


def _write_step(writing: Writing, step: Step, body: Node) -> None:
    title = ", ".join(part for part in (label("step_types", step.type), step.title) if part)
    head = StepParagraph(markup(typeset(f"{_day(step)} – {title}")), theme.STEP, body.add("P"))
    head.begins = True
    writing.add(head)
    status = describe.term(step.status)
    facts = (
        status,
        label("modes", step.mode) if step.mode else "",
        f"{step.minutes} min" if step.minutes else "",
        step.place,
        step.provenance.station.name if step.provenance.station is not None else "",
    )
    _write(writing, body, " · ".join(fact for fact in facts if fact), muted=True)
    subjects = [label("themes", code) for code in step.themes] + [label("objectives", code) for code in step.objectives]
    if step.immersion_objective:
        subjects.append(label("immersion_objectives", step.immersion_objective))
    _write(writing, body, f"Thèmes : {', '.join(subjects)}" if subjects else "", muted=True)
    _write(writing, body, step.outcome)
    if step.referral is not None:
        _write(writing, body, f"Orientation vers {describe.line(step.referral)}")
        _write(writing, body, f"Motif : {step.referral.reason}" if step.referral.reason else "")
    for note in step.notes:
        said = f"{note.author_name or 'Note'} : {note.text}"
        for block in blocks(rich_text.from_plain(typeset(said)), body, theme.STEP_BODY, kind=StepParagraph):
            writing.add(block)
    writing.add(StepGap())


def _write(writing: Writing, body: Node, words: str, *, muted: bool = False) -> None:
    if words:
        style = theme.STEP_MUTED if muted else theme.STEP_BODY
        writing.add(StepParagraph(markup(typeset(words)), style, body.add("P")))


def _day(step: Step) -> str:
    until = f" au {dates.long_date(step.until)}" if step.until is not None and step.until != step.day else ""
    return f"{dates.long_date(step.day)}{until}"


def _said(action: Action) -> str:
    return describe.line(action)
