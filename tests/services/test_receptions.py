"""A passport that came in can be taken back with one undo; that it was received cannot."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.beneficiary import Dossier, Situation
from passeport.domain.errors import ChangedMeanwhile, NothingToShow, OriginalChanged, OriginalNotKept, VaultNotWritable
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, IncomingPassport, ReadingEntry, ReadingReport
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from storage.unit_of_work import SqlUnitOfWork
from tests import vaults
from tests.people import CITE_DES_METIERS, ada, ada_passport, identifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = wiring.desk(
        vaults.copied(tmp_path / "coffre", station=CITE_DES_METIERS), vaults.SetClock(), vaults.CountedIdentifiers()
    )
    yield opened
    opened.vault.lock()


def incoming(passport: Passport | None = None) -> IncomingPassport:
    return IncomingPassport(passport=passport or ada_passport(), report=ReadingReport(file_format="passeport"))


def read_from(original: Path) -> IncomingPassport:
    return incoming().evolve(file_digest=hashlib.sha256(original.read_bytes()).hexdigest())


def operations(desk: Desk) -> list[tuple[JournalOperation, str]]:
    with desk.vault.unit_of_work() as work:
        return [(line.operation, line.reference) for line in work.journal.entries()]


def known_before(desk: Desk) -> Dossier:
    bare = ada().evolve(parcours=())
    return desk.editing.create(
        bare.evolve(beneficiary=bare.beneficiary.evolve(profile=type(bare.beneficiary.profile)()))
    )


def unread(dossier: Dossier) -> Dossier:
    return dossier.evolve(revision=0)


def test_a_dossier_made_by_a_passport_goes_whole_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    original = tmp_path / "reçu.pdf"
    original.write_bytes(b"%PDF-1.7 fictif")
    made = desk.passports.accept(read_from(original), None, {}, original=original).beneficiary
    before = desk.dossiers.open(made)
    undone = desk.dossiers.undo()
    assert undone.removed
    assert undone.operation is JournalOperation.PASSPORT_IMPORTED
    with pytest.raises(NothingToShow):
        desk.dossiers.open(made)
    with desk.vault.unit_of_work() as work:
        assert work.originals.names(made) == ()
    assert desk.dossiers.find("Exemple") == ()
    assert operations(desk)[0] == (JournalOperation.IMPORT_UNDONE, "PSP-2026-0000-TEST")
    desk.dossiers.redo()
    assert unread(desk.dossiers.open(made)) == unread(before)
    with desk.vault.unit_of_work() as work:
        assert [file.data for file in work.originals.files(made)] == [b"%PDF-1.7 fictif"]


def test_a_dossier_that_was_there_keeps_the_trace_of_the_reception(desk: Desk, tmp_path: Path) -> None:
    original = tmp_path / "reçu.pdf"
    original.write_bytes(b"%PDF-1.7 fictif")
    before = known_before(desk)
    who = before.beneficiary.id
    desk.passports.accept(read_from(original), who, {}, original=original)
    received = desk.dossiers.open(who)
    assert received.parcours
    assert not desk.dossiers.undo().removed
    after = desk.dossiers.open(who)
    assert unread(after.evolve(transmissions=(), kept_files=(), received_files=())) == unread(before)
    assert [file.name for file in after.kept_files] == ["reçu.pdf"]
    assert [line.passport_number for line in after.transmissions] == ["PSP-2026-0000-TEST"]
    with desk.vault.unit_of_work() as work:
        assert work.originals.names(who) == ("reçu.pdf",)
    desk.dossiers.redo()
    assert unread(desk.dossiers.open(who)) == unread(received)


def test_a_file_that_changed_since_it_was_read_is_not_kept_in_its_place(desk: Desk, tmp_path: Path) -> None:
    original = tmp_path / "reçu.pdf"
    original.write_bytes(b"%PDF-1.7 fictif")
    read = read_from(original)
    original.write_bytes(b"%PDF-1.7 autre chose")
    before = len(desk.dossiers.page(limit=10))
    with pytest.raises(OriginalChanged):
        desk.passports.accept(read, None, {}, original=original)
    assert len(desk.dossiers.page(limit=10)) == before


def test_a_file_that_holds_what_is_never_recorded_is_not_kept_as_it_is(desk: Desk, tmp_path: Path) -> None:
    original = tmp_path / "reçu.xml"
    original.write_bytes(b"<fictif>1 99 02 99 999 999 17</fictif>")
    refused = ReadingEntry(path="/fictif", line=1, fate=Fate.REFUSED)
    held = incoming().evolve(report=ReadingReport(file_format="candidate", entries=(refused,)))
    before = len(desk.dossiers.page(limit=10))
    with pytest.raises(OriginalNotKept):
        desk.passports.accept(held, None, {}, original=original)
    assert len(desk.dossiers.page(limit=10)) == before
    who = desk.passports.accept(held, None, {}).beneficiary
    with desk.vault.unit_of_work() as work:
        assert work.originals.names(who) == ()


def test_what_came_before_the_import_can_still_be_undone(desk: Desk) -> None:
    before = known_before(desk)
    who = before.beneficiary.id
    desk.dossiers.change_situation(who, Situation(code="SALARIE_PRIVE"))
    desk.passports.accept(incoming().evolve(file_digest="d" * 64), who, {})
    desk.dossiers.undo()
    desk.dossiers.undo()
    after = desk.dossiers.open(who)
    assert after.beneficiary == before.beneficiary
    assert [line.passport_number for line in after.transmissions] == ["PSP-2026-0000-TEST"]
    desk.dossiers.redo()
    desk.dossiers.redo()
    assert desk.dossiers.open(who).parcours
    assert len(desk.dossiers.open(who).transmissions) == 1
    assert desk.dossiers.open(who).has_received("d" * 64)


def test_a_file_that_no_station_issued_is_known_again_too(desk: Desk) -> None:
    who = known_before(desk).beneficiary.id
    alone = incoming(ada_passport().evolve(issue=None)).evolve(file_digest="e" * 64)
    desk.passports.accept(alone, who, {})
    desk.dossiers.undo()
    after = desk.dossiers.open(who)
    assert (after.parcours, after.transmissions) == ((), ())
    assert [file.digest for file in after.received_files] == ["e" * 64]  # that it was received stays
    desk.dossiers.redo()
    assert [file.digest for file in desk.dossiers.open(who).received_files] == ["e" * 64]


def test_a_dossier_that_received_a_passport_is_not_unmade(desk: Desk) -> None:
    who = known_before(desk).beneficiary.id
    desk.passports.accept(incoming(), who, {})
    desk.dossiers.undo()
    with pytest.raises(ChangedMeanwhile):
        desk.dossiers.undo()
    assert desk.dossiers.open(who).transmissions


def test_nothing_is_undone_once_something_else_was_recorded(desk: Desk) -> None:
    made = desk.passports.accept(incoming(), None, {}).beneficiary
    with desk.vault.unit_of_work() as work:  # a colleague's work, from elsewhere
        dossier = work.dossiers.get(made)
        work.dossiers.save(dossier.evolve(agreements=(), parcours=()))
        work.commit()
    with pytest.raises(ChangedMeanwhile):
        desk.dossiers.undo()
    assert desk.dossiers.open(made).parcours == ()


def test_a_passport_that_brings_nothing_leaves_nothing_to_undo(desk: Desk) -> None:
    made = desk.passports.accept(incoming(), None, {}).beneficiary
    assert not desk.passports.accept(incoming(), made, {}).changed
    desk.dossiers.undo()
    assert not desk.editing.can_undo
    assert operations(desk)[0][0] is JournalOperation.IMPORT_UNDONE


def test_another_person_under_the_identifier_of_a_merged_dossier_gets_a_new_one(desk: Desk) -> None:
    dossier = ada()
    former = ada_passport().beneficiary
    survivor = dossier.beneficiary.evolve(id=identifier("survivante"), formerly=(former,))
    desk.editing.create(dossier.evolve(beneficiary=survivor))
    made = desk.passports.accept(incoming(), None, {}).beneficiary
    assert made not in (former, survivor.id)


def test_an_undo_that_the_disk_refused_can_be_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk.passports.accept(incoming(), None, {}).beneficiary

    def refused(_self: SqlUnitOfWork) -> None:
        raise VaultNotWritable(path="coffre", detail="disk full")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(SqlUnitOfWork, "commit", refused)
        with pytest.raises(VaultNotWritable):
            desk.dossiers.undo()
    assert desk.dossiers.open(made).parcours
    assert desk.dossiers.undo().removed
