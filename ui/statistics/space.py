"""The window of a supervisor: the statistics of the point d'accueil, and one's own passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.services.own_account import OwnAccount
from passeport.services.statistics_register import StatisticsRegister
from passeport.services.supervisor_desk import SupervisorDesk
from passeport.services.vault_ports import OpenStatistics
from ui.administration.keyring_card import KeyringCard
from ui.palette.command import once
from ui.palette.dialog import CommandPalette
from ui.palette.offered import in_window, on_page
from ui.statistics.dashboard_page import DashboardPage
from ui.statistics.model import StatisticsModel
from ui.statistics.register_page import RegisterPage
from ui.statistics.table_page import TablePage
from ui.tasks import Tasks
from ui.unlock.own_passphrase import OwnPassphraseForm
from ui.widgets.buttons import action, button
from ui.widgets.room import head_line, scaled, side_by_side
from ui.widgets.surfaces import Banner, Card, EmptyState, scrolled
from ui.widgets.texts import text
from ui.widgets.toast import Toast

_SIDE = 420
_BOLDER = 18
"""Pixels that a name takes more once it is chosen, in bold."""
_PAGES = (
    (tr("Indicateurs"), "statistics", "Ctrl+1"),
    (tr("Tableau"), "list", "Ctrl+2"),
    (tr("Registre"), "history", "Ctrl+3"),
    (tr("Mon compte"), "key", "Ctrl+4"),
)
_REGISTER, _ACCOUNT = 2, 3


class StatisticsSpace(QWidget):
    """Holds no dossier and no way to one."""

    lock_requested = Signal()

    def __init__(self, opened: OpenStatistics, tasks: Tasks, desk: SupervisorDesk | None = None) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._tasks = tasks
        self._statistics = desk.statistics if desk is not None else None
        self.keyring = KeyringCard(desk.keyring, tasks) if desk is not None else None
        self.banner = Banner()
        self.form = OwnPassphraseForm(tasks, lambda: OwnAccount(opened))
        self.pages = QStackedWidget()
        self.tabs = QButtonGroup(self)
        self.register = RegisterPage(StatisticsRegister(opened), tasks)
        self.dashboard: DashboardPage | None = None
        self.table: TablePage | None = None
        for page in self._pages():
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(16)
        column.addLayout(self._head(opened))
        column.addWidget(self.pages, 1)
        self.toast = Toast(self)
        self.form.changed.connect(self._changed)
        action(self, tr("Verrouiller"), "Ctrl+L", self.lock_requested.emit)
        self._all_commands = action(self, tr("Toutes les commandes"), "Ctrl+K", self.show_commands)
        self.show_page(0)
        if self._statistics is not None:
            tasks.run(self._statistics.persons, self._begin, self._stay_empty)

    def say(self, words: str) -> None:
        """Show a word at the foot of the window."""
        self.toast.say(words)

    def show_page(self, place: int) -> None:
        """Show the indicators, the table, the register or the account."""
        self.pages.setCurrentIndex(place)
        if place == _REGISTER:
            self.register.refresh()
        elif place == _ACCOUNT and self.keyring is not None:
            self.keyring.start()
        tab = self.tabs.button(place)
        if tab is not None:
            tab.setChecked(True)

    def show_commands(self) -> None:
        """Show everything that can be done here; no person is looked for, since none is known here."""
        places = frozenset(name for name, _icon, _keys in _PAGES)
        window = [made for made in self.actions() if made is not self._all_commands]
        offered = once((*on_page(self.pages.currentWidget()), *in_window(window, places)))
        CommandPalette(offered, self).open()

    def stop(self) -> None:
        """Give up what is under way at its next safe point: the vault is about to be locked, and waits behind it."""
        for page in (self.dashboard, self.table):
            if page is not None:
                page.model.advance.stop()

    def _head(self, opened: OpenStatistics) -> QLayout:
        account = opened.account
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(text(tr("Statistiques"), "title"))
        words.addWidget(text(f"{account.name} – {label('roles', account.role)} – {account.station.name}", "muted"))
        tabs = (self._tab(place, name, icon, shortcut) for place, (name, icon, shortcut) in enumerate(_PAGES))
        return head_line(said, does=(*tabs, button(tr("Verrouiller"), "", "lock", self.lock_requested.emit)))

    def _tab(self, place: int, name: str, icon: str, shortcut: str) -> QPushButton:
        made = button(name, "chip", icon)
        made.setCheckable(True)
        made.setToolTip(shortcut)
        made.setMinimumWidth(made.sizeHint().width() + _BOLDER)
        self.tabs.addButton(made, place)

        def show() -> None:
            self.show_page(place)

        made.clicked.connect(show)
        action(self, name, shortcut, show)
        return made

    def _pages(self) -> tuple[QWidget, ...]:
        if self._statistics is None:
            return _empty(), _empty(), self.register, self._account()
        model = StatisticsModel(self._statistics, self._tasks, self)
        self.dashboard, self.table = (
            DashboardPage(model),
            TablePage(StatisticsModel(self._statistics, self._tasks, self)),
        )
        return self.dashboard, self.table, self.register, self._account()

    def _account(self) -> QWidget:
        own = Card(tr("Votre phrase de passe"))
        own.setMaximumWidth(scaled(_SIDE))
        own.body.addWidget(self.banner)
        own.body.addWidget(self.form)
        row = side_by_side()
        row.setSpacing(16)
        row.addWidget(own, 0, Qt.AlignmentFlag.AlignTop)
        if self.keyring is not None:
            self.keyring.setMaximumWidth(scaled(_SIDE))
            row.addWidget(self.keyring, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        content = QWidget()
        content.setLayout(row)
        return scrolled(content)

    def _begin(self, persons: int) -> None:
        if persons == 0:
            self._stay_empty()
        elif self.dashboard is not None:
            self.dashboard.refresh()

    def _stay_empty(self, _why: object = None) -> None:
        shown = self.pages.currentIndex()
        for place in (0, 1):
            old = self.pages.widget(place)
            if old is not None:
                self.pages.removeWidget(old)
                old.deleteLater()
            self.pages.insertWidget(place, _empty())
        self.dashboard = self.table = None
        self.show_page(shown)

    def _changed(self) -> None:
        self.banner.say(tr("Phrase de passe changée ; l’ancienne n’ouvre plus rien."), "success")
        if self.keyring is not None:
            self.keyring.start()


def _empty() -> QWidget:
    card = Card()
    card.body.addWidget(
        EmptyState(
            "statistics",
            tr("Aucune statistique pour l’instant"),
            tr("Ce compte ouvre les statistiques du point d’accueil. Il n’ouvre aucun dossier et ne montre aucun nom."),
        )
    )
    return card
