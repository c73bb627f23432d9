"""First block of an export: to whom."""

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from passeport.domain.parcours import Referral
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from ui.passport.contents import prepared_referrals
from ui.passport.export_model import ExportModel
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.room import is_narrow, side_by_side
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import text

_NETWORK_LENGTH = 16
"""Characters of a network's name that are always seen."""


class RecipientBlock(Card):
    """The person, or a point d'accueil; a referral that waits for its passport is one click away."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(typeset(tr("1. À qui ?")))
        self._model = model
        self.to_station = QRadioButton(tr("À un point d’accueil"))
        self.to_person = QRadioButton(tr("À la personne elle-même"))
        self._choice = QButtonGroup(self)
        row = side_by_side()
        row.setSpacing(8 if is_narrow() else 18)
        for radio in (self.to_station, self.to_person):
            self._choice.addButton(radio)
            row.addWidget(radio)
        row.addStretch()
        self.body.addLayout(row)

        self._station = QWidget()
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Nom du point d’accueil"))
        self.network = CodeCombo("networks", empty=tr("Choisir un réseau…"))
        self.network.setSizeAdjustPolicy(CodeCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.network.setMinimumContentsLength(_NETWORK_LENGTH)  # the longest name would push the page aside
        fields = side_by_side()
        self._station.setLayout(fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(12)
        fields.addWidget(Field(tr("Point d’accueil"), self.name, required=True), 3)
        fields.addWidget(Field(tr("Réseau"), self.network, required=True), 2)

        self._suggested = QWidget()
        self._suggestions = FlowLayout(self._suggested)
        self.body.addWidget(self._suggested)
        self.body.addWidget(self._station)

        self._choice.buttonToggled.connect(self._tell)
        self.name.textChanged.connect(self._tell)
        self.network.chosen.connect(self._tell)

    def fill(self) -> None:
        """Show the choices of the model, and the referrals of its dossier."""
        model = self._model
        name, network, to_person = model.name, model.network, model.to_person
        self.name.setText(name)
        self.network.code = network
        (self.to_person if to_person else self.to_station).setChecked(True)
        self._station.setVisible(not to_person)
        emptied(self._suggestions)
        referrals = prepared_referrals(model.dossier) if model.dossier is not None else ()
        if referrals:
            self._suggestions.addWidget(text(typeset(tr("Orientation préparée :")), "muted", wraps=False))
        for referral in referrals:
            self._suggestions.addWidget(self._suggestion(referral))
        self._suggested.setVisible(bool(referrals) and not to_person)

    def _suggestion(self, referral: Referral) -> QWidget:
        network = label("networks", referral.network)
        chip = button(referral.point_accueil, "chip", "referral", lambda: self.take(referral))
        chip.setAccessibleName(
            tr("Remettre à {point_accueil}, {network}").format(point_accueil=referral.point_accueil, network=network)
        )
        chip.setToolTip(network)
        return chip

    def take(self, referral: Referral) -> None:
        """Hand the passport to the point d'accueil of a referral."""
        self.to_station.setChecked(True)
        self.network.code = referral.network
        self.name.setText(referral.point_accueil)

    def _tell(self) -> None:
        to_person = self.to_person.isChecked()
        self._station.setVisible(not to_person)
        self._suggested.setVisible(self._suggestions.count() > 0 and not to_person)
        self._model.choose_recipient(to_person=to_person, name=self.name.text(), network=self.network.code)
