"""What stands above the pages of the workspace, and the ways that it offers into them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport import __version__
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.desk import Desk
from passeport.services.first_steps import FirstStep
from ui.help import news
from ui.help.guide import Topic
from ui.remembered import Remembered
from ui.tasks import Tasks
from ui.welcome.first_steps import FirstStepsModel
from ui.welcome.first_steps_strip import FirstStepsStrip
from ui.welcome.news_strip import NewsStrip

_GUIDE = "premiers-pas.md"


@dataclass(frozen=True)
class Ways:
    """Where the pages lead from here."""

    to_keys: Callable[[], None]
    to_new_person: Callable[[], None]
    to_new_step: Callable[[BeneficiaryId], None]
    to_passport: Callable[[BeneficiaryId], None]
    to_guide: Callable[[Topic], None]
    something_done: Iterable[SignalInstance]
    """What tells that a first step may be done."""


class Above(QObject):
    """Shows the first steps where a vault was made, or what a new version brings; mostly, nothing."""

    def __init__(self, desk: Desk, tasks: Tasks, remembered: Remembered, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._ways, self._remembered = ways, remembered
        self.steps = FirstStepsModel(desk, tasks, remembered, self)
        self.strip: FirstStepsStrip | NewsStrip | None = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def over(self, pages: QWidget) -> QVBoxLayout:
        """Return the pages with, above them, what there is to tell."""
        self._column.addWidget(pages, 1)
        seen = self._remembered.version_seen
        self._remembered.see_version(__version__)
        if self.steps.is_wanted:
            self._show_steps()
        elif news.is_new(seen):
            self._show_news()
        return self._column

    def add(self, work: QWidget) -> None:
        """Show there too how far a work is that belongs to no page; it hides itself when nothing runs."""
        self._column.insertWidget(0, work)

    def _show_steps(self) -> None:
        strip = FirstStepsStrip(self.steps)
        strip.way_requested.connect(self._lead)
        strip.guide_requested.connect(self._explain)
        self.steps.over.connect(self._clear)
        for signal in self._ways.something_done:
            signal.connect(self._look)
        self._put(strip)
        self.steps.look()

    def _show_news(self) -> None:
        strip = NewsStrip()
        strip.read_requested.connect(self._read_news)
        strip.closed.connect(self._clear)
        self._put(strip)

    def _put(self, strip: FirstStepsStrip | NewsStrip) -> None:
        self.strip = strip
        self._column.insertWidget(0, strip)

    def _clear(self) -> None:
        strip, self.strip = self.strip, None
        if strip is not None:
            strip.hide()
            self._column.removeWidget(strip)
            strip.deleteLater()

    def _read_news(self) -> None:
        self._clear()
        self._ways.to_guide(Topic(news.PAGE))

    def _explain(self, section: str) -> None:
        self._ways.to_guide(Topic(_GUIDE, section))

    def _look(self) -> None:
        self.steps.look()

    def _lead(self, step: FirstStep) -> None:
        """Go where a step is done; the rest is for the person to do."""
        person = self.steps.standing.person
        if step is FirstStep.KEY:
            self._ways.to_keys()
        elif step is FirstStep.PERSON or person is None:
            self._ways.to_new_person()
        elif step is FirstStep.STEP:
            self._ways.to_new_step(person)
        else:
            self._ways.to_passport(person)
