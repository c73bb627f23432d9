"""The outbox: a passport becomes a file's bytes."""

from exports.document.passport.document import Presentation, write_pdf
from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.envelope import write_envelope
from passeport.domain.passport import Passport
from passeport.services.file_ports import FileFormat
from passeport.services.ports import Signer

_PRESENTATIONS = {
    FileFormat.PDF: Presentation.USUAL,
    FileFormat.PDF_LARGE: Presentation.LARGE,
    FileFormat.PDF_PLAIN: Presentation.PLAIN,
}


class PassportFiles:
    """The forms in which a passport leaves."""

    def write(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> bytes:
        """Return the file; the same passport gives the same bytes. The two XML forms carry no signature."""
        match file_format:
            case FileFormat.PDF | FileFormat.PDF_LARGE | FileFormat.PDF_PLAIN:
                presentation = _PRESENTATIONS[file_format]
                return write_pdf(passport, write_candidate(passport), write_envelope(passport, signer), presentation)
            case FileFormat.CANDIDATE:
                return write_candidate(passport)
            case FileFormat.SKILLSPASSPORT:
                return write_skillspassport(passport)
            case FileFormat.JSON:
                return write_envelope(passport, signer)
