"""« Aujourd’hui »: the search, today's appointments, what is to be done first, the people worked with last."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from passeport.domain.agenda import DueItem
from passeport.language import agenda
from passeport.language.catalogue import tr
from passeport.language.numbers import number
from passeport.language.typography import begun, typeset
from passeport.services.desk import Desk
from ui.agenda.day_list import DayList, day_view
from ui.agenda.due_list import DueList
from ui.agenda.due_page import due_view
from ui.desk.wording import in_words
from ui.tasks import Tasks
from ui.today.model import TodayModel
from ui.widgets.buttons import action, button
from ui.widgets.room import head_line, in_sight, is_narrow, side_by_side
from ui.widgets.search_line import SearchLine
from ui.widgets.surfaces import Card, scrolled
from ui.widgets.texts import tag, text

_FIRST = 30
"""Lines of « À faire » that are read here; the whole list is one key away."""
_SHARES = (55, 45)
_PERSON = Qt.ItemDataRole.UserRole


class TodayPage(QWidget):
    """The day in one look."""

    searched = Signal(str)
    """What was typed, which the list of people goes on with."""
    chosen = Signal(object)
    """The `BeneficiaryId` to open."""
    line_opened = Signal(object)
    line_completed = Signal(object)
    due_requested = Signal()
    agenda_requested = Signal()
    person_requested = Signal()
    import_requested = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._desk = desk
        self.model = TodayModel(desk, tasks, self)
        self.lines = DueList(desk, tasks, self, page=_FIRST)
        self.heading = text("", "title", wraps=False)
        self.search = SearchLine(tr("Chercher une personne"), tr("Nom, date de naissance, téléphone, mot d’une note…"))
        self.days = DayList(self)
        self.appointments = day_view(self.days)
        self.appointments.setAccessibleName(tr("Rendez-vous du jour"))
        self.due = due_view(self.lines)
        self.recent = QListWidget()
        self.recent.setAccessibleName(tr("Personnes récentes"))
        self._to_do = Card(tr("À faire"))
        self.count = tag("", "primary")
        self._to_do.heading_row.insertWidget(1, self.count)
        self._day = Card(tr("Rendez-vous du jour"))
        self._people = Card(tr("Personnes récentes"))
        self._lay_out()
        self.search.textEdited.connect(self._search)
        self.search.returnPressed.connect(self._search_everybody)
        self.appointments.activated.connect(self._open_entry)
        self.due.activated.connect(self._open_line)
        self.recent.itemActivated.connect(self._open_recent)
        self.model.changed.connect(self._show)
        self.lines.changed.connect(self._show_lines)
        action(self, tr("Chercher une personne"), "Ctrl+F", self.begin)
        action(self, tr("Nouvelle personne"), "Ctrl+N", self.person_requested.emit)

    def begin(self) -> None:
        """Be ready for a name."""
        self.search.clear()
        self.search.setFocus()

    def refresh(self) -> None:
        """Show what the day holds now."""
        self.heading.setText(typeset(begun(agenda.day_of_month(self._desk.clock.today()))))
        self.model.refresh()
        self.lines.refresh()

    def _lay_out(self) -> None:
        receive = button(tr("Recevoir un passeport"), "", "import", self.import_requested.emit)
        receive.setToolTip(tr("Ouvrir le fichier qu’une personne apporte (Ctrl+O)"))
        new = button(tr("Nouvelle personne"), "primary", "person-add", self.person_requested.emit)
        new.setToolTip(tr("Ouvrir un dossier (Ctrl+N)"))
        self._fill(self._day, self.appointments, tr("Voir l’agenda"), self.agenda_requested.emit)
        self._fill(self._to_do, self.due, tr("Voir tout"), self.due_requested.emit)
        self._people.body.addWidget(self.recent)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self._day, 3)
        left.addWidget(self._people, 2)
        inside = QWidget()
        columns = side_by_side()
        inside.setLayout(columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addLayout(left, _SHARES[1])
        columns.addWidget(self._to_do, _SHARES[0])
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(14)
        column.addLayout(head_line(self.heading, does=(receive, new)))
        column.addWidget(self.search)
        if is_narrow():  # one below the other, in a page that scrolls
            for view, lines in ((self.appointments, 9), (self.recent, 6), (self.due, 12)):
                in_sight(view, lines)
        column.addWidget(scrolled(inside) if is_narrow() else inside, 1)

    @staticmethod
    def _fill(card: Card, content: QListView, words: str, clicked: Callable[[], object]) -> None:
        more = button(words, "quiet", "arrow-right", clicked)
        card.heading_row.addWidget(more)
        card.body.addWidget(content, 1)

    def _show(self) -> None:
        today = self._desk.clock.today()
        self.days.show({today: self.model.entries}, today, names_each_day=False)
        self.recent.clear()
        for person in self.model.recent:
            item = QListWidgetItem(f"{person.family_name.upper()} {person.given_names}")
            item.setData(_PERSON, person.id)
            item.setToolTip(in_words(person, today))
            self.recent.addItem(item)

    def _show_lines(self) -> None:
        total = self.lines.total
        self.count.setText(number(total) if total else tr("rien"))

    def _search(self, typed: str) -> None:
        if typed:
            self.search.clear()
            self.searched.emit(typed)

    def _search_everybody(self) -> None:
        self.searched.emit("")

    def _open_entry(self, index: QModelIndex) -> None:
        row = self.days.row(index)
        if row is not None and row.entry is not None:
            self.chosen.emit(row.entry.beneficiary)

    def _open_line(self, index: QModelIndex) -> None:
        line = self.lines.line(index)
        if isinstance(line, DueItem):
            self.line_opened.emit(line)

    def _open_recent(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PERSON))
