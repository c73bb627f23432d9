"""What a person asks about their own data (R09; RGPD, articles 15 to 21), and by when it has to be answered."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from passeport.domain.identifiers import RequestId
from passeport.domain.model import DomainModel
from passeport.domain.retention import months_after
from passeport.domain.text import Line


class RequestKind(StrEnum):
    """The right that is used; codes of vocabulary `request_kinds`."""

    ACCESS = "ACCESS"
    """Articles 15 and 20: a copy of everything."""
    RECTIFICATION = "RECTIFICATION"
    """Article 16."""
    ERASURE = "ERASURE"
    """Article 17."""
    LIMITATION = "LIMITATION"
    """Article 18: in force as soon as it is asked for, until it is lifted."""
    OPPOSITION = "OPPOSITION"
    """Article 21: no agreement stands after it."""


class RequestOutcome(StrEnum):
    """How a request was answered; codes of vocabulary `request_outcomes`."""

    DONE = "DONE"
    REFUSED = "REFUSED"
    """With its reason, which the person is told with the way to complain (RGPD, article 12.4)."""
    WITHDRAWN = "WITHDRAWN"


class RightsRequest(DomainModel):
    """A request of the person: received, due within a month (RGPD, article 12.3), answered."""

    id: RequestId
    kind: RequestKind
    received_on: dt.date
    detail: Line = ""
    """What is to be corrected, limited or stopped, in a line."""
    answered_on: dt.date | None = None
    outcome: RequestOutcome | None = None
    reason: Line = ""
    """Why it was refused."""

    @model_validator(mode="after")
    def _an_answer_is_whole(self) -> Self:
        if (self.answered_on is None) != (self.outcome is None):
            message = "an answer has a day and an outcome"
            raise ValueError(message)
        if self.outcome is RequestOutcome.REFUSED and not self.reason:
            message = "a refusal says why"
            raise ValueError(message)
        return self

    @property
    def due_on(self) -> dt.date:
        """The last day to answer: a month, counted as règlement 1182/71, article 3, has it."""
        return months_after(self.received_on, 1)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer; a limitation waits for its lifting."""
        return self.answered_on is None

    def is_late(self, today: dt.date) -> bool:
        """Whether the month has passed without an answer; a limitation answers itself and is never late."""
        return self.is_open and self.kind is not RequestKind.LIMITATION and self.due_on < today
