"""The state of the page of backups, and its work in the worker."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.backup import Backup, RestorePreview
from passeport.domain.errors import PasseportError
from passeport.services.backups import BackupMade
from passeport.services.desk import Desk
from ui.tasks import Tasks
from ui.widgets.progress import Advance


class BackupsModel(QObject):
    """The backups of the open vault, newest first, and the one that may be restored."""

    changed = Signal()
    """The list or the second place."""
    made = Signal(object)
    """A `BackupMade`."""
    previewed = Signal(object)
    """A `RestorePreview`."""
    refused = Signal(object)
    """A `PasseportError`."""
    busy = Signal(bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.advance = Advance(self)
        self.backups: tuple[Backup, ...] = ()
        self.second_place: Path | None = None

    def refresh(self) -> None:
        """Read what there is."""
        self._tasks.run(self._read, self._show, self._refuse)

    def make(self) -> None:
        """Make a backup now."""
        self.busy.emit(True)  # noqa: FBT003 - a signal has no keywords
        self.advance.begin()
        self._tasks.run(lambda: self._desk.backups.make(self.advance), self._have_made, self._refuse)

    def choose_second_place(self, place: Path | None) -> None:
        """Choose the folder that takes a copy of each backup, or none."""
        self._desk.backups.choose_second_place(place)
        self.refresh()

    def preview(self, backup: Backup) -> None:
        """See what restoring a backup would do."""
        self._tasks.run(lambda: self._desk.backups.preview(backup), self._have_previewed, self._refuse)

    def _read(self) -> tuple[tuple[Backup, ...], Path | None]:
        return self._desk.backups.all(), self._desk.backups.second_place()

    def _show(self, found: tuple[tuple[Backup, ...], Path | None]) -> None:
        self.backups, self.second_place = found
        self.changed.emit()

    def _have_made(self, made: BackupMade) -> None:
        self.advance.end()
        self.busy.emit(False)  # noqa: FBT003
        self.made.emit(made)
        self.refresh()

    def _have_previewed(self, preview: RestorePreview) -> None:
        self.previewed.emit(preview)

    def _refuse(self, error: PasseportError) -> None:
        self.advance.end()
        self.busy.emit(False)  # noqa: FBT003
        self.refused.emit(error)
