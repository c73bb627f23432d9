"""State of a list that comes in: the file, which column says what, what each line would become."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.caseload import REQUIRED, CaseloadPreview, Column, Line
from passeport.domain.errors import Cancelled, PasseportError
from passeport.domain.incoming_table import IncomingTable
from passeport.language.messages import sentence
from passeport.services.caseload import BroughtIn
from passeport.services.desk import Desk
from ui.tasks import Tasks
from ui.widgets.progress import Advance


class CaseloadModel(QObject):
    """One list at a time. It works beside the window's other work, which does not wait for it."""

    changed = Signal()
    """The file, a column, the lines or a choice is another."""
    checked = Signal()
    """`preview` says what each line would become."""
    brought_in = Signal(object)
    """A `BroughtIn`."""
    written = Signal(int, object)
    """Lines refused that were written, and the `Path` of their file."""
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists = desk.caseloads
        self._tasks = Tasks(self)
        self.advance = Advance(self)
        self.table: IncomingTable | None = None
        self.mapping: dict[int, Column] = {}
        self.preview: CaseloadPreview | None = None
        self.also: set[int] = set()
        """Doubtful lines that open a dossier all the same."""
        self.is_busy = False
        self.is_done = False
        """Whether the lines that could be brought in were."""

    @property
    def is_checked(self) -> bool:
        """Whether the lines were read with the columns as they are now."""
        return self.preview is not None and self.preview.mapping == self.mapping

    @property
    def missing(self) -> tuple[Column, ...]:
        """What no column says, and a dossier needs (R03)."""
        return tuple(column for column in REQUIRED if column not in self.mapping.values())

    @property
    def wanted(self) -> int:
        """Dossiers that would be opened."""
        return len(self.preview.new) + len(self.also) if self.preview is not None and self.is_checked else 0

    def clear(self) -> None:
        """Forget the list."""
        if not self.is_busy:
            self.table, self.preview, self.mapping, self.is_done = None, None, {}, False
            self.also.clear()
            self.changed.emit()

    def open(self, path: Path) -> None:
        """Read a file, guess its columns, and read its lines when nothing is missing."""

        def read() -> tuple[IncomingTable, dict[int, Column]]:
            table = self._lists.read(path, self.advance)
            return table, self._lists.mapping(table)

        if self._begin():
            self._tasks.run(read, self._opened, self._refuse)

    def say(self, place: int, column: Column | None) -> None:
        """Tell what a column says; another column that said the same says nothing any more."""
        told = {at: known for at, known in self.mapping.items() if at != place and known is not column}
        if column is not None:
            told[place] = column
        self.mapping = dict(sorted(told.items()))
        self.changed.emit()

    def check(self) -> None:
        """See what each line would become; nothing is saved."""
        table, mapping = self.table, dict(self.mapping)
        if table is not None and self._begin():
            self._tasks.run(lambda: self._lists.preview(table, mapping, self.advance), self._checked, self._refuse)

    def take(self, line: Line, *, wanted: bool) -> None:
        """Open a dossier for a doubtful line, or not."""
        if not self.is_busy and not self.is_done and line.draft is not None and not line.is_new:
            (self.also.add if wanted else self.also.discard)(line.number)
            self.changed.emit()

    def bring_in(self) -> None:
        """Open the dossiers."""
        preview, also = self.preview, frozenset(self.also)
        if preview is not None and self.wanted and not self.is_done and self._begin():
            self._tasks.run(
                lambda: self._lists.accept(preview, also, self.advance), self._have_brought_in, self._refuse
            )

    def write_refused(self, path: Path) -> None:
        """Write the lines refused, each with its reason."""
        preview = self.preview
        if preview is not None:
            write = self._lists.write_refused
            self._tasks.run(lambda: (write(preview, path), path), self._written, self._refuse)

    def close(self) -> None:
        """Stop, and wait for the lines at hand: the vault is about to be locked."""
        self.advance.stop()
        self._tasks.close()

    def _begin(self) -> bool:
        if self.is_busy:
            return False
        self.is_busy = True
        self.advance.begin()
        self.changed.emit()
        return True

    def _end(self) -> None:
        self.is_busy = False
        self.advance.end()

    def _opened(self, answer: tuple[IncomingTable, dict[int, Column]]) -> None:
        self._end()
        self.table, self.mapping = answer
        self.preview, self.is_done = None, False
        self.also.clear()
        self.changed.emit()
        if not self.missing:
            self.check()

    def _checked(self, preview: CaseloadPreview) -> None:
        self._end()
        self.preview, self.is_done = preview, False
        self.also.clear()
        self.changed.emit()
        self.checked.emit()

    def _have_brought_in(self, done: BroughtIn) -> None:
        self._end()
        self.is_done = True
        self.changed.emit()
        self.brought_in.emit(done)

    def _written(self, answer: tuple[int, Path]) -> None:
        self.written.emit(*answer)

    def _refuse(self, error: PasseportError) -> None:
        self._end()
        self.changed.emit()
        self.refused.emit("" if isinstance(error, Cancelled) else sentence(error))
