"""The form of a vault that is there: which account, and its passphrase, or the printed recovery key."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.later import module
from ui.widgets.buttons import button, icon_button
from ui.widgets.entries import ChoiceCombo, Field
from ui.widgets.texts import text

if TYPE_CHECKING:
    from passeport.services.vault_ports import VaultInformation
    from ui.unlock import recovery_form
else:
    recovery_form = module("ui.unlock.recovery_form")

_OPEN = tr("Ouvrir le coffre-fort")


class KnownVaultForm(QWidget):
    """Asks who is there."""

    asked = Signal()
    """Open with the account and its passphrase."""
    keyring_asked = Signal()
    """Open with the system's keyring."""
    recovery_asked = Signal()
    """Open with the recovery key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.account = ChoiceCombo([])
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self.asked)
        self.shown = icon_button(tr("Montrer la phrase de passe"), "eye", self._toggle)
        self.enter = button(_OPEN, "primary", "unlock", self.asked.emit)
        self._usual = QWidget(self)
        self._both = _column(self)
        self._both.addWidget(self._usual)
        self._lines = _column(self._usual)
        self._lines.addWidget(Field(tr("Compte"), self.account))
        row = QHBoxLayout()
        self._lines.addLayout(row)
        row.addWidget(Field(tr("Phrase de passe"), self.passphrase), 1)
        beside = QVBoxLayout()  # level with the line, below its label
        beside.setSpacing(0)
        beside.addStretch()
        beside.addWidget(self.shown)
        row.addLayout(beside)
        self._lines.addWidget(self.enter)
        self._by_keyring: tuple[str, ...] = ()
        self.account.chosen.connect(self._offer_keyring)
        self._lines.addWidget(
            text(tr("Les dossiers sont chiffrés : sans cette phrase, personne ne peut les lire."), "small")
        )
        self.lost = button(tr("Phrase de passe perdue ?"), "quiet", "help", self.ask_recovery_key)
        last = QHBoxLayout()
        last.addWidget(self.lost)
        last.addStretch()
        self._lines.addLayout(last)

    @cached_property
    def keyring(self) -> QPushButton:
        """Opens with the system's keyring; made where an account may."""
        made = button(tr("Ouvrir avec le trousseau du système"), "", "computer", self.keyring_asked.emit)
        made.hide()
        self._lines.insertWidget(self._lines.indexOf(self.enter) + 1, made)
        return made

    @cached_property
    def recovery(self) -> "recovery_form.RecoveryForm":
        """The form of who lost a passphrase; made when somebody did."""
        form = recovery_form.RecoveryForm(_OPEN)
        form.hide()
        form.asked.connect(self.recovery_asked)
        form.back_asked.connect(self.ask_passphrase)
        self._both.addWidget(form)
        return form

    def show_accounts(self, information: "VaultInformation") -> None:
        """Offer the accounts of a vault."""
        chosen = self.account.code
        self._by_keyring = information.by_keyring
        self.account.clear()
        for name in information.accounts:
            self.account.addItem(name, name)
        self.account.setCurrentIndex(max(0, self.account.findData(chosen)))
        self._offer_keyring()

    @property
    def _has_lost(self) -> bool:
        """Whether the printed key was asked for so far."""
        return "recovery" in vars(self)

    def _offer_keyring(self) -> None:
        offered = self.account.code in self._by_keyring
        if offered or "keyring" in vars(self):
            self.keyring.setVisible(offered)

    def ask_passphrase(self) -> None:
        """Ask the usual way."""
        if self._has_lost:
            self.recovery.hide()
        self._usual.show()
        self.passphrase.setFocus()

    def ask_recovery_key(self) -> None:
        """Ask for the printed key instead."""
        self._usual.hide()
        self.recovery.show()
        self.recovery.key.setFocus()

    def wait(self, seconds: int) -> None:
        """Take no try for some seconds; 0 when one may try."""
        self.enter.setEnabled(seconds <= 0)
        self.enter.setText(
            _OPEN if seconds <= 0 else typeset(tr("Nouvel essai possible dans {seconds} s").format(seconds=seconds))
        )

    def try_again(self) -> None:
        """Be ready for another try."""
        lost = self._has_lost and self.recovery.isVisibleTo(self)
        entry = self.recovery.key if lost else self.passphrase
        entry.selectAll()
        entry.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.passphrase.clear()
        if self._has_lost:
            self.recovery.key.clear()
        self._hide_passphrase()

    def _toggle(self) -> None:
        if self.passphrase.echoMode() is QLineEdit.EchoMode.Password:
            self.passphrase.setEchoMode(QLineEdit.EchoMode.Normal)
            self._name_toggle(tr("Cacher la phrase de passe"))
        else:
            self._hide_passphrase()

    def _hide_passphrase(self) -> None:
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_toggle(tr("Montrer la phrase de passe"))

    def _name_toggle(self, name: str) -> None:
        self.shown.setAccessibleName(name)
        self.shown.setToolTip(name)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    return column
