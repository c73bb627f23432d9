"""« Bonne porte »: which network, by which rule, where; and the referral beside it, four fields at most."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier, YesNoUnknown
from passeport.domain.draft import REFERRAL, Draft, subject_of_form
from passeport.domain.errors import FieldRefused, PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.vocabulary import vocabulary
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.bonne_porte import Proposed
from passeport.services.desk import Desk
from ui.entry.drafting import DraftKeeper, Typed
from ui.forms.typed import show_text, text_of, watch
from ui.referrals.door_card import FACTS, DoorCard
from ui.referrals.refer_model import ReferModel
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.fields import ChoiceCombo, CodeCombo, Field
from ui.widgets.room import is_narrow, scaled, side_by_side
from ui.widgets.surfaces import Banner, Card, emptied, scrolled
from ui.widgets.texts import text

_FORM_WIDTH = 350
_NEW = ""
_SUBJECT = subject_of_form(REFERRAL)
_ORDER = tr(
    "Les réseaux sont dans l’ordre des règles : d’abord celles d’un public précis, puis celles de tous. Les lieux vont "
    "du plus proche au plus loin. Rien n’est noté ni décidé : passez outre quand vous savez mieux."
)


class ReferPage(QWidget):
    """Proposals at the left, the referral at the right."""

    prepared = Signal(object, object)
    """The `BeneficiaryId`, and the `Recipient` of the passport; None when the passport waits."""
    closed = Signal()
    directory_requested = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._tasks = tasks
        self.model = ReferModel(desk, tasks, self)
        self._hands_over = True
        self.title = text(tr("Orienter vers un partenaire"), "title")
        self.banner = Banner()
        self.facts = text("", "muted")
        self.theme = CodeCombo("themes", empty=tr("Choisir un besoin…"))
        self.cadre = QCheckBox(tr("La personne est cadre (non enregistré)"))
        self.cadre.setAccessibleName(tr("La personne est cadre"))
        self.asks = text("", "small")
        self._doors = QVBoxLayout()
        self._doors.setSpacing(12)
        self.doors: list[DoorCard] = []
        self.point_accueil = QLineEdit()
        self.network = CodeCombo("networks", empty=tr("Choisir un réseau…"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Ce que vous attendez du partenaire"))
        self.parcours = ChoiceCombo([])
        self.fields = {
            "point_accueil": Field(tr("Point d’accueil"), self.point_accueil, required=True),
            "network": Field(tr("Réseau"), self.network, required=True),
            "reason": Field(tr("Motif"), self.reason, is_free=True),
            "parcours": Field(tr("Parcours"), self.parcours),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addLayout(self._middle(), 1)
        self.keeper = DraftKeeper(desk.drafts, tasks, self._typed, self)
        self._begun: Typed | None = None
        """What stands in the entries before anything is typed."""
        self._connect()

    def start(self, beneficiary: BeneficiaryId) -> None:
        """Begin a referral of this person."""
        self.keep_draft()
        self.keeper.end()
        self.banner.say("")
        emptied(self._doors)
        self.doors = []
        for field in self.fields.values():
            field.refuse()
        self.point_accueil.clear()
        self.network.code = ""
        self.reason.clear()
        self.theme.setFocus()
        self.model.open(beneficiary)

    def keep_draft(self) -> None:
        """Keep what is being entered: the page is left, the vault is about to be locked, the window closed."""
        self.keeper.flush()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is being entered when another page comes."""
        self.keep_draft()
        super().hideEvent(event)

    def take(self, name: str, network: str) -> None:
        """Prefill the referral with a point d'accueil, or with a network whose place is still to be said."""
        self.point_accueil.setText(name)
        self.network.code = network
        (self.reason if name else self.point_accueil).setFocus()

    def take_first(self, number: int) -> None:
        """Take the nearest point d'accueil of a proposal, by the number that it shows."""
        found = self.model.found
        if found is None or not 1 <= number <= len(found.doors):
            return
        door = found.doors[number - 1]
        self.take(door.nearest[0].point.name if door.nearest else "", door.proposal.rule.network)

    def hand_over(self) -> None:
        """Prepare the referral, and go on to its passport."""
        self._prepare(hands_over=True)

    def keep(self) -> None:
        """Prepare the referral; its passport waits."""
        self._prepare(hands_over=False)

    def _prepare(self, *, hands_over: bool) -> None:
        self.banner.say("")
        self._hands_over = hands_over
        for field in self.fields.values():
            field.refuse()
        missing = [
            name
            for name, value in (("point_accueil", self.point_accueil.text().strip()), ("network", self.network.code))
            if not value
        ]
        for name in missing:
            self.fields[name].refuse(tr("Il manque."))
        if missing:
            self.fields[missing[0]].entry.setFocus()
            return
        self.model.prepare(
            self.point_accueil.text().strip(),
            self.network.code,
            self.reason.text().strip(),
            self.parcours.code,
        )

    def _connect(self) -> None:
        self.theme.chosen.connect(self._look)
        self.cadre.toggled.connect(self._look)
        self.model.loaded.connect(self._fill)
        self.model.proposed.connect(self._show_doors)
        self.model.prepared.connect(self._prepared)
        self.model.refused.connect(self._refused)
        for entry in self._entries().values():
            watch(entry, self.keeper.touch)
        action(self, tr("Préparer et remettre le passeport"), "Ctrl+Return", self.hand_over)
        action(self, tr("Préparer l’orientation seulement"), "Ctrl+S", self.keep)
        for number in range(1, 10):
            action(
                self,
                tr("Prendre la proposition {number}").format(number=number),
                f"Ctrl+{number}",
                partial(self.take_first, number),
            )
        action(self, tr("Quitter cette page"), "Esc", self.closed.emit)

    def _entries(self) -> dict[str, QWidget]:
        """Return what a draft keeps, by its name."""
        return {
            "theme": self.theme,
            "parcours": self.parcours,
            "point_accueil": self.point_accueil,
            "network": self.network,
            "reason": self.reason,
        }

    def _typed(self) -> Typed | None:
        typed = Typed({name: text_of(entry) for name, entry in self._entries().items()})
        return None if typed == self._begun else typed

    def _follow(self, dossier: Dossier, known: Draft | None) -> None:
        """Keep what is typed from now on, and begin from what had been typed."""
        if self.model.dossier is not dossier:
            return
        self._begun = None
        self._begun = self._typed()
        self.keeper.begin(dossier.beneficiary.id, _SUBJECT, known)
        for name, entry in self._entries().items():
            if known is not None and name in known.fields:
                show_text(entry, known.fields[name])

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_button(tr("Revenir au dossier"), "arrow-left", self.closed.emit))
        row.addWidget(self.title, 1)
        return row

    def _middle(self) -> QHBoxLayout:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        column.addWidget(self._person())
        column.addLayout(self._doors)
        column.addWidget(text(typeset(_ORDER), "small"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(scrolled(left), 1)
        if is_narrow():
            column.addWidget(self._form())
        else:
            form = scrolled(self._form())
            form.setFixedWidth(scaled(_FORM_WIDTH))
            row.addWidget(form)
        column.addStretch(1)  # the card of the person takes no more than it needs
        return row

    def _person(self) -> Card:
        card = Card(typeset(tr("Bonne porte")), spacing=8)
        card.body.addWidget(self.facts)
        row = side_by_side()
        row.setSpacing(14)
        row.addWidget(Field(tr("Besoin"), self.theme), 1)
        row.addWidget(self.cadre)
        card.body.addLayout(row)
        card.body.addWidget(self.asks)
        return card

    def _form(self) -> QWidget:
        card = Card(tr("L’orientation"), spacing=10)
        for field in self.fields.values():
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            card.body.addWidget(field)
        hand_over = button(tr("Préparer et remettre…"), "primary", "export", self.hand_over)
        hand_over.setAccessibleName(tr("Préparer l’orientation et remettre le passeport"))
        hand_over.setToolTip(tr("Ctrl+Entrée"))
        keep = button(tr("Préparer seulement"), "", "save", self.keep)
        keep.setToolTip("Ctrl+S")
        card.body.addWidget(hand_over)
        card.body.addWidget(keep)
        words = tr("Le passeport part avec l’accord de la personne. Il porte de quoi vous répondre.")
        card.body.addWidget(text(typeset(words), "small"))
        card.body.addStretch()
        return card

    def _fill(self) -> None:
        dossier = self.model.dossier
        if dossier is None:
            return
        self.title.setText(tr("Orienter {full_name}").format(full_name=dossier.beneficiary.identity.full_name))
        self.theme.blockSignals(True)  # noqa: FBT003 - shown as it is, not chosen
        self.theme.code = self.model.theme
        self.theme.blockSignals(False)  # noqa: FBT003
        self.cadre.setChecked(False)
        self.facts.setText(self._facts())
        self.parcours.clear()
        for parcours in self.model.open_parcours:
            self.parcours.addItem(parcours.need, str(parcours.id))
        self.parcours.addItem(tr("Nouveau parcours"), _NEW)
        self.parcours.setCurrentIndex(0)
        self._tasks.run(
            lambda: self.model.desk.drafts.of(dossier.beneficiary.id),
            lambda drafts: self._follow(dossier, next((one for one in drafts if one.subject == _SUBJECT), None)),
        )

    def _facts(self) -> str:
        case = self.model.case
        if case is None:
            return ""
        commune = label("communes", case.commune) if case.commune in vocabulary("communes") else case.commune
        parts = (
            label("situations", case.situation) if case.situation else "",
            tr("{age} ans").format(age=case.age) if case.age is not None else "",
            label("education_levels", case.level) if case.level else "",
            "RQTH" if case.rqth is YesNoUnknown.OUI else "",
            commune,
        )
        said = " · ".join(part for part in parts if part)
        return typeset(said or tr("La situation de la personne n’est pas renseignée."))

    def _look(self) -> None:
        self.model.look_for(self.theme.code, is_cadre=self.cadre.isChecked())

    def _show_doors(self) -> None:
        found = self.model.found
        emptied(self._doors)
        self.doors = []
        if found is None:
            return
        for number, door in enumerate(found.doors, start=1):
            card = DoorCard(door, number)
            card.chosen.connect(self.take)
            self.doors.append(card)
            self._doors.addWidget(card)
        if not found.doors:
            words = tr("Aucune règle ne propose de réseau : complétez la situation, ou saisissez l’orientation à côté.")
            self._doors.addWidget(text(typeset(words), "muted"))
        self.asks.setText(_asked(found))
        self.asks.setVisible(bool(self.asks.text()))

    def _prepared(self, recipient: object) -> None:
        if self.model.dossier is not None:
            self.keeper.end()
            self.prepared.emit(self.model.dossier.beneficiary.id, recipient if self._hands_over else None)

    def _refused(self, error: PasseportError) -> None:
        field = str(error.parameters.get("field", "")).rpartition(".")[2] if isinstance(error, FieldRefused) else ""
        if field in self.fields:
            self.fields[field].refuse(sentence(error))
            self.fields[field].entry.setFocus()
        else:
            self.banner.say(sentence(error), "danger")


def _asked(found: Proposed) -> str:
    if not found.unknown:
        return ""
    asked = ", ".join(FACTS[fact] for fact in found.unknown)
    return typeset(tr("D’autres réseaux pourraient convenir si vous connaissiez : {asked}.").format(asked=asked))
