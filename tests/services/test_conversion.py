"""Files without a vault: read, written anew, whole or not at all, and unsigned."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from passeport.domain.errors import NotAPassport, OutputNotWritten
from passeport.domain.passport import Passport
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.services.conversion import Conversion
from passeport.services.document_ports import WrittenDocument
from passeport.services.file_ports import FileFormat
from passeport.services.ports import Progress, Signer
from tests.people import ada_passport


@dataclass
class Shelf:
    """Files by their name, written through a name of their own first; `is_full` refuses them."""

    files: dict[Path, bytes] = field(default_factory=dict)
    is_full: bool = False

    @contextmanager
    def prepare(self, path: Path, data: bytes) -> Iterator["Prepared"]:
        if self.is_full:
            raise OutputNotWritten(path=str(path), detail="disk full")
        yield Prepared(self, path, data)


@dataclass
class Prepared:
    shelf: Shelf
    path: Path
    data: bytes

    def publish(self) -> None:
        self.shelf.files[self.path] = self.data


@dataclass
class Forms:
    """Passports as the JSON of their content, after the name of their form."""

    signers: list[Signer | None] = field(default_factory=list)

    def write(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> bytes:
        self.signers.append(signer)
        return f"{file_format.value}\n{passport.model_dump_json()}".encode()

    def document(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> WrittenDocument:
        return WrittenDocument(self.write(passport, file_format, signer))

    def preview(self, passport: Passport, file_format: FileFormat) -> WrittenDocument:
        return WrittenDocument(self.write(passport, file_format))

    def prepare(self) -> None:
        """Nothing is needed."""

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        assert passphrase == ""
        del progress
        raise NotAPassport(path=str(path), found="texte")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def forms() -> Forms:
    return Forms()


@pytest.fixture
def conversion(shelf: Shelf, forms: Forms) -> Conversion:
    return Conversion(forms, forms, shelf)


INCOMING = IncomingPassport(passport=ada_passport(), report=ReadingReport(file_format="candidate"))
PATH = Path("passeport.pdf")


@pytest.mark.parametrize("file_format", FileFormat, ids=lambda form: form.value)
def test_all_that_was_understood_is_written_in_the_form_asked_for(
    conversion: Conversion, shelf: Shelf, forms: Forms, file_format: FileFormat
) -> None:
    conversion.write(INCOMING, PATH, file_format)
    name, _, content = shelf.files[PATH].decode().partition("\n")
    assert name == file_format.value
    assert Passport.model_validate_json(content) == INCOMING.passport
    assert forms.signers == [None]


def test_what_stood_there_stays_when_the_disk_refuses(conversion: Conversion, shelf: Shelf) -> None:
    shelf.files[PATH] = b"avant"
    shelf.is_full = True
    with pytest.raises(OutputNotWritten):
        conversion.write(INCOMING, PATH, FileFormat.JSON)
    assert shelf.files == {PATH: b"avant"}


def test_what_is_no_passport_is_said_to_be_none(conversion: Conversion) -> None:
    with pytest.raises(NotAPassport) as refused:
        conversion.read(PATH)
    assert refused.value.parameters["path"] == str(PATH)


def test_bytes_take_the_place_of_what_stood_there(conversion: Conversion, shelf: Shelf) -> None:
    shelf.files[PATH] = b"avant"
    conversion.replace(PATH, b"depuis")
    assert shelf.files == {PATH: b"depuis"}
