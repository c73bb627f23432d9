"""The form of a vault that is damaged: verify it, or repair it from its last sound backup."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.entries import Field
from ui.widgets.room import flowing
from ui.widgets.texts import text

_WHAT = tr(
    "Vérifier lit tout le coffre-fort et dit ce qui est intact ; rien n’est changé. Réparer reprend la dernière "
    "sauvegarde saine, y remet ce qui se lit encore, et dit dossier par dossier ce qui a changé depuis. Les fichiers "
    "abîmés sont gardés à part."
)
_LINES = 9
"""Lines of the account that are shown without scrolling."""


class MendingForm(QWidget):
    """Asks who is there, shows what was found or done, and leads back to the door."""

    verify_asked = Signal(str, str)
    """The account and its passphrase."""
    repair_asked = Signal(str, str)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.account = QLineEdit()
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._fields = (Field(tr("Compte"), self.account), Field(tr("Phrase de passe"), self.passphrase))
        self.verify = button(tr("Vérifier"), "", "search", self._verify)
        self.repair = button(tr("Réparer"), "primary", "shield", self._repair)
        self.repair.setAccessibleName(tr("Réparer à partir de la dernière sauvegarde saine"))
        self.lines = QPlainTextEdit(readOnly=True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(tr("Ce qui a été trouvé"))
        self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * _LINES + 20)
        self.back = button(tr("Revenir à l’ouverture"), "quiet", "arrow-left", self.back_asked.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._what = text(typeset(_WHAT), "muted")
        column.addWidget(self._what)
        for field in self._fields:
            column.addWidget(field)
        column.addWidget(self.lines)
        column.addWidget(flowing(self.back, self.verify, self.repair))
        self.passphrase.returnPressed.connect(self._verify)
        self.lines.hide()

    def begin(self, account: str) -> None:
        """Be ready for a passphrase; the account is to be typed when the header no longer says it."""
        self.account.setText(account)
        self.lines.hide()
        self.lines.clear()
        (self.passphrase if account else self.account).setFocus()

    def show_lines(self, lines: list[str]) -> None:
        """Show what was found or done."""
        self.lines.setPlainText("\n".join(lines))
        self.lines.show()

    def finish(self) -> None:
        """Have nothing more to repair; the account of it stays to be read."""
        self.forget()
        for part in (self._what, self.repair, self.verify, *self._fields):
            part.hide()
        self.back.setText(tr("Ouvrir le coffre-fort"))
        self.back.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.passphrase.clear()

    def restart(self) -> None:
        """Show everything again, for another vault."""
        for part in (self._what, self.repair, self.verify, *self._fields):
            part.show()
        self.back.setText(tr("Revenir à l’ouverture"))

    def _verify(self) -> None:
        if self._is_filled():
            self.verify_asked.emit(self.account.text().strip(), self.passphrase.text())

    def _repair(self) -> None:
        if self._is_filled():
            self.repair_asked.emit(self.account.text().strip(), self.passphrase.text())

    def _is_filled(self) -> bool:
        for field, entry, why in zip(
            self._fields,
            (self.account, self.passphrase),
            (tr("Écrivez le nom de votre compte."), tr("Écrivez votre phrase de passe.")),
            strict=True,
        ):
            field.refuse("" if entry.text().strip() else why)
        empty = [entry for entry in (self.account, self.passphrase) if not entry.text().strip()]
        if empty:
            empty[0].setFocus()
        return not empty
