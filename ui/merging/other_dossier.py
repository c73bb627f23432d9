"""Who the other dossier is: those that resemble this one first, anybody by search."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout

from passeport.domain.identifiers import BeneficiaryId
from passeport.language import describe
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.desk.people import People
from ui.desk.row import PersonRow
from ui.merging.model import ReunionModel
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.search_line import SearchLine
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import text

_LIST_HEIGHT = 300


class OtherDossier(Card):
    """Suggestions with their reasons, a search field and what it finds."""

    def __init__(self, model: ReunionModel, desk: Desk, tasks: Tasks) -> None:
        super().__init__(tr("Avec quel autre dossier ?"), spacing=8)
        self._model = model
        self.suggestions: dict[BeneficiaryId, QPushButton] = {}
        self._alike = QVBoxLayout()
        self._alike.setSpacing(4)
        self.people = People(desk, tasks, self)
        self.search = SearchLine(tr("Chercher l’autre dossier"), tr("Nom, prénom, date de naissance ou téléphone…"))
        self.list = QListView(uniformItemSizes=True)
        self.list.setAccessibleName(tr("Dossiers trouvés"))
        self.list.setModel(self.people)
        self.list.setItemDelegate(PersonRow(desk.clock.today, self.list))
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.nothing = text("", "muted")
        self.body.addLayout(self._alike)
        for widget in (self.search, self.nothing, self.list):
            self.body.addWidget(widget)
        self.search.textChanged.connect(self.people.look_for)
        self.search.returnPressed.connect(self._choose_first)
        self.people.changed.connect(self._show_found)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)

    def fill(self) -> None:
        """Show who resembles the dossier that stays."""
        self.search.clear()
        self._show_found()
        emptied(self._alike)
        self.suggestions = {}
        if not self._model.alike:
            self._alike.addWidget(
                text(tr("Aucun autre dossier ne ressemble à celui-ci : cherchez-le par son nom."), "muted")
            )
        for dossier, reasons in self._model.alike:
            who = dossier.beneficiary
            made = button(describe.identity(who.identity), "", "person", partial(self._model.choose, who.id))
            made.setAccessibleDescription(describe.reasons(reasons))
            self._alike.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)
            self._alike.addWidget(text(describe.reasons(reasons), "small"))
            self.suggestions[who.id] = made

    def take_focus(self) -> None:
        """Put the keyboard on the first suggestion, or on the search."""
        first = next(iter(self.suggestions.values()), None)
        (first or self.search).setFocus()

    def _show_found(self) -> None:
        looked_for = bool(self.people.text)
        found = self.people.rowCount() > 0
        self.list.setVisible(looked_for and found)
        self.nothing.setVisible(looked_for and not found)
        self.nothing.setText(typeset(tr("Rien ne répond à « {text} ».").format(text=self.people.text)))

    def _choose_first(self) -> None:
        index = self.list.currentIndex()
        self._choose(index if index.isValid() else self.people.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        summary = self.people.summary(index)
        if summary is not None and self.people.text:
            self._model.choose(summary.id)
