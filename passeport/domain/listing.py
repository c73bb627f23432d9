"""Lists of people: which, in which order, and the lists that an account keeps under a name."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, NewType
from uuid import UUID

from pydantic import Field

from passeport.domain.beneficiary import Dossier, DossierSummary
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.model import DomainModel
from passeport.domain.parcours import ActionStatus, StepStatus
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import NetworkCode, SituationCode, Theme

ViewId = NewType("ViewId", UUID)

_CLOSED_ACTIONS = frozenset(
    {ActionStatus.REALISEE, ActionStatus.ABANDONNEE_PERSONNE, ActionStatus.ABANDONNEE_STRUCTURE}
)


class Order(StrEnum):
    """By what a list is sorted; codes of vocabulary `list_orders`."""

    NAME = "NAME"
    BIRTH = "BIRTH"
    CONTACT = "CONTACT"
    """By the last contact, or the day the dossier was opened when there was none."""
    NEXT = "NEXT"
    """By the first planned step."""
    DUE = "DUE"
    SITUATION = "SITUATION"
    """By the name of the situation; those of one situation by their name."""
    REFERENT = "REFERENT"
    """By the name of the conseiller; those of one conseiller by theirs."""
    CHANGED = "CHANGED"


class Due(StrEnum):
    """By when something is due; codes of vocabulary `due_limits`."""

    LATE = "LATE"
    WEEK = "WEEK"
    MONTH = "MONTH"

    @property
    def days(self) -> int:
        """Days from today until the last one that counts; yesterday is -1."""
        return {Due.LATE: -1, Due.WEEK: 7, Due.MONTH: 31}[self]


class Listing(DomainModel):
    """What a list asks: a person is in it when they answer to every filter that is set."""

    situations: tuple[SituationCode, ...] = ()
    networks: tuple[NetworkCode, ...] = ()
    """Those that sent something, or to which the person was referred."""
    themes: tuple[Theme, ...] = ()
    tags: tuple[Line, ...] = ()
    referents: tuple[AccountId, ...] = ()
    is_without_referent: bool = False
    due: Due | None = None
    quiet_months: Annotated[int, Field(ge=1, le=120)] | None = None
    """Months without a contact, at least."""
    order: Order = Order.NAME
    is_descending: bool = False

    @property
    def is_everybody(self) -> bool:
        """Whether nothing is asked."""
        return self.evolve(order=Order.NAME, is_descending=False) == Listing()


class SavedView(DomainModel):
    """A list that an account keeps under a name."""

    id: ViewId
    account: AccountId
    name: Name
    listing: Listing


class NoteFound(DomainModel):
    """A note that holds the words looked for, and that the account may read (R06)."""

    person: DossierSummary
    day: dt.date
    """When it was written."""
    author: str
    text: str


class Bookmarks(DomainModel):
    """The people that an account comes back to."""

    pinned: tuple[DossierSummary, ...] = ()
    recent: tuple[DossierSummary, ...] = ()

    def holds(self, beneficiary: BeneficiaryId) -> bool:
        """Whether a person is pinned."""
        return any(one.id == beneficiary for one in self.pinned)


def last_contact(dossier: Dossier) -> dt.date | None:
    """Return the day of the last step that took place, its end when it lasted."""
    days = [step.until or step.day for p in dossier.parcours for step in p.steps if step.status is StepStatus.HONOREE]
    return max(days, default=None)


def due_day(dossier: Dossier) -> dt.date | None:
    """Return the first day that something is due: a planned step, past ones to be completed too, or an open action."""
    days = [step.day for p in dossier.parcours for step in p.steps if step.status is StepStatus.PREVUE]
    days += [
        action.due_on
        for p in dossier.parcours
        for action in p.actions
        if action.due_on is not None and action.status not in _CLOSED_ACTIONS
    ]
    return min(days, default=None)


def networks_met(dossier: Dossier) -> frozenset[str]:
    """Return the networks that sent something to this dossier, or to which the person was referred."""
    met: set[str] = set()
    for parcours in dossier.parcours:
        for step in parcours.steps:
            if step.referral is not None:
                met.add(step.referral.network)
            met.update(reception.issuer.network for reception in step.provenance.receptions)
    return frozenset(met)


def themes_worked_on(dossier: Dossier) -> frozenset[str]:
    """Return the themes of the parcours and of the steps."""
    of_parcours = {parcours.theme for parcours in dossier.parcours if parcours.theme is not None}
    return frozenset(of_parcours.union(*(step.themes for parcours in dossier.parcours for step in parcours.steps)))
