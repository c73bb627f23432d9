"""The first opening of an account that somebody else made: nothing else is shown until its passphrase is its own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.services.own_account import OwnAccount
from passeport.services.vault_ports import OpenStatistics, OpenVault
from ui.tasks import Tasks
from ui.unlock.own_passphrase import OwnPassphraseForm
from ui.widgets.buttons import button
from ui.widgets.room import scaled
from ui.widgets.surfaces import Card, scrolled
from ui.widgets.texts import text

_WIDTH = 460


class FirstOpening(QWidget):
    """Asks for a passphrase of one's own."""

    passed = Signal(object)
    """The `OpenVault` or the `OpenStatistics`."""
    lock_requested = Signal()

    def __init__(self, opened: OpenVault | OpenStatistics, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._opened = opened
        self.form = OwnPassphraseForm(tasks, lambda: OwnAccount(opened))
        card = Card(spacing=14, margin=28)
        card.setFixedWidth(scaled(_WIDTH))
        card.body.addWidget(text(tr("Choisissez votre phrase de passe"), "title"))
        card.body.addWidget(
            text(
                tr(
                    "Bonjour {name}. Quelqu’un d’autre a choisi celle-ci pour vous : choisissez-en une "
                    "que vous seul connaissez."
                ).format(name=opened.account.name),
                "muted",
            )
        )
        card.body.addWidget(self.form)
        card.body.addWidget(button(tr("Plus tard : verrouiller"), "quiet", "lock", self.lock_requested.emit))
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addStretch()
        column.addLayout(middle)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))  # large letters, or a small window
        self.form.changed.connect(self._pass)
        self.form.current.setFocus()

    def _pass(self) -> None:
        self.passed.emit(self._opened)
