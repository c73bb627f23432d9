"""State of the first page: the appointments of the day, and the people worked with last."""

from typing import cast

from PySide6.QtCore import QObject, Signal

from passeport.domain.agenda import AgendaEntry, DueKind
from passeport.domain.beneficiary import DossierSummary
from passeport.services.desk import Desk
from ui.tasks import Tasks

RECENT = 6
"""People that are shown: those of a morning."""
_Answer = tuple[tuple[AgendaEntry, ...], tuple[DossierSummary, ...]]


class TodayModel(QObject):
    """What the day holds."""

    changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.entries: tuple[AgendaEntry, ...] = ()
        self.recent: tuple[DossierSummary, ...] = ()

    def refresh(self) -> None:
        """Ask again."""
        self._tasks.run(self._ask, self._show)

    def _ask(self) -> _Answer:
        today = self._desk.clock.today()
        entries = (entry for entry in self._desk.agenda.between(today, today) if entry.kind is DueKind.STEP)
        return tuple(entries), self._desk.dossiers.find("", limit=RECENT)

    def _show(self, answer: object) -> None:
        self.entries, self.recent = cast("_Answer", answer)
        self.changed.emit()
