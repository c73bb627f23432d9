"""Asks under which name an entry is kept as a template, and for whom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from passeport.services.parcours import StepEntry
from ui.widgets.buttons import action, button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field
from ui.widgets.texts import text


class TemplateDialog(Dialog):
    """A name, and whether everybody at the point d'accueil gets it."""

    kept = Signal(str, bool)

    def __init__(self, entry: StepEntry, parent: QWidget) -> None:
        super().__init__(parent, width=460)
        self.setWindowTitle(tr("Nouveau modèle"))
        self.name = QLineEdit(suggested_name(entry))
        self.name.selectAll()
        self.field = Field(tr("Nom du modèle"), self.name, required=True)
        self.everybody = QCheckBox(tr("Pour tout le point d’accueil"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text(tr("Nouveau modèle"), "title"))
        column.addWidget(
            text(
                typeset(tr("Il garde le type, le mode, la durée, le lieu et les thèmes. Jamais la date ni les notes."))
            )
        )
        column.addWidget(self.field)
        column.addWidget(self.everybody)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Abandonner"), clicked=self.reject))
        foot.addWidget(button(tr("Enregistrer le modèle"), "primary", "check", self.keep))
        column.addLayout(foot)
        self.name.returnPressed.connect(self.keep)
        action(self, tr("Enregistrer le modèle"), "Ctrl+Return", self.keep)

    def keep(self) -> None:
        """Give the name, or say that it is missing."""
        name = " ".join(self.name.text().split())
        if not name:
            self.field.refuse(tr("Donnez-lui un nom."))
            self.name.setFocus()
            return
        self.accept()
        self.kept.emit(name, self.everybody.isChecked())


def suggested_name(entry: StepEntry) -> str:
    """Return `Entretien individuel 45 min sur place`."""
    parts = [label("step_types", entry.type).split(" (")[0].split(",")[0]]
    if entry.minutes:
        parts.append(tr("{minutes} min").format(minutes=entry.minutes))
    if entry.mode:
        mode = label("modes", entry.mode).split(" (")[0]
        parts.append(mode[0].lower() + mode[1:])
    return typeset(" ".join(parts))
