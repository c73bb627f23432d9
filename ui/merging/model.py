"""State of the page that makes one dossier of two: who the other is, and a decision for each difference."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, Difference
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.matching import MatchReason, likeness
from passeport.domain.reunion import may_be_left, suggestion
from passeport.language import origins
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.editing import Changed
from passeport.services.reunions import Comparison
from ui.passport.deciding import Deciding
from ui.passport.wording import Sides
from ui.tasks import Tasks


class ReunionModel(Deciding):
    """Nothing is saved before `save`."""

    started = Signal()
    """The dossier that stays is known, and who resembles it."""
    saved = Signal(object, str)
    """The dossier's identifier, and what was done in a sentence."""
    refused = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        tasks.unexpected.connect(self._free)
        self._forget(None)

    def _forget(self, beneficiary: BeneficiaryId | None) -> None:
        self.beneficiary = beneficiary
        self.survivor: Dossier | None = None
        self.alike: tuple[tuple[Dossier, tuple[MatchReason, ...]], ...] = ()
        self.comparison: Comparison | None = None
        self.busy = self.saving = False
        self._decisions.clear()

    def start(self, beneficiary: BeneficiaryId) -> None:
        """Begin with the dossier that stays."""
        self._forget(beneficiary)
        desk = self._desk
        self._tasks.run(
            lambda: (desk.dossiers.open(beneficiary), desk.reunions.alike(beneficiary)), self._started, self._refuse
        )

    def _started(self, answer: tuple[Dossier, tuple[Dossier, ...]]) -> None:
        survivor, alike = answer
        if survivor.beneficiary.id != self.beneficiary:
            return
        self.survivor = survivor
        who = survivor.beneficiary.identity
        self.alike = tuple((one, likeness(who, one.beneficiary.identity)) for one in alike)
        self.started.emit()

    def choose(self, other: BeneficiaryId) -> None:
        """Compare with this dossier."""
        survivor = self.beneficiary
        if survivor is None or self.busy:
            return
        self.busy = True
        self.decided.emit()
        self._tasks.run(lambda: self._desk.reunions.compare(survivor, other), self._compared, self._refuse)

    def choose_again(self) -> None:
        """Go back to choosing the other dossier."""
        self.comparison = None
        self._decisions.clear()
        self.compared.emit()

    def _compared(self, comparison: Comparison) -> None:
        self.busy = False
        if comparison.survivor.beneficiary.id != self.beneficiary:  # the page was left meanwhile
            return
        self.comparison = comparison
        self._decisions.clear()
        self.compared.emit()

    # Deciding -----------------------------------------------------------------------------------------------------

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every item of the other dossier, once it is chosen."""
        return self.comparison.differences if self.comparison is not None else ()

    @property
    def sides(self) -> Sides:
        """What the two dossiers are called."""
        return Sides(tr("Ce dossier"), tr("L’autre dossier"))

    def suggestion(self, difference: Difference) -> Decision:
        """Return what loses nothing."""
        return suggestion(difference)

    def choices(self, difference: Difference) -> tuple[Decision, ...]:
        """Return what can be decided: what happened cannot be left out."""
        offered = super().choices(difference)
        return offered if may_be_left(difference) else tuple(one for one in offered if one is not Decision.KEEP)

    def origins(self, difference: Difference) -> tuple[str, str]:
        """Return where what each dossier holds comes from."""
        here = self._desk.vault.account.station
        return origins.of_mine(difference.mine, here), origins.of_mine(difference.theirs, here)

    # Saving -------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Make one dossier of the two, in one transaction."""
        comparison = self.comparison
        if comparison is None or self.busy:
            return
        self.busy = self.saving = True
        self.decided.emit()
        mine, other = comparison.survivor.beneficiary.id, comparison.other.beneficiary.id
        decisions = {found.key: self.decision(found) for found in self.differences}
        self._tasks.run(lambda: self._desk.reunions.reunite(mine, other, decisions), self._saved, self._refuse)

    def _saved(self, changed: Changed) -> None:
        comparison = self.comparison
        name = comparison.survivor.beneficiary.identity.full_name if comparison is not None else ""
        self._forget(None)
        self.saved.emit(
            changed.beneficiary, typeset(tr("Les deux dossiers de {name} n’en font plus qu’un.").format(name=name))
        )

    def _refuse(self, error: PasseportError) -> None:
        self._free()
        self.refused.emit(sentence(error))

    def _free(self) -> None:
        self.busy = self.saving = False
        self.decided.emit()
