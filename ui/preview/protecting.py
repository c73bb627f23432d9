"""How a copy that leaves is protected: closed by a passphrase that is said twice, or signed by the station."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.protection import Protection
from ui.unlock.new_passphrase import NewPassphrase
from ui.widgets.texts import text

_CLOSED = tr("Le fichier ne s’ouvre qu’avec elle : donnez-la de vive voix, ou par un autre chemin que le fichier.")


class ProtectionChoice(QWidget):
    """Two boxes, of which one may be ticked; the passphrase shows when it is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = QCheckBox(tr("Fermer par une phrase de passe"))
        self.closed.setAccessibleName(self.closed.text())
        self.passphrase = NewPassphrase()
        self.signed = QCheckBox(tr("Signer au nom du point d’accueil"))
        self.signed.setAccessibleName(self.signed.text())
        self._how = text(typeset(_CLOSED), "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.closed, self._how, self.passphrase, self.signed):
            column.addWidget(part)
        self.closed.toggled.connect(self._show)
        self._show()

    def accepted(self) -> Protection | None:
        """Return the protection that is wanted, None when the passphrase may not be used: it says why beside it."""
        if not self.closed.isChecked():
            return Protection(signed=self.signed.isChecked())
        return Protection(self.passphrase.secret) if self.passphrase.accepted() else None

    def forget(self) -> None:
        """Keep nothing of what was typed, and protect nothing."""
        self.closed.setChecked(False)
        self.signed.setChecked(False)
        self.passphrase.forget()

    def _show(self) -> None:
        closed = self.closed.isChecked()
        self._how.setVisible(closed)
        self.passphrase.setVisible(closed)
        self.signed.setEnabled(not closed)  # closing would break the signature
        if closed:
            self.signed.setChecked(False)
        else:
            self.passphrase.forget()
