"""What every document beside the passport begins and ends with: station, title, day, the foot of its pages."""

import datetime as dt
from dataclasses import replace

from exports.document.archive import About, archived
from exports.document.layout import pictures
from exports.document.layout import theme as themes
from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.pages import Drawn
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import Run
from exports.document.layout.theme import Theme
from exports.document.layout.words import Words, words_of_papers
from exports.document.layout.writing import Writing
from exports.document.passport.frame import finished
from exports.document.passport.hand_over import signed
from passeport.domain.documents import Letterhead, Named
from passeport.language.describe import shortened
from passeport.services.document_ports import WrittenDocument

_EMBLEM = 36.0
_GAP = 12.0
_APART = 8.0
_NAME_IN_FOOT = 60


class Head(Block):
    """The emblem beside the station and the title."""

    def __init__(self, lines: list[Paragraph]) -> None:
        """Keep the lines."""
        super().__init__(after=10)
        self._lines = lines
        for line in lines:
            self.missing |= line.missing

    def height(self, width: float) -> float:
        """Return the height of the lines, or of the emblem."""
        room = width - _EMBLEM - _GAP
        return max(sum(line.height(room) + line.after for line in self._lines), _EMBLEM + 2)

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw it."""
        with page.artifact():
            page.picture(pictures.emblem(), left, top - _EMBLEM - 2, _EMBLEM, _EMBLEM)
        for line in self._lines:
            line.draw(page, left + _EMBLEM + _GAP, top, width - _EMBLEM - _GAP)
            top -= line.height(width - _EMBLEM - _GAP) + line.after


class Letter:
    """A document that is being written."""

    def __init__(self, head: Letterhead, title: str, *, theme: Theme = themes.LETTER, subject: str = "") -> None:
        """Write the head; `title` is the key of a label, `subject` what the foot of each page says besides."""
        self.head = head
        self.words = words_of_papers(head.language)
        self.writing = Writing(theme, self.words)
        self.title = self.words.text(title)
        self._subject = subject
        section = self.writing.document.add("Sect")
        lines = [
            self.writing.paragraph([signed(head.station, self.words, head.conseiller)], theme.kind, section.add("P"))
        ]
        lines.append(
            Paragraph([Run(self.title)], theme.name, section.add("H1"), self.words.language, bookmark=1),
        )
        self.writing.add(Head(lines))
        self.writing.section = section

    def about(self, person: Named) -> None:
        """Write who the document is about."""
        born = self.words.date(person.birth_date)
        born_said = self.words.say("born", date=born) if born else ""
        self.writing.labelled(self.words.say("person"), person.full_name, born_said)

    def place_and_day(self) -> None:
        """Write when and by whom it was made."""
        day = self.words.day(self.head.made_on)
        made_on = self.words.say("made_on", day=day, station=self.head.station.name)
        self.writing.line(made_on, style=replace(self.writing.theme.body, before=_APART))

    def finish(self) -> WrittenDocument:
        """Return the document, as PDF/A-3a and PDF/UA-1."""
        day = self.words.day(self.head.made_on)
        parts = (
            self.title,
            shortened(self._subject, _NAME_IN_FOOT),
            shortened(self.head.station.name, _NAME_IN_FOOT),
            day,
        )
        title = " – ".join(part for part in (self.title, self._subject) if part)
        drawn = finished(self.writing, " · ".join(part for part in parts if part))
        return written(drawn, title, self.head, self.words)


def written(drawn: Drawn, title: str, head: Letterhead, words: Words) -> WrittenDocument:
    """Return drawn pages as an archive."""
    moment = dt.datetime.combine(head.made_on, dt.time.min, dt.UTC)
    data = archived(drawn.sheets, drawn.structure, (), About(title, head.station.name, moment, words.tag))
    return WrittenDocument(data, drawn.missing)
