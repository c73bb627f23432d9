"""At the top of an import: what the file is, and who the person is."""

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.matching import Match
from passeport.domain.reading import SignatureState
from passeport.language import describe
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.passport import wording
from ui.passport.fingerprint import FingerprintBlock
from ui.passport.import_model import ImportModel
from ui.widgets.buttons import button
from ui.widgets.surfaces import Banner, Card, emptied
from ui.widgets.texts import text

_INDENT = 30
"""Pixels from a radio button to its words."""


class FileCard(Card):
    """Format, issuer, number, date, and what the signature is worth."""

    def __init__(self, model: ImportModel) -> None:
        super().__init__(tr("Le fichier"), spacing=6)
        self._model = model
        self.name = text("", "strong", selectable=True)
        self.number = text("", selectable=True)
        self.issuer = text("", "muted")
        self.signature = Banner()
        self.fingerprint = FingerprintBlock()
        self.trust = button(tr("Faire confiance à cette station"), "", "shield", model.trust)
        for widget in (self.name, self.number, self.issuer, self.signature, self.fingerprint):
            self.body.addWidget(widget)
        self.known = button(tr("Points d’accueil connus…"), "quiet", "list")
        row = QHBoxLayout()
        row.addWidget(self.trust)
        row.addWidget(self.known)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addStretch()
        model.trusted.connect(self.fill)

    def fill(self) -> None:
        """Show the model's file."""
        incoming = self._model.incoming
        if incoming is None:
            return
        issue = incoming.passport.issue
        self.name.setText(incoming.file_name)
        kind = wording.kind_of_file(incoming.report.file_format)
        self.number.setText(
            tr("{kind} · N° {number}").format(kind=kind, number=issue.number) if issue is not None else kind
        )
        self.issuer.setText(typeset(wording.issued(issue)))
        self.signature.say(*wording.signature(incoming), wording.SIGNATURE_ICONS[incoming.signature])
        new_key = incoming.signature is SignatureState.UNKNOWN_KEY
        unknown = new_key or incoming.signature is SignatureState.UNKNOWN_STATION
        self.fingerprint.show_key(incoming.station_key)
        self.fingerprint.setVisible(unknown)
        self.trust.setText(
            tr("Faire confiance à cette nouvelle clé") if new_key else tr("Faire confiance à cette station")
        )
        self.trust.setVisible(unknown)


class PersonCard(Card):
    """The dossiers that may be this person, each with the reason, or a new one."""

    def __init__(self, model: ImportModel) -> None:
        super().__init__(tr("La personne"), spacing=6)
        self._model = model
        self._name = text("", "strong", selectable=True)
        self._doubt = Banner()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._group = QButtonGroup(self)
        model.compared.connect(self._warn)
        self.choices: dict[BeneficiaryId | None, QRadioButton] = {}
        for widget in (self._name, self._doubt):
            self.body.addWidget(widget)
        self.body.addLayout(self._rows)
        self.body.addStretch()

    def fill(self) -> None:
        """Show the candidates of the model's proposal."""
        incoming, proposal = self._model.incoming, self._model.proposal
        if incoming is None or proposal is None:
            return
        self._name.setText(describe.identity(incoming.passport.identity))
        emptied(self._rows)
        self.choices = {}
        self._group = QButtonGroup(self)
        for dossier, match in self._model.candidates:
            self._offer_dossier(dossier, match)
        found = bool(self.choices)
        reason = tr("Un second dossier sera créé.") if found else tr("Personne ne lui ressemble dans ce coffre-fort.")
        self._offer(None, tr("Créer un nouveau dossier"), reason, "")
        if self._model.person_chosen:
            chosen = proposal.chosen
            self.choices[chosen.beneficiary.id if chosen is not None else None].setChecked(True)
        self._group.buttonClicked.connect(self._choose)

    def take_focus(self) -> None:
        """Put the keyboard on the person: who it is comes first, and saving last."""
        chosen = next((radio for radio in self.choices.values() if radio.isChecked()), None)
        (chosen or next(iter(self.choices.values()))).setFocus()

    def _offer_dossier(self, dossier: Dossier, match: Match | None) -> None:
        reason = describe.reasons(match.reasons) if match is not None else tr("Le dossier ouvert")
        sureness = (tr("Sûr") if match.is_sure else tr("À vérifier")) if match is not None else tr("Aucun point commun")
        self._offer(dossier.beneficiary.id, describe.identity(dossier.beneficiary.identity), reason, sureness)

    def _offer(self, target: BeneficiaryId | None, words: str, reason: str, sureness: str) -> None:
        radio = QRadioButton(words)
        radio.setAccessibleName(words)
        radio.setAccessibleDescription(typeset(f"{reason}. {sureness}".strip()))
        self._group.addButton(radio)
        self.choices[target] = radio
        self._rows.addWidget(radio)
        why = text(typeset(reason), "small")
        why.setContentsMargins(_INDENT, 0, 0, 2)
        self._rows.addWidget(why)
        if sureness:
            why.setText(typeset(f"{sureness} · {reason}"))

    def _warn(self) -> None:
        first = next(iter(self._model.candidates), None)
        stranger = self._model.opened_from is not None and first is not None and first[1] is None
        if not self._model.person_chosen:
            self._doubt.say(typeset(tr("Quelqu’un lui ressemble ici : indiquez de qui il s’agit.")), "warning")
        elif stranger:
            words = tr("Ce passeport ne ressemble pas à la personne du dossier ouvert : vérifiez avant de continuer.")
            self._doubt.say(typeset(words), "warning")
        else:
            self._doubt.say("")

    def _choose(self) -> None:
        chosen = next(target for target, radio in self.choices.items() if radio.isChecked())
        self._model.choose(chosen)
