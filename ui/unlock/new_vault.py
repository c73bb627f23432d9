"""The form of a first vault: which point d'accueil, who, and a passphrase said twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from passeport.domain.provenance import Station
from passeport.language.catalogue import tr
from ui.unlock.new_passphrase import NewPassphrase
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
        self.chosen = NewPassphrase(known=lambda: (self.account.text(), self.place.text()))
        self.passphrase, self.again = self.chosen.passphrase, self.chosen.again
        self._fields = {
            "place": Field(tr("Point d’accueil"), self.place, required=True),
            "network": Field(tr("Réseau"), self.network, required=True),
            "account": Field(tr("Votre nom"), self.account, required=True),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for field in self._fields.values():
            column.addWidget(field)
        column.addWidget(self.chosen)
        column.addWidget(button(tr("Créer le coffre-fort"), "primary", "key", self._ask))
        self.again.returnPressed.connect(self._ask)

    @property
    def secret(self) -> str:
        """The passphrase."""
        return self.chosen.secret

    @property
    def station(self) -> Station:
        """The point d'accueil."""
        return Station(name=self.place.text().strip(), network=self.network.code)

    def begin(self) -> None:
        """Wait for the first field."""
        self.place.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.place.clear()
        self.account.clear()
        self.chosen.forget()

    def _ask(self) -> None:
        wrong = {
            "place": tr("Écrivez le nom du point d’accueil.") if not self.place.text().strip() else "",
            "network": tr("Choisissez le réseau dans la liste.") if not self.network.code else "",
            "account": tr("Écrivez votre nom.") if not self.account.text().strip() else "",
        }
        for name, why in wrong.items():
            self._fields[name].refuse(why)
        refused = [name for name, why in wrong.items() if why]
        accepted = self.chosen.accepted()
        if refused:
            self._fields[refused[0]].entry.setFocus()
        elif accepted:
            self.asked.emit()
