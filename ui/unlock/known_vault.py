"""The form of a vault that is there: which account, and its passphrase, or the printed recovery key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.buttons import button, icon_button
from ui.widgets.entries import ChoiceCombo, Field
from ui.widgets.texts import text

if TYPE_CHECKING:
    from passeport.services.vault_ports import VaultInformation

_OPEN = tr("Ouvrir le coffre-fort")


class KnownVaultForm(QWidget):
    """Asks who is there."""

    asked = Signal()
    """Open with the account and its passphrase."""
    keyring_asked = Signal()
    """Open with the system's keyring."""
    recovery_asked = Signal()
    """Open with the recovery key."""

    def __init__(self) -> None:
        super().__init__()
        self.account = ChoiceCombo([])
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self.asked)
        self.shown = icon_button(tr("Montrer la phrase de passe"), "eye", self._toggle)
        self.enter = button(_OPEN, "primary", "unlock", self.asked.emit)
        self.recovery_key = QLineEdit(placeholderText="XXXXX-XXXXX-…")
        self.recovery_key.returnPressed.connect(self.recovery_asked)
        hint = typeset(tr("Huit groupes de cinq caractères ; majuscules, tirets et espaces sont indifférents."))
        self._usual, self._lost = QWidget(), QWidget()
        row = QHBoxLayout()
        row.addWidget(Field(tr("Phrase de passe"), self.passphrase), 1)
        row.addWidget(self.shown, alignment=Qt.AlignmentFlag.AlignBottom)
        usual = _column(self._usual)
        usual.addWidget(Field(tr("Compte"), self.account))
        usual.addLayout(row)
        usual.addWidget(self.enter)
        self._by_keyring: tuple[str, ...] = ()
        self.keyring = button(tr("Ouvrir avec le trousseau du système"), "", "computer", self.keyring_asked.emit)
        self.keyring.hide()
        self.account.chosen.connect(self._offer_keyring)
        usual.addWidget(self.keyring)
        usual.addWidget(text(tr("Les dossiers sont chiffrés : sans cette phrase, personne ne peut les lire."), "small"))
        self.lost = button(tr("Phrase de passe perdue ?"), "quiet", "help", self.ask_recovery_key)
        usual.addWidget(self.lost, alignment=Qt.AlignmentFlag.AlignLeft)
        lost = _column(self._lost)
        lost.addWidget(Field(tr("Clé de secours imprimée"), self.recovery_key, hint=hint))
        lost.addWidget(button(_OPEN, "primary", "key", self.recovery_asked.emit))
        lost.addWidget(
            text(
                tr(
                    "Elle ouvre le coffre-fort pour donner une nouvelle phrase de passe à un compte. Sans elle, un "
                    "administrateur peut le faire depuis la page des comptes."
                ),
                "small",
            )
        )
        lost.addWidget(
            button(tr("Revenir à la phrase de passe"), "quiet", "arrow-left", self.ask_passphrase),
            alignment=Qt.AlignmentFlag.AlignLeft,
        )
        column = _column(self)
        column.addWidget(self._usual)
        column.addWidget(self._lost)
        self._lost.hide()

    def show_accounts(self, information: "VaultInformation") -> None:
        """Offer the accounts of a vault."""
        chosen = self.account.code
        self._by_keyring = information.by_keyring
        self.account.clear()
        for name in information.accounts:
            self.account.addItem(name, name)
        self.account.setCurrentIndex(max(0, self.account.findData(chosen)))
        self._offer_keyring()

    def _offer_keyring(self) -> None:
        self.keyring.setVisible(self.account.code in self._by_keyring)

    def ask_passphrase(self) -> None:
        """Ask the usual way."""
        self._lost.hide()
        self._usual.show()
        self.passphrase.setFocus()

    def ask_recovery_key(self) -> None:
        """Ask for the printed key instead."""
        self._usual.hide()
        self._lost.show()
        self.recovery_key.setFocus()

    def wait(self, seconds: int) -> None:
        """Take no try for some seconds; 0 when one may try."""
        self.enter.setEnabled(seconds <= 0)
        self.enter.setText(
            _OPEN if seconds <= 0 else typeset(tr("Nouvel essai possible dans {seconds} s").format(seconds=seconds))
        )

    def try_again(self) -> None:
        """Be ready for another try."""
        entry = self.recovery_key if self._lost.isVisibleTo(self) else self.passphrase
        entry.selectAll()
        entry.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.passphrase.clear()
        self.recovery_key.clear()
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
