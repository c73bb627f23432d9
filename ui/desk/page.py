"""The first page after the door: type a name, open the person."""

from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from passeport.domain.account import Operation
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.listing import Order, ViewId
from passeport.language.catalogue import tr
from passeport.language.describe import shortened
from passeport.language.messages import sentence
from passeport.language.numbers import number
from passeport.language.typography import typeset
from passeport.services.assignments import Caseload
from passeport.services.desk import Desk
from passeport.services.editing import Changed
from passeport.services.history import Place
from ui.desk.bulk import Bulk
from ui.desk.caseloads import CaseloadsDialog, listing_of
from ui.desk.columns import COLUMNS
from ui.desk.filters import Filters
from ui.desk.new_person import NewPerson
from ui.desk.people import People
from ui.desk.table import PeopleTable
from ui.desk.wording import people_counted
from ui.tasks import Tasks
from ui.widgets.buttons import action, button
from ui.widgets.room import head_line
from ui.widgets.search_line import SearchLine
from ui.widgets.surfaces import EmptyState, scrolled
from ui.widgets.texts import text

_NOTES_TO_COME = tr("Aucun nom ne répond à « {words} ». Entrée cherche dans les notes, une pause aussi.")
_LONGEST = 60
"""Characters of what was typed that are said again: a page pasted by mistake would push all else away."""
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class DeskPage(QWidget):
    """The search, the list, and a new person."""

    chosen = Signal(object)
    """The `BeneficiaryId` to open."""
    import_requested = Signal()
    list_requested = Signal()
    said = Signal(str)
    undoable = Signal(str)
    """What was done to several people, that `undo` takes back."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._desk = desk
        self._tasks = tasks
        self._is_entered = False
        """Whether Enter was pressed before the answer came: then the first one opens once it does."""
        self._may_import = desk.vault.account.may(Operation.IMPORT_CASELOAD)
        self.people = People(desk, tasks, self, reads_notes=True)
        self.search = SearchLine(tr("Chercher une personne"), tr("Nom, date de naissance, téléphone, mot d’une note…"))
        self.list = PeopleTable(self.people, desk.clock.today)
        self.count = text("", "muted", wraps=False)
        self.filters = Filters(desk, tasks)
        self.filters.hide()
        self.filtering = button(tr("Filtrer et trier"), "quiet", "filter", self._fold_filters)
        self.filtering.setCheckable(True)
        self.bulk = Bulk(desk, tasks)
        self.nobody = self._nobody()
        self.nothing = EmptyState("search", tr("Personne à ce nom"), "")
        self.nothing.offer(tr("Ajouter cette personne"), "person-add", self.add_person)
        self.none_such = EmptyState(
            "filter", tr("Personne dans cette liste"), tr("Aucun dossier ne répond à tous ces choix.")
        )
        self.none_such.offer(tr("Tout montrer"), "people", self.filters.clear)
        self.none_here = EmptyState("filter", tr("Personne à ce nom dans cette liste"), "")
        self.none_here.offer(tr("Chercher dans tous les dossiers"), "search", self.look_everywhere)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        # else they would take from the filters the room that large letters need
        self._areas = {one: scrolled(one) for one in (self.nobody, self.nothing, self.none_such, self.none_here)}
        for area in self._areas.values():
            self._body.addWidget(area)

        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addWidget(self.search)
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch()
        self.following = button(tr("Qui suit qui…"), "quiet", "team", self.show_caseloads)
        self.following.setToolTip(tr("Les dossiers de chacun, sans référent, ou d’un collègue parti"))
        row.addWidget(self.following)
        if self._may_import:
            bring = button(tr("Importer une liste…"), "quiet", "list", self.list_requested.emit)
            bring.setToolTip(tr("CSV ou classeur Excel (Ctrl+Maj+U)"))
            row.addWidget(bring)
        row.addWidget(self.filtering)
        column.addLayout(row)
        column.addWidget(self.filters)
        column.addWidget(self.bulk)
        column.addWidget(self._body, 1)

        self._connect()
        self._add_actions()

    def begin(self) -> None:
        """Be ready for a name."""
        self.search.setFocus()
        self.search.selectAll()

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.filters.refresh()
        self.people.refresh()

    def look_everywhere(self) -> None:
        """Look for what is typed among all the dossiers: the choices of the list are put away."""
        typed = self.search.text()
        self.filters.clear()
        self.search.setText(typed)

    def sort(self, order: Order) -> None:
        """Sort by a column; by the same one again, the other way round."""
        listing = self.filters.listing
        is_same = listing.order is order and not self.people.text
        self.filters.listing = listing.evolve(order=order, is_descending=is_same and not listing.is_descending)

    def pin(self) -> None:
        """Keep the current person at hand, or no more."""
        self.people.pin(self.list.currentIndex())

    def choose_everybody(self) -> None:
        """Choose all those of the list, those that are not on the screen too."""
        self.list.selectAll()
        listing, text = self.people.listing, self.people.text
        if not text and self.people.rowCount() < self.people.total:
            self._tasks.run(lambda: self._desk.dossiers.everybody(listing), self.bulk.select)

    def show_caseloads(self) -> None:
        """Show who follows how many people: whose referent left, who has none."""
        self._tasks.run(self._desk.assignments.caseloads, self._open_caseloads)

    def undo(self) -> None:
        """Take back what was last done to several people: a list brought in, dossiers given away or tagged."""
        self._tasks.run(lambda: self._desk.dossiers.undo(made_in=Place.LIST), self._undone, self._refuse)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._tasks.run(lambda: self._desk.dossiers.redo(made_in=Place.LIST), self._redone, self._refuse)

    def add_person(self) -> None:
        """Ask who the new person is."""
        dialog = NewPerson(self._desk, self._tasks, self.search.text(), self)
        dialog.created.connect(self._created)
        dialog.chosen.connect(self.chosen)
        dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._move(Qt.Key(event.key()))
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._open_first)
        self.search.installEventFilter(self)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open_unless_selecting)
        self.people.changed.connect(self._show)
        self.people.noted.connect(self._show_noted)
        self.list.selectionModel().selectionChanged.connect(self._offer)
        self.filters.changed.connect(self._filter)
        self.filters.refused.connect(self._refuse)
        self.bulk.done.connect(self._done)
        self.list.sort_requested.connect(self.sort)

    def _add_actions(self) -> None:
        action(self, tr("Nouvelle personne"), "Ctrl+N", self.add_person)
        action(self, tr("Chercher une personne"), "Ctrl+F", self.begin)
        action(self, tr("Annuler ce qui a été fait à plusieurs personnes"), "Ctrl+Z", self.undo)
        action(self, tr("Rétablir ce qui a été annulé"), "Ctrl+Shift+Z", self.redo)
        action(self, tr("Choisir toute la liste"), "Ctrl+Shift+A", self.choose_everybody)
        action(self, tr("Épingler la personne, ou ne plus l’épingler"), "Ctrl+Shift+D", self.pin)
        action(self, tr("Trier par la colonne où l’on est"), "Ctrl+T", self.list.sort_here)
        for column in COLUMNS:
            action(
                self,
                typeset(tr("Trier par « {heading} »").format(heading=column.heading)),
                "",
                partial(self.sort, column.order),
            )
        action(self, tr("Filtrer et trier la liste"), "Ctrl+Shift+F", self.fold_filters)
        action(self, tr("Tout montrer"), "", self.filters.clear)
        action(self, tr("Garder cette liste"), "", self.filters.keep)
        action(self, tr("Qui suit qui : dossiers sans référent, collègues partis"), "", self.show_caseloads)
        action(self, tr("Confier les dossiers choisis"), "", self.bulk.assign)
        action(self, tr("Étiqueter les dossiers choisis"), "", self.bulk.tag)
        action(self, tr("Exporter la liste choisie"), "", self.bulk.export)

    def _head(self) -> QLayout:
        receive = button(tr("Recevoir un passeport"), "", "import", self.import_requested.emit)
        receive.setToolTip(tr("Ouvrir le fichier qu’une personne apporte (Ctrl+O)"))
        new = button(tr("Nouvelle personne"), "primary", "person-add", self.add_person)
        new.setToolTip(tr("Ouvrir un dossier (Ctrl+N)"))
        return head_line(text(tr("Bénéficiaires"), "title", wraps=False), does=(receive, new))

    def _nobody(self) -> EmptyState:
        empty = EmptyState(
            "people",
            tr("Aucun dossier pour l’instant"),
            tr("Ouvrez le dossier de la première personne que vous recevez, ou lisez le passeport qu’elle apporte."),
        )
        empty.offer(tr("Nouvelle personne"), "person-add", self.add_person)
        empty.offer(tr("Recevoir un passeport"), "import", self.import_requested.emit, "")
        if self._may_import:
            empty.offer(tr("Importer une liste de personnes"), "list", self.list_requested.emit, "")
        return empty

    def _look_for(self, typed: str) -> None:
        self._is_entered = False
        self.people.look_for(typed)

    def _show(self) -> None:
        shown, total = self.people.rowCount(), self.people.total
        if shown:
            self._body.setCurrentWidget(self.list)
            if self.people.text:
                self.list.go_to(self.people.index(0, 0))
        elif not self.people.text and not self.people.listing.is_everybody:
            self._show_empty(self.none_such)
        elif self.people.text and not self.people.listing.is_everybody:
            self._say_nobody(
                self.none_here, tr("Rien ne répond à « {words} » parmi les {people} que gardent vos filtres."), total
            )
        elif self.people.text:
            self._say_nobody(
                self.nothing, tr("Rien ne répond à « {words} » parmi les {people}, accents et fautes compris."), total
            )
        else:
            self._show_empty(self.nobody)
        self._count()
        if self._is_entered:
            self._open_first()

    def _show_noted(self) -> None:
        """Show those of whom a note speaks; who moves among the names meanwhile stays where they are."""
        if self._body.currentWidget() is self.list:
            self._count()
        else:
            self._show()

    def _say_nobody(self, empty: EmptyState, words: str, total: int) -> None:
        """Say that no name answers; of the notes, once they were looked through."""
        if self.people.may_be_noted:
            words = _NOTES_TO_COME
        empty.words.setText(
            typeset(words.format(words=shortened(self.people.text, _LONGEST), people=people_counted(total)))
        )
        self._show_empty(empty)

    def _show_empty(self, empty: EmptyState) -> None:
        self._body.setCurrentWidget(self._areas[empty])

    def _count(self) -> None:
        shown, total = self.people.rowCount(), self.people.total
        found = (
            tr("{shown} sur {total}").format(shown=people_counted(shown), total=number(total))
            if self.people.text
            else people_counted(total)
        )
        self.count.setText(typeset(found))
        self.count.setVisible(total > 0)
        self.following.setVisible(total > 0 or not self.people.listing.is_everybody)
        self.filtering.setVisible(total > 0 or not self.people.listing.is_everybody)

    def fold_filters(self) -> None:
        """Show the choices that make a list, or put them away."""
        self.filtering.click()

    def show_filters(self) -> None:
        """Show the choices that make a list, whether they are there already or not."""
        self.filtering.setChecked(True)
        self._fold_filters()

    def show_view(self, view: ViewId) -> None:
        """Show a list that is kept under a name, and the choices that make it."""
        self.filters.view.code = ""  # else one that was left by other choices would not be taken again
        self.filters.view.code = str(view)
        self.show_filters()

    def _fold_filters(self) -> None:
        self.filters.setVisible(self.filtering.isChecked())
        if self.filtering.isChecked():
            self.filters.view.setFocus()

    def _filter(self) -> None:
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's name; what was typed gives way to the list, asked once
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003
        self.people.show_listing(self.filters.listing, text="")

    def _offer(self) -> None:
        chosen = (self.people.summary(index) for index in self.list.selectionModel().selectedRows())
        self.bulk.select([one.id for one in chosen if one is not None])

    def _open_unless_selecting(self, index: QModelIndex) -> None:
        """A click opens; with Ctrl or Shift, it chooses one more."""
        if QApplication.keyboardModifiers() == _NO_MODIFIER:
            self._open(index)

    def _done(self, words: str, is_undoable: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.refresh()
        (self.undoable if is_undoable else self.said).emit(words)

    def _undone(self, changed: Changed) -> None:
        self.refresh()
        self.said.emit(typeset(tr("Annulé pour {people}.").format(people=people_counted(changed.people))))

    def _redone(self, changed: Changed) -> None:
        self.refresh()
        self.undoable.emit(typeset(tr("Rétabli pour {people}.").format(people=people_counted(changed.people))))

    def _refuse(self, error: PasseportError) -> None:
        self.said.emit(sentence(error))

    def _move(self, key: Qt.Key) -> None:
        self.list.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, QKeyCombination(key).toCombined(), _NO_MODIFIER))

    def _open_first(self) -> None:
        """Open who is chosen; never one who only answers to fewer letters than are typed."""
        self._is_entered = not self.people.is_answered
        if self._is_entered:
            return
        index = self.list.currentIndex()
        if not self.people.rowCount() and self.people.may_be_noted:
            self.people.look_through_notes()
            return
        self._open(index if index.isValid() else self.people.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        summary = self.people.summary(index)
        if summary is not None:
            self.chosen.emit(summary.id)

    def _open_caseloads(self, caseloads: tuple[Caseload, ...]) -> None:
        dialog = self.caseloads = CaseloadsDialog(caseloads, self)
        dialog.seen.connect(self._see_caseload)
        dialog.given.connect(self._give_caseload)
        dialog.open()

    def _see_caseload(self, caseload: Caseload) -> None:
        self.filters.view.code = ""
        self.filters.listing = listing_of(caseload)
        self.show_filters()

    def _give_caseload(self, caseload: Caseload) -> None:
        """Ask to whom all of a referent's are given, those that are not on the screen too."""
        self._see_caseload(caseload)
        self._tasks.run(lambda: self._desk.dossiers.everybody(listing_of(caseload)), self._give)

    def _give(self, people: tuple[BeneficiaryId, ...]) -> None:
        self.list.selectAll()
        self.bulk.select(people)
        self.bulk.assign()

    def _created(self, beneficiary: BeneficiaryId) -> None:
        self.search.clear()
        self.refresh()
        self.chosen.emit(beneficiary)


_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
