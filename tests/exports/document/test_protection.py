import io
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from exports.document.protection.certificate import certificate_of
from exports.document.protection.encryption import encrypted
from exports.document.protection.signature import signed
from storage.signing import StationSigner
from tests import people
from tests.exports.document.checking import attachments_checked, outloud, pdfua, said, verapdf
from tests.exports.document.making import passport_file

SIGNER = StationSigner(bytes(range(32)))
PASSPHRASE = "sept mots pour essayer"  # poppler’s commands take 32 characters


def _verified(data: bytes) -> PdfSignatureStatus:
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[signature.signer_cert]))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return passport_file(people.ada_passport(), tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def signed_file(plain: Path) -> Path:
    file = plain.with_name("signed.pdf")
    file.write_bytes(signed(plain.read_bytes(), people.MISSION_LOCALE, SIGNER))
    return file


def test_a_signature_holds_and_covers_the_whole_file(signed_file: Path) -> None:
    status = _verified(signed_file.read_bytes())
    assert status.bottom_line
    assert status.intact
    assert status.coverage is not None
    assert status.coverage.name == "ENTIRE_FILE"


def test_a_changed_byte_breaks_the_signature(signed_file: Path) -> None:
    data = bytearray(signed_file.read_bytes())
    place = len(data) // 3
    data[place] ^= 1
    assert not _verified(bytes(data)).intact


def test_a_signed_document_keeps_its_tags_its_data_and_both_conformances(
    shared: Path, signed_file: Path, plain: Path
) -> None:
    assert verapdf(shared, [signed_file]) == ""
    assert outloud([signed_file]) == ""
    assert pdfua([signed_file]) == ""
    assert attachments_checked(shared, [signed_file]) == ""
    assert said(signed_file) == said(plain)


def test_the_certificate_is_the_key_of_the_station_and_always_the_same() -> None:
    certificate = certificate_of(people.MISSION_LOCALE, SIGNER)
    assert certificate.public_key["public_key"].native == SIGNER.public_key
    Ed25519PublicKey.from_public_bytes(SIGNER.public_key).verify(
        certificate.signature, certificate["tbs_certificate"].dump()
    )
    assert certificate.dump() == certificate_of(people.MISSION_LOCALE, SIGNER).dump()


def test_a_closed_copy_opens_with_its_passphrase_alone(plain: Path, tmp_path: Path) -> None:
    file = tmp_path / "closed.pdf"
    file.write_bytes(encrypted(plain.read_bytes(), PASSPHRASE))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    for wrong in ("", PASSPHRASE[:-1], PASSPHRASE.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file, password=wrong)
    with pikepdf.open(file, password=PASSPHRASE) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert pdf.allow.accessibility
        assert pdf.attachments["passeport.json"].get_file().read_bytes()
    assert b"Exemple" not in file.read_bytes()


def test_a_closed_copy_is_read_as_the_open_one(plain: Path, tmp_path: Path) -> None:
    file = tmp_path / "closed.pdf"
    file.write_bytes(encrypted(plain.read_bytes(), PASSPHRASE))
    assert said(file, PASSPHRASE) == said(plain)


def test_an_empty_passphrase_protects_nothing_and_is_refused(plain: Path) -> None:
    with pytest.raises(ValueError, match="passphrase"):
        encrypted(plain.read_bytes(), "")
