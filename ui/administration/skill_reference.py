"""Loading a reference of skills: the official file that an administrator fetched."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.skill_terms import SkillSource
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.tasks import Tasks
from ui.widgets.progress import Advance


class SkillReference(QObject):
    """Asks for the file, loads it beside the work, and says what there is."""

    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._window = parent
        self.advance = Advance(self)

    def ask(self) -> None:
        """Ask for the official file of ROME 4.0 or of ESCO."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Charger un référentiel de compétences (ROME 4.0 ou ESCO)"), "", tr("Fichiers CSV (*.csv)")
        )
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Load a file; stopped, what was loaded before stays."""
        self.advance.begin()
        self._tasks.run(lambda: self._desk.skill_terms.load(path, self.advance), self._loaded, self._refuse)

    def _loaded(self, counts: dict[SkillSource, int]) -> None:
        self.advance.end()
        parts = (
            tr("{source}, {number} compétences").format(source=label("skill_sources", source.value), number=number)
            for source, number in counts.items()
        )
        self.said.emit(typeset(tr("Référentiels chargés : {parts}.").format(parts=tr(" ; ").join(parts))), False)  # noqa: FBT003 - a signal

    def _refuse(self, error: PasseportError) -> None:
        self.advance.end()
        self.said.emit(sentence(error), False)  # noqa: FBT003
