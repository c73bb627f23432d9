"""What reading an incoming file gives: a passport, and a report that names what was not understood."""

from enum import StrEnum

from passeport.domain.model import DomainModel
from passeport.domain.passport import Passport
from passeport.domain.text import Shown


class Fate(StrEnum):
    """What became of one element of an incoming file."""

    UNDERSTOOD = "understood"
    KEPT = "kept"
    """Not modelled, but carried along as words (in a custom section, a description or a document)."""
    TECHNICAL = "technical"
    """Says how to show the document, not what it says: styles, dates of the file, identifiers of a tool."""
    REFUSED = "refused"
    """Held what may not be recorded, such as a social security number (R01): dropped, on purpose."""
    NOT_UNDERSTOOD = "not_understood"


class ReadingEntry(DomainModel):
    """The fate of one element or attribute: where it stood, what it held, where it went."""

    path: Shown
    line: int = 0
    value: Shown = ""
    fate: Fate
    went_to: str = ""


class ReadingReport(DomainModel):
    """Every element of an incoming file with its fate: the sum covers the whole document."""

    file_format: str
    """`passeport`, `candidate`, `skillspassport` or `learnerinfo`, with its version when it says one."""
    entries: tuple[ReadingEntry, ...] = ()

    def having(self, *fates: Fate) -> tuple[ReadingEntry, ...]:
        """Return the entries of the given fates, in the order of the document."""
        return tuple(entry for entry in self.entries if entry.fate in fates)


class SignatureState(StrEnum):
    """What the signature of an incoming passport is worth."""

    VERIFIED = "verified"
    """Signed by a station that this point d'accueil knows."""
    UNKNOWN_STATION = "unknown_station"
    """The signature holds, but nobody here has met this station before."""
    UNKNOWN_KEY = "unknown_key"
    """The signature holds, but it names a station that is known here under another key: changed, or borrowed."""
    BROKEN = "broken"
    """The content was changed after it was signed: nothing of the envelope is trusted."""
    ABSENT = "absent"


class IncomingPassport(DomainModel):
    """A file that came in: what it says, what was not understood, what its signature is worth."""

    passport: Passport
    report: ReadingReport
    signature: SignatureState = SignatureState.ABSENT
    station_key: str = ""
    """Fingerprint of the issuing station's public key: SHA-256, hexadecimal; empty when unsigned."""
    file_name: str = ""
    file_digest: str = ""
    """SHA-256 of the file's bytes, hexadecimal."""
