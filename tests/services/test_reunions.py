"""Two dossiers made one in the vault: nothing is lost, the old identifier leads to it, undo restores both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.beneficiary import Dossier, Situation
from passeport.domain.errors import ChangedMeanwhile, NothingToShow, SameDossier
from passeport.domain.identifiers import AccountId, BeneficiaryId, ParcoursId
from passeport.domain.matching import MatchReason
from passeport.domain.parcours import NoteLevel
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.services.desk import Desk
from passeport.services.dossier_ports import IncomingFile
from passeport.services.journal_ports import JournalOperation
from tests import vaults
from tests.people import ada, ada_passport, identifier, item, note

OTHER = BeneficiaryId(identifier("ada-bis"))
COLLEAGUE = AccountId(identifier("collègue"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = wiring.desk(vaults.copied(tmp_path / "coffre"), vaults.SetClock(), vaults.CountedIdentifiers())
    yield opened
    opened.vault.lock()


def second() -> Dossier:
    """Ada again, under a name with a typing error, with a colleague's private note."""
    person = ada().beneficiary
    (parcours,) = ada().parcours
    secret = note("d’un autre", NoteLevel.PRIVATE, "Canari d’un collègue").evolve(author=COLLEAGUE)
    steps = (parcours.steps[1].evolve(id=item("autre étape"), title="Autre immersion", notes=(secret,)),)
    return ada().evolve(
        beneficiary=person.evolve(
            id=OTHER, identity=person.identity.evolve(family_name="d’Exmeple", birth_name="", birth_place="")
        ),
        parcours=(parcours.evolve(id=ParcoursId(identifier("autre")), need="Autre besoin", steps=steps, actions=()),),
    )


@pytest.fixture
def both(desk: Desk) -> tuple[Dossier, Dossier]:
    mine, theirs = desk.editing.create(ada()), desk.editing.create(second())
    with desk.vault.unit_of_work() as work:
        for who, name in ((mine, "le mien"), (theirs, "le sien")):
            work.originals.keep(who.beneficiary.id, f"{name}.pdf", name, name.encode())
            work.originals.keep(who.beneficiary.id, "commun.pdf", "commun", b"commun")
        work.commit()
    return mine, theirs


def stored(desk: Desk, who: BeneficiaryId) -> Dossier:
    with desk.vault.unit_of_work() as work:
        return work.dossiers.get(who).evolve(revision=0)


def files(desk: Desk, who: BeneficiaryId) -> tuple[IncomingFile, ...]:
    with desk.vault.unit_of_work() as work:
        return work.originals.files(who)


def test_the_other_dossier_is_found_with_its_reason(desk: Desk, both: tuple[Dossier, Dossier]) -> None:
    mine = both[0].beneficiary.id
    assert [dossier.beneficiary.id for dossier in desk.reunions.alike(mine)] == [OTHER]
    comparison = desk.reunions.compare(mine, OTHER)
    assert MatchReason.NEAR_NAMES in comparison.reasons
    assert "Canari d’un collègue" not in comparison.other.model_dump_json()
    assert any(found.field == "family_name" for found in comparison.differences)


def test_one_dossier_remains_with_the_history_of_both(desk: Desk, both: tuple[Dossier, Dossier]) -> None:
    mine = both[0].beneficiary.id
    desk.reunions.reunite(mine, OTHER, {})
    assert desk.dossiers.count() == 1
    assert [found.id for found in desk.dossiers.find("Exmeple")] == [mine]  # forgiven as an error, not a dossier
    whole = stored(desk, mine)
    assert {parcours.need for parcours in whole.parcours} == {"Trouver un métier au grand air", "Autre besoin"}
    secrets = [n for p in whole.parcours for s in p.steps for n in s.notes if n.author == COLLEAGUE]
    assert [(n.level, n.text) for n in secrets] == [(NoteLevel.PRIVATE, "Canari d’un collègue")]
    assert "Canari d’un collègue" not in desk.dossiers.open(mine).model_dump_json()
    assert sorted(file.name for file in files(desk, mine)) == ["commun.pdf", "le mien.pdf", "le sien.pdf"]
    with desk.vault.unit_of_work() as work:
        (line, *_) = (entry for entry in work.journal.entries() if entry.operation is JournalOperation.DOSSIERS_MERGED)
    assert str(mine) in line.reference
    assert str(OTHER) in line.reference


def test_a_passport_with_the_old_identifier_is_still_recognised(desk: Desk, both: tuple[Dossier, Dossier]) -> None:
    mine = both[0].beneficiary.id
    desk.reunions.reunite(mine, OTHER, {})
    stranger = ada_passport().identity.evolve(given_names="Tout", family_name="Autrement", birth_date=None)
    passport = ada_passport().evolve(beneficiary=OTHER, identity=stranger.evolve(telephones=(), emails=()))
    incoming = IncomingPassport(passport=passport, report=ReadingReport(file_format="passeport"))
    (match,) = desk.passports.propose(incoming).matches
    assert match.dossier.beneficiary.id == mine
    assert MatchReason.SAME_PERSON in match.reasons
    assert desk.dossiers.open(OTHER).beneficiary.id == mine


def test_undo_restores_both_and_redo_reunites_them_again(desk: Desk, both: tuple[Dossier, Dossier]) -> None:
    mine = both[0].beneficiary.id
    before = [(stored(desk, who), files(desk, who)) for who in (mine, OTHER)]
    desk.reunions.reunite(mine, OTHER, {})
    after = (stored(desk, mine), files(desk, mine))
    undone = desk.dossiers.undo()
    assert (undone.beneficiary, undone.removed) == (mine, False)
    assert [(stored(desk, who), files(desk, who)) for who in (mine, OTHER)] == before
    assert {found.id for found in desk.dossiers.find("Ada")} == {mine, OTHER}
    with desk.vault.unit_of_work() as work:
        assert work.journal.entries()[0].operation is JournalOperation.MERGE_UNDONE
    desk.dossiers.redo()
    assert stored(desk, mine) == after[0]
    assert sorted(file.name for file in files(desk, mine)) == sorted(file.name for file in after[1])
    assert desk.dossiers.count() == 1


def test_a_dossier_is_not_merged_with_itself(desk: Desk, both: tuple[Dossier, Dossier]) -> None:
    mine = both[0].beneficiary.id
    with pytest.raises(SameDossier):
        desk.reunions.reunite(mine, mine, {})
    desk.reunions.reunite(mine, OTHER, {})
    with pytest.raises(SameDossier):
        desk.reunions.compare(mine, OTHER)


def test_a_dossier_that_is_not_there_changes_nothing(desk: Desk, both: tuple[Dossier, Dossier]) -> None:
    mine = both[0].beneficiary.id
    before = stored(desk, mine)
    with pytest.raises(NothingToShow):
        desk.reunions.reunite(mine, BeneficiaryId(identifier("personne")), {})
    assert stored(desk, mine) == before


def test_a_dossier_merged_into_one_that_is_merged_next_is_found_at_the_end(
    desk: Desk, both: tuple[Dossier, Dossier]
) -> None:
    mine = both[0].beneficiary.id
    last = desk.editing.create(
        ada().evolve(beneficiary=ada().beneficiary.evolve(id=BeneficiaryId(identifier("ada-ter"))), parcours=())
    ).beneficiary.id
    desk.reunions.reunite(mine, OTHER, {})
    desk.reunions.reunite(last, mine, {})
    assert desk.dossiers.open(OTHER).beneficiary.id == last
    desk.dossiers.undo()
    desk.dossiers.undo()
    assert desk.dossiers.count() == 3
    assert desk.dossiers.open(OTHER).beneficiary.id == OTHER


def test_a_reunion_is_undone_from_either_dossier_in_its_turn(desk: Desk, both: tuple[Dossier, Dossier]) -> None:
    mine = both[0].beneficiary.id
    other = stored(desk, OTHER)
    desk.editing.forget_history()
    desk.dossiers.change_situation(OTHER, Situation(code="ETUDIANT"))
    desk.reunions.reunite(mine, OTHER, {})
    desk.dossiers.change_situation(mine, Situation(code="SALARIE_PRIVE"))
    with pytest.raises(ChangedMeanwhile):
        desk.dossiers.undo(OTHER)  # the one that stays changed since
    desk.dossiers.undo(mine)
    assert desk.dossiers.undo(OTHER).operation is JournalOperation.DOSSIERS_MERGED
    desk.dossiers.undo(OTHER)
    assert stored(desk, OTHER).evolve(revision=0) == other.evolve(revision=0)
    assert not desk.editing.can_undo_on(OTHER)
    for _ in range(2):  # what was done on one rests on what was done on both
        desk.dossiers.redo(OTHER)
    desk.dossiers.redo(mine)
    assert stored(desk, mine).beneficiary.situation.code == "SALARIE_PRIVE"
    assert desk.dossiers.count() == 1
