"""What the use cases of referrals need: coupons on the way, and the tickets that the dossiers hold."""

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from passeport.domain.coupon import Carrier, Coupon, TicketNumber
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.model import DomainModel
from passeport.domain.text import Shown
from passeport.services.ports import Signer


class CouponState(StrEnum):
    """What an answer that came in is worth here; codes of vocabulary `coupon_states`."""

    VERIFIED = "VERIFIED"
    """Signed by a station known here, and proven: it holds the secret that left with the passport."""
    PROVEN = "PROVEN"
    """A short code, proven; it has no signature."""
    UNKNOWN_STATION = "UNKNOWN_STATION"
    """Signed and proven, by a station that nobody here has met."""
    UNKNOWN_KEY = "UNKNOWN_KEY"
    """Signed and proven, under a name that is known here with another key."""
    BROKEN = "BROKEN"
    """The signature or the proof does not hold."""
    REPLAYED = "REPLAYED"
    OUT_OF_ORDER = "OUT_OF_ORDER"
    OTHER_REFERRAL = "OTHER_REFERRAL"
    """It answers no referral that left from here, or another one than the one on the screen."""


class IncomingCoupon(DomainModel):
    """An answer as its carrier holds it."""

    coupon: Coupon
    carrier: Carrier
    is_signed: bool = False
    """Whether there is a signature and it holds."""
    is_broken: bool = False
    """Whether there is a signature and it does not hold."""
    station_key: str = ""
    """Fingerprint of the key that signed: SHA-256, hexadecimal; empty without a signature that holds."""
    name: Shown = ""
    """Of the file."""


class WrittenCoupon(DomainModel):
    """An answer in each of its three forms."""

    file: bytes
    """The signed file, `.passeport-retour`."""
    text: str
    """What the QR code holds, signed too."""
    code: str
    """The short code, to be read aloud."""


class CouponWriter(Protocol):
    """Turns a coupon into what carries it."""

    def file(self, coupon: Coupon, signer: Signer) -> bytes:
        """Return the signed file; the same coupon gives the same bytes."""

    def text(self, coupon: Coupon, signer: Signer) -> str:
        """Return the signed text of a QR code: capital letters, digits and dashes only."""


class CouponReader(Protocol):
    """Reads what carries a coupon, and trusts none of it (R22)."""

    def read_file(self, path: Path) -> IncomingCoupon:
        """Return what a file says.

        Raises:
            FileNotFound, FileTooLarge, NotACoupon, DamagedFile, DangerousFile, NewerFormat.
        """

    def read_text(self, text: str) -> IncomingCoupon:
        """Return what the text of a QR code says.

        Raises:
            NotACoupon, DamagedFile, NewerFormat.
        """


class ReferralPlace(DomainModel):
    """Where a referral stands: whose it is, and the step that carries it."""

    beneficiary: BeneficiaryId
    step: ItemId


class TicketStore(Protocol):
    """The referrals of every dossier that hold a ticket."""

    def numbered(self, number: TicketNumber) -> tuple[ReferralPlace, ...]:
        """Return the referrals under a number: two may bear the same one."""

    def received(self, *, limit: int = 200) -> tuple[ReferralPlace, ...]:
        """Return the referrals that came in and stand as sent or received, oldest first."""
