"""State of the directory's page: what answers, what is corrected, what a file would change."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.directory import DirectoryChanges, Entry, PointAccueil
from passeport.domain.errors import Cancelled, FieldRefused, PasseportError
from passeport.language.catalogue import tr
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.directory import DirectoryProposal
from passeport.services.directory_ports import SourceState
from ui.tasks import Tasks
from ui.widgets.progress import Advance

LIMIT = 50
"""Lines that are shown; one types a word more to find the others."""
Found = tuple[tuple[Entry, ...], tuple[SourceState, ...]]


class DirectoryModel(QObject):
    """Nothing is saved before `apply` or `keep`."""

    found = Signal()
    proposed = Signal()
    """`proposal` is what a file would change, or nothing."""
    columns_wanted = Signal()
    """The columns of a table are not known: `headings` and `guessed` say what there is."""
    kept = Signal()
    said = Signal(str)
    refused = Signal(object)
    """A `PasseportError`: of a field, or of the rest."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._directory = desk.directory
        self._tasks = tasks
        self.advance = Advance(self)
        self.entries: tuple[Entry, ...] = ()
        self.sources: tuple[SourceState, ...] = ()
        self.proposal: DirectoryProposal | None = None
        self.headings: tuple[str, ...] = ()
        self.guessed: dict[str, str] = {}
        self.reading: Path | None = None
        self._asked = ("", "")

    def look_for(self, text: str, network: str) -> None:
        """Show what answers to a text, in one network or in all."""
        self._asked = (text, network)
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        asked = self._asked

        def work() -> tuple[tuple[str, str], Found]:
            text, network = asked
            entries = self._directory.find(text, network=network or None, limit=LIMIT + 1)
            return asked, (entries, self._directory.sources())

        self._tasks.run(work, self._found, self._refuse)

    def read(self, path: Path, mapping: Mapping[str, str] | None = None) -> None:
        """Read a file, and say what it would change; `forget` stops it."""
        self.proposal, self.reading = None, path

        self.advance.begin()

        def unless_left(done: int, total: int) -> None:
            if self.reading is not path:
                raise Cancelled
            self.advance(done, total)

        self._tasks.run(
            lambda: self._directory.propose(path, "", mapping, unless_left),
            self._proposed,
            partial(self._unread, path, mapping is None),
        )

    def forget(self) -> None:
        """Give up the file that is read or shown."""
        self.advance.stop()
        self.proposal, self.reading, self.headings = None, None, ()
        self.proposed.emit()

    def apply(self) -> None:
        """Bring the file in."""
        proposal = self.proposal
        if proposal is not None:
            self._tasks.run(lambda: self._directory.apply(proposal), self._applied, self._refuse)

    def keep(self, entry: Entry | None, values: Mapping[str, object]) -> None:
        """Keep what was typed of a point d'accueil, or of a new one."""
        directory = self._directory
        if entry is None:
            self._tasks.run(lambda: directory.add(values), self._kept, self._refuse)
        else:
            identifier = entry.told.id
            self._tasks.run(lambda: directory.correct(identifier, values), self._kept, self._refuse)

    def restore(self, entry: Entry) -> None:
        """Let the source speak again."""
        self._tasks.run(lambda: self._directory.restore(entry.told.id), self._kept, self._refuse)

    def remove(self, entry: Entry) -> None:
        """Remove a point d'accueil."""
        self._tasks.run(lambda: self._directory.remove(entry.told.id), self._removed, self._refuse)

    def _found(self, answer: tuple[tuple[str, str], Found]) -> None:
        asked, (self.entries, self.sources) = answer
        if asked == self._asked:  # another letter was typed meanwhile
            self.found.emit()

    def _proposed(self, proposal: DirectoryProposal) -> None:
        self.advance.end()
        if self.reading is None:
            return
        self.proposal, self.headings = proposal, ()
        self.proposed.emit()

    def _unread(self, path: Path, may_ask: bool, error: PasseportError) -> None:  # noqa: FBT001 - bound by `partial`
        self.advance.end()
        if isinstance(error, Cancelled):
            if self.reading is path:  # stopped by its button, not given up for another file
                self.reading = None
                self._refuse(error)
            return
        if may_ask and isinstance(error, FieldRefused):
            self._tasks.run(lambda: self._directory.columns(path), self._ask_columns, self._refuse)
        else:
            self.reading = None
            self._refuse(error)

    def _ask_columns(self, columns: tuple[tuple[str, ...], dict[str, str]]) -> None:
        self.headings, self.guessed = columns
        self.columns_wanted.emit()

    def _applied(self, changes: DirectoryChanges) -> None:
        self.forget()
        total = len(changes.added) + len(changes.changed) + len(changes.gone)
        self.said.emit(
            typeset(tr("Annuaire à jour : {changes}.").format(changes=counted(total, "changement", "changements")))
        )
        self.refresh()

    def _kept(self, point: PointAccueil) -> None:
        self.kept.emit()
        self.said.emit(typeset(tr("« {name} » est enregistré.").format(name=point.name)))
        self.refresh()

    def _removed(self, _nothing: None) -> None:
        self.kept.emit()
        self.said.emit(tr("Point d’accueil retiré."))
        self.refresh()

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(error)
