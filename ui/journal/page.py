"""The page of the journal (R14)."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from passeport.domain.errors import PasseportError
from passeport.language.catalogue import plural, tr
from passeport.language.messages import sentence
from passeport.language.numbers import number
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalFault, JournalOperation
from ui.journal.filters import JournalFilters
from ui.journal.lines import JournalLines
from ui.journal.verdict import said_of
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.widgets.buttons import action, button
from ui.widgets.room import head_line, is_narrow
from ui.widgets.surfaces import Banner, EmptyState
from ui.widgets.texts import text

_WIDTHS = (150, 230, 230, 0, 80)
"""Pixels of each column at 100 %; zero takes what is left."""
_NARROW_WIDTHS = (160, 0, 55)
_ROW = 34
_MORE = 17
"""Pixels of a row at 100 %, and of each line of text beyond the first."""
_ON_A_PERSON = frozenset(
    {
        JournalOperation.DOSSIER_CREATED,
        JournalOperation.DOSSIER_READ,
        JournalOperation.NOTES_READ,
        JournalOperation.DOSSIER_CHANGED,
        JournalOperation.REQUEST_RECORDED,
        JournalOperation.REQUEST_ANSWERED,
    }
)


class JournalPage(QWidget):
    """The filters, the lines, and whether anybody touched them."""

    dossier_requested = Signal(str)
    """The reference of a line on a person: the identifier of their dossier."""
    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._desk = desk
        self._tasks = tasks
        self.lines = JournalLines(desk, tasks, self)
        self.filters = JournalFilters(desk.clock.today)
        self.banner = Banner()
        self.count = text("", "muted", wraps=False)
        self.table = self._table()
        self.nothing = EmptyState("history", tr("Aucune ligne"), tr("Rien dans le journal ne répond à ces filtres."))
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(self.filters)
        column.addWidget(self.count)
        column.addWidget(self._body, 1)
        self.filters.changed.connect(self.refresh)
        self.lines.changed.connect(self._show)
        self.lines.refused.connect(self._refuse)
        self.table.activated.connect(self._open)
        action(self, tr("Vérifier le journal"), "Ctrl+Shift+V", self.verify)
        action(self, tr("Chercher dans le journal"), "Ctrl+F", self.begin)
        action(self, tr("Quitter cette page"), "Esc", self.closed.emit)

    def begin(self) -> None:
        """Be ready for a name."""
        self.filters.person.setFocus()
        self.filters.person.selectAll()

    def refresh(self) -> None:
        """Look through the journal again."""
        self.lines.look_for(self.filters.wanted)

    def verify(self) -> None:
        """Read the whole journal and say whether anybody touched it."""
        self.banner.say(tr("Vérification du journal…"))
        self._tasks.run(self._desk.journal.verify, self._verified, self._refused)

    def _head(self) -> QLayout:
        check = button(tr("Vérifier"), "", "shield", self.verify)
        check.setAccessibleName(tr("Vérifier le journal"))
        check.setToolTip(tr("Ctrl+Maj+V"))
        return head_line(text(tr("Journal"), "title", wraps=False), does=(self.filters.more, check))

    def _table(self) -> QTableView:
        table = QTableView(showGrid=False, cornerButtonEnabled=False, wordWrap=False)
        table.setObjectName("journal")  # its widths are remembered
        table.setModel(self.lines)
        table.setTabKeyNavigation(False)  # Tab leaves the table
        table.setAccessibleName(tr("Lignes du journal"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        scale = Theme.current().scale
        table.verticalHeader().setDefaultSectionSize(round((_ROW + _MORE * (self.lines.lines_of_a_row - 1)) * scale))
        heading = table.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_NARROW_WIDTHS if is_narrow() else _WIDTHS):
            if width:
                table.setColumnWidth(column, round(width * scale))
            else:
                heading.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _show(self) -> None:
        found = self.lines.rowCount()
        self.filters.know(self.lines.accounts)
        self._body.setCurrentWidget(self.table if found else self.nothing)
        words = plural(
            "{count} ligne, de la plus récente à la plus ancienne",
            "{count} lignes, de la plus récente à la plus ancienne",
            found,
        ).format(count=number(found))
        self.count.setText(typeset(words if found else ""))
        self.table.scrollToTop()
        if found:
            self.table.setCurrentIndex(self.lines.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        entry = self.lines.entry(index)
        if entry is not None and entry.operation in _ON_A_PERSON and entry.reference:
            self.dossier_requested.emit(entry.reference)

    def _verified(self, faults: tuple[JournalFault, ...]) -> None:
        self.banner.say(*said_of(faults))

    def _refuse(self, words: str) -> None:
        self.banner.say(words, "danger")

    def _refused(self, error: PasseportError) -> None:
        self.banner.say(sentence(error), "danger")
