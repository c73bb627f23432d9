"""The page of the door."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from passeport.language.typography import typeset
from passeport.services.accounts import Accounts
from passeport.services.ports import OpenVault, VaultInformation
from ui.tasks import Tasks
from ui.theme import icons
from ui.unlock.door import Door
from ui.unlock.new_vault import NewVaultForm
from ui.widgets.buttons import button, icon_button
from ui.widgets.fields import ChoiceCombo, Field
from ui.widgets.surfaces import Banner, Card
from ui.widgets.texts import text

_WIDTH = 460


class UnlockPage(QWidget):
    """Asks who is there."""

    opened = Signal(object)
    """The `OpenVault`."""

    def __init__(self, accounts: Accounts, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.door = Door(accounts, tasks, self)
        self.banner = Banner()
        self.progress = QProgressBar(textVisible=False)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName("Ouverture en cours")
        self.progress.hide()
        self.heading = text("Passeport", "title")
        self.place = text("", "small")
        self.known_vault = self._unlock_form()
        self.new_vault = NewVaultForm()
        self.new_vault.hide()

        card = Card(spacing=14, margin=28)
        card.setFixedWidth(_WIDTH)
        card.body.addLayout(self._head())
        for part in (self.banner, self.known_vault, self.new_vault, self.progress):
            card.body.addWidget(part)
        middle = QHBoxLayout()  # an alignment would give the card a height that forgets the lines that wrap
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        centred = QVBoxLayout(self)
        centred.addStretch()
        centred.addLayout(middle)
        centred.addWidget(
            text("Passeport d’orientation et de compétences", "small", wraps=False),
            alignment=Qt.AlignmentFlag.AlignHCenter,
        )
        centred.addStretch()

        self.door.found.connect(self._show_accounts)
        self.door.absent.connect(self._offer_new_vault)
        self.door.refused.connect(self._refuse)
        self.door.waiting.connect(self._wait)
        self.door.opened.connect(self._open)
        self.new_vault.asked.connect(self._create)

    def show_vault(self, path: Path, words: str = "", tone: str = "primary") -> None:
        """Show the door of the vault in the folder `path`, with a word of why."""
        self.place.setText(typeset(f"Coffre-fort « {path.name} »"))
        self.place.setToolTip(str(path))
        self.passphrase.clear()
        self.banner.say(words, tone)
        self.door.look(path)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.emblem(56, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def _unlock_form(self) -> QWidget:
        self.account = ChoiceCombo([])
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._unlock)
        self.shown = icon_button("Montrer la phrase de passe", "eye", self._toggle)
        self.passphrase_field = Field("Phrase de passe", self.passphrase)
        self.enter = button("Ouvrir le coffre-fort", "primary", "unlock", self._unlock)
        row = QHBoxLayout()
        row.addWidget(self.passphrase_field, 1)
        row.addWidget(self.shown, alignment=Qt.AlignmentFlag.AlignBottom)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Field("Compte", self.account))
        column.addLayout(row)
        column.addWidget(self.enter)
        column.addWidget(text("Les dossiers sont chiffrés : sans cette phrase, personne ne peut les lire.", "small"))
        return form

    def _show_accounts(self, information: VaultInformation) -> None:
        self.account.clear()
        for name in information.accounts:
            self.account.addItem(name, name)
        self.account.setCurrentIndex(0)
        self._show_form(self.known_vault)
        self.passphrase.setFocus()

    def _offer_new_vault(self) -> None:
        self.banner.say("Ce dossier ne contient pas encore de coffre-fort. Créez celui de votre point d’accueil.")
        self._show_form(self.new_vault)
        self.new_vault.begin()

    def _show_form(self, form: QWidget) -> None:
        for known in (self.known_vault, self.new_vault):
            known.setVisible(known is form)

    def _enable(self, *, ready: bool) -> None:
        self.known_vault.setEnabled(ready)
        self.new_vault.setEnabled(ready)

    def _toggle(self) -> None:
        hidden = self.passphrase.echoMode() is QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        name = "Cacher la phrase de passe" if hidden else "Montrer la phrase de passe"
        self.shown.setAccessibleName(name)
        self.shown.setToolTip(name)

    def _unlock(self) -> None:
        if not self.passphrase.text():
            self.banner.say("Écrivez votre phrase de passe.", "warning")
            return
        self._begin()
        self.door.unlock(self.account.code, self.passphrase.text())

    def _create(self) -> None:
        self._begin()
        self.door.create(self.new_vault.account.text().strip(), self.new_vault.secret, self.new_vault.station)

    def _begin(self) -> None:
        self.banner.say("")
        self.progress.show()
        self._enable(ready=False)

    def _end(self) -> None:
        self.progress.hide()
        self._enable(ready=True)

    def _refuse(self, words: str) -> None:
        self._end()
        self.banner.say(words, "danger")
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _wait(self, seconds: int) -> None:
        self.enter.setEnabled(seconds <= 0)
        self.enter.setText(
            "Ouvrir le coffre-fort" if seconds <= 0 else typeset(f"Nouvel essai possible dans {seconds} s")
        )

    def _open(self, vault: OpenVault) -> None:
        self._end()
        self.passphrase.clear()
        self.new_vault.forget()
        self.opened.emit(vault)
