"""What a person and their conseiller want to reach in a parcours, by when; and what was put off in the list of the day.

Both belong to the dossier and never travel: what leaves of a parcours is what it was and what is done in it.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from passeport.domain.identifiers import ParcoursId
from passeport.domain.model import DomainModel
from passeport.domain.profile import Item
from passeport.domain.text import Line
from passeport.domain.vocabulary import Objective


class GoalStatus(StrEnum):
    """Where a goal stands; codes of vocabulary `goal_statuses`."""

    EN_COURS = "EN_COURS"
    ATTEINT = "ATTEINT"
    EN_PARTIE = "EN_PARTIE"
    ABANDONNE = "ABANDONNE"


class Goal(Item):
    """An objective of a parcours: one of the vocabulary, or the person's own words, or both."""

    parcours: ParcoursId
    objective: Objective | None = None
    title: Line = ""
    due_on: dt.date | None = None
    status: GoalStatus = GoalStatus.EN_COURS

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.objective is None and not self.title:
            message = "a goal is one of the list, or said in words"
            raise ValueError(message)
        return self


class Reminder(DomainModel):
    """One line of the list of the day that was put off, or read (`until` is then the last day there is)."""

    about: Line
    """The kind and the identifier of what waits, as `agenda.about` writes them."""
    until: dt.date


class ReminderPolicy(DomainModel):
    """After how many days without an answer a referral comes back (DOMAIN.md, referral status: 10 and 30)."""

    referral_days: Annotated[int, Field(ge=1, le=180)] = 10
    expiry_days: Annotated[int, Field(ge=2, le=365)] = 30

    @model_validator(mode="after")
    def _expires_after_the_reminder(self) -> Self:
        if self.expiry_days <= self.referral_days:
            message = "a referral expires after its reminder"
            raise ValueError(message)
        return self
