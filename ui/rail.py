"""The navigation, at the left of every page."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from passeport.domain.account import Account, Operation
from passeport.domain.vocabulary import label
from passeport.language.typography import typeset
from ui.theme import icons
from ui.theme.theme import Theme
from ui.widgets.texts import text

_WIDTH = 240


class Rail(QWidget):
    """Where one is, where one can go, and who is working."""

    people_requested = Signal()
    import_requested = Signal()
    journal_requested = Signal()
    retention_requested = Signal()
    backups_requested = Signal()
    accounts_requested = Signal()
    commands_requested = Signal()
    lock_requested = Signal()

    def __init__(self, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(round(_WIDTH * Theme.current().scale))
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 14)
        column.setSpacing(4)
        column.addLayout(self._brand())
        column.addSpacing(18)
        self.people = self._entry("Bénéficiaires", "people", self.people_requested, "Alt+1", checkable=True)
        self.receive = self._entry("Recevoir un passeport", "import", self.import_requested, "Ctrl+O", checkable=True)
        self.backups = self._entry("Sauvegardes", "save", self.backups_requested, "Alt+6", checkable=True)
        self.accounts = self._entry("Comptes et clés", "shield", self.accounts_requested, "Alt+7", checkable=True)
        commands = self._entry("Toutes les commandes", "keyboard", self.commands_requested, "Ctrl+K")
        self.journal = self._entry("Journal", "history", self.journal_requested, "Alt+8", checkable=True)
        self.retention = self._entry("Conservation", "clock", self.retention_requested, "Alt+9", checkable=True)
        for entry in (self.people, self.receive, self.journal, self.retention, self.backups, self.accounts, commands):
            column.addWidget(entry)
        self.journal.setVisible(account.may(Operation.READ_JOURNAL))
        self.retention.setVisible(account.may(Operation.PLAN_RETENTION))
        column.addStretch()
        column.addWidget(text(account.name, "strong"))
        column.addWidget(text(f"{account.station.name}\n{label('networks', account.station.network)}", "small"))
        column.addSpacing(8)
        column.addWidget(self._entry("Verrouiller", "lock", self.lock_requested, "Ctrl+L"))

    def show_place(
        self,
        *,
        people: bool = False,
        receive: bool = False,
        journal: bool = False,
        retention: bool = False,
        backups: bool = False,
        accounts: bool = False,
    ) -> None:
        """Mark where one is."""
        self._group.setExclusive(False)
        self.people.setChecked(people)
        self.receive.setChecked(receive)
        self.journal.setChecked(journal)
        self.retention.setChecked(retention)
        self.backups.setChecked(backups)
        self.accounts.setChecked(accounts)
        self._group.setExclusive(True)

    def _brand(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.emblem(34, self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(picture)
        row.addWidget(text("Passeport", "heading", wraps=False), 1)
        return row

    def _entry(
        self, words: str, icon: str, signal: SignalInstance, shortcut: str, *, checkable: bool = False
    ) -> QPushButton:
        entry = QPushButton(Theme.current().icon(icon, "rail_text"), f"  {words}")
        entry.setAccessibleName(words)
        entry.setToolTip(typeset(f"{words} ({shortcut})"))
        entry.setCheckable(checkable)
        entry.setCursor(Qt.CursorShape.PointingHandCursor)
        if checkable:
            self._group.addButton(entry)
        entry.clicked.connect(signal)
        return entry
