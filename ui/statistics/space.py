"""The window of a supervisor: the statistics of the point d'accueil, and one's own passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.vocabulary import label
from passeport.services.own_account import OwnAccount
from passeport.services.vault_ports import OpenStatistics
from ui.tasks import Tasks
from ui.unlock.own_passphrase import OwnPassphraseForm
from ui.widgets.buttons import action, button
from ui.widgets.surfaces import Banner, Card, EmptyState, scrolled
from ui.widgets.texts import text

_SIDE = 420


class StatisticsSpace(QWidget):
    """Holds no dossier and no way to one."""

    lock_requested = Signal()

    def __init__(self, statistics: OpenStatistics, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("ground")
        account = statistics.account
        self.banner = Banner()
        self.form = OwnPassphraseForm(tasks, lambda: OwnAccount(statistics))
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(text("Statistiques", "title"))
        words.addWidget(
            text(f"{account.name} – {label('roles', account.role)} – {account.station.name}", "muted", wraps=False)
        )
        head.addLayout(words, 1)
        head.addWidget(button("Verrouiller", "", "lock", self.lock_requested.emit))
        empty = EmptyState(
            "statistics",
            "Aucune statistique pour l’instant",
            "Ce compte ouvre les statistiques du point d’accueil. Il n’ouvre aucun dossier et ne montre aucun nom.",
        )
        figures, own = Card(), Card("Votre phrase de passe")
        figures.body.addWidget(empty)
        own.setFixedWidth(_SIDE)
        own.body.addWidget(self.banner)
        own.body.addWidget(self.form)
        own.body.addStretch()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(figures, 1)
        row.addWidget(own)
        content = QWidget()
        content.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(scrolled(content), 1)
        self.form.changed.connect(self._changed)
        action(self, "Verrouiller", "Ctrl+L", self.lock_requested.emit)

    def _changed(self) -> None:
        self.banner.say("Phrase de passe changée ; l’ancienne n’ouvre plus rien.", "success")
