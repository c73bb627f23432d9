"""The page of a person's rights: requests, a copy of everything, the register, the archive, the erasure."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from passeport.domain.account import Operation
from passeport.domain.identifiers import BeneficiaryId
from passeport.language.catalogue import REFERENCE, marked, tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.rights.end_card import EndCard
from ui.rights.model import RightsModel
from ui.rights.register_card import RegisterCard
from ui.rights.requests_card import RequestsCard
from ui.tasks import Tasks
from ui.theme.motion import show_unmeasured
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.entries import ChoiceCombo
from ui.widgets.page import CardsPage
from ui.widgets.surfaces import Banner, Card
from ui.widgets.texts import text

_FROZEN = tr(
    "Ce dossier est gelé : la personne a demandé la limitation de ses données. Rien n’y change et rien n’en part tant "
    "que la limitation n’est pas levée."
)
_ERASING = tr(
    "Effacement en cours : le coffre-fort est réécrit, cela dure quelques secondes. Si l’ordinateur s’arrête, "
    "le dossier est effacé, et la réécriture reprend à la prochaine ouverture."
)
_LANGUAGES = ((REFERENCE, marked("En français")), ("en", marked("En anglais")))


class RightsPage(CardsPage):
    """One person, what they may ask, and what was done for them."""

    closed = Signal()
    erased = Signal(str)
    """The dossier is no more; a sentence for the foot of the window."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RightsModel(desk, tasks, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.title = text(tr("Droits de la personne"), "title")
        self.frozen = Banner()
        self.requests = RequestsCard(self.model)
        self.register = RegisterCard()
        self.copy_card = self._copy_card()
        self.end = EndCard(self.model)
        for part in (self.requests, self.copy_card, self.register, self.end):
            self.cards.addWidget(part)
        self.head.addWidget(icon_button(tr("Revenir au dossier"), "arrow-left", self.closed.emit))
        self.head.addWidget(self.title, 1)
        self.erasing = QProgressBar(textVisible=False)
        show_unmeasured(self.erasing)  # one pass over the file, which tells nothing on its way
        self.erasing.setAccessibleName(tr("Effacement en cours"))
        self.erasing.hide()
        self.lay_out(self.banner, self.frozen, self.erasing)
        self.listen(self.model)
        self.model.changed.connect(self._show)
        self.model.erased.connect(self.erased)
        self.model.erasing.connect(self._erase)
        action(self, tr("Remettre à la personne une copie de tout"), "", self.copy)
        action(self, tr("Quitter cette page"), "Esc", self.closed.emit)

    def show_person(self, beneficiary: BeneficiaryId) -> None:
        """Show the rights of a person."""
        self.banner.say("")
        self.frozen.say("")
        self.requests.kind.setFocus()
        self.model.open(beneficiary)

    def copy(self) -> None:
        """Ask where, then write everything that is kept of the person."""
        path = self.ask_path() if self.model.dossier is not None else None
        if path is not None:
            self.model.copy(path, self.language.code or REFERENCE)

    def _copy_card(self) -> Card:
        card = Card(tr("Copie de tout ce qui est gardé"))
        words = tr(
            "Une archive à remettre à la personne : une page à lire (identité, profil, parcours, notes de tous les "
            "niveaux, destinataires, journal), les mêmes données sous une forme que d’autres logiciels relisent, et "
            "les fichiers."
        )
        card.body.addWidget(text(typeset(words), "muted"))
        self.copy_button = button(tr("Préparer la copie…"), "", "copy", self.copy)
        self.copy_button.setAccessibleName(tr("Préparer la copie pour la personne"))
        self.language = ChoiceCombo([(code, tr(name)) for code, name in _LANGUAGES])
        self.language.code = REFERENCE
        self.language.setAccessibleName(tr("Langue de la copie"))
        row = QHBoxLayout()
        row.addWidget(self.language)
        row.addWidget(self.copy_button)
        row.addStretch()
        card.body.addLayout(row)
        return card

    def _show(self) -> None:
        dossier = self.model.dossier
        if dossier is None:
            return
        self.title.setText(
            typeset(tr("Droits de la personne – {full_name}").format(full_name=dossier.beneficiary.identity.full_name))
        )
        self.frozen.say(typeset(_FROZEN) if dossier.is_frozen else "", "warning")
        self.copy_button.setEnabled(self.model.may(Operation.COPY_FOR_PERSON))
        self.requests.fill()
        self.register.fill(dossier)
        self.end.fill()

    def _erase(self, running: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        if running:
            self.banner.say(typeset(_ERASING))
        self.erasing.setVisible(running)
        self.end.setEnabled(not running)

    def _ask_path(self) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Enregistrer la copie"), folder, "Archive (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(tr("copie-pour-la-personne-{day}.zip").format(day=self.model.today.isoformat()))
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
