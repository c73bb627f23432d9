"""Parcours, steps, notes, actions and referrals, with their life cycles."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from passeport.domain.coupon import Reply, Ticket
from passeport.domain.errors import StatusChangeRefused
from passeport.domain.identifiers import AccountId, NoteId, ParcoursId
from passeport.domain.model import DomainModel
from passeport.domain.profile import Item
from passeport.domain.provenance import Provenance
from passeport.domain.text import Line, Name, NoteText
from passeport.domain.vocabulary import (
    CepLevel,
    ClosureReason,
    DeclineReason,
    ImmersionObjective,
    Mode,
    NetworkCode,
    Objective,
    StepType,
    Theme,
)


class NoteLevel(StrEnum):
    """Who may read a note (R06)."""

    PRIVATE = "PRIVATE"
    """Its author alone."""
    TEAM = "TEAM"
    """The colleagues of the point d'accueil."""
    SHAREABLE = "SHAREABLE"
    """May travel, when ticked for that journey."""


class StepStatus(StrEnum):
    """The status of a step; codes of vocabulary `step_statuses`."""

    PREVUE = "PREVUE"
    HONOREE = "HONOREE"
    ABSENCE_EXCUSEE = "ABSENCE_EXCUSEE"
    ABSENCE_NON_EXCUSEE = "ABSENCE_NON_EXCUSEE"
    ANNULEE_SERVICE = "ANNULEE_SERVICE"
    A_PRECISER = "A_PRECISER"

    @property
    def says_what_was(self) -> bool:
        """Whether it says what happened on the day: one that has not come cannot have it."""
        return self in (StepStatus.HONOREE, StepStatus.ABSENCE_NON_EXCUSEE)


class ActionStatus(StrEnum):
    """The status of an action; codes of vocabulary `action_statuses`."""

    EN_PROJET = "EN_PROJET"
    EN_COURS = "EN_COURS"
    EN_ATTENTE = "EN_ATTENTE"
    REALISEE = "REALISEE"
    ABANDONNEE_PERSONNE = "ABANDONNEE_PERSONNE"
    ABANDONNEE_STRUCTURE = "ABANDONNEE_STRUCTURE"


class ReferralStatus(StrEnum):
    """The life of a referral; codes of vocabulary `referral_statuses`."""

    PREPAREE = "PREPAREE"
    TRANSMISE = "TRANSMISE"
    RECUE = "RECUE"
    ACCEPTEE = "ACCEPTEE"
    DECLINEE = "DECLINEE"
    SANS_REPONSE = "SANS_REPONSE"
    DEMARREE = "DEMARREE"
    TERMINEE = "TERMINEE"
    ANNULEE = "ANNULEE"


_NEXT = {
    ReferralStatus.PREPAREE: {ReferralStatus.TRANSMISE, ReferralStatus.ANNULEE},
    ReferralStatus.TRANSMISE: {
        ReferralStatus.RECUE,
        ReferralStatus.ACCEPTEE,
        ReferralStatus.DECLINEE,
        ReferralStatus.SANS_REPONSE,
        ReferralStatus.ANNULEE,
    },
    ReferralStatus.RECUE: {
        ReferralStatus.ACCEPTEE,
        ReferralStatus.DECLINEE,
        ReferralStatus.SANS_REPONSE,
        ReferralStatus.ANNULEE,
    },
    ReferralStatus.SANS_REPONSE: {
        ReferralStatus.RECUE,
        ReferralStatus.ACCEPTEE,
        ReferralStatus.DECLINEE,
        ReferralStatus.ANNULEE,
    },
    ReferralStatus.ACCEPTEE: {ReferralStatus.DEMARREE, ReferralStatus.TERMINEE, ReferralStatus.ANNULEE},
    ReferralStatus.DEMARREE: {ReferralStatus.TERMINEE, ReferralStatus.ANNULEE},
    ReferralStatus.DECLINEE: set(),
    ReferralStatus.TERMINEE: set(),
    ReferralStatus.ANNULEE: set(),
}


class Note(DomainModel):
    """A free text of at most 500 characters (R05), with its author and who may read it."""

    id: NoteId
    level: NoteLevel = NoteLevel.TEAM
    author: AccountId | None = None
    author_name: Line = ""
    written_at: dt.datetime
    text: NoteText

    def readable_by(self, account: AccountId) -> bool:
        """Whether this account may read the note: a private one opens for its author only (R06)."""
        return self.level is not NoteLevel.PRIVATE or self.author == account


class Referral(DomainModel):
    """Sending the person to another point d'accueil, from preparation to outcome."""

    point_accueil: Name
    network: NetworkCode
    reason: Line = ""
    status: ReferralStatus = ReferralStatus.PREPAREE
    decline_reason: DeclineReason | None = None
    sent_on: dt.date | None = None
    answered_on: dt.date | None = None
    first_meeting_on: dt.date | None = None
    ticket: Ticket | None = None
    """What binds an answer to it, given when its passport leaves; it travels to its own point d'accueil alone."""
    replies: tuple[Reply, ...] = ()
    """The answers given or taken here, oldest first; they never travel."""

    @model_validator(mode="after")
    def _declined_says_why(self) -> Self:
        if (self.status is ReferralStatus.DECLINEE) != (self.decline_reason is not None):
            message = "a declined referral, and no other, has a coded reason"
            raise ValueError(message)
        return self

    @property
    def next_statuses(self) -> tuple[ReferralStatus, ...]:
        """The statuses that its life cycle allows next, in the order of a life."""
        return tuple(status for status in ReferralStatus if status in _NEXT[self.status])

    def without_return(self, *, keeps_ticket: bool = False) -> Self:
        """Return the referral as it travels: without the answers, and without the ticket to anybody but its own."""
        ticket = self.ticket if keeps_ticket else None
        return self if (ticket, ()) == (self.ticket, self.replies) else self.evolve(ticket=ticket, replies=())

    def is_to(self, name: str, network: str | None) -> bool:
        """Whether it sends the person to this point d'accueil."""
        return (self.point_accueil, self.network) == (name, network)

    def moved_to(self, status: ReferralStatus, on: dt.date, decline_reason: str | None = None) -> Self:
        """Return the referral after a change of status on the day `on`.

        Raises:
            StatusChangeRefused: when the life cycle does not allow it.
        """
        if status not in _NEXT[self.status]:
            raise StatusChangeRefused(current=self.status.value, wanted=status.value)
        dates = {
            ReferralStatus.TRANSMISE: {"sent_on": on},
            ReferralStatus.ACCEPTEE: {"answered_on": on},
            ReferralStatus.DECLINEE: {"answered_on": on},
            ReferralStatus.DEMARREE: {"first_meeting_on": on},
        }
        return self.evolve(status=status, decline_reason=decline_reason, **dates.get(status, {}))


class Step(Item):
    """Something that happened or is planned in a parcours."""

    type: StepType
    day: dt.date
    at: dt.time | None = None
    until: dt.date | None = None
    """Last day of a step that lasts, such as an immersion."""
    status: StepStatus = StepStatus.HONOREE
    mode: Mode | None = None
    title: Line = ""
    place: Line = ""
    """Where it took place when not at the station that recorded it (an employer, a fair)."""
    minutes: Annotated[int, Field(ge=1, le=60_000)] | None = None
    themes: tuple[Theme, ...] = ()
    objectives: tuple[Objective, ...] = ()
    immersion_objective: ImmersionObjective | None = None
    outcome: Line = ""
    """What came of it, in a line meant to be shared."""
    referral: Referral | None = None
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until < self.day:
            message = "the step ends before it begins"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _only_an_orientation_refers(self) -> Self:
        if self.referral is not None and self.type != "ORIENTATION":
            message = "only a step of type ORIENTATION carries a referral"
            raise ValueError(message)
        return self

    def status_on(self, today: dt.date) -> StepStatus:
        """Return the status to show: a planned step whose day has passed is to be completed (À préciser)."""
        if self.status is StepStatus.PREVUE and (self.until or self.day) < today:
            return StepStatus.A_PRECISER
        return self.status


class Action(Item):
    """Something to do, by whom, by when."""

    title: Name
    responsible: Line = ""
    due_on: dt.date | None = None
    status: ActionStatus = ActionStatus.EN_PROJET
    objective: Objective | None = None


class Parcours(DomainModel):
    """One orientation need, from its opening to its outcome."""

    id: ParcoursId
    need: Name
    theme: Theme | None = None
    opened_on: dt.date
    closed_on: dt.date | None = None
    closure_reason: ClosureReason | None = None
    cep_level: CepLevel | None = None
    steps: tuple[Step, ...] = ()
    actions: tuple[Action, ...] = ()
    provenance: Provenance = Provenance()

    @model_validator(mode="after")
    def _closure_is_whole(self) -> Self:
        if (self.closed_on is None) != (self.closure_reason is None):
            message = "a closed parcours has a day and a coded reason"
            raise ValueError(message)
        return self

    @property
    def is_open(self) -> bool:
        """Whether the need is still followed."""
        return self.closed_on is None
