"""The outbox: a passport becomes a file's bytes."""

from exports.document.passport.document import PRESENTATIONS, laid_out
from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import skillspassport_of
from exports.travel.envelope import write_envelope
from exports.travel.left_out import left_out_of_candidate, left_out_of_skillspassport
from passeport.domain.passport import Passport
from passeport.services.document_ports import WrittenDocument
from passeport.services.file_ports import FileFormat
from passeport.services.ports import Signer


class PassportFiles:
    """The forms in which a passport leaves."""

    def preview(self, passport: Passport, file_format: FileFormat) -> WrittenDocument:
        """Return the pages of one of the forms of PDF, without the data inside; raises `KeyError` for the others."""
        return laid_out(passport, b"", b"", PRESENTATIONS[file_format])

    def write(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> bytes:
        """Return the file; the same passport gives the same bytes. The two XML forms carry no signature."""
        return self.document(passport, file_format, signer).data

    def document(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> WrittenDocument:
        """Return the same, with what is not on its pages, or not in it at all."""
        match file_format:
            case FileFormat.PDF | FileFormat.PDF_LARGE | FileFormat.PDF_PLAIN:
                xml, envelope = write_candidate(passport), write_envelope(passport, signer)
                return laid_out(passport, xml, envelope, PRESENTATIONS[file_format])
            case FileFormat.CANDIDATE:
                return WrittenDocument(write_candidate(passport), left_out=left_out_of_candidate(passport))
            case FileFormat.SKILLSPASSPORT:
                data, fields = skillspassport_of(passport)
                return WrittenDocument(data, left_out=left_out_of_skillspassport(passport, fields))
            case FileFormat.JSON:
                return WrittenDocument(write_envelope(passport, signer))
