"""What restoring a backup would do, and the passphrase that does it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from passeport.domain.backup import Backup, RestorePreview
from passeport.language import backups as words
from passeport.language.catalogue import tr, tr_in
from ui.widgets.buttons import button
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import text

_NOT_YOURS = tr(
    "Seul un administrateur remet une sauvegarde en place : ce que chacun a saisi depuis en sortirait. Quand le "
    "coffre-fort ne s’ouvre plus, tout conseiller le peut."
)
_EXPLAINED = tr("Ce qui est en place sera gardé à part. Le coffre-fort se verrouille ensuite.")


class RestoreCard(Card):
    """Shown once a backup was chosen; the vault is locked as soon as it is confirmed."""

    confirmed = Signal(object, str)
    """The `Backup`, and the passphrase of its moment."""

    def __init__(self, *, may_restore: bool) -> None:
        super().__init__(tr("Restaurer une sauvegarde") if may_restore else tr("Ce que la sauvegarde ramènerait"))
        self._may_restore = may_restore
        self._backup: Backup | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(tr("Phrase de passe du moment de la sauvegarde"))
        self.passphrase.setPlaceholderText(tr("Phrase de passe du moment de la sauvegarde"))
        self.confirm_button = button(tr("Restaurer cette sauvegarde"), "primary", "history", self.confirm)
        self.body.addLayout(self._lines)
        self.body.addWidget(text(_EXPLAINED if may_restore else _NOT_YOURS, "muted"))
        self.body.addWidget(self.passphrase)
        row = QHBoxLayout()
        row.addStretch()
        leave = tr_in("renoncer", "Annuler") if may_restore else tr("Fermer")
        self.leave_button = button(leave, clicked=self.close_card)
        row.addWidget(self.leave_button)
        row.addWidget(self.confirm_button)
        self.body.addLayout(row)
        self.passphrase.returnPressed.connect(self.confirm)
        for part in (self.passphrase, self.confirm_button):
            part.setVisible(may_restore)
        self.hide()

    def show_preview(self, preview: RestorePreview) -> None:
        """Say what would be brought back and what would be lost."""
        self._backup = preview.backup
        emptied(self._lines)
        for number, line in enumerate(words.preview_lines(preview)):
            self._lines.addWidget(text(line, "" if number else "strong"))
        self.passphrase.clear()
        self.show()
        (self.passphrase if self._may_restore else self.leave_button).setFocus()

    def confirm(self) -> None:
        """Restore, when a passphrase was typed."""
        if self._backup is None or not self.passphrase.text():
            self.passphrase.setFocus()
            return
        typed = self.passphrase.text()
        self.passphrase.clear()
        self.confirmed.emit(self._backup, typed)

    def close_card(self) -> None:
        """Restore nothing."""
        self._backup = None
        self.passphrase.clear()
        self.hide()
