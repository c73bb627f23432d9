"""Passports inside a PDF: in whatever place, under whatever name, and never half of one."""

import io
import zlib

import pikepdf
import pytest

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.envelope import write_envelope
from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from passeport.domain.errors import ClosedFile, DamagedFile, DangerousFile, NotAPassport
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, SignatureState
from passeport.services.file_ports import FileFormat
from tests import people

OTHER = Passport(identity=Identity(given_names="Zoé", family_name="Autre"))


def pdf_with(*files: tuple[str, bytes], pinned: bool = False, encryption: pikepdf.Encryption | None = None) -> bytes:
    """A PDF of one empty page with these files, attached to the document or pinned on the page."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for name, data in files:
        if pinned:
            specification = pikepdf.AttachedFileSpec(pdf, data, filename=name).obj
            annotation = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=specification
            )
            pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(annotation)])
        else:
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
    out = io.BytesIO()
    pdf.save(out, encryption=encryption or False)
    return out.getvalue()


def test_our_own_pdf_says_everything() -> None:
    data = PassportFiles().write(people.ada_passport(), FileFormat.PDF)
    incoming = understand(data, "passeport.pdf")
    assert incoming.passport == people.ada_passport()
    assert incoming.signature is SignatureState.ABSENT
    assert (incoming.file_name, len(incoming.file_digest)) == ("passeport.pdf", 64)
    assert incoming.report.having(Fate.NOT_UNDERSTOOD) == ()


@pytest.mark.parametrize("name", ["attachment.xml", "Europass-XML-Attachment.xml", "CV.xml", "sans-nom", "é.bin"])
@pytest.mark.parametrize("place", ["document", "page"])
def test_a_europass_document_under_any_name_and_in_any_place(name: str, place: str) -> None:
    document = write_candidate(people.ada_passport())
    incoming = understand(pdf_with((name, document), pinned=place == "page"), "cv.pdf")
    assert incoming.passport.identity == people.ada_passport().identity
    assert incoming.report.file_format == "pdf, candidate"


def test_the_most_recent_generation_is_read_and_the_other_is_told() -> None:
    data = pdf_with(("ancien.xml", write_skillspassport(OTHER)), ("récent.xml", write_candidate(people.ada_passport())))
    incoming = understand(data, "cv.pdf")
    assert incoming.passport.identity.given_names == "Ada-Inès"
    (told,) = incoming.report.having(Fate.NOT_UNDERSTOOD)
    assert told.path == "PDF/ancien.xml"


def test_a_broken_envelope_is_not_believed_when_europass_says_the_same() -> None:
    spoilt = write_envelope(people.ada_passport()).replace(b'"signature":null', b'"signature":{}')
    spoilt = spoilt[:-1] + b',"signature":{}}' if b'"signature"' not in spoilt else spoilt
    data = pdf_with(("attachment.xml", write_candidate(OTHER)), ("passeport.json", spoilt))
    incoming = understand(data, "cv.pdf")
    assert incoming.passport.identity.given_names == "Zoé"
    assert incoming.signature is SignatureState.BROKEN


def test_what_is_no_passport_inside_is_named() -> None:
    data = pdf_with(("photo.png", b"\x89PNG\r\n"), ("cv.xml", write_candidate(OTHER)), ("vide", b""))
    incoming = understand(data, "cv.pdf")
    told = {entry.path: entry.value for entry in incoming.report.having(Fate.NOT_UNDERSTOOD)}
    assert told == {"PDF/photo.png": "image PNG", "PDF/vide": "fichier vide"}


def test_a_pdf_without_a_document_is_no_passport() -> None:
    with pytest.raises(NotAPassport):
        understand(pdf_with(), "facture.pdf")


def test_half_a_pdf_is_damaged() -> None:
    data = PassportFiles().write(people.ada_passport(), FileFormat.PDF)
    for part in (0.2, 0.5, 0.9, 0.99):
        with pytest.raises(DamagedFile):
            understand(data[: int(len(data) * part)], "passeport.pdf")


def test_a_locked_pdf_is_opened_by_its_passphrase_alone() -> None:
    locked = pdf_with(("cv.xml", write_candidate(OTHER)), encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(ClosedFile) as refused:
        understand(locked, "cv.pdf")
    assert refused.value.parameters == {"path": "cv.pdf", "tried": 0}
    with pytest.raises(ClosedFile) as refused:
        understand(locked, "cv.pdf", "autre")
    assert refused.value.parameters == {"path": "cv.pdf", "tried": 1}
    assert understand(locked, "cv.pdf", "u").passport.identity == OTHER.identity


def test_a_dangerous_document_condemns_the_whole_file() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(DangerousFile):
        understand(pdf_with(("cv.xml", write_candidate(OTHER)), ("autre.xml", bomb)), "cv.pdf")


def test_an_attachment_that_swells_is_refused() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pikepdf.Stream(pdf, zlib.compress(bytes(60_000_000), 9), Filter=pikepdf.Name.FlateDecode)
    files = pikepdf.Dictionary(F=pdf.make_indirect(stream))
    specification = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="cv.xml", EF=files))
    pdf.Root.AF = pikepdf.Array([specification])
    out = io.BytesIO()
    pdf.save(out)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(DangerousFile):
        understand(out.getvalue(), "cv.pdf")


def test_too_many_attachments_are_refused() -> None:
    with pytest.raises(DangerousFile):
        understand(pdf_with(*((f"{number}.txt", str(number).encode()) for number in range(201))), "cv.pdf")
