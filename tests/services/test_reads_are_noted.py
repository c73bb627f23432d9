"""R14: whoever is shown what a dossier holds leaves a line that names it; so does a copy of the vault."""

from pathlib import Path

import pytest

from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from tests import people, vaults

READ, NOTES = JournalOperation.DOSSIER_READ, JournalOperation.NOTES_READ


@pytest.fixture
def ada(desk: Desk) -> BeneficiaryId:
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(people.ada())
        work.commit()
    return people.ada().beneficiary.id


def lines(desk: Desk, *wanted: JournalOperation) -> list[tuple[JournalOperation, str]]:
    with desk.vault.unit_of_work() as work:
        return [(line.operation, line.reference) for line in work.journal.entries() if line.operation in wanted]


def test_the_dossiers_that_might_be_a_new_person_are_read(desk: Desk, ada: BeneficiaryId) -> None:
    assert [one.beneficiary.id for one in desk.dossiers.alike(people.ada_identity())] == [ada]
    assert lines(desk, READ) == [(READ, str(ada))]


def test_those_that_might_be_the_person_of_a_dossier_too(desk: Desk, ada: BeneficiaryId) -> None:
    other = desk.dossiers.create(people.ada_identity())
    assert [one.beneficiary.id for one in desk.reunions.alike(other)] == [ada]
    assert lines(desk, READ) == [(READ, str(ada))]


def test_those_that_a_passport_is_compared_with_too(desk: Desk, ada: BeneficiaryId) -> None:
    incoming = IncomingPassport(
        passport=people.ada_passport(), report=ReadingReport(file_format="passeport"), file_name="passeport.pdf"
    )
    proposal = desk.passports.propose(incoming)
    assert proposal.chosen is not None
    assert proposal.chosen.beneficiary.id == ada
    assert lines(desk, READ) == [(READ, str(ada))]
    desk.passports.propose(incoming, ada)
    assert lines(desk, READ) == [(READ, str(ada))] * 2


def test_nobody_is_named_when_nobody_is_shown(desk: Desk) -> None:
    assert desk.dossiers.alike(people.ada_identity()) == ()
    assert desk.lists.notes("ponctuelle") == ()
    assert lines(desk, READ, NOTES) == []


def test_notes_that_a_search_shows_are_noted_once_an_hour(desk: Desk, ada: BeneficiaryId) -> None:
    for typed in ("motiv", "motivée", "ponctuelle"):
        assert [found.person.id for found in desk.lists.notes(typed)] == [ada]
    assert lines(desk, NOTES) == [(NOTES, str(ada))]
    vaults.as_account(desk.vault, "CONSEILLER", people.AUTHOR)  # type: ignore[arg-type] # a real vault it is
    desk.lists.notes("ponctuelle")
    assert lines(desk, NOTES) == [(NOTES, str(ada))] * 2


def test_a_backup_and_where_its_copies_go_are_noted_and_are_no_change(desk: Desk, tmp_path: Path) -> None:
    vaults.as_account(desk.vault, "ADMINISTRATOR")  # type: ignore[arg-type] # a real vault it is
    place = tmp_path / "clé de Dominique"
    place.mkdir()
    desk.backups.choose_second_place(place)
    made = desk.backups.make()
    wanted = (JournalOperation.BACKUP_MADE, JournalOperation.BACKUP_PLACE_SET)
    assert lines(desk, *wanted) == [(wanted[0], "REQUEST"), (wanted[1], "")]
    assert desk.vault.backups.commits() == made.backup.commits  # else each lock would make another, of nothing
