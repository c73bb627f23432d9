"""The entry of a step in a dossier: what is typed is kept, offered again, forgotten and brought back."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.beneficiary import Dossier
from passeport.domain.draft import NEW_STEP, Draft, subject_of
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import Step
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.services.desk import Desk
from ui.entry.draft_offer import DraftOffer
from ui.entry.drafting import DraftKeeper
from ui.entry.step_panel import StepPanel
from ui.tasks import Tasks


class StepDrafts(QObject):
    """Stands between the panel of a step and the drafts of the vault."""

    resumed = Signal()
    """The panel holds what was typed before: it is to be shown."""
    form_resumed = Signal(object)
    """The `Draft` of a form, which is to be opened."""
    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, panel: StepPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._panel = panel
        self._whose: BeneficiaryId | None = None
        self._followed: BeneficiaryId | None = None
        self._known: dict[str, Draft] = {}
        self._forgotten: Draft | None = None
        self._dossier: Dossier | None = None
        self.offer = DraftOffer()
        self.keeper = DraftKeeper(desk.drafts, tasks, panel.typed, self)
        self.keeper.failed.connect(self._failed)
        panel.edited.connect(self.keeper.touch)
        self.offer.resumed.connect(self.resume)
        self.offer.discarded.connect(self._discard)

    def open(self, beneficiary: BeneficiaryId) -> None:
        """Look for what waits in a dossier."""
        self.keeper.flush()
        if self._whose != beneficiary:
            self.keeper.end()
            self._followed = self._forgotten = None
            self._known = {}
            self.offer.show_draft(None, self._desk.clock.today())
        self._whose = beneficiary
        self._tasks.run(lambda: self._desk.drafts.of(beneficiary), self._found, self._failed)

    def show_dossier(self, dossier: Dossier) -> None:
        """Know the dossier that is open: it may be the one that another was merged into."""
        self._dossier = dossier
        if self._whose != dossier.beneficiary.id:
            self.open(dossier.beneficiary.id)

    def begin(self) -> None:
        """Follow a new step: the one that was begun, else an empty one."""
        if self._followed != self._whose or not self._panel.is_new or not self._panel.is_begun:
            self.keeper.flush()
            known = self._known.get(NEW_STEP)
            if known is None:
                self._panel.begin()
            else:
                self._panel.restore(known)
            self._follow(NEW_STEP, known)
        self._known.pop(NEW_STEP, None)  # it is in the panel
        self.offer.hide()

    def edit(self, step: Step) -> None:
        """Follow a known step."""
        self.keeper.flush()
        known = self._known.get(subject_of(step.id))
        if known is None:
            self._panel.edit(step)
        else:
            self._panel.restore(known, step)
        self._follow(subject_of(step.id), known)
        self.offer.hide()

    def resume(self, draft: Draft) -> None:
        """Go on with a draft; the step it changed may be gone: then it is a new one."""
        if draft.part is not None:
            self._known.pop(draft.subject, None)
            self.offer.hide()
            self.form_resumed.emit(draft)
            return
        step = self._step_of(draft)
        if draft.is_of_new_step or step is not None:
            self._panel.restore(draft, step)
            self._follow(draft.subject, draft)
        else:
            self._panel.restore(draft)
            self._follow(NEW_STEP, None)
            self.keeper.touch()
        self.offer.hide()
        self.resumed.emit()

    def leave(self) -> None:
        """Keep what is typed: the panel is closed, or the page left."""
        self.keeper.flush()

    def put_aside(self) -> None:
        """Offer what is typed of a known step: another thing takes the place of the panel.

        A new step is not offered: the panel holds it, and « Nouvelle étape » goes on with it.
        """
        typed = self._draft()
        if typed is None or self._followed != self._whose or self._panel.is_new:
            return
        self.keeper.flush()
        self.keeper.end()
        self._followed = None
        self.hold(typed)

    def hold(self, draft: Draft) -> None:
        """Offer what was typed and gave way to another thing; the vault has it."""
        if draft.beneficiary == self._whose:
            self._known[draft.subject] = draft
            self._show_offer()

    def recorded(self) -> None:
        """What is followed is being recorded, and its draft ends with it."""
        self._known.pop(self._subject, None)
        self._forgotten = None
        self._followed = None
        self.keeper.end()

    def refused(self) -> None:
        """It was not recorded: what is typed is still to be kept."""
        self._follow(self._subject, None)
        self.keeper.touch()

    def forget(self) -> None:
        """Forget what is typed in the panel; `bring_back` undoes it."""
        typed = self._draft()
        self.keeper.end()
        self._followed = None
        if typed is not None:
            self._discard(typed)
        self._panel.begin()

    def form(self, subject: str) -> Draft | None:
        """Return what waits for a form, which takes it over."""
        known = self._known.pop(subject, None)
        if known is not None:
            self._show_offer()
        return known

    def bring_back(self) -> bool:
        """Bring back what was just forgotten; False when nothing was."""
        draft, self._forgotten = self._forgotten, None
        if draft is None or draft.beneficiary != self._whose:
            return False
        self.resume(draft)
        if draft.part is not None:
            return True
        self.keeper.begin(self._whose, draft.subject)
        self.keeper.touch()
        return True

    @property
    def _subject(self) -> str:
        step = self._panel.step
        return subject_of(step.id if step is not None else None)

    def _draft(self) -> Draft | None:
        typed = self._panel.typed()
        if typed is None or self._whose is None:
            return None
        return Draft(
            account=self._desk.editing.account.id,
            beneficiary=self._whose,
            subject=self._subject,
            saved_at=self._desk.clock.now(),
            fields=typed.fields,
            rows=typed.rows,
        )

    def _follow(self, subject: str, known: Draft | None) -> None:
        self._followed = self._whose
        self._known.pop(subject, None)
        self.keeper.begin(self._whose, subject, known)

    def _discard(self, draft: Draft) -> None:
        self._forgotten = draft
        self._known.pop(draft.subject, None)
        beneficiary, subject = draft.beneficiary, draft.subject
        self._tasks.run(lambda: self._desk.drafts.discard(beneficiary, subject), failed=self._failed)
        self._show_offer()
        self.said.emit(tr("Saisie effacée."), True)  # noqa: FBT003 - a signal has no keywords

    def _found(self, drafts: tuple[Draft, ...]) -> None:
        if any(draft.beneficiary != self._whose for draft in drafts):
            return
        self._known = {draft.subject: draft for draft in drafts if not draft.is_of_paper}
        if self._followed == self._whose:
            self._known.pop(self._subject, None)  # it is in the panel
        self._show_offer()

    def _show_offer(self) -> None:
        waiting = next(iter(self._known.values()), None)
        self.offer.show_draft(waiting, self._desk.clock.today())

    def _step_of(self, draft: Draft) -> Step | None:
        if self._dossier is None:
            return None
        steps = (step for parcours in self._dossier.parcours for step in parcours.steps)
        return next((step for step in steps if subject_of(step.id) == draft.subject), None)

    def _failed(self, error: PasseportError) -> None:
        self.said.emit(sentence(error), False)  # noqa: FBT003
