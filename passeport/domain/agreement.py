"""The person's agreement: one for each recipient and purpose, saying what may leave (R17, R18)."""

import datetime as dt

from passeport.domain.errors import AgreementMissing, AgreementWithdrawn
from passeport.domain.identifiers import AgreementId, NoteId, ParcoursId, PassportNumber
from passeport.domain.model import DomainModel
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import AgreementMode, NetworkCode, SectionCode


class Recipient(DomainModel):
    """Who receives a passport: the person, or a point d'accueil of a network."""

    name: Name
    network: NetworkCode | None = None
    """None when the passport is handed to the beneficiary."""


class Scope(DomainModel):
    """What may leave: sections of the profile, parcours, and notes ticked one by one (R06)."""

    sections: frozenset[SectionCode]
    parcours: frozenset[ParcoursId] = frozenset()
    notes: frozenset[NoteId] = frozenset()


class Agreement(DomainModel):
    """What the person agreed to share, with whom, when and how it was given; withdrawn when."""

    id: AgreementId
    recipient: Recipient
    scope: Scope
    given_on: dt.date
    mode: AgreementMode
    withdrawn_on: dt.date | None = None

    def require(self, recipient: Recipient) -> None:
        """Do nothing when the agreement stands for `recipient`.

        Raises:
            AgreementMissing: when it was given for someone else.
            AgreementWithdrawn: when the person took it back.
        """
        if self.recipient != recipient:
            raise AgreementMissing(recipient=recipient.name)
        if self.withdrawn_on is not None:
            raise AgreementWithdrawn(recipient=recipient.name, date=self.withdrawn_on.isoformat())


class Transmission(DomainModel):
    """A line of the register of transmissions (R17): a passport left, or one was received."""

    passport_number: PassportNumber
    incoming: bool
    party: Name
    on: dt.date
    agreement: AgreementId | None = None
    sections: frozenset[SectionCode] = frozenset()
    file_format: Line = ""
