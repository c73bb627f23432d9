"""Third block of an export: the person's agreement, without which nothing leaves (R17, R18)."""

from PySide6.QtWidgets import QCheckBox

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.passport.export_model import ExportModel
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.surfaces import Banner, Card


class AgreementBlock(Card):
    """How the person agreed, and that they did, for this recipient and this content."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(tr("3. L’accord de la personne"))
        self._model = model
        self.mode = CodeCombo("agreement_modes", empty=tr("Choisir…"))
        self.agreed = QCheckBox(tr("La personne a donné son accord pour ce destinataire et ce contenu"))
        self.agreed.setAccessibleName(self.agreed.text())
        self._asked_again = Banner()
        self.body.addWidget(Field(tr("Comment l’accord a été donné"), self.mode, required=True))
        self.body.addWidget(self.agreed)
        self.body.addWidget(self._asked_again)
        self.mode.chosen.connect(self._tell)
        self.agreed.toggled.connect(self._tell)
        model.agreement_dropped.connect(self._dropped)

    def fill(self) -> None:
        """Show the choices of the model."""
        mode, agreed = self._model.mode, self._model.agreed
        self.mode.code = mode
        self.agreed.setChecked(agreed)
        self._asked_again.say("")

    def _dropped(self) -> None:
        self.agreed.setChecked(False)
        words = tr(
            "Le destinataire ou le contenu a changé : redemandez l’accord de la personne, puis cochez de nouveau."
        )
        self._asked_again.say(typeset(words), "warning")

    def _tell(self) -> None:
        if self.agreed.isChecked():
            self._asked_again.say("")
        self._model.choose_agreement(mode=self.mode.code, agreed=self.agreed.isChecked())
