"""A contribution: the facts of one point d'accueil for a period, sealed for its region."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field

from passeport.domain.disclosure import Span
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station

VERSION = 1


class About(DomainModel):
    """What a contribution says of itself, once it is open."""

    id: UUID
    vault: UUID
    """Which point d'accueil it is from, whatever it is called."""
    station: Station
    span: Span
    made_on: dt.date


class Envelope(DomainModel):
    """What a contribution says of itself while it is sealed: nothing of the point d'accueil."""

    version: Annotated[int, Field(ge=1)]
    region: str
    """Fingerprint of the key that it is sealed for."""
