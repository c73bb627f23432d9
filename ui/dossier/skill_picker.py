"""Taking a skill from ROME or ESCO as one types: nothing is offered where no administrator loaded them."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from passeport.domain.skill_terms import SkillSource, SkillTerm
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.texts import text

_TERM = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_NONE = tr(
    "Aucun référentiel n’est chargé dans ce coffre-fort. Un administrateur peut y charger le fichier officiel du "
    "ROME 4.0 ou d’ESCO, par « Toutes les commandes »."
)


class SkillPicker(Dialog):
    """Searches the references, and gives the term that is chosen."""

    chosen = Signal(object)
    """The `SkillTerm`."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=540)
        self.setWindowTitle(tr("Compétence d’un référentiel"))
        self._desk = desk
        self._tasks = tasks
        self._asked = 0
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText(tr("conduire, accueillir, tableur…"))
        self.search.setAccessibleName(tr("Chercher une compétence"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Compétences trouvées"))
        self.list.setMinimumHeight(280)
        self.about = text("", "small")
        foot = QHBoxLayout()
        foot.addWidget(self.about, 1)
        foot.addWidget(button(tr("Fermer"), clicked=self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._take)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.search.setFocus()
        tasks.run(desk.skill_terms.counts, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return True
        return super().eventFilter(watched, event)

    def _look(self, typed: str) -> None:
        self._asked += 1
        asked, suggest = self._asked, self._desk.skill_terms.suggest
        self._tasks.run(lambda: (asked, suggest(typed)), self._show)

    def _show(self, answer: object) -> None:
        asked, terms = cast("tuple[int, tuple[SkillTerm, ...]]", answer)
        if asked != self._asked:
            return
        self.list.clear()
        for term in terms:
            item = QListWidgetItem(typeset(f"{term.label} ({term.source.value})"))
            item.setData(_TERM, term)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _tell(self, counts: dict[SkillSource, int]) -> None:
        said = [
            tr("{what} : {words}").format(what=label("skill_sources", source.value), words=number)
            for source, number in counts.items()
        ]
        self.about.setText(typeset(", ".join(said) or _NONE))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(item.data(_TERM))
