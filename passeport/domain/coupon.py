"""The coupon-retour: how the point d'accueil that receives a person tells the one that sent them, with no server.

A `Ticket` leaves with the passport: an opaque number, and a secret that only the two hold. A `Coupon` comes back under
that number, with a `proof` that its author has the secret; a file and a QR code are signed by the station besides. See
docs/decisions (« The coupon-retour ») for what each of the three carriers is worth.
"""

import datetime as dt
import hashlib
import hmac
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.text import Line
from passeport.domain.vocabulary import DeclineReason

NUMBER_LETTERS = 5
SECRET_LENGTH = 16
PROOF_LENGTH = 32
"""Bytes of a whole proof: HMAC-SHA-256 (RFC 2104)."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: neither I, L, O nor U, which are mistaken for others when read aloud."""

TicketNumber = Annotated[str, Field(pattern=f"^[{LETTERS}]{{{NUMBER_LETTERS}}}$")]
"""25 random bits in five letters: they say nothing of the person, nor of who sends them. Two may be the same; the proof
tells them apart."""


class Ticket(DomainModel):
    """What binds an answer to a referral; it travels to the point d'accueil of that referral, and to nobody else."""

    number: TicketNumber
    secret: Annotated[bytes, Field(min_length=SECRET_LENGTH, max_length=SECRET_LENGTH)]


class Answer(StrEnum):
    """What a coupon says; codes of vocabulary `coupon_answers`, and of `referral_statuses`."""

    RECUE = "RECUE"
    ACCEPTEE = "ACCEPTEE"
    DECLINEE = "DECLINEE"


class Carrier(StrEnum):
    """How an answer came; codes of vocabulary `coupon_carriers`."""

    FILE = "FILE"
    TEXT = "TEXT"
    """The text of a QR code, scanned or pasted."""
    CODE = "CODE"
    """The short code, read over the telephone."""


class Said(DomainModel):
    """What is answered: received, accepted (with the day of the first meeting, if it is set), declined and why."""

    answer: Answer
    decline_reason: DeclineReason | None = None
    first_meeting_on: dt.date | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.answer is Answer.DECLINEE) != (self.decline_reason is not None):
            message = "a refusal, and no other answer, has a coded reason"
            raise ValueError(message)
        if self.first_meeting_on is not None and self.answer is not Answer.ACCEPTEE:
            message = "only an acceptance says the day of the first meeting"
            raise ValueError(message)
        return self


class Reply(DomainModel):
    """An answer as it is kept with its referral: given here, or received from who answered."""

    said: Said
    answered_on: dt.date
    kept_on: dt.date
    """The day it was given or taken here."""
    by: Line = ""
    """The point d'accueil that answered, as its signature or the referral names it."""
    carrier: Carrier | None = None
    """How it came; None when it was given here."""


class Coupon(DomainModel):
    """An answer on its way."""

    number: TicketNumber
    said: Said
    answered_on: dt.date | None = None
    """None in a short code: the day it is read aloud."""
    station: Station | None = None
    """Who answers; None where there is no room for it."""
    proof: bytes
    """The first bytes of `proof_of`; a short code holds 30 bits of it (see `coupon_code`)."""


def new_ticket(number: UUID, secret: UUID) -> Ticket:
    """Return a ticket made of two random identifiers (RFC 9562, version 4: 122 random bits each)."""
    bits = number.int >> (128 - 5 * NUMBER_LETTERS)
    letters = "".join(LETTERS[(bits >> 5 * place) & 31] for place in reversed(range(NUMBER_LETTERS)))
    return Ticket(number=letters, secret=secret.bytes)


def proof_of(ticket: Ticket, said: Said) -> bytes:
    """Return what only the holder of the secret can make: HMAC-SHA-256 over the number and what is answered."""
    day = said.first_meeting_on.isoformat() if said.first_meeting_on is not None else ""
    words = f"passeport-retour/1|{ticket.number}|{said.answer.value}|{said.decline_reason or ''}|{day}"
    return hmac.new(ticket.secret, words.encode(), hashlib.sha256).digest()


def is_proven(coupon: Coupon, ticket: Ticket, least: int) -> bool:
    """Whether a coupon of this number holds a proof of at least `least` bytes; compared in constant time."""
    if coupon.number != ticket.number or not least <= len(coupon.proof) <= PROOF_LENGTH:
        return False
    return hmac.compare_digest(proof_of(ticket, coupon.said)[: len(coupon.proof)], coupon.proof)
