"""A disk that is full at the third page: no file, no line in the register, and a sentence that says what to do."""

import errno
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from passeport.domain.agreement import Recipient, Scope
from passeport.domain.documents import DocumentKind
from passeport.domain.errors import OutputNotWritten
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.passport import Passport
from passeport.domain.vocabulary import vocabulary
from passeport.language.messages import sentence
from passeport.services.desk import Desk
from passeport.services.document_ports import WrittenDocument
from passeport.services.documents import Wanted
from passeport.services.file_ports import FileFormat
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Signer
from tests import people

TO = Recipient(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")
PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"
ROOM = 20_000
"""Bytes for which there is room: the first pages of a passport."""


class Writer:
    """Writes so many bytes for each passport."""

    def __init__(self, size: int) -> None:
        self.size = size

    def opens(self, file: Path, passphrase: str) -> bool:
        return file.is_file() and bool(passphrase)

    def write_all(self, passports: Iterable[Passport], signer: Signer, passphrase: str) -> Iterator[WrittenDocument]:
        assert signer.public_key
        assert passphrase == PASSPHRASE
        return (WrittenDocument(bytes(self.size)) for _ in passports)


class FullDisk(io.FileIO):
    """Takes what it has room for, and then no more."""

    def write(self, data: object) -> int:
        assert isinstance(data, bytes)
        written = super().write(data[:ROOM])
        if len(data) > ROOM or self.tell() > ROOM:
            raise OSError(errno.ENOSPC, "No space left on device")
        return written or 0


@pytest.fixture
def ada(desk: Desk) -> BeneficiaryId:
    person = people.ada().beneficiary.evolve(referent=desk.vault.account.id)
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(people.ada().evolve(beneficiary=person, revision=0))
        work.commit()
    return person.id


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "clé USB"
    made.mkdir()
    monkeypatch.setattr("exports.travel.output.os.fdopen", FullDisk)
    return made


def everything(desk: Desk, ada: BeneficiaryId) -> Scope:
    parcours = frozenset(one.id for one in desk.dossiers.open(ada).parcours)
    return Scope(sections=frozenset(vocabulary("europass_sections").codes), parcours=parcours)


def sent(desk: Desk, ada: BeneficiaryId) -> int:
    return sum(not line.incoming for line in desk.dossiers.open(ada).transmissions)


@pytest.mark.parametrize("form", [FileFormat.PDF, FileFormat.PDF_LARGE, FileFormat.PDF_PLAIN])
def test_a_passport_is_not_half_written(desk: Desk, ada: BeneficiaryId, folder: Path, form: FileFormat) -> None:
    before = sent(desk, ada)
    agreement = desk.passports.agree(ada, TO, everything(desk, ada), "ECRIT")
    with pytest.raises(OutputNotWritten) as refused:
        desk.passports.issue(ada, agreement, folder / "passeport.pdf", form)
    assert list(folder.iterdir()) == []
    assert sent(desk, ada) == before
    said = sentence(refused.value)
    assert "plus de place sur le disque" in said
    assert "passeport.pdf" in said


def test_a_document_for_the_person_is_not_half_written(desk: Desk, ada: BeneficiaryId, folder: Path) -> None:
    wanted = Wanted(DocumentKind.ATTESTATION, step=people.item("entretien"))
    with pytest.raises(OutputNotWritten):
        desk.documents.hand_over(ada, wanted, folder / "attestation.pdf")
    assert list(folder.iterdir()) == []
    with desk.vault.unit_of_work() as work:
        assert JournalOperation.DOCUMENT_HANDED not in {line.operation for line in work.journal.entries()}


def test_a_batch_keeps_what_was_written_before_and_nothing_else(
    desk: Desk, ada: BeneficiaryId, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.passports.agree(ada, TO, everything(desk, ada), "ECRIT")
    before = sent(desk, ada)

    with pytest.raises(OutputNotWritten):
        replace(desk.batch, writer=Writer(2 * ROOM)).run(TO, folder, PASSPHRASE)
    assert list(folder.iterdir()) == []
    assert sent(desk, ada) == before
    monkeypatch.undo()
    assert replace(desk.batch, writer=Writer(10)).run(TO, folder, PASSPHRASE).written == 1
