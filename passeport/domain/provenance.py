"""Where each item comes from: never lost, also after a second journey."""

from datetime import date

from passeport.domain.identifiers import PassportNumber
from passeport.domain.model import DomainModel
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import NetworkCode


class Station(DomainModel):
    """A point d'accueil as it signs what it writes: its name, its network, how to reach it."""

    name: Name
    network: NetworkCode
    contact: Line = ""


class Reception(DomainModel):
    """One crossing from a network to another: the passport that carried the item, and the day it was read."""

    passport_number: PassportNumber
    issuer: Station
    issued_on: date
    received_on: date


class ReceivedFile(DomainModel):
    """A file that was taken into a dossier: enough to know it again, nothing of what it says."""

    digest: Line
    """SHA-256 of its bytes, hexadecimal."""
    received_on: date


class Provenance(DomainModel):
    """Where an item was first recorded, and every passport that carried it since, oldest first.

    `station` is None for what a person brought in a Europass file of their own: `source` then names that file's kind.
    """

    station: Station | None = None
    recorded_by: Line = ""
    recorded_on: date | None = None
    source: Line = ""
    receptions: tuple[Reception, ...] = ()

    @property
    def is_received(self) -> bool:
        """Whether the item came from outside this point d'accueil."""
        return bool(self.receptions) or bool(self.source)
