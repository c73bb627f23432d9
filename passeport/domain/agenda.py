"""What waits for somebody in a dossier: « À faire », and what stands in the agenda.

`waiting` says it of one dossier, whatever the day; the store keeps its lines, and a day and the settings of the point
d'accueil say which of them are due (`bounds`, `deadline`).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum

from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import GoalStatus, ReminderPolicy
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Action, ActionStatus, Parcours, ReferralStatus, Step, StepStatus
from passeport.domain.requests import RequestKind
from passeport.domain.retention import WARNING_DAYS, RetentionPolicy, months_after
from passeport.domain.text import Line

SOON = 7
"""Days ahead that the list shows: what falls in the week is prepared today."""
RETURNS_FOR = 60
"""Days for which an answer that nobody marked as read stays in the list."""
FOR_GOOD = dt.date.max
"""Until when a line that was read is put off."""
DAY_UNKNOWN = dt.date.max
"""Day of what has none."""


class DueKind(StrEnum):
    """What can wait; codes of vocabulary `due_kinds`."""

    ACTION = "ACTION"
    UNDATED = "UNDATED"
    """An action that has no day."""
    GOAL = "GOAL"
    STEP = "STEP"
    """A planned step: in the agenda, and to be completed once its day has passed."""
    PREPARED = "PREPARED"
    """A referral that is prepared; its passport is still to be handed over."""
    REFERRAL = "REFERRAL"
    """A referral that was sent and has no answer."""
    RETURN = "RETURN"
    """An answer to a referral that nobody has read."""
    REQUEST = "REQUEST"
    RETENTION = "RETENTION"
    DRAFT = "DRAFT"
    """An entry that was begun."""


class Waiting(DomainModel):
    """One line that a dossier keeps in the list or the agenda."""

    kind: DueKind
    item: str
    """Identifier of the step, action, goal or request; of the person for the retention of the dossier."""
    day: dt.date
    """The day that counts: when it is due, when it ended, when it was sent; the last contact for the retention."""
    start: dt.date | None = None
    """First day of a planned step."""
    at: dt.time | None = None
    words: Line = ""
    """What it is, in a title or a code."""
    hidden_until: dt.date | None = None


class DueItem(DomainModel):
    """One line of « À faire »."""

    kind: DueKind
    item: str
    beneficiary: BeneficiaryId
    person: str
    words: str
    day: dt.date
    """As `Waiting.day`."""
    deadline: dt.date
    """The day by which it should be done; `DAY_UNKNOWN` when there is none."""
    is_mine: bool = True
    is_expired: bool = False
    """Whether a referral is past the delay after which no answer is expected."""

    def is_late(self, today: dt.date) -> bool:
        """Whether its day has passed."""
        return self.deadline < today


class AgendaEntry(DomainModel):
    """One thing of the agenda: a step, an action or a goal, of one person or of a group."""

    kind: DueKind
    item: str
    beneficiary: BeneficiaryId
    person: str
    day: dt.date
    until: dt.date
    at: dt.time | None = None
    minutes: int | None = None
    type: str = ""
    """Code of the step's type."""
    status: str = ""
    mode: str | None = None
    words: str = ""
    place: str = ""
    is_mine: bool = True
    people: int = 1
    """How many people an entry gathers: more than one for a workshop."""


def about(kind: DueKind, item: str) -> str:
    """Return how a reminder names a line."""
    return f"{kind.value}:{item}"


def waiting(dossier: Dossier) -> tuple[Waiting, ...]:
    """Return what waits in a dossier, whatever the day; nothing of one in the restricted archive (R11)."""
    if dossier.archive is not None:
        return ()
    hidden = {reminder.about: reminder.until for reminder in dossier.reminders}
    lines = (*_steps(dossier), *_actions(dossier), *_goals(dossier), *_requests(dossier), _retention(dossier))
    once = {about(line.kind, line.item): line for line in reversed(lines)}  # an action may stand in two parcours
    return tuple(line.evolve(hidden_until=hidden[key]) if key in hidden else line for key, line in once.items())


def bounds(today: dt.date, reminders: ReminderPolicy, retention: RetentionPolicy) -> Mapping[DueKind, dt.date]:
    """Return, for each kind, the last `Waiting.day` that is in the list today."""
    return {
        DueKind.ACTION: today + dt.timedelta(days=SOON),
        DueKind.UNDATED: DAY_UNKNOWN,
        DueKind.GOAL: today + dt.timedelta(days=SOON),
        DueKind.STEP: today - dt.timedelta(days=1),
        DueKind.PREPARED: today,
        DueKind.REFERRAL: today - dt.timedelta(days=reminders.referral_days),
        DueKind.RETURN: today,
        DueKind.REQUEST: DAY_UNKNOWN,
        DueKind.RETENTION: _quiet_since(today, retention),
    }


def deadline(kind: DueKind, day: dt.date, reminders: ReminderPolicy, retention: RetentionPolicy) -> dt.date:
    """Return the day by which a line should be done; grows with `day` for each kind."""
    if kind is DueKind.REFERRAL:
        return day + dt.timedelta(days=reminders.referral_days)
    return retention.due_on(day) if kind is DueKind.RETENTION else day


def is_expired(kind: DueKind, day: dt.date, today: dt.date, reminders: ReminderPolicy) -> bool:
    """Whether a referral sent on `day` waits for longer than an answer is expected."""
    return kind is DueKind.REFERRAL and today >= day + dt.timedelta(days=reminders.expiry_days)


def gathered(entries: tuple[AgendaEntry, ...], collective: frozenset[str]) -> tuple[AgendaEntry, ...]:
    """Return the entries by day and time, those of one session of a collective type as one with its people."""
    found: dict[tuple[object, ...], AgendaEntry] = {}
    for entry in entries:
        key: tuple[object, ...] = (entry.beneficiary, entry.kind, entry.item)
        if entry.type in collective:
            key = (entry.day, entry.at, entry.type, entry.words, entry.place)
        known = found.get(key)
        if known is None:
            found[key] = entry
        else:
            planned = StepStatus.PREVUE.value
            status = planned if planned in (entry.status, known.status) else known.status
            found[key] = known.evolve(
                people=known.people + 1, is_mine=known.is_mine or entry.is_mine, status=status, person=""
            )
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.at or dt.time.min, one.person, one.item)))


def _quiet_since(today: dt.date, retention: RetentionPolicy) -> dt.date:
    """Return the last day of contact whose dossier ends in `WARNING_DAYS` days or before."""
    end = today + dt.timedelta(days=WARNING_DAYS)
    day = months_after(end, -retention.months)
    while retention.due_on(day + dt.timedelta(days=1)) <= end:  # a month's last day stands for several
        day += dt.timedelta(days=1)
    return day


_OPEN_ACTIONS = frozenset({ActionStatus.EN_PROJET, ActionStatus.EN_COURS, ActionStatus.EN_ATTENTE})
_MISSED = frozenset({StepStatus.ABSENCE_EXCUSEE, StepStatus.ABSENCE_NON_EXCUSEE, StepStatus.ANNULEE_SERVICE})
"""The person was not there to be referred on."""
_REFERRALS = {
    ReferralStatus.PREPAREE: DueKind.PREPARED,
    ReferralStatus.TRANSMISE: DueKind.REFERRAL,
    ReferralStatus.RECUE: DueKind.REFERRAL,
    ReferralStatus.ACCEPTEE: DueKind.RETURN,
    ReferralStatus.DECLINEE: DueKind.RETURN,
}


def _steps(dossier: Dossier) -> Iterator[Waiting]:
    for parcours in dossier.parcours:
        for step in parcours.steps:
            if step.provenance.is_received:  # what another point d'accueil planned or sent is its own to follow
                continue
            if step.status in (StepStatus.PREVUE, StepStatus.A_PRECISER):
                yield Waiting(
                    kind=DueKind.STEP,
                    item=str(step.id),
                    day=step.until or step.day,
                    start=step.day,
                    at=step.at,
                    words=step.type,
                )
            yield from _referral(step, parcours)


def _referral(step: Step, parcours: Parcours) -> Iterator[Waiting]:
    referral = step.referral
    if referral is None or referral.status not in _REFERRALS or step.status in _MISSED:
        return
    kind = _REFERRALS[referral.status]
    if not parcours.is_open and kind is not DueKind.RETURN:  # the need is followed no more: nobody waits for an answer
        return
    day = {DueKind.REFERRAL: referral.sent_on, DueKind.RETURN: referral.answered_on}.get(kind) or step.day
    words = f"{referral.status.value} {referral.point_accueil}"
    yield Waiting(kind=kind, item=str(step.id), day=day, words=words)


def _actions(dossier: Dossier) -> Iterator[Waiting]:
    for parcours in dossier.parcours:
        for action in _still_followed(parcours):
            if action.status in _OPEN_ACTIONS:
                kind = DueKind.ACTION if action.due_on is not None else DueKind.UNDATED
                yield Waiting(kind=kind, item=str(action.id), day=action.due_on or DAY_UNKNOWN, words=action.title)


def _still_followed(parcours: Parcours) -> tuple[Action, ...]:
    return parcours.actions if parcours.is_open else ()


def _goals(dossier: Dossier) -> Iterator[Waiting]:
    opened = {parcours.id for parcours in dossier.parcours if parcours.is_open}
    for goal in dossier.goals:
        if goal.status is GoalStatus.EN_COURS and goal.due_on is not None and goal.parcours in opened:
            words = goal.title or str(goal.objective)
            yield Waiting(kind=DueKind.GOAL, item=str(goal.id), day=goal.due_on, words=words)


def _requests(dossier: Dossier) -> Iterator[Waiting]:
    for request in dossier.requests:
        if request.is_open and request.kind is not RequestKind.LIMITATION:
            yield Waiting(kind=DueKind.REQUEST, item=str(request.id), day=request.due_on, words=request.kind.value)


def _retention(dossier: Dossier) -> Waiting:
    days = [s.until or s.day for p in dossier.parcours for s in p.steps if s.status is StepStatus.HONOREE]
    who = dossier.beneficiary
    return Waiting(kind=DueKind.RETENTION, item=str(who.id), day=max(days, default=who.opened_on))
