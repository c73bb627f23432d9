"""Port `DocumentWriter`: which function lays out which document."""

from exports.document.family.attestation import write_attestation
from exports.document.family.referral_sheet import write_referral_sheet
from exports.document.family.synthesis import write_synthesis
from exports.document.protection.encryption import encrypted
from exports.document.rendering import PdfiumPages
from passeport.domain.documents import Attestation, Paper, ReferralSheet, Synthesis
from passeport.domain.provenance import Station
from passeport.services.document_ports import DocumentPages, WrittenDocument
from passeport.services.ports import Signer


class Documents:
    """The documents beside the passport."""

    def write(self, paper: Paper) -> WrittenDocument:
        """Return the document."""
        match paper:
            case Synthesis():
                return write_synthesis(paper)
            case Attestation():
                return write_attestation(paper)
            case ReferralSheet():
                return write_referral_sheet(paper)

    def pages(self, data: bytes) -> DocumentPages:
        """Return its pages as pictures."""
        return PdfiumPages(data)

    def closed(self, data: bytes, passphrase: str) -> bytes:
        """Return a copy that the passphrase opens."""
        return encrypted(data, passphrase)

    def signed(self, data: bytes, station: Station, signer: Signer) -> bytes:
        """Return a copy with the station's signature."""
        # pyHanko takes a second to load, and most copies are not signed
        from exports.document.protection.signature import signed  # noqa: PLC0415

        return signed(data, station, signer)
