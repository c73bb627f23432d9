"""What is asked before something goes for ever, and when the delays change."""

import datetime as dt

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from passeport.domain.retention import USUAL_ATTACHMENT_MONTHS, USUAL_MONTHS, Ending, RetentionPolicy
from passeport.language import dates
from passeport.language.catalogue import tr, tr_in
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.surfaces import Banner
from ui.widgets.texts import text

_MOST = 120
_FOR_EVER = tr("Ce qui suit est effacé pour toujours. Des procès-verbaux sans nom restent.")
_ENDING = tr("Ce qui reste des dossiers")
_ANONYMOUS = tr(
    "Anonymiser garde, sans nom ni lien, ce que comptent les statistiques : tranche d’âge, situation, département, et "
    "pour chaque étape son type et son mois. Aucun texte, aucun jour, aucun fichier."
)


class ApplyDialog(Dialog):
    """Says what goes, and asks."""

    def __init__(self, what: tuple[str, ...], day: dt.date, ending: Ending, parent: QWidget) -> None:
        super().__init__(parent, width=460)
        self.setWindowTitle(tr("Appliquer les durées de conservation"))
        column = _column(self)
        column.addWidget(Banner(typeset(_FOR_EVER), "danger"))
        for line in what:
            column.addWidget(text(typeset(f"• {line}")))
        column.addWidget(
            text(typeset(tr("Au {day}, selon l’horloge de cet ordinateur.").format(day=dates.long_date(day))), "small")
        )
        self.ending_field = _endings(ending)
        column.addWidget(Field(_ENDING, self.ending_field, hint=typeset(_ANONYMOUS)))
        self.go = button(tr("Effacer pour toujours"), "primary", "trash", self.accept)
        column.addLayout(_foot(self, self.go))

    @property
    def ending(self) -> Ending:
        """What becomes of the dossiers in this run."""
        return Ending(self.ending_field.code)


class PolicyDialog(Dialog):
    """Two delays, and why they are not the usual ones."""

    def __init__(self, policy: RetentionPolicy, parent: QWidget) -> None:
        super().__init__(parent, width=460)
        self.setWindowTitle(tr("Durées de conservation"))
        self.months = _months(policy.months)
        self.attachment_months = _months(policy.attachment_months)
        self.reason = QLineEdit(policy.reason)
        self.ending = _endings(policy.ending)
        hint = tr("Obligatoire pour d’autres durées que {usual_months} et {usual_attachment_months} mois.").format(
            usual_months=USUAL_MONTHS, usual_attachment_months=USUAL_ATTACHMENT_MONTHS
        )
        self.reason_field = Field(tr("Raison"), self.reason, hint=hint)
        column = _column(self)
        column.addWidget(Field(tr("Dossiers, après le dernier contact"), self.months))
        column.addWidget(Field(tr("Pièces jointes"), self.attachment_months))
        column.addWidget(self.reason_field)
        column.addWidget(Field(_ENDING, self.ending, hint=typeset(_ANONYMOUS)))
        column.addLayout(_foot(self, button(tr("Enregistrer"), "primary", "save", self._accept)))

    @property
    def values(self) -> tuple[int, int, str, Ending]:
        """The delays in months, the reason, and what stays of a dossier whose time has come."""
        reason = self.reason.text().strip()
        return self.months.value(), self.attachment_months.value(), reason, Ending(self.ending.code)

    def _accept(self) -> None:
        months, attachments, reason, _ = self.values
        usual = (months, attachments) == (USUAL_MONTHS, USUAL_ATTACHMENT_MONTHS)
        self.reason_field.refuse("" if usual or reason else tr("Dites pourquoi."))
        if usual or reason:
            self.accept()


def _endings(chosen: Ending) -> CodeCombo:
    combo = CodeCombo("retention_endings")
    combo.code = chosen.value
    return combo


def _months(value: int) -> QSpinBox:
    box = QSpinBox(minimum=1, maximum=_MOST, suffix="\u00a0mois")
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # the arrows of the keyboard count up and down
    box.setValue(value)
    return box


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(12)
    return column


def _foot(dialog: QDialog, go: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(button(tr_in("renoncer", "Annuler"), clicked=dialog.reject))
    row.addWidget(go)
    return row
