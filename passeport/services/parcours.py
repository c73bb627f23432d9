"""Use cases on parcours: open one, record a step in a few keys, change it, refer the person on, close."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from passeport.domain.beneficiary import Dossier
from passeport.domain.draft import subject_of
from passeport.domain.errors import NothingToShow
from passeport.domain.identifiers import BeneficiaryId, ItemId, NoteId, ParcoursId
from passeport.domain.model import DomainModel
from passeport.domain.parcours import (
    Action,
    ActionStatus,
    Note,
    NoteLevel,
    Parcours,
    Referral,
    ReferralStatus,
    Step,
    StepStatus,
)
from passeport.domain.text import Line, Name, NoteText
from passeport.domain.vocabulary import (
    CepLevel,
    ClosureReason,
    ImmersionObjective,
    Mode,
    NetworkCode,
    Objective,
    StepType,
    Theme,
)
from passeport.services.checking import checked
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Changed, Editing


class NoteEntry(DomainModel):
    """A note as it is typed: `id` is None for a new one."""

    id: NoteId | None = None
    level: NoteLevel = NoteLevel.TEAM
    text: NoteText


class ReferralEntry(DomainModel):
    """To whom the person is sent, as it is typed."""

    point_accueil: Name
    network: NetworkCode
    reason: Line = ""


class StepEntry(DomainModel):
    """A step as it is typed: three required fields, all prefilled but the type."""

    type: StepType
    day: dt.date
    status: StepStatus = StepStatus.HONOREE
    at: dt.time | None = None
    until: dt.date | None = None
    mode: Mode | None = None
    title: Line = ""
    place: Line = ""
    minutes: int | None = None
    themes: tuple[Theme, ...] = ()
    objectives: tuple[Objective, ...] = ()
    immersion_objective: ImmersionObjective | None = None
    outcome: Line = ""
    referral: ReferralEntry | None = None
    notes: tuple[NoteEntry, ...] = ()


@dataclass(frozen=True)
class ParcoursDesk:
    """The parcours of the dossiers, for the account at work."""

    editing: Editing

    def open_parcours(
        self, beneficiary: BeneficiaryId, need: Name, theme: Theme | None = None, cep_level: CepLevel | None = None
    ) -> ParcoursId:
        """Open a parcours today for a need; raises as `record_step` does."""
        parcours = self._new_parcours(need, self.editing.clock.today(), theme=theme, cep_level=cep_level)
        self.editing.change(beneficiary, lambda dossier: dossier.with_parcours(parcours))
        return parcours.id

    def close_parcours(self, beneficiary: BeneficiaryId, parcours: ParcoursId, reason: ClosureReason) -> Changed:
        """Close a parcours today."""
        today = self.editing.clock.today()
        self.editing.change(
            beneficiary,
            lambda dossier: dossier.with_parcours(
                dossier.parcours_of(parcours).evolve(closed_on=today, closure_reason=reason)
            ),
        )
        return Changed(beneficiary)

    def record_step(
        self,
        beneficiary: BeneficiaryId,
        entry: StepEntry,
        parcours: ParcoursId | None = None,
        need: str = "Orientation",
        *,
        from_draft: bool = False,
    ) -> ItemId:
        """Record a step in `parcours`; without one, in the last open parcours, opened for `need` if none is.

        With `from_draft`, the draft of a new step that the account has of this person ends in the same transaction.

        Raises:
            NothingToShow: when `parcours` is not in the dossier.
            FieldRefused, SocialSecurityNumberRefused: when a field breaks a rule.
        """
        step_id = ItemId(self.editing.identifiers.new())

        def add(dossier: Dossier) -> Dossier:
            new = Step(id=step_id, type=entry.type, day=entry.day)
            return self.with_step(dossier, entry, new, parcours, need)

        self.editing.change(beneficiary, add, also=self._end_draft(beneficiary, None) if from_draft else None)
        return step_id

    def record_step_in_new(
        self, beneficiary: BeneficiaryId, entry: StepEntry, need: Name, theme: Theme | None = None
    ) -> ItemId:
        """Open a parcours for a need and record its first step, as one change; raises as `record_step` does."""
        parcours = self._new_parcours(need, self.editing.clock.today(), theme=theme)
        step_id = ItemId(self.editing.identifiers.new())
        new = Step(id=step_id, type=entry.type, day=entry.day)
        self.editing.change(
            beneficiary, lambda dossier: self.with_step(dossier.with_parcours(parcours), entry, new, parcours.id)
        )
        return step_id

    def with_step(
        self,
        dossier: Dossier,
        entry: StepEntry,
        new: Step,
        parcours: ParcoursId | None = None,
        need: str = "Orientation",
    ) -> Dossier:
        """Return a dossier with what was typed as the step `new`, added where `record_step` says; nothing is saved."""
        home = self._home(dossier, entry, parcours, need)
        return dossier.with_parcours(home.evolve(steps=(*home.steps, self._step(entry, new))))

    def change_step(
        self, beneficiary: BeneficiaryId, step: ItemId, entry: StepEntry, *, from_draft: bool = False
    ) -> Changed:
        """Replace what was typed of a step; raises as `record_step` does."""
        also = self._end_draft(beneficiary, step) if from_draft else None
        return self._replace_step(beneficiary, step, lambda known: (self._step(entry, known),), also)

    def settle_step(self, beneficiary: BeneficiaryId, step: ItemId, status: StepStatus) -> Changed:
        """Say how a planned step went; raises `NothingToShow` when there is none."""
        return self._replace_step(beneficiary, step, lambda known: (known.evolve(status=status),))

    def remove_step(self, beneficiary: BeneficiaryId, step: ItemId) -> Changed:
        """Remove a step entered by mistake; it can be undone."""
        return self._replace_step(beneficiary, step, lambda _: ())

    def move_referral(
        self, beneficiary: BeneficiaryId, step: ItemId, status: ReferralStatus, decline_reason: str | None = None
    ) -> Changed:
        """Change the status of a referral; raises `StatusChangeRefused` when its life cycle forbids it."""
        today = self.editing.clock.today()

        def moved(known: Step) -> tuple[Step, ...]:
            if known.referral is None:
                raise NothingToShow(what="referral", value=str(step))
            return (known.evolve(referral=known.referral.moved_to(status, today, decline_reason)),)

        return self._replace_step(beneficiary, step, moved)

    def plan_action(
        self, beneficiary: BeneficiaryId, parcours: ParcoursId, title: Name, due_on: dt.date | None = None
    ) -> ItemId:
        """Add something to do to a parcours; raises as `record_step` does."""
        action = checked(
            Action,
            {
                "id": self.editing.identifiers.new(),
                "provenance": self.editing.born_here(),
                "title": title,
                "due_on": due_on,
                "responsible": self.editing.account.name,
            },
        )
        self.editing.change(
            beneficiary,
            lambda dossier: dossier.with_parcours(
                (home := dossier.parcours_of(parcours)).evolve(actions=(*home.actions, action))
            ),
        )
        return action.id

    def move_action(self, beneficiary: BeneficiaryId, action: ItemId, status: ActionStatus) -> Changed:
        """Change the status of an action."""

        def change(dossier: Dossier) -> Dossier:
            for home in dossier.parcours:
                if any(known.id == action for known in home.actions):
                    moved = tuple(a.evolve(status=status) if a.id == action else a for a in home.actions)
                    return dossier.with_parcours(home.evolve(actions=moved))
            raise NothingToShow(what="action", value=str(action))

        self.editing.change(beneficiary, change)
        return Changed(beneficiary)

    def _home(self, dossier: Dossier, entry: StepEntry, parcours: ParcoursId | None, need: str) -> Parcours:
        if parcours is not None:
            return dossier.parcours_of(parcours)
        opened = [known for known in dossier.parcours if known.is_open]
        return opened[-1] if opened else self._new_parcours(need, min(entry.day, self.editing.clock.today()))

    def _new_parcours(self, need: str, opened_on: dt.date, **coded: str | None) -> Parcours:
        born = {"id": self.editing.identifiers.new(), "provenance": self.editing.born_here()}
        return checked(Parcours, {**born, "need": need, "opened_on": opened_on, **coded})

    def _step(self, entry: StepEntry, known: Step) -> Step:
        typed = entry.model_dump(exclude={"notes", "referral"})
        provenance = known.provenance if known.provenance.station else self.editing.born_here()
        return known.evolve(
            **typed,
            provenance=provenance,
            referral=_referral(entry.referral, known.referral),
            notes=self._notes(entry.notes, known.notes),
        )

    def _notes(self, typed: tuple[NoteEntry, ...], known: tuple[Note, ...]) -> tuple[Note, ...]:
        """Keep the notes of others as they are, those out of sight included; follow the typed ones for one's own."""
        account = self.editing.account
        entries = {entry.id: entry for entry in typed if entry.id is not None}
        kept = []
        for note in known:
            if note.author != account.id:
                kept.append(note)
            elif note.id in entries:
                kept.append(note.evolve(level=entries[note.id].level, text=entries[note.id].text))
        new = (
            Note(
                id=NoteId(self.editing.identifiers.new()),
                level=entry.level,
                author=account.id,
                author_name=account.name,
                written_at=self.editing.clock.now(),
                text=entry.text,
            )
            for entry in typed
            if entry.id is None
        )
        return (*kept, *new)

    def _replace_step(
        self,
        beneficiary: BeneficiaryId,
        step: ItemId,
        how: Callable[[Step], tuple[Step, ...]],
        also: Callable[[UnitOfWork], None] | None = None,
    ) -> Changed:
        def change(dossier: Dossier) -> Dossier:
            for home in dossier.parcours:
                for index, known in enumerate(home.steps):
                    if known.id == step:
                        steps = (*home.steps[:index], *how(known), *home.steps[index + 1 :])
                        return dossier.with_parcours(home.evolve(steps=steps))
            raise NothingToShow(what="step", value=str(step))

        self.editing.change(beneficiary, change, also=also)
        return Changed(beneficiary)

    def _end_draft(self, beneficiary: BeneficiaryId, step: ItemId | None) -> Callable[[UnitOfWork], None]:
        account = self.editing.account.id
        return lambda work: work.drafts.discard(account, beneficiary, subject_of(step))


def _referral(typed: ReferralEntry | None, known: Referral | None) -> Referral | None:
    if typed is None:
        return None
    fields = typed.model_dump()
    return known.evolve(**fields) if known is not None else Referral(**fields)
