"""The page that makes one dossier of two: the other is chosen, the differences are shown and decided, then saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.language import dates, describe
from passeport.language.catalogue import tr, tr_in
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.merging.model import ReunionModel
from ui.merging.other_dossier import OtherDossier
from ui.palette import buttons
from ui.palette.command import Command
from ui.passport import difference_commands
from ui.passport.differences import Differences
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.room import foot_line, head_line, side_by_side
from ui.widgets.surfaces import Banner, Card, emptied, scrolled
from ui.widgets.texts import text

_WARNING = tr(
    "Rien ne rapproche ces deux personnes : ni leurs noms, ni leur date de naissance. "
    "Vérifiez que c’est bien la même avant de réunir leurs dossiers."
)
_PROMISE = tr(
    "Étapes, notes, actions, accords, registre et fichiers des deux dossiers sont gardés. L’autre dossier disparaît de "
    "la liste ; Ctrl+Z annule tout."
)


class ReunionPage(QWidget):
    """Two dossiers, then what differs between them."""

    finished = Signal(object, str)
    """The `BeneficiaryId` of the dossier, and what was done in a sentence."""
    cancelled = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = ReunionModel(desk, tasks, self)
        self.banner = Banner()
        self.doubt = Banner()
        self.other = OtherDossier(self.model, desk, tasks)
        self.differences = Differences(self.model)
        self.save_button = button(tr("Réunir les deux dossiers"), "primary", "merge", self.save)
        self.save_button.setToolTip(tr("Ctrl+Entrée"))
        self.change = button(tr("Choisir un autre dossier…"), "quiet", "search", self.model.choose_again)
        self._pair = side_by_side()
        self._pair.setSpacing(12)
        self._review = scrolled(self._made_review())
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(self._review, 1)
        column.addLayout(self._foot())
        action(self, tr("Réunir les deux dossiers"), "Ctrl+Return", self.save)
        action(self, tr("Quitter cette page"), "Esc", self.leave)
        self.model.started.connect(self._started)
        self.model.compared.connect(self._compared)
        self.model.decided.connect(self._tell)
        self.model.refused.connect(self._refused)
        self.model.saved.connect(self.finished)
        self._tell()

    def start(self, beneficiary: BeneficiaryId) -> None:
        """Begin with the dossier that stays."""
        self.banner.say("")
        self.model.start(beneficiary)
        self._show_pair()

    def save(self) -> None:
        """Make one of the two."""
        self.model.save()

    def commands(self) -> tuple[Command, ...]:
        """Return what the palette can do with the two dossiers, each difference between them too."""
        if self.model.comparison is None:
            return tuple(buttons.commands(self))
        differences = difference_commands.commands(self.model, self.differences)
        return (*differences, *buttons.commands(self, besides=self.differences))

    def leave(self) -> None:
        """Go back without saving; while something is being saved, wait for it."""
        if not self.model.saving:
            self.cancelled.emit()

    def _head(self) -> QLayout:
        back = icon_button(tr("Revenir"), "arrow-left", self.leave)
        return head_line(back, text(tr("Réunir deux dossiers"), "title"), does=(self.change,), spacing=8)

    def _made_review(self) -> QWidget:
        review = QWidget()
        column = QVBoxLayout(review)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        column.addLayout(self._pair)
        column.addWidget(self.doubt)
        column.addWidget(self.other)
        column.addWidget(self.differences)
        column.addStretch()
        return review

    def _foot(self) -> QLayout:
        self.promise = text(typeset(_PROMISE), "muted")
        return foot_line(button(tr_in("renoncer", "Annuler"), clicked=self.leave), self.save_button, said=self.promise)

    def _started(self) -> None:
        self._show_pair()
        self.other.fill()
        self.other.take_focus()

    def _compared(self) -> None:
        self.banner.say("")
        self._show_pair()
        if self.model.comparison is None:
            self.other.take_focus()
        else:
            self._review.verticalScrollBar().setValue(0)
            self.differences.take_focus()

    def _show_pair(self) -> None:
        emptied(self._pair)
        comparison, survivor = self.model.comparison, self.model.survivor
        if survivor is not None:
            self._pair.addWidget(_card(tr("Ce dossier, qui reste"), survivor), 1)
        if comparison is not None:
            self._pair.addWidget(_card(tr("L’autre dossier, qui y entre"), comparison.other), 1)
            alike = describe.reasons(comparison.reasons)
            words, tone = (f"{alike}.", "primary") if comparison.reasons else (_WARNING, "warning")
            self.doubt.say(typeset(words), tone)
        else:
            self.doubt.say("")
        self.other.setVisible(comparison is None)
        self.differences.setVisible(comparison is not None)
        self._tell()

    def _tell(self) -> None:
        chosen = self.model.comparison is not None
        self.save_button.setEnabled(chosen and not self.model.busy)
        self.save_button.setAccessibleDescription("" if chosen else tr("Choisissez d’abord l’autre dossier."))
        self.change.setVisible(chosen)

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")


def _card(heading: str, dossier: Dossier) -> Card:
    person = dossier.beneficiary
    steps = sum(len(parcours.steps) for parcours in dossier.parcours)
    card = Card(heading, spacing=3)
    card.body.addWidget(text(describe.identity(person.identity), "strong", selectable=True))
    opened = tr("Ouvert le {day}").format(day=dates.long_date(person.opened_on))
    facts = (
        opened,
        counted(len(dossier.parcours), "parcours", "parcours"),
        counted(steps, "étape", "étapes"),
        counted(len(dossier.agreements), "accord", "accords"),
        counted(len(dossier.transmissions), "passeport au registre", "passeports au registre"),
    )
    card.body.addWidget(text(typeset(" · ".join(facts)), "muted"))
    return card
