"""What the documents beside the passport say, as plain values: those who gather and those who lay out speak these."""

import datetime as dt
from enum import StrEnum

from passeport.domain.coupon import Said
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Action, Referral, Step
from passeport.domain.partial_date import PartialDate
from passeport.domain.provenance import Station
from passeport.domain.text import Block, Line, Name
from passeport.domain.vocabulary import CepLevel


class DocumentKind(StrEnum):
    """The documents beside the passport; codes of vocabulary `document_kinds`."""

    SYNTHESIS = "SYNTHESIS"
    """The conseil en évolution professionnelle's document de synthèse (arrêté du 29 mars 2019, annexe, level 2)."""
    ATTESTATION = "ATTESTATION"
    """That the person took part in a step."""
    REFERRAL_SHEET = "REFERRAL_SHEET"
    """What the person hands to the point d'accueil they are sent to, with its coupon-retour."""


class Letterhead(DomainModel):
    """Who writes a document, when, and in which language."""

    station: Station
    conseiller: Line = ""
    made_on: dt.date
    language: Line = "fr"
    """ISO 639-1."""


class Named(DomainModel):
    """A person as a document names them."""

    full_name: Line
    birth_date: PartialDate | None = None


class Synthesis(DomainModel):
    """The document de synthèse of a parcours: project, strategy, plan of action, funding."""

    head: Letterhead
    person: Named
    need: Name
    cep_level: CepLevel | None = None
    opened_on: dt.date
    project: Block = ""
    strategy: Block = ""
    funding: Block = ""
    steps: tuple[Step, ...] = ()
    actions: tuple[Action, ...] = ()


class Attestation(DomainModel):
    """That a person took part in a step."""

    head: Letterhead
    person: Named
    step: Step


class ReadyAnswer(DomainModel):
    """An answer to a referral, and its short code: whoever holds the sheet has only to read it aloud."""

    said: Said
    code: Line
    """Sixteen letters in four groups (`coupon_code`)."""


class ReferralSheet(DomainModel):
    """Who is sent, by whom, to whom, why, and how to answer."""

    head: Letterhead
    person: Named
    reach: tuple[Line, ...] = ()
    """How the person may be reached, when they agree to it."""
    need: Name
    referral: Referral
    done: tuple[Step, ...] = ()
    """What was already done, so that nobody does it twice."""
    answers: tuple[ReadyAnswer, ...] = ()
    """Ready to be given: received, accepted, declined for each reason; none before the passport has left."""


Paper = Synthesis | Attestation | ReferralSheet
"""A document that is not a passport."""
