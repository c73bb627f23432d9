"""The parcours of orientation: its steps along a line, the oldest first, as a person tells it."""

import datetime as dt

from exports.document.layout.canvas import Page
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.rich_text import blocks
from exports.document.layout.runs import Line, Look, Run
from exports.document.layout.tagging import Node
from exports.document.layout.theme import WHITE, Style, Theme
from exports.document.layout.words import Words
from exports.document.layout.writing import Text, Writing
from exports.document.passport.hand_over import networked, signed
from passeport.domain import rich_text
from passeport.domain.parcours import Action, ActionStatus, Note, Parcours, Referral, Step, StepStatus
from passeport.domain.passport import Issue, Passport

_LINE_AT = 0.3
"""Where the line stands: share of the indent of a step."""
_DOT = 0.19
_GAP = 7.0
TO_DO = {ActionStatus.EN_PROJET, ActionStatus.EN_COURS, ActionStatus.EN_ATTENTE}
"""What of an action is still to be done."""


class StepParagraph(Paragraph):
    """A paragraph beside the line of the timeline."""

    begins = False
    """Whether the step's dot stands on the line here."""
    is_done = True
    """Whether the dot is full: what is planned is a ring."""
    gap = 0.0
    """Room under it, where the line goes on."""
    theme: Theme

    def height(self, width: float) -> float:
        """Return the height of its lines, with the room under them."""
        return super().height(width) + self.gap

    def least(self, width: float) -> float:
        """Return the height of the lines that may not part, with the room under them when that is all there is."""
        least = super().least(width)
        return least + self.gap if least == super().height(width) else least

    def _cut(self, lines: list[Line], *, first: bool) -> None:
        super()._cut(lines, first=first)
        self.begins = self.begins and first
        self.gap = 0.0 if first else self.gap

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw the line, the dot, and the paragraph."""
        style, colours = self.style, self.theme.palette
        across, middle = left + style.indent * _LINE_AT, top - style.leading * 0.5
        radius = style.indent * _DOT
        with page.artifact():
            start = middle if self.begins else top
            page.line((across, start), (across, top - self.height(width)), colours.line, 1.2)
            if self.begins:
                page.disc(across, middle, radius, colours.strong)
                if not self.is_done:
                    page.disc(across, middle, radius * 0.55, WHITE)
        super().draw(page, left, top, width)


def write_parcours(writing: Writing, passport: Passport) -> None:
    """Write each parcours with its steps, what is still to be done, and what comes next."""
    words = writing.words
    for number, parcours in enumerate(passport.parcours):
        if number == 0:
            writing.begin_section(words.term("europass_sections", "PARCOURS"))
        writing.heading(parcours.need)
        writing.line(
            words.term("themes", parcours.theme) if parcours.theme else "",
            words.term("cep_levels", parcours.cep_level) if parcours.cep_level else "",
            words.say("opened", date=words.day(parcours.opened_on)),
            words.say("closed", date=words.day(parcours.closed_on)) if parcours.closed_on is not None else "",
            words.term("closure_reasons", parcours.closure_reason) if parcours.closure_reason else "",
            style=writing.theme.muted,
        )
        _write_steps(writing, parcours, passport.issue)
        _write_next(writing, parcours, passport.issue)


def ordered(parcours: Parcours) -> list[Step]:
    """Return the steps of a parcours, the oldest first."""
    return sorted(parcours.steps, key=lambda step: (step.day, step.at or dt.time.min, str(step.id)))


def shown_status(step: Step, issue: Issue | None) -> StepStatus:
    """Return the status of a step on the day of the passport: a planned one whose day has passed is to be completed."""
    return step.status if issue is None else step.status_on(issue.issued_at.date())


def _write_steps(writing: Writing, parcours: Parcours, issue: Issue | None) -> None:
    if not parcours.steps:
        return
    node = writing.section.add("L")
    for step in ordered(parcours):
        _StepWriting(writing, step, shown_status(step, issue), node.add("LI").add("LBody")).write()


class _StepWriting:
    """The paragraphs of one step."""

    def __init__(self, writing: Writing, step: Step, status: StepStatus, body: Node) -> None:
        self.writing = writing
        self.status = status
        self.words: Words = writing.words
        self.step = step
        self.body = body
        self.made: list[StepParagraph] = []

    def write(self) -> None:
        step, words, theme = self.step, self.words, self.writing.theme
        title: list[Text] = [_day(step, words), words.term("step_types", step.type), step.title]
        self._say(title, theme.step, " – ")
        station = step.provenance.station
        facts: list[Text] = [
            words.term("step_statuses", self.status.value) if self.status is not StepStatus.HONOREE else "",
            words.term("modes", step.mode) if step.mode else "",
            words.say("minutes", count=step.minutes) if step.minutes else "",
            step.place,
            networked(station.name, station.network, words) if station is not None else "",
        ]
        self._say(facts, theme.step_muted)
        self._say_themes()
        if step.outcome:
            self._say([words.say("outcome"), step.outcome], theme.step_body, words.colon)
        if step.referral is not None:
            self._say_referral(step.referral)
        for note in step.notes:
            self._say_note(note)
        first, last = self.made[0], self.made[-1]
        first.begins = True
        first.is_done = self.status is not StepStatus.PREVUE
        last.gap = _GAP * theme.scale.air
        for paragraph in self.made[:-1]:
            paragraph.keep = True  # a step stays whole where it can
        for paragraph in self.made:
            self.writing.add(paragraph)

    def _say(self, parts: list[Text], style: Style, between: str = " · ") -> None:
        runs = self.writing.runs(parts, between)
        if runs:
            paragraph = StepParagraph(runs, style, self.body.add("P"), self.words.language)
            self._keep(paragraph)

    def _keep(self, paragraph: StepParagraph) -> None:
        paragraph.theme = self.writing.theme
        paragraph.gap, paragraph.before, paragraph.after = paragraph.style.after, 0, 0
        paragraph.keep = False
        self.made.append(paragraph)

    def _say_themes(self) -> None:
        step, words = self.step, self.words
        subjects = [words.term("themes", code) for code in step.themes]
        subjects += [words.term("objectives", code) for code in step.objectives]
        if step.immersion_objective:
            subjects.append(words.term("immersion_objectives", step.immersion_objective))
        self._say([*subjects], self.writing.theme.step_muted)

    def _say_referral(self, referral: Referral) -> None:
        words, style = self.words, self.writing.theme.step_body
        network = words.term("networks", referral.network)
        status = words.term("referral_statuses", referral.status.value)
        self._say([words.say("referral", station=referral.point_accueil), network, status], style)
        if referral.reason:
            self._say([words.say("reason"), referral.reason], style, words.colon)
        if referral.first_meeting_on is not None:
            self._say([words.say("first_meeting", date=words.day(referral.first_meeting_on))], style)

    def _say_note(self, note: Note) -> None:
        words, theme = self.words, self.writing.theme
        author = note.author_name or words.text("note")
        said = words.typeset(f"{author}{words.colon}{note.text}")
        text = rich_text.from_plain(said)
        for block in blocks(text, self.body, theme.step_body, theme.step_body, words.language, StepParagraph):
            self._keep(block)


def _write_next(writing: Writing, parcours: Parcours, issue: Issue | None) -> None:
    """Write what comes next, what is still to be done, and who to ask."""
    words = writing.words
    planned = next((step for step in ordered(parcours) if shown_status(step, issue) is StepStatus.PREVUE), None)
    if planned is not None:
        where = planned.referral.point_accueil if planned.referral is not None else planned.place
        writing.labelled(
            words.say("next_step"), _day(planned, words), words.term("step_types", planned.type), planned.title, where
        )
    actions = [action for action in parcours.actions if action.status in TO_DO]
    if actions:
        said = words.say("to_do")
        writing.line(Run(said.text, Look(bold=True, language=said.language)))
        writing.entries([_action(action, words) for action in actions])
    station = next((step.provenance.station for step in reversed(ordered(parcours)) if step.provenance.station), None)
    station = station or parcours.provenance.station
    if station is not None and parcours.closed_on is None:
        writing.labelled(words.say("contact"), signed(station, words))


def _action(action: Action, words: Words) -> list[Text]:
    return [
        action.title,
        action.responsible,
        words.say("due", date=words.day(action.due_on)) if action.due_on is not None else "",
        words.term("action_statuses", action.status.value),
    ]


def _day(step: Step, words: Words) -> str:
    at = f", {step.at:%H:%M}" if step.at is not None and step.status is StepStatus.PREVUE else ""
    if step.until is not None and step.until != step.day:
        return f"{words.day(step.day)} – {words.day(step.until)}"
    return words.day(step.day) + at
