"""What the supervisor asks for, and what comes back; no widget talks to the use cases by itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.disclosure import Protection, Span
from passeport.domain.errors import PasseportError
from passeport.language.messages import sentence
from passeport.services.statistics import Dashboard, Statistics, Wish
from passeport.services.statistics_presentation import Dossier, Sheet
from ui.tasks import Tasks
from ui.widgets.progress import Advance


@dataclass(frozen=True)
class Asked:
    """A table as the form says it; days that were not understood are None."""

    measure: str
    first: dt.date | None
    last: dt.date | None
    by: tuple[str, ...]
    protection: Protection


class StatisticsModel(QObject):
    """The table before the supervisor, and the indicators."""

    previewed = Signal(object)
    """A `Sheet`."""
    followed = Signal(object)
    """A `Dashboard`."""
    exported = Signal(object, object)
    """A `Dossier`, and the folder that took it."""
    refused = Signal(str)

    def __init__(self, statistics: Statistics, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.statistics = statistics
        self._tasks = tasks
        self._folder = Path()
        self.advance = Advance(self)
        """How far the indicators or an export are; a stop writes nothing."""

    def usual_period(self) -> tuple[dt.date, dt.date]:
        """Return the first and last day of the twelve months that are over."""
        today = self.statistics.clock.today()
        last = today.replace(day=1) - dt.timedelta(days=1)
        return (last.replace(day=1) - dt.timedelta(days=330)).replace(day=1), last

    def preview(self, asked: Asked) -> None:
        """Make a table and show it."""
        self._tasks.run(
            lambda: self.statistics.preview(self._wish(asked), asked.protection), self._previewed, self._refused
        )

    def export(self, asked: Asked, folder: Path) -> None:
        """Write a table in a folder."""
        self._folder = folder
        self._run(
            lambda: self.statistics.export([self._wish(asked)], asked.protection, folder, self.advance),
            self._exported,
        )

    def export_indicators(self, first: dt.date | None, last: dt.date | None, folder: Path) -> None:
        """Write every indicator of a period in a folder."""
        self._folder = folder

        def work() -> Dossier:
            wishes: Sequence[Wish] = self.statistics.indicators(self._span(first, last))
            return self.statistics.export(wishes, Protection(), folder, self.advance)

        self._run(work, self._exported)

    def follow(self, first: dt.date | None, last: dt.date | None) -> None:
        """Make the indicators of a period, by quarter."""
        self._run(lambda: self.statistics.dashboard(self._span(first, last), self.advance), self._followed)

    def _run(self, work: object, done: object) -> None:
        self.advance.begin()
        self._tasks.run(work, done, self._refused)  # type: ignore[arg-type] # one pair for each answer

    def _wish(self, asked: Asked) -> Wish:
        span = self._span(asked.first, asked.last)
        first, last = (dt.date.fromisoformat(f"{month}-01") for month in (span.first, span.last))
        return self.statistics.wish(asked.measure, first, last, asked.by)

    def _span(self, first: dt.date | None, last: dt.date | None) -> Span:
        usual = self.usual_period()
        return self.statistics.span(first or usual[0], last or usual[1])

    def _previewed(self, sheet: Sheet) -> None:
        self.previewed.emit(sheet)

    def _followed(self, dashboard: Dashboard) -> None:
        self.advance.end()
        self.followed.emit(dashboard)

    def _exported(self, dossier: Dossier) -> None:
        self.advance.end()
        self.exported.emit(dossier, self._folder)

    def _refused(self, error: PasseportError) -> None:
        self.advance.end()
        self.refused.emit(sentence(error))
