"""The dossier that is open: holds it, changes it through the use cases, and says when it is another."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from passeport.domain.beneficiary import Dossier, Situation
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import AccountId, BeneficiaryId, ItemId
from passeport.domain.identity import Identity
from passeport.domain.parcours import ReferralStatus, StepStatus
from passeport.domain.profile import Profile
from passeport.language import describe
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.notices import notice_version
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.editing import Changed
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import StepEntry
from ui.tasks import Refusal, Tasks

_UNDONE = {
    JournalOperation.PASSPORT_IMPORTED: tr("Réception annulée ; le registre garde la trace de ce qui a été reçu."),
    JournalOperation.DOSSIERS_MERGED: tr("Réunion annulée : les deux dossiers sont de nouveau là."),
}
"""What is said of an undoing that is more than a correction."""


class DossierModel(QObject):
    """State of the dossier page."""

    changed = Signal()
    """`dossier` is another."""
    gone = Signal()
    """The dossier is no more: its creation was undone."""
    saved = Signal()
    """What was entered is kept."""
    said = Signal(str, bool)
    """A word of what was done, and whether it can be undone from there."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tasks = tasks
        self.beneficiary: BeneficiaryId | None = None
        self.dossier: Dossier | None = None
        self.conseillers: dict[AccountId, str] = {}
        """Who is or was a conseiller here, by their name."""
        self._word = ("", False)

    def open(self, beneficiary: BeneficiaryId) -> None:
        """Show another person."""
        self.beneficiary = beneficiary
        self.dossier = None
        self._tasks.run(lambda: self._read(beneficiary), self._show, self._refuse)

    @property
    def can_undo(self) -> bool:
        """Whether something can be undone on this dossier."""
        return self.beneficiary is not None and self.desk.editing.can_undo_on(self.beneficiary)

    @property
    def can_redo(self) -> bool:
        """Whether what was undone can be done again."""
        return self.beneficiary is not None and self.desk.editing.can_redo_on(self.beneficiary)

    def undo(self) -> None:
        """Undo the last operation on this dossier."""
        self._do(self.desk.dossiers.undo, "")

    def redo(self) -> None:
        """Do again what was undone."""
        self._do(self.desk.dossiers.redo, tr("Rétabli."))

    def record_step(self, entry: StepEntry, step: ItemId | None, refused: Refusal) -> None:
        """Keep a new step, or what was changed of `step`."""
        if step is None:
            self._do(
                lambda who: self.desk.parcours.record_step(who, entry, from_draft=True),
                tr("Étape enregistrée."),
                refused,
                undo=True,
            )
        else:
            self._do(
                lambda who: self.desk.parcours.change_step(who, step, entry, from_draft=True),
                tr("Étape modifiée."),
                refused,
                undo=True,
            )

    def settle_step(self, step: ItemId, status: StepStatus) -> None:
        """Say how a planned step went."""
        word = typeset(tr("Étape précisée : {term}.").format(term=describe.term(status).lower()))
        self._do(lambda who: self.desk.parcours.settle_step(who, step, status), word, undo=True)

    def remove_step(self, step: ItemId) -> None:
        """Take a step out."""
        self._do(lambda who: self.desk.parcours.remove_step(who, step), tr("Étape retirée."), undo=True)

    def move_referral(self, step: ItemId, status: ReferralStatus, reason: str | None = None) -> None:
        """Change the status of a referral."""
        self._do(
            lambda who: self.desk.parcours.move_referral(who, step, status, reason),
            tr("Orientation mise à jour."),
            undo=True,
        )

    def change_identity(self, identity: Identity) -> None:
        """Replace who the person is."""
        self._do(lambda who: self.desk.dossiers.change_identity(who, identity), tr("Identité modifiée."), undo=True)

    def change_situation(self, situation: Situation) -> None:
        """Replace the situation."""
        self._do(lambda who: self.desk.dossiers.change_situation(who, situation), tr("Situation modifiée."), undo=True)

    def change_profile(self, profile: Profile, word: str = "") -> None:
        """Replace the profile, and say `word` of it once it is done."""
        said = word or tr("Profil modifié.")
        self._do(lambda who: self.desk.dossiers.change_profile(who, profile), said, undo=True)

    def follow(self, operation: Callable[[BeneficiaryId], object], word: str) -> None:
        """Run an operation on this dossier that can be undone, and say `word` once it is done."""
        self._do(operation, word, undo=True)

    def give_notice(self, mode: str) -> None:
        """Record that the information notice was given."""
        self._do(
            lambda who: self.desk.dossiers.give_notice(who, notice_version(), mode),
            tr("Remise de la notice notée."),
            undo=True,
        )

    def _do(
        self,
        operation: Callable[[BeneficiaryId], object],
        word: str,
        refused: Refusal | None = None,
        *,
        undo: bool = False,
    ) -> None:
        """Run one operation and read the dossier again, in one go of the worker."""
        beneficiary = self.beneficiary
        if beneficiary is None:
            return
        self._word = (word, undo)

        def work() -> Dossier | None:
            answer = operation(beneficiary)
            if isinstance(answer, Changed) and answer.operation is not None and not word:
                self._word = (typeset(_UNDONE.get(answer.operation, tr("Annulé."))), False)
            if isinstance(answer, Changed) and answer.removed and answer.beneficiary == beneficiary:
                return None
            return self._read(beneficiary)

        self._tasks.run(work, self._changed, refused or self._refuse)

    def _read(self, beneficiary: BeneficiaryId) -> Dossier:
        """Read a dossier and who may be the referent of it, in one go of the worker."""
        dossier = self.desk.dossiers.open(beneficiary)
        self.conseillers = {state.account.id: state.account.name for state in self.desk.lists.conseillers()}
        return dossier

    def _changed(self, dossier: Dossier | None) -> None:
        self.said.emit(*self._word)
        if dossier is None:
            self.gone.emit()
            return
        self.saved.emit()
        self._show(dossier)

    def _show(self, dossier: Dossier) -> None:
        self.dossier, self.beneficiary = dossier, dossier.beneficiary.id  # the one that this person's was merged into
        self.changed.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.said.emit(sentence(error), False)  # noqa: FBT003 - a signal has no keywords
