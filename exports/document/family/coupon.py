"""The coupon-retour at the foot of a referral sheet: each answer with its code, to be read aloud, sent or scanned."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from exports.document.family.forms import Columns, CutLine
from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.code import draw_code
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Theme
from exports.document.layout.words import Said
from exports.document.layout.writing import Writing
from exports.document.passport.hand_over import signed
from passeport.domain.coupon import Answer
from passeport.domain.documents import ReadyAnswer, ReferralSheet

_OTHER = "AUTRE"
_BOX = "☐"
_FILL = "." * 44
_ON_PAPER = ("answer_received", "answer_accepted", "answer_declined")
_SIDE = 64.0
"""Of a code with its quiet zone: 29 squares of 0.8 mm."""
_PADDING = 5.0
_SIDES = 2.0
"""Left of the letters and right of them: the widest code there is (`WWWW-W000-WWWW-WWWW`) is on one line."""
_GAP = 10.0
_COLUMNS = 3
"""Of reasons, under the answers: sixteen letters of any width are on one line, so that a sheet is as long for each."""


class _Column(NamedTuple):
    title: Paragraph
    code: str
    figure: Node
    letters: Paragraph


class ScannedAnswers(Block):
    """Answers side by side, each with its code to scan and the letters to read."""

    def __init__(self, columns: Sequence[_Column], theme: Theme) -> None:
        """Keep the answers; their nodes are already in their place."""
        super().__init__(before=4, after=6)
        self._columns = columns
        self._theme = theme
        for column in columns:
            self.missing |= column.title.missing | column.letters.missing

    def _each(self, width: float) -> float:
        return (width - _GAP * (len(self._columns) - 1)) / len(self._columns)

    def _words(self, width: float) -> float:
        return self._each(width) - 2 * _SIDES

    def _title_height(self, width: float) -> float:
        return max(column.title.height(self._words(width)) for column in self._columns)

    def height(self, width: float) -> float:
        """Return the height of the title, the code and the letters."""
        letters = max(column.letters.height(self._words(width)) for column in self._columns)
        return self._title_height(width) + _SIDE + letters + 2 * _PADDING

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw them."""
        each, words, height = self._each(width), self._words(width), self.height(width)
        for column in self._columns:
            with page.artifact():
                page.frame(left, top - height, each, height, self._theme.palette.line, 0.8)
            column.title.draw(page, left + _SIDES, top - _PADDING, words)
            low = top - _PADDING - self._title_height(width) - _SIDE
            with page.tagged(column.figure):
                draw_code(page, column.code, left + (each - _SIDE) / 2, low, _SIDE)
            column.letters.draw(page, left + _SIDES, low, words)
            left += each + _GAP


def write_coupon(writing: Writing, sheet: ReferralSheet) -> None:
    """Write the coupon: with the codes of its answers where the passport has left, and always to be filled in."""
    words, begun = writing.words, len(writing.story)
    writing.add(CutLine(writing.theme))
    writing.begin_section(words.say("coupon"))
    writing.line(words.say("coupon_use", station=signed(sheet.head.station, words)))
    if sheet.answers:
        writing.line(words.say("coupon_how"), style=writing.theme.muted)
        _write_answers(writing, sheet.answers)
        writing.heading(words.say("coupon_paper", person=sheet.person.full_name))
    else:
        writing.labelled(words.say("person"), sheet.person.full_name)
    writing.entries([[words.say(key, fill=_FILL)] for key in _ON_PAPER], label=_BOX)
    writing.line(words.say("answered_by", fill=_FILL))
    for block in writing.story[begun:-1]:
        block.keep = True  # it is cut off: on one page


def _write_answers(writing: Writing, answers: Sequence[ReadyAnswer]) -> None:
    words, theme = writing.words, writing.theme
    head = replace(theme.item, centred=True, before=0, after=0)
    foot = replace(theme.kind, centred=True)
    columns = []
    for answer in answers:
        if answer.said.decline_reason not in {None, _OTHER}:
            continue
        title = _title(writing, answer)
        first = writing.paragraph([title], head, writing.section.add("P"))
        figure = writing.section.add("Figure", **words.described("coupon_code", answer=title.text))
        letters = writing.paragraph([answer.code], foot, writing.section.add("P"))
        columns.append(_Column(first, answer.code, figure, letters))
    writing.add(ScannedAnswers(columns, theme))
    writing.heading(words.say("coupon_reasons"))
    reasons = writing.section.add("L")
    reason, code = replace(theme.muted, after=0), replace(theme.kind, after=2)
    entries = []
    for answer in answers:
        if answer.said.decline_reason not in {None, _OTHER}:
            body = reasons.add("LI").add("LBody")
            said = words.term("decline_reasons", answer.said.decline_reason)
            label = writing.paragraph([said], reason, body.add("P"))
            entries.append([label, writing.paragraph([answer.code], code, body.add("P"))])
    writing.add(Columns(entries, _COLUMNS, _GAP))


def _title(writing: Writing, answer: ReadyAnswer) -> Said:
    if answer.said.answer is Answer.DECLINEE:
        return writing.words.say("coupon_other")
    return writing.words.term("coupon_answers", answer.said.answer.value)
