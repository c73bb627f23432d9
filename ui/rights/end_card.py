"""The end of a dossier: the restricted archive, or the erasure (R10, R11)."""

import datetime as dt

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passeport.domain.account import Operation
from passeport.domain.retention import ErasureCause
from passeport.language.catalogue import tr, tr_in
from passeport.language.typography import typeset
from ui.rights.model import RightsModel
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import CodeCombo, DayField, Field
from ui.widgets.surfaces import Banner, Card
from ui.widgets.texts import text

_ERASURE = tr(
    "Tout ce qui est gardé de cette personne est effacé pour toujours : identité, profil, étapes, notes, fichiers, "
    "registre. Un procès-verbal sans nom reste. Cela ne peut pas être annulé."
)
_ARCHIVE = tr(
    "Le dossier sort des listes ; seul l’administrateur peut l’ouvrir, jusqu’au jour que vous choisissez. "
    "Il faut une raison : un contentieux, une obligation légale."
)


class EndCard(Card):
    """Two ways, each with its question first."""

    def __init__(self, model: RightsModel) -> None:
        super().__init__(tr("Fin du dossier"))
        self._model = model
        self.why_not = text("", "muted")
        self.archive = button(tr("Archiver…"), "", "folder", self.ask_archive)
        self.archive.setAccessibleName(tr("Mettre ce dossier dans l’archive restreinte"))
        self.erase = button(tr("Effacer le dossier…"), "", "trash", self.ask_erasure)
        self.body.addWidget(self.why_not)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.archive)
        row.addWidget(self.erase)
        row.addStretch()
        self.body.addLayout(row)

    def fill(self) -> None:
        """Offer what the account may do on the model's dossier."""
        erase = self._model.may(Operation.ERASE_DOSSIER)
        self.archive.setEnabled(self._model.may(Operation.ARCHIVE_DOSSIER))
        self.erase.setEnabled(erase)
        dossier = self._model.dossier
        if dossier is not None and dossier.is_frozen:
            words = tr("Un dossier gelé n’est ni archivé ni effacé : levez d’abord la limitation.")
        elif not erase:
            words = tr("Seuls le référent de la personne et l’administrateur peuvent archiver ou effacer ce dossier.")
        else:
            words = tr("Archiver met le dossier à l’écart pour une raison ; effacer est définitif.")
        self.why_not.setText(typeset(words))

    def ask_archive(self) -> None:
        """Ask why and until when."""
        dialog = ArchiveDialog(self._model.today, self)
        dialog.accepted.connect(lambda: self._model.archive(dialog.reason.text().strip(), dialog.day))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_erasure(self) -> None:
        """Ask why, and whether it is meant."""
        dialog = ErasureDialog(self)
        dialog.accepted.connect(lambda: self._model.erase(ErasureCause(dialog.cause.code)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class ErasureDialog(Dialog):
    """The only question of the application that cannot be undone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=480)
        self.setWindowTitle(tr("Effacer le dossier"))
        self.cause = CodeCombo("erasure_causes", codes=("REQUEST", "MISTAKE"))
        self.cause_field = Field(tr("Pourquoi"), self.cause, required=True)
        self.erase = button(tr("Effacer pour toujours"), "primary", "trash", self._accept)
        _fill(self, Banner(typeset(_ERASURE), "danger"), self.cause_field, self.erase)
        self.cause.setFocus()

    def _accept(self) -> None:
        self.cause_field.refuse("" if self.cause.code else tr("Choisissez pourquoi."))
        if self.cause.code:
            self.accept()


class ArchiveDialog(Dialog):
    """A reason and a day."""

    def __init__(self, today: dt.date, parent: QWidget) -> None:
        super().__init__(parent, width=480)
        self.setWindowTitle(tr("Archive restreinte"))
        self._today = today
        self.reason = QLineEdit()
        self.until = DayField(lambda: today)
        self.reason_field = Field(tr("Raison"), self.reason, required=True)
        self.until_field = Field(tr("Jusqu’au"), self.until, required=True)
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reason_field)
        column.addWidget(self.until_field)
        _fill(self, Banner(typeset(_ARCHIVE)), fields, button(tr("Archiver"), "primary", "folder", self._accept))
        self.reason.setFocus()

    @property
    def day(self) -> dt.date:
        """Until when."""
        return self.until.day or self._today

    def _accept(self) -> None:
        self.reason_field.refuse("" if self.reason.text().strip() else tr("Dites pourquoi."))
        self.until_field.refuse("" if self.day > self._today else tr("Choisissez un jour à venir."))
        if not self.reason_field.error and not self.until_field.error:
            self.accept()


def _fill(dialog: QDialog, banner: Banner, field: QWidget, go: QWidget) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(14)
    column.addWidget(banner)
    column.addWidget(field)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(button(tr_in("renoncer", "Annuler"), clicked=dialog.reject))
    row.addWidget(go)
    column.addLayout(row)
