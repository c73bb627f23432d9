"""Many passports at once: only whom agreed, each closed, and gone on with where it stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from exports.travel.batch import ClosedPassports
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.errors import (
    AgreementMissing,
    Cancelled,
    OtherPassphrase,
    OutputNotWritten,
    UnknownCodeError,
    WeakPassphrase,
)
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.services.batch_export import BatchExport, BatchResult
from passeport.services.desk import Desk
from passeport.services.document_ports import WrittenDocument
from passeport.services.ports import Signer
from tests import people

TO = Recipient(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")
OTHER = Recipient(name="Mission locale d’Ailleurs", network="MISSION_LOCALE")
SCOPE = Scope(sections=frozenset({"IDENTITY"}))
PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"


class PlainWriter:
    """Writes nothing but the number: what the use case does is looked at, not the pages."""

    def __init__(self) -> None:
        self.asked = 0
        self.languages: set[str] = set()

    def write_all(self, passports: Iterable[Passport], signer: Signer, passphrase: str) -> Iterator[WrittenDocument]:
        assert signer.public_key
        assert passphrase == PASSPHRASE
        for passport in passports:
            self.asked += 1
            assert passport.issue is not None
            self.languages.add(passport.language)
            yield WrittenDocument(passport.issue.number.encode())

    def opens(self, file: Path, passphrase: str) -> bool:
        assert file.is_file()
        return passphrase == PASSPHRASE


@pytest.fixture
def people_here(desk: Desk) -> list[BeneficiaryId]:
    """Six people: four agree, one agreed and took it back, one agreed for somebody else."""
    found = []
    for number in range(6):
        who = desk.dossiers.create(Identity(given_names=f"Ada{number}", family_name="Fictive"))
        agreement = desk.passports.agree(who, OTHER if number == 5 else TO, SCOPE, "ECRIT")
        if number == 4:
            desk.passports.withdraw(who, agreement)
        found.append(who)
    return found


@pytest.fixture
def batch(desk: Desk) -> BatchExport:
    return replace(desk.batch, writer=PlainWriter())


def register(desk: Desk, who: BeneficiaryId) -> list[str]:
    return [sent.passport_number for sent in desk.dossiers.open(who).transmissions]


def test_only_those_who_agree_leave_each_under_its_number(
    desk: Desk, batch: BatchExport, people_here: list[BeneficiaryId], tmp_path: Path
) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()
    result = batch.run(TO, folder, PASSPHRASE)
    assert result == BatchResult(4, 0, 2)
    numbers = {number for who in people_here for number in register(desk, who)}
    assert {file.stem for file in folder.iterdir()} == numbers
    assert [len(register(desk, who)) for who in people_here] == [1, 1, 1, 1, 0, 0]
    assert all(file.read_bytes() == file.stem.encode() for file in folder.iterdir())


@pytest.mark.usefixtures("people_here")
def test_a_batch_that_was_stopped_is_gone_on_with(desk: Desk, batch: BatchExport, tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()

    def stop_at_two(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        batch.run(TO, folder, PASSPHRASE, stop_at_two)
    assert len(list(folder.iterdir())) == 2
    assert batch.run(TO, folder, PASSPHRASE) == BatchResult(2, 2, 2)
    assert len(list(folder.iterdir())) == 4
    assert batch.run(TO, folder, PASSPHRASE) == BatchResult(0, 4, 2)
    next(folder.iterdir()).unlink()
    assert batch.run(TO, folder, PASSPHRASE) == BatchResult(1, 3, 2)
    assert desk.vault.account


def test_who_may_receive_is_told_by_how_many_agree(
    desk: Desk, batch: BatchExport, people_here: list[BeneficiaryId]
) -> None:
    assert batch.recipients() == ((TO, 4), (OTHER, 1))
    assert batch.recipients(frozenset(people_here[4:])) == ((OTHER, 1),)
    assert desk.vault.account

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        batch.recipients(progress=stop)


def test_of_some_people_the_others_stay(
    desk: Desk, batch: BatchExport, people_here: list[BeneficiaryId], tmp_path: Path
) -> None:
    assert batch.run(TO, tmp_path, PASSPHRASE, only=frozenset(people_here[2:])) == BatchResult(2, 0, 2)
    assert [len(register(desk, who)) for who in people_here] == [0, 0, 1, 1, 0, 0]


def test_an_agreement_taken_back_during_the_batch_holds(
    desk: Desk, batch: BatchExport, people_here: list[BeneficiaryId], tmp_path: Path
) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()

    def withdraw_the_first(done: int, _total: int) -> None:
        if done == 0:
            for agreement in desk.dossiers.open(people_here[0]).agreements:
                desk.passports.withdraw(people_here[0], agreement.id)

    assert batch.run(TO, folder, PASSPHRASE, withdraw_the_first).written == 3
    assert register(desk, people_here[0]) == []


@pytest.mark.usefixtures("people_here")
def test_one_folder_has_one_passphrase(batch: BatchExport, tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()
    batch.run(TO, folder, PASSPHRASE)
    kept = next(folder.iterdir())
    for file in set(folder.iterdir()) - {kept}:
        file.unlink()
    with pytest.raises(OtherPassphrase):
        batch.run(TO, folder, PASSPHRASE + " autre")
    assert list(folder.iterdir()) == [kept]
    assert batch.run(TO, folder, PASSPHRASE).already == 1


@pytest.mark.usefixtures("people_here")
def test_how_far_the_search_is_is_told_apart_from_what_is_written(batch: BatchExport, tmp_path: Path) -> None:
    looked: list[tuple[int, int]] = []
    written: list[tuple[int, int]] = []
    batch.run(
        TO,
        tmp_path,
        PASSPHRASE,
        lambda *told: written.append(told),
        looking=lambda *told: looked.append(told),
    )
    assert looked == [(number, 6) for number in range(6)]
    assert written == [(number, 4) for number in range(5)]


@pytest.mark.usefixtures("people_here")
def test_all_leave_in_the_language_that_was_asked_for(desk: Desk, tmp_path: Path) -> None:
    writer = PlainWriter()
    batch = replace(desk.batch, writer=writer)
    with pytest.raises(UnknownCodeError):
        batch.run(TO, tmp_path, PASSPHRASE, language="klingon")
    assert writer.asked == 0
    assert batch.run(TO, tmp_path, PASSPHRASE, language="pl").written == 4
    assert writer.languages == {"pl"}


@pytest.mark.usefixtures("people_here")
def test_what_could_be_guessed_closes_nothing(batch: BatchExport, tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        batch.run(TO, tmp_path, "azerty")


@pytest.mark.usefixtures("people_here")
def test_a_recipient_whom_nobody_agreed_to_gets_nothing(batch: BatchExport, tmp_path: Path) -> None:
    with pytest.raises(AgreementMissing):
        batch.run(Recipient(name="Inconnu", network="CIO"), tmp_path, PASSPHRASE)


def test_a_folder_that_refuses_leaves_no_line(
    desk: Desk, batch: BatchExport, people_here: list[BeneficiaryId], tmp_path: Path
) -> None:
    with pytest.raises(OutputNotWritten):
        batch.run(TO, tmp_path / "absent", PASSPHRASE)
    assert [register(desk, who) for who in people_here] == [[]] * 6


@pytest.mark.usefixtures("people_here")
def test_real_files_are_written_by_two_processes_and_closed(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()
    batch = replace(desk.batch, writer=ClosedPassports(2))
    assert batch.run(TO, folder, PASSPHRASE).written == 4
    with pytest.raises(OtherPassphrase):
        batch.run(TO, folder, PASSPHRASE + " autre")
    for file in folder.iterdir():
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file)
        with pikepdf.open(file, password=PASSPHRASE) as pdf:
            assert file.stem.encode() in pdf.attachments["passeport.json"].get_file().read_bytes()
