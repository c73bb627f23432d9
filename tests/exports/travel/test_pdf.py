"""Passports inside a PDF: in whatever place, under whatever name, and never half of one."""

import io
import re
import zlib

import pikepdf
import pytest

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.envelope import write_envelope
from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from passeport.domain.errors import ClosedFile, DamagedFile, DangerousFile, ImpossibleDate, NotAPassport
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.domain.profile import Experience, Profile
from passeport.domain.reading import Fate, IncomingPassport, ReadingEntry, SignatureState
from passeport.services.file_ports import FileFormat
from passeport.services.ports import Signer
from storage.signing import StationSigner
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
    told = {entry.path: entry.value for entry in incoming.report.having(Fate.NOT_UNDERSTOOD)}
    names = "PDF/ancien.xml/SkillsPassport/LearnerInfo/Identification/PersonName"
    assert "récent.xml" in told.pop("PDF/ancien.xml")
    assert told == {f"{names}/FirstName": "Zoé", f"{names}/Surname": "Autre"}


def test_both_generations_of_the_same_passport_say_the_same() -> None:
    data = pdf_with(("ancien.xml", write_skillspassport(OTHER)), ("récent.xml", write_candidate(OTHER)))
    assert _lost(understand(data, "cv.pdf")) == ()


@pytest.mark.parametrize("signer", [None, StationSigner(bytes(range(32)))], ids=["unsigned", "signed"])
def test_what_was_changed_in_the_document_beside_an_envelope_is_told(signer: Signer | None) -> None:
    ada = people.ada_passport()
    document = write_candidate(ada)
    assert document.count(b">B1<")
    assert document.count(b">B2<")  # the new value stands elsewhere in it, too
    changed = document.replace(b">B1<", b">B2<", 1).replace(b"<oa:GivenName>", b"<oa:GivenName>X")
    line = document[: document.index(b">B1<")].count(b"\n") + 1
    data = pdf_with(("attachment.xml", changed), ("passeport.json", write_envelope(ada, signer)))
    incoming = understand(data, "cv.pdf")
    assert incoming.passport == ada
    told = {(entry.path.rpartition("/")[2], entry.line, entry.value) for entry in _lost(incoming)}
    assert ("ScoreText", line, "B2") in told
    assert {value for name, _, value in told if name == "GivenName"} == {f"X{ada.identity.given_names}"}
    (said,) = [entry for entry in _lost(incoming) if entry.path == "PDF/attachment.xml"]
    assert "dit autre chose" in said.value


def test_a_document_that_cannot_be_read_leaves_its_place_to_the_next() -> None:
    good = write_candidate(people.ada_passport())
    bad = re.sub(rb"<hr:BirthDate>[^<]*<", b"<hr:BirthDate>2019-02-31<", good)
    assert bad != good
    incoming = understand(pdf_with(("a.xml", bad), ("b.xml", write_skillspassport(OTHER))), "cv.pdf")
    assert incoming.passport.identity.given_names == "Zoé"
    assert ("PDF/a.xml", "date impossible (2019-02-31)") in {(entry.path, entry.value) for entry in _lost(incoming)}
    beside = understand(pdf_with(("a.xml", bad), ("passeport.json", write_envelope(OTHER))), "cv.pdf")
    assert ("PDF/a.xml", "date impossible (2019-02-31)") in {(entry.path, entry.value) for entry in _lost(beside)}
    with pytest.raises(ImpossibleDate):
        understand(pdf_with(("a.xml", bad)), "cv.pdf")


def test_of_many_documents_each_is_told_and_few_are_compared() -> None:
    many = [(f"{number:02}.xml", write_candidate(OTHER)) for number in range(15)]
    told = {entry.path: entry.fate for entry in understand(pdf_with(*many), "cv.pdf").report.entries}
    fates = [told[f"PDF/{name}"] for name, _ in many]
    assert fates == [Fate.UNDERSTOOD, *[Fate.TECHNICAL] * 10, *[Fate.NOT_UNDERSTOOD] * 4]


@pytest.mark.parametrize("steps", [3, 1200])
def test_a_long_list_is_compared_too(steps: int) -> None:
    jobs = tuple(
        Experience(id=people.item(f"emploi {n}"), position=f"Poste {n}", city="Massy", provenance=people.HERE)
        for n in range(steps)
    )
    passport = OTHER.evolve(profile=Profile(experiences=jobs))
    last = f"Poste {steps - 1}<".encode()
    changed = write_candidate(passport).replace(last, b"Autre poste<")
    data = pdf_with(("attachment.xml", changed), ("passeport.json", write_envelope(passport)))
    told = {entry.value for entry in _lost(understand(data, "cv.pdf")) if entry.path != "PDF/attachment.xml"}
    assert told == {"Autre poste"}


def _lost(incoming: IncomingPassport) -> tuple[ReadingEntry, ...]:
    return incoming.report.having(Fate.NOT_UNDERSTOOD)


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
