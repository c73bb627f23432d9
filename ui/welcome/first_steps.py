"""The first steps in a new vault: five, in the real window, each done when the vault says so."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from passeport.language.catalogue import tr
from passeport.services.desk import Desk
from passeport.services.first_steps import FirstStep, FirstSteps, Standing
from ui.remembered import Remembered
from ui.tasks import Tasks


class Words(NamedTuple):
    """What is said of a step, and where it leads."""

    heading: str
    words: str
    way: str
    section: str
    """Of the page « Premiers pas » of the guide."""


WORDS = {
    FirstStep.VAULT: Words(
        tr("Le coffre-fort est prêt"),
        tr(
            "Les dossiers y sont chiffrés, sur cet ordinateur seul. Votre phrase de passe l’ouvre ; Ctrl+L le "
            "verrouille."
        ),
        tr("Commencer"),
        "creer-le-coffre-fort",
    ),
    FirstStep.KEY: Words(
        tr("Imprimez la clé de secours"),
        tr("Si toutes les phrases de passe se perdent, elle seule rouvre les dossiers. Rangez la feuille sous clé."),
        tr("Aller aux clés"),
        "imprimer-la-cle-de-secours",
    ),
    FirstStep.PERSON: Words(
        tr("Ouvrez le premier dossier"),
        tr("Prénom, nom et date de naissance suffisent. Vous pourrez tout annuler."),
        tr("Nouvelle personne"),
        "la-premiere-personne",
    ),
    FirstStep.STEP: Words(
        tr("Notez une première étape"),
        tr("Ce qui s’est passé aujourd’hui : le type suffit, la date et le statut sont déjà là."),
        tr("Noter une étape"),
        "la-premiere-etape",
    ),
    FirstStep.PASSPORT: Words(
        tr("Remettez un premier passeport"),
        tr("À qui, quoi, avec l’accord de la personne : rien ne part sans lui."),
        tr("Préparer le passeport"),
        "le-premier-passeport",
    ),
}
FINISHED = Words(
    tr("Les premiers pas sont faits"),
    tr("Un vrai dossier, une étape, un passeport remis. La suite est dans l’aide (F1) et sous Ctrl+K."),
    "",
    "",
)


class FirstStepsModel(QObject):
    """Follows what the vault holds while a guide was begun in it and is not over."""

    changed = Signal()
    """The step to do is another one, or there is none left."""
    over = Signal()
    """Done or refused: it does not come back."""

    def __init__(self, desk: Desk, tasks: Tasks, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._remembered = tasks, remembered
        self._use, self._vault = FirstSteps(desk.vault), desk.vault.vault_id
        self._passed = remembered.guide(self._vault) or frozenset()
        self.is_wanted = remembered.guide(self._vault) is not None
        self._is_looking = False
        self.standing = Standing()

    @property
    def step(self) -> FirstStep | None:
        """The step to do now, None when all are done."""
        return next((one for one in FirstStep if one not in self.standing.done and one not in self._passed), None)

    @property
    def number(self) -> int:
        """The number of that step, from 1."""
        return list(FirstStep).index(self.step) + 1 if self.step is not None else len(FirstStep)

    def look(self) -> None:
        """See what was done meanwhile."""
        if self.is_wanted and not self._is_looking:
            self._is_looking = True
            self._tasks.run(self._use.standing, self._show, lambda _error: self._rest())

    def skip(self) -> None:
        """Leave the present step undone and go on with the next."""
        if self.step is not None:
            self._passed |= {self.step.value}
            self._remembered.keep_guide(self._vault, self._passed)
            self.changed.emit()

    def end(self) -> None:
        """Come back no more."""
        self.is_wanted = False
        self._remembered.end_guide(self._vault)
        self.over.emit()

    def _show(self, standing: Standing) -> None:
        self._is_looking = False
        before, self.standing = self.step, standing
        if self.step is not before or before is FirstStep.VAULT:
            self.changed.emit()

    def _rest(self) -> None:
        self._is_looking = False
