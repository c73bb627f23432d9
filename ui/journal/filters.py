"""What is asked of the journal: on whom, by whom, what, from when to when."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passeport.domain.identifiers import AccountId
from passeport.language.catalogue import tr
from passeport.services.journal_ports import JournalFilter, JournalOperation
from ui.journal.lines import Wanted
from ui.widgets.buttons import button
from ui.widgets.fields import ChoiceCombo, CodeCombo, DayField, Field
from ui.widgets.room import is_narrow

_WIDE = ((0, 0, 1, 3), (0, 3, 1, 3), (0, 6, 1, 3), (0, 9, 1, 2), (0, 11, 1, 2))
"""Where each filter goes when there is room: row, column, rows, columns."""
_PAUSE = 300
"""Milliseconds without a key before the journal is looked through."""


class JournalFilters(QWidget):
    """Five filters in a row; a change looks again.

    Where letters are large the lines of the journal come first: all filters but the person are behind `more`.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self.person = QLineEdit(placeholderText=tr("Nom, date de naissance…"))
        self.account = ChoiceCombo([], empty=tr("Tous les comptes"))
        self.operation = CodeCombo("journal_operations", empty=tr("Toutes les opérations"))
        self.since = DayField(today)
        self.until = DayField(today)
        fields = (
            (tr("Personne"), self.person),
            (tr("Compte"), self.account),
            (tr("Opération"), self.operation),
            (tr("Du"), self.since),
            (tr("Au"), self.until),
        )
        self.clear_button = button(tr("Sans filtre"), "quiet", "filter", self.clear)
        self.clear_button.setAccessibleName(tr("Retirer les filtres"))
        self.more = button(tr("Filtres"), "", "filter", self._show_others)
        self.more.setAccessibleName(tr("Montrer ou cacher les autres filtres"))
        self.more.setVisible(is_narrow())
        self._others = QWidget()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if is_narrow():
            column.addWidget(Field(*fields[0]))
            column.addWidget(self._others)
            _fill(self._others, fields[1:], foot)
        else:
            grid = QGridLayout()
            grid.setHorizontalSpacing(10)
            for place, (name, entry) in zip(_WIDE, fields, strict=True):
                grid.addWidget(Field(name, entry), *place)
            column.addLayout(grid)
            column.addLayout(foot)
        self._others.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.person.textChanged.connect(self._begin_pause)
        for combo in (self.account, self.operation):
            combo.chosen.connect(self.changed)
        for day in (self.since, self.until):
            day.editingFinished.connect(self.changed)

    @property
    def wanted(self) -> Wanted:
        """What is asked."""
        account, operation = self.account.code, self.operation.code
        since, until = self.since.day, self.until.day
        asked = JournalFilter(
            account=AccountId(UUID(account)) if account else None,
            operation=JournalOperation(operation) if operation else None,
            since=_midnight(since) if since is not None else None,
            until=_midnight(until + dt.timedelta(days=1)) if until is not None else None,
        )
        return Wanted(asked, self.person.text().strip())

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self.wanted == Wanted()

    def know(self, accounts: Mapping[AccountId, str]) -> None:
        """Offer these accounts, keeping the choice."""
        if self.account.count() == len(accounts) + 1:
            return
        chosen = self.account.code
        self.account.blockSignals(True)  # noqa: FBT003 - Qt's call
        self.account.clear()
        self.account.addItem(tr("Tous les comptes"), "")
        for identifier, name in sorted(accounts.items(), key=lambda pair: pair[1]):
            self.account.addItem(name, str(identifier))
        self.account.code = chosen
        self.account.blockSignals(False)  # noqa: FBT003

    def clear(self) -> None:
        """Ask for everything."""
        for line in (self.person, self.since, self.until):
            line.clear()
        self.account.code = self.operation.code = ""
        self.changed.emit()

    def _show_others(self) -> None:
        self._others.setVisible(self._others.isHidden())
        if not self._others.isHidden():
            self.account.setFocus()

    def _begin_pause(self) -> None:
        self._pause.start()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()).astimezone()


def _fill(box: QWidget, fields: Sequence[tuple[str, QWidget]], foot: QHBoxLayout) -> None:
    """Put fields in two columns, and a row below."""
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    for number, (name, entry) in enumerate(fields):
        grid.addWidget(Field(name, entry), number // 2, number % 2)
    grid.addLayout(foot, len(fields), 0, 1, 2)
