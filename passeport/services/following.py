"""Use cases on what is aimed at and what is to be done: goals, actions, each line of « À faire » done or put off."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from passeport.domain.agenda import FOR_GOOD, DueKind, about
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import FieldRefused, MoreIsAsked, NothingToShow
from passeport.domain.goal import Goal, GoalStatus, Reminder
from passeport.domain.identifiers import BeneficiaryId, ItemId, ParcoursId
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Action, ActionStatus, Parcours, ReferralStatus, Step, StepStatus
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import Objective
from passeport.services.checking import checked
from passeport.services.editing import Changed, Editing

_PUT_OFF = frozenset({DueKind.REFERRAL, DueKind.PREPARED, DueKind.RETURN, DueKind.REQUEST, DueKind.RETENTION})
"""Lines with no day of their own to change: they come back later."""


class ActionEntry(DomainModel):
    """An action as it is typed."""

    title: Name
    responsible: Line = ""
    due_on: dt.date | None = None
    status: ActionStatus = ActionStatus.EN_PROJET
    objective: Objective | None = None


class GoalEntry(DomainModel):
    """A goal as it is typed."""

    objective: Objective | None = None
    title: Line = ""
    due_on: dt.date | None = None
    status: GoalStatus = GoalStatus.EN_COURS


@dataclass(frozen=True)
class Following:
    """What is followed in the dossiers, for the account at work; each operation can be undone."""

    editing: Editing

    # Goals and actions ------------------------------------------------------------------------------------------

    def add_goal(self, beneficiary: BeneficiaryId, parcours: ParcoursId, entry: GoalEntry) -> ItemId:
        """Add a goal to a parcours; raises `NothingToShow`, `FieldRefused` when it says nothing."""
        goal = checked(Goal, {**self._born(), "parcours": parcours, **dict(entry)})

        def add(dossier: Dossier) -> Dossier:
            dossier.parcours_of(parcours)
            return dossier.evolve(goals=(*dossier.goals, goal))

        self.editing.change(beneficiary, add)
        return goal.id

    def change_goal(self, beneficiary: BeneficiaryId, goal: ItemId, entry: GoalEntry) -> Changed:
        """Replace what was typed of a goal."""
        return self._goal(beneficiary, goal, lambda known: (known.evolve(**dict(entry)),))

    def remove_goal(self, beneficiary: BeneficiaryId, goal: ItemId) -> Changed:
        """Remove a goal entered by mistake."""
        return self._goal(beneficiary, goal, lambda _: ())

    def add_action(self, beneficiary: BeneficiaryId, parcours: ParcoursId, entry: ActionEntry) -> ItemId:
        """Add something to do to a parcours; who does it is the account at work when nobody is named."""
        typed = dict(entry)
        typed["responsible"] = entry.responsible or self.editing.account.name
        action = checked(Action, {**self._born(), **typed})

        def add(dossier: Dossier) -> Dossier:
            home = dossier.parcours_of(parcours)
            return dossier.with_parcours(home.evolve(actions=(*home.actions, action)))

        self.editing.change(beneficiary, add)
        return action.id

    def change_action(self, beneficiary: BeneficiaryId, action: ItemId, entry: ActionEntry) -> Changed:
        """Replace what was typed of an action."""
        return self._action(beneficiary, action, lambda known: (known.evolve(**dict(entry)),))

    def remove_action(self, beneficiary: BeneficiaryId, action: ItemId) -> Changed:
        """Remove an action entered by mistake."""
        return self._action(beneficiary, action, lambda _: ())

    def reopen_parcours(self, beneficiary: BeneficiaryId, parcours: ParcoursId) -> Changed:
        """Follow a need again that was closed."""
        self.editing.change(
            beneficiary,
            lambda dossier: dossier.with_parcours(
                dossier.parcours_of(parcours).evolve(closed_on=None, closure_reason=None)
            ),
        )
        return Changed(beneficiary)

    # Lines of « À faire » ---------------------------------------------------------------------------------------

    def done(self, beneficiary: BeneficiaryId, kind: DueKind, item: str) -> Changed:
        """Do what a line asks, in one go: an action is carried out, a goal reached, a step held, an answer read.

        A referral without an answer was asked after today, and comes back after its delay; past its expiry it is
        noted as left without an answer.

        Raises:
            MoreIsAsked: for a line that asks more than a word: a passport to hand over, a request, the end of
                a dossier.
            NothingToShow: when the line is gone.
        """
        identifier = ItemId(UUID(item))
        if kind in (DueKind.ACTION, DueKind.UNDATED):
            return self._action(beneficiary, identifier, lambda one: (one.evolve(status=ActionStatus.REALISEE),))
        if kind is DueKind.GOAL:
            return self._goal(beneficiary, identifier, lambda one: (one.evolve(status=GoalStatus.ATTEINT),))
        if kind is DueKind.STEP:
            return self._step(beneficiary, identifier, lambda one: one.evolve(status=StepStatus.HONOREE))
        if kind is DueKind.RETURN:
            return self._put_off(beneficiary, kind, item, FOR_GOOD)
        if kind is DueKind.REFERRAL:
            return self._follow_up(beneficiary, identifier)
        raise MoreIsAsked(kind=kind.value)

    def postpone(self, beneficiary: BeneficiaryId, kind: DueKind, item: str, day: dt.date) -> Changed:
        """Put a line off to a day: an action, a goal and a planned step change their day, the others come back then.

        Raises:
            FieldRefused: when the day is not one to come.
            NothingToShow: when the line is gone.
        """
        if day <= self.editing.clock.today():
            raise FieldRefused(field="day", value=day.isoformat(), reason="past")
        identifier = ItemId(UUID(item))
        if kind in (DueKind.ACTION, DueKind.UNDATED):
            return self._action(beneficiary, identifier, lambda one: (one.evolve(due_on=day),))
        if kind is DueKind.GOAL:
            return self._goal(beneficiary, identifier, lambda one: (one.evolve(due_on=day),))
        if kind is DueKind.STEP:
            return self._step(beneficiary, identifier, lambda one: _replanned(one, day))
        return self._put_off(beneficiary, kind, item, day)

    def _follow_up(self, beneficiary: BeneficiaryId, step: ItemId) -> Changed:
        today = self.editing.clock.today()
        with self.editing.vault.unit_of_work() as work:
            policy = work.agenda.reminders()

        def follow(dossier: Dossier) -> Dossier:
            home, known = _step_of(dossier, step)
            referral = known.referral
            if referral is None:
                raise NothingToShow(what="referral", value=str(step))
            sent = referral.sent_on or known.day
            if today < sent + dt.timedelta(days=policy.expiry_days):
                again = today + dt.timedelta(days=policy.referral_days)
                return _reminded(dossier, about(DueKind.REFERRAL, str(step)), again)
            expired = known.evolve(referral=referral.moved_to(ReferralStatus.SANS_REPONSE, today))
            return dossier.with_parcours(_with_step(home, expired))

        self.editing.change(beneficiary, follow)
        return Changed(beneficiary)

    def _put_off(self, beneficiary: BeneficiaryId, kind: DueKind, item: str, until: dt.date) -> Changed:
        if kind not in _PUT_OFF:
            raise MoreIsAsked(kind=kind.value)
        self.editing.change(beneficiary, lambda dossier: _reminded(dossier, about(kind, item), until))
        return Changed(beneficiary)

    def _born(self) -> dict[str, object]:
        return {"id": self.editing.identifiers.new(), "provenance": self.editing.born_here()}

    def _goal(self, beneficiary: BeneficiaryId, goal: ItemId, how: Callable[[Goal], tuple[Goal, ...]]) -> Changed:
        def change(dossier: Dossier) -> Dossier:
            place = next((at for at, known in enumerate(dossier.goals) if known.id == goal), None)
            if place is None:
                raise NothingToShow(what="goal", value=str(goal))
            goals = dossier.goals
            return dossier.evolve(goals=(*goals[:place], *how(goals[place]), *goals[place + 1 :]))

        self.editing.change(beneficiary, change)
        return Changed(beneficiary)

    def _action(
        self, beneficiary: BeneficiaryId, action: ItemId, how: Callable[[Action], tuple[Action, ...]]
    ) -> Changed:
        def change(dossier: Dossier) -> Dossier:
            for home in dossier.parcours:
                for place, known in enumerate(home.actions):
                    if known.id == action:
                        actions = (*home.actions[:place], *how(known), *home.actions[place + 1 :])
                        return dossier.with_parcours(home.evolve(actions=actions))
            raise NothingToShow(what="action", value=str(action))

        self.editing.change(beneficiary, change)
        return Changed(beneficiary)

    def _step(self, beneficiary: BeneficiaryId, step: ItemId, how: Callable[[Step], Step]) -> Changed:
        def change(dossier: Dossier) -> Dossier:
            home, known = _step_of(dossier, step)
            return dossier.with_parcours(_with_step(home, how(known)))

        self.editing.change(beneficiary, change)
        return Changed(beneficiary)


def _step_of(dossier: Dossier, step: ItemId) -> tuple[Parcours, Step]:
    for home in dossier.parcours:
        for known in home.steps:
            if known.id == step:
                return home, known
    raise NothingToShow(what="step", value=str(step))


def _with_step(home: Parcours, step: Step) -> Parcours:
    return home.evolve(steps=tuple(step if known.id == step.id else known for known in home.steps))


def _replanned(step: Step, day: dt.date) -> Step:
    """Return the step on another day, as long as it was."""
    until = step.until + (day - step.day) if step.until is not None else None
    return step.evolve(day=day, until=until, status=StepStatus.PREVUE)


def _reminded(dossier: Dossier, line: str, until: dt.date) -> Dossier:
    others = tuple(reminder for reminder in dossier.reminders if reminder.about != line)
    return dossier.evolve(reminders=(*others, Reminder(about=line, until=until)))
