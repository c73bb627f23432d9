"""State of the agenda: which days, whose, and what stands there."""

import datetime as dt
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from passeport.domain.agenda import AgendaEntry
from passeport.domain.errors import PasseportError
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.file_ports import CalendarNaming
from ui.agenda.days import View, moved, shown
from ui.tasks import Tasks

_Answer = tuple[int, tuple[AgendaEntry, ...], dict[dt.date, int]]


class CalendarModel(QObject):
    """The days in sight."""

    changed = Signal()
    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tasks = tasks
        self._asked = 0
        self.view = View.WEEK
        self.day = desk.clock.today()
        self.mine = True
        self.entries: tuple[AgendaEntry, ...] = ()
        self.counts: dict[dt.date, int] = {}

    @property
    def today(self) -> dt.date:
        """The day."""
        return self.desk.clock.today()

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day in sight."""
        return shown(self.view, self.day)

    def show(self, *, view: View | None = None, day: dt.date | None = None, mine: bool | None = None) -> None:
        """Show other days, or somebody else's."""
        self.view = view if view is not None else self.view
        self.day = day if day is not None else self.day
        self.mine = mine if mine is not None else self.mine
        self.refresh()

    def move(self, step: int) -> None:
        """Go to the next days in sight, or the ones before."""
        self.show(day=moved(self.view, self.day, step))

    def refresh(self) -> None:
        """Ask again."""
        self._asked += 1
        asked, (first, last), mine, desk = self._asked, self.days, self.mine, self.desk.agenda
        self._tasks.run(
            lambda: (asked, desk.between(first, last, mine=mine), desk.per_day(first, last, mine=mine)),
            self._show,
            self._refuse,
        )

    def of(self, day: dt.date) -> tuple[AgendaEntry, ...]:
        """Return what stands on a day, what goes on from before included."""
        return tuple(entry for entry in self.entries if entry.day <= day <= entry.until)

    def export(self, path: Path, days: tuple[dt.date, dt.date], naming: CalendarNaming, item: str = "") -> None:
        """Write appointments as a calendar file."""
        mine = self.mine
        self._tasks.run(
            lambda: self.desk.agenda.export(days, path, naming, mine=mine, item=item), self._exported, self._refuse
        )

    def _exported(self, number: int) -> None:
        some = (
            tr("{number} rendez-vous dans le fichier.").format(number=number)
            if number
            else tr("Aucun rendez-vous : le fichier est vide.")
        )
        self.said.emit(typeset(some), False)  # noqa: FBT003 - a signal has no keywords

    def _show(self, answer: object) -> None:
        asked, entries, counts = cast("_Answer", answer)
        if asked == self._asked:
            self.entries, self.counts = entries, counts
            self.changed.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.said.emit(sentence(error), False)  # noqa: FBT003
