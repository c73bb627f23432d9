"""State of a folder that comes in: how far it is, what became of the files, those that somebody has to look at."""

import dataclasses
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.arrival import Arrival, Outcome
from passeport.domain.errors import Cancelled, PasseportError, StoreUnusable
from passeport.language.messages import sentence
from passeport.services.desk import Desk
from ui.tasks import Tasks

_TELLING = 0.1
"""Seconds between two words on how far it is: each costs a picture of the window."""


@dataclasses.dataclass
class Report:
    """What a run found, however it ended."""

    applied: bool
    found: Counter[Outcome] = dataclasses.field(default_factory=Counter)
    aside: list[Arrival] = dataclasses.field(default_factory=list)
    """Set aside, or taken but for what differs or was not understood: in the order of the folder."""
    stopped: bool = False
    error: str = ""
    """What ended it before its end, in a sentence."""

    def add(self, arrival: Arrival) -> None:
        """Take one more file in."""
        self.found[arrival.outcome] += 1
        if arrival.outcome is Outcome.SET_ASIDE or arrival.left or arrival.not_understood:
            self.aside.append(arrival)


class FolderModel(QObject):
    """One folder at a time. It works beside the window's other work, which does not wait for it."""

    opened = Signal()
    """`files` says how many there are."""
    progressed = Signal(int, int)
    """Files done, and files in all."""
    finished = Signal()
    """`report` says what was found."""
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = desk.passports.folders
        self._tasks = Tasks(self)
        self.folder: Path | None = None
        self.files = 0
        self.report: Report | None = None
        self.is_running = False
        self._stopping = False

    def open(self, folder: Path) -> None:
        """See what is in a folder; nothing is read yet."""
        self.folder, self.files, self.report = folder, 0, None
        self._tasks.run(lambda: len(self._folders.files(folder)), self._counted, self._refuse)

    def run(self, *, apply: bool) -> None:
        """Bring the files in, or only see what that would do."""
        folder = self.folder
        if folder is None or self.is_running:
            return
        self.is_running, self._stopping, self.report = True, False, None
        self.progressed.emit(0, self.files)
        self._tasks.run(lambda: self._go_through(folder, apply=apply), self._have_gone_through, self._refuse)

    def stop(self) -> None:
        """Go no further; what was done stays."""
        self._stopping = True

    def close(self) -> None:
        """Stop, and wait for the file at hand: the vault is about to be locked."""
        self.stop()
        self._tasks.close()

    def settle(self, arrival: Arrival) -> None:
        """Take a file off the list: somebody has looked at it, and saved what they wanted."""
        if self.report is not None and arrival in self.report.aside:
            self.report.aside.remove(arrival)

    def _go_through(self, folder: Path, *, apply: bool) -> Report:
        """In the worker."""
        report, told = Report(applied=apply), time.monotonic()
        try:
            for arrival in self._folders.run(folder, apply=apply, progress=self._go_on):
                report.add(arrival)
                if time.monotonic() - told > _TELLING:
                    told = time.monotonic()
                    self.progressed.emit(report.found.total(), self.files)
        except Cancelled:
            report.stopped = True
        except StoreUnusable as error:
            report.error = sentence(error)
        return report

    def _go_on(self, _done: int, _total: int) -> None:
        if self._stopping:
            raise Cancelled

    def _counted(self, files: int) -> None:
        self.files = files
        self.opened.emit()

    def _have_gone_through(self, report: Report) -> None:
        self.is_running, self.report = False, report
        self.finished.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.is_running = False
        self.refused.emit(sentence(error))
