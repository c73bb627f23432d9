"""A workshop or a collective information: a session for several people, some of whom stay anonymous (R03)."""

import datetime as dt
from typing import Annotated, NewType
from uuid import UUID

from pydantic import Field

from passeport.domain.model import DomainModel
from passeport.domain.parcours import StepStatus
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import Mode, StepType, Theme

SessionId = NewType("SessionId", UUID)
SESSION_TYPES = ("ATELIER", "INFO_COLLECTIVE", "VISITE")
"""The types of step that are held for several people at once."""
ATTENDANCES = (
    StepStatus.HONOREE,
    StepStatus.ABSENCE_EXCUSEE,
    StepStatus.ABSENCE_NON_EXCUSEE,
    StepStatus.PREVUE,
)
"""What a participant may be marked, the usual first."""


class GroupSession(DomainModel):
    """A session as it is counted: no name is in it, those who have a dossier have a step there."""

    id: SessionId
    type: StepType
    title: Name
    day: dt.date
    at: dt.time | None = None
    minutes: Annotated[int, Field(ge=1, le=60_000)] | None = None
    place: Line = ""
    mode: Mode | None = None
    themes: tuple[Theme, ...] = ()
    known: int = 0
    """Participants whose dossier got a step."""
    anonymous: int = 0
    """Participants who came without a dossier: counted, and named nowhere."""
