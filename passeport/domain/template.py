"""A usual step under a name: what it fills in, of nobody in particular."""

from typing import Annotated, NewType
from uuid import UUID

from pydantic import Field

from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import ImmersionObjective, Mode, Objective, StepType, Theme

TemplateId = NewType("TemplateId", UUID)


class StepTemplate(DomainModel):
    """« Entretien individuel 45 min sur place »: one choice fills the whole entry."""

    id: TemplateId
    name: Name
    account: AccountId | None = None
    """Whose it is; None for everybody's at the point d'accueil."""
    type: StepType
    mode: Mode | None = None
    minutes: Annotated[int, Field(ge=1, le=60_000)] | None = None
    title: Line = ""
    place: Line = ""
    themes: tuple[Theme, ...] = ()
    objectives: tuple[Objective, ...] = ()
    immersion_objective: ImmersionObjective | None = None
    outcome: Line = ""
