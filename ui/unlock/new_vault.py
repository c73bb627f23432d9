"""The form of a first vault: which point d'accueil, who, and a passphrase said twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from passeport.domain.account import PASSPHRASE_MINIMUM
from passeport.domain.provenance import Station
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.fields import CodeCombo, Field


class NewVaultForm(QWidget):
    """What a new vault needs."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.place = QLineEdit()
        self.network = CodeCombo("networks")
        self.account = QLineEdit()
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        hint = typeset(f"{PASSPHRASE_MINIMUM} caractères au moins : quatre ou cinq mots sans lien entre eux.")
        self._fields = {
            "place": Field("Point d’accueil", self.place, required=True),
            "network": Field("Réseau", self.network, required=True),
            "account": Field("Votre nom", self.account, required=True),
            "passphrase": Field("Phrase de passe", self.passphrase, required=True, hint=hint),
            "again": Field("La même, encore une fois", self.again, required=True),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for field in self._fields.values():
            column.addWidget(field)
        column.addWidget(button("Créer le coffre-fort", "primary", "key", self._ask))
        self.again.returnPressed.connect(self._ask)

    @property
    def secret(self) -> str:
        """The passphrase."""
        return self.passphrase.text()

    @property
    def station(self) -> Station:
        """The point d'accueil."""
        return Station(name=self.place.text().strip(), network=self.network.code)

    def begin(self) -> None:
        """Wait for the first field."""
        self.place.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        for entry in (self.place, self.account, self.passphrase, self.again):
            entry.clear()

    def _ask(self) -> None:
        short = len(self.secret) < PASSPHRASE_MINIMUM
        wrong = {
            "place": "Écrivez le nom du point d’accueil." if not self.place.text().strip() else "",
            "network": "Choisissez le réseau dans la liste." if not self.network.code else "",
            "account": "Écrivez votre nom." if not self.account.text().strip() else "",
            "passphrase": typeset(f"Il faut {PASSPHRASE_MINIMUM} caractères au moins.") if short else "",
            "again": "Les deux phrases ne sont pas les mêmes." if self.again.text() != self.secret else "",
        }
        for name, why in wrong.items():
            self._fields[name].refuse(why)
        refused = [name for name, why in wrong.items() if why]
        if refused:
            self._fields[refused[0]].entry.setFocus()
        else:
            self.asked.emit()
