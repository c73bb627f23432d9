"""One change is one transaction, one line in the journal, one step that can be undone."""

import pytest

from passeport.domain.account import Role
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import (
    ChangedMeanwhile,
    FieldRefused,
    NotAllowed,
    NothingToRedo,
    NothingToShow,
    NothingToUndo,
    VaultLocked,
    VaultNotWritable,
)
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.parcours import NoteLevel
from passeport.services.editing import Editing, as_seen_by
from passeport.services.journal_ports import JournalOperation
from tests import fakes
from tests.fakes import MemoryVault
from tests.people import AUTHOR, MISSION_LOCALE, PRIVATE_NOTE, SHARED_NOTE, TEAM_NOTE, TODAY, ada, identifier
from tests.vaults import CountedIdentifiers, SetClock

DISK_FULL = VaultNotWritable(path="un-coffre", detail="disk full")


def called(name: str, dossier: Dossier) -> Dossier:
    identity = dossier.beneficiary.identity.evolve(given_names=name)
    return dossier.evolve(beneficiary=dossier.beneficiary.evolve(identity=identity))


def rename(editing: Editing, beneficiary: BeneficiaryId, name: str) -> None:
    editing.change(beneficiary, lambda dossier: called(name, dossier))


def name_of(vault: MemoryVault, beneficiary: BeneficiaryId) -> str:
    return vault.kept.dossiers[beneficiary].beneficiary.identity.given_names


def change_elsewhere(vault: MemoryVault, beneficiary: BeneficiaryId, name: str) -> None:
    with vault.unit_of_work() as work:
        work.dossiers.save(called(name, work.dossiers.get(beneficiary)))
        work.commit()


# Changing -----------------------------------------------------------------------------------------------------------


def test_a_change_is_one_transaction_and_one_line(vault: MemoryVault, editing: Editing, known: BeneficiaryId) -> None:
    saved = editing.change(known, lambda dossier: called("Zoé", dossier))
    assert vault.kept.dossiers[known] == saved
    assert (name_of(vault, known), saved.revision) == ("Zoé", 2)
    assert vault.noted == [(JournalOperation.DOSSIER_CHANGED, str(known))]
    assert [work.committed for work in vault.works] == [True]


def test_a_change_that_changes_nothing_writes_nothing(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    assert editing.change(known, lambda dossier: dossier) == vault.kept.dossiers[known]
    assert vault.kept.dossiers[known].revision == 1
    assert vault.noted == []
    assert not editing.can_undo


def test_the_journal_holds_a_reference_and_no_content(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    editing.change(known, lambda dossier: called("Zoé", dossier), JournalOperation.AGREEMENT_RECORDED)
    assert vault.noted == [(JournalOperation.AGREEMENT_RECORDED, str(known))]
    assert "Zoé" not in "".join(entry.model_dump_json() for entry in vault.kept.journal)


def test_a_broken_rule_is_said_for_its_field_and_leaves_nothing(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    with pytest.raises(FieldRefused) as refused:
        rename(editing, known, " ")
    assert refused.value.parameters["field"] == "given_names"
    assert (name_of(vault, known), vault.noted, editing.can_undo) == ("Ada-Inès", [], False)


def test_a_disk_that_refuses_leaves_nothing(vault: MemoryVault, editing: Editing, known: BeneficiaryId) -> None:
    vault.fails = DISK_FULL
    with pytest.raises(VaultNotWritable):
        rename(editing, known, "Zoé")
    assert (name_of(vault, known), vault.noted, editing.can_undo) == ("Ada-Inès", [], False)


def test_somebody_unknown_cannot_be_changed(vault: MemoryVault, editing: Editing) -> None:
    with pytest.raises(NothingToShow):
        rename(editing, BeneficiaryId(identifier("personne")), "Zoé")
    assert vault.noted == []


def test_a_locked_vault_changes_nothing(vault: MemoryVault, editing: Editing, known: BeneficiaryId) -> None:
    vault.lock()
    with pytest.raises(VaultLocked):
        rename(editing, known, "Zoé")
    assert name_of(vault, known) == "Ada-Inès"


def test_who_may_not_write_changes_nothing(vault: MemoryVault, known: BeneficiaryId) -> None:
    vault.account = fakes.account(Role.SUPERVISOR)
    editing = Editing(vault, SetClock(), CountedIdentifiers())
    with pytest.raises(NotAllowed):
        rename(editing, known, "Zoé")
    with pytest.raises(NotAllowed):
        editing.create(ada().evolve(beneficiary=ada().beneficiary.evolve(id=identifier("zoé"))))
    assert (list(vault.kept.dossiers), name_of(vault, known), vault.noted) == ([known], "Ada-Inès", [])


def test_what_is_entered_here_says_so(editing: Editing, clock: SetClock) -> None:
    born = editing.born_here()
    assert (born.station, born.recorded_by, born.recorded_on) == (MISSION_LOCALE, editing.account.name, TODAY)
    assert not born.is_received
    clock.wait(days=1)
    assert editing.born_here().recorded_on != TODAY


# Undoing ------------------------------------------------------------------------------------------------------------


def test_changes_are_undone_from_the_last_and_done_again_from_the_first(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    for name in ("Bé", "Cé", "Dé"):
        rename(editing, known, name)
    seen = []
    for move in (editing.undo, editing.undo, editing.undo, editing.redo, editing.redo, editing.undo, editing.redo):
        moved = move()
        assert (moved.beneficiary, moved.removed) == (known, False)
        seen.append(name_of(vault, known))
    assert seen == ["Cé", "Bé", "Ada-Inès", "Bé", "Cé", "Bé", "Cé"]
    assert (editing.can_undo, editing.can_redo) == (True, True)
    undone, done = JournalOperation.CHANGE_UNDONE, JournalOperation.DOSSIER_CHANGED
    assert vault.noted[3:] == [(one, str(known)) for one in (undone, undone, undone, done, done, undone, done)]


def test_a_new_change_closes_what_was_undone(vault: MemoryVault, editing: Editing, known: BeneficiaryId) -> None:
    rename(editing, known, "Bé")
    editing.undo()
    rename(editing, known, "Cé")
    assert not editing.can_redo
    with pytest.raises(NothingToUndo):
        editing.redo()
    editing.undo()
    assert name_of(vault, known) == "Ada-Inès"


def test_a_new_dossier_can_be_taken_back_and_given_again(vault: MemoryVault, editing: Editing) -> None:
    made = editing.create(ada())
    beneficiary = made.beneficiary.id
    assert vault.noted == [(JournalOperation.DOSSIER_CREATED, str(beneficiary))]
    rename(editing, beneficiary, "Bé")
    assert [editing.undo().removed for _ in range(2)] == [False, True]
    assert vault.kept.dossiers == {}
    assert editing.redo().beneficiary == beneficiary
    assert vault.kept.dossiers[beneficiary] == made
    editing.redo()
    assert name_of(vault, beneficiary) == "Bé"


def test_there_may_be_nothing_to_undo(vault: MemoryVault, editing: Editing, known: BeneficiaryId) -> None:
    for move, error in ((editing.undo, NothingToUndo), (editing.redo, NothingToRedo)):
        with pytest.raises(NothingToUndo) as refused:
            move()
        assert refused.type is error
    rename(editing, known, "Bé")
    editing.forget_history()
    with pytest.raises(NothingToUndo):
        editing.undo()
    assert name_of(vault, known) == "Bé"


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    rename(editing, known, "Bé")
    change_elsewhere(vault, known, "Autre")
    lines = len(vault.noted)
    with pytest.raises(ChangedMeanwhile):
        editing.undo()
    assert (name_of(vault, known), len(vault.noted)) == ("Autre", lines)


def test_an_undo_that_can_never_be_does_not_stand_before_the_others(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    zoe = editing.create(ada().evolve(beneficiary=ada().beneficiary.evolve(id=identifier("zoé")))).beneficiary.id
    rename(editing, known, "Bé")
    change_elsewhere(vault, known, "Autre")
    with pytest.raises(ChangedMeanwhile):
        editing.undo()
    assert editing.undo().beneficiary == zoe
    assert list(vault.kept.dossiers) == [known]


def test_an_undo_that_the_disk_refused_can_be_tried_again(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    rename(editing, known, "Bé")
    vault.fails = DISK_FULL
    with pytest.raises(VaultNotWritable):
        editing.undo()
    assert (name_of(vault, known), editing.can_undo, editing.can_redo) == ("Bé", True, False)
    vault.fails = None
    editing.undo()
    assert name_of(vault, known) == "Ada-Inès"
    vault.fails = DISK_FULL
    with pytest.raises(VaultNotWritable):
        editing.redo()
    vault.fails = None
    editing.redo()
    assert name_of(vault, known) == "Bé"


def test_a_day_of_work_can_be_undone_and_no_more(vault: MemoryVault, editing: Editing, known: BeneficiaryId) -> None:
    for number in range(103):
        rename(editing, known, f"N{number}")
    for _ in range(100):
        editing.undo()
    assert (name_of(vault, known), editing.can_undo) == ("N2", False)


def another(editing: Editing, name: str) -> BeneficiaryId:
    return editing.create(ada().evolve(beneficiary=ada().beneficiary.evolve(id=identifier(name)))).beneficiary.id


def test_each_dossier_goes_back_by_itself(vault: MemoryVault, editing: Editing, known: BeneficiaryId) -> None:
    zoe = another(editing, "zoé")
    rename(editing, known, "Bé")
    rename(editing, zoe, "Zoé")
    assert editing.undo(known).beneficiary == known
    assert (name_of(vault, known), name_of(vault, zoe)) == ("Ada-Inès", "Zoé")
    assert (editing.can_undo_on(known), editing.can_redo_on(known)) == (False, True)
    assert (editing.can_undo_on(zoe), editing.can_redo_on(zoe)) == (True, False)
    with pytest.raises(NothingToUndo):
        editing.undo(known)
    with pytest.raises(NothingToUndo):
        editing.redo(zoe)
    rename(editing, zoe, "Zora")  # closes nothing of the other
    editing.redo(known)
    assert (name_of(vault, known), name_of(vault, zoe)) == ("Bé", "Zora")


def test_a_register_that_is_written_closes_its_own_dossier_alone(
    vault: MemoryVault, editing: Editing, known: BeneficiaryId
) -> None:
    zoe = another(editing, "zoé")
    rename(editing, known, "Bé")
    rename(editing, zoe, "Zoé")
    editing.forget_history(zoe)
    with pytest.raises(NothingToUndo):
        editing.undo(zoe)
    editing.undo(known)
    assert (name_of(vault, known), name_of(vault, zoe)) == ("Ada-Inès", "Zoé")


# Seen ---------------------------------------------------------------------------------------------------------------


def test_nobody_sees_the_private_notes_of_another() -> None:
    def notes(account: AccountId) -> list[str]:
        seen = as_seen_by(account, ada())
        return [note.text for parcours in seen.parcours for step in parcours.steps for note in step.notes]

    assert notes(AUTHOR) == [PRIVATE_NOTE, TEAM_NOTE, SHARED_NOTE]
    assert notes(AccountId(identifier("collègue"))) == [TEAM_NOTE, SHARED_NOTE]


def test_what_is_seen_is_the_dossier_in_everything_else() -> None:
    seen = as_seen_by(AccountId(identifier("collègue")), ada())
    hidden = [n for n in ada().parcours[0].steps[0].notes if n.level is not NoteLevel.PRIVATE]
    first, *others = ada().parcours[0].steps
    assert seen == ada().with_parcours(ada().parcours[0].evolve(steps=(first.evolve(notes=tuple(hidden)), *others)))


def test_a_refusal_tells_nothing_of_what_was_around(editing: Editing, known: BeneficiaryId) -> None:
    with pytest.raises(FieldRefused) as refused:
        rename(editing, known, "")
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
