"""Parcours and steps: recorded in a few words, changed, sent on, closed; each leaves what it should and no more."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest

from passeport.domain.account import Role
from passeport.domain.errors import (
    FieldRefused,
    NotAllowed,
    NoteTooLong,
    NothingToShow,
    SocialSecurityNumberRefused,
    StatusChangeRefused,
)
from passeport.domain.identifiers import BeneficiaryId, ItemId, NoteId, ParcoursId
from passeport.domain.parcours import ActionStatus, Note, NoteLevel, Parcours, ReferralStatus, Step, StepStatus
from passeport.domain.provenance import Provenance
from passeport.services.checking import checked
from passeport.services.editing import Changed, Editing
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import NoteEntry, ParcoursDesk, ReferralEntry, StepEntry
from tests import fakes
from tests.fakes import MemoryVault
from tests.people import (
    AUTHOR,
    CITE_DES_METIERS,
    MISSION_LOCALE,
    PRIVATE_NOTE,
    SHARED_NOTE,
    TEAM_NOTE,
    TODAY,
    ada,
    ada_parcours,
    identifier,
    item,
)
from tests.vaults import CountedIdentifiers, SetClock

HOME = ParcoursId(identifier("parcours"))
INTERVIEW = item("entretien")
REFERRAL = item("orientation")
NOWHERE = ParcoursId(identifier("ailleurs"))


def home(vault: MemoryVault, beneficiary: BeneficiaryId) -> Parcours:
    return vault.kept.dossiers[beneficiary].parcours[-1]


def step_of(vault: MemoryVault, beneficiary: BeneficiaryId, step: ItemId) -> Step:
    return next(one for p in vault.kept.dossiers[beneficiary].parcours for one in p.steps if one.id == step)


def entry(**fields: object) -> StepEntry:
    return checked(StepEntry, {"type": "ENTRETIEN", "day": TODAY, **fields})


def as_typed(step: Step, **changes: object) -> StepEntry:
    """What the panel gives back for a known step."""
    fields = {name: getattr(step, name) for name in StepEntry.model_fields if name not in ("notes", "referral")}
    notes = [{"id": note.id, "level": note.level, "text": note.text} for note in step.notes]
    return checked(StepEntry, {**fields, "notes": notes, **changes})


def colleague(vault: MemoryVault, role: Role = Role.CONSEILLER) -> ParcoursDesk:
    vault.account = fakes.account(role, name="Dominique Conseil-Fictif")
    return ParcoursDesk(Editing(vault, SetClock(), CountedIdentifiers("autre")))


# Recording ----------------------------------------------------------------------------------------------------------


def test_a_type_alone_makes_a_step_of_today(vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId) -> None:
    step = step_of(vault, known, parcours.record_step(known, entry()))
    assert (step.type, step.day, step.status) == ("ENTRETIEN", TODAY, StepStatus.HONOREE)
    assert step.provenance == parcours.editing.born_here()
    assert home(vault, known).steps == (*ada_parcours().steps, step)
    assert vault.noted == [(JournalOperation.DOSSIER_CHANGED, str(known))]


def test_everything_typed_of_a_step_is_kept(vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId) -> None:
    typed = entry(
        type="IMMERSION",
        at="09:30",
        until=TODAY + dt.timedelta(days=4),
        status="PREVUE",
        mode="SUR_PLACE",
        title="Jardins",
        place="Massy",
        minutes=90,
        themes=("CHOISIR_METIER", "MOBILITE"),
        objectives=("CONFIRMER_CHOIX",),
        immersion_objective="CONFIRMER",
        outcome="Métier confirmé",
    )
    step = step_of(vault, known, parcours.record_step(known, typed))
    for name in set(StepEntry.model_fields) - {"notes", "referral"}:
        assert getattr(step, name) == getattr(typed, name), name


def test_the_first_step_opens_the_parcours_that_it_needs(
    vault: MemoryVault, parcours: ParcoursDesk, editing: Editing
) -> None:
    nobody = ada().evolve(parcours=())
    beneficiary = editing.create(nobody).beneficiary.id
    yesterday = TODAY - dt.timedelta(days=1)
    parcours.record_step(beneficiary, entry(day=yesterday), need="Se former")
    made = home(vault, beneficiary)
    assert (made.need, made.opened_on, len(made.steps)) == ("Se former", yesterday, 1)
    assert made.provenance.station == MISSION_LOCALE
    parcours.record_step(beneficiary, entry())
    assert len(vault.kept.dossiers[beneficiary].parcours) == 1


def test_a_step_to_come_does_not_open_a_parcours_in_the_future(
    vault: MemoryVault, parcours: ParcoursDesk, editing: Editing
) -> None:
    beneficiary = editing.create(ada().evolve(parcours=())).beneficiary.id
    parcours.record_step(beneficiary, entry(day=TODAY + dt.timedelta(days=9), status="PREVUE"))
    assert home(vault, beneficiary).opened_on == TODAY


def test_a_step_goes_to_the_last_open_parcours_or_to_the_one_named(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    second = parcours.open_parcours(known, "Créer une entreprise", "CREER_ENTREPRISE", "2")
    parcours.record_step(known, entry())
    parcours.record_step(known, entry(), HOME)
    counts = [(p.id, len(p.steps)) for p in vault.kept.dossiers[known].parcours]
    assert counts == [(HOME, 4), (second, 1)]
    parcours.close_parcours(known, second, "CREATION_ENTREPRISE")
    parcours.record_step(known, entry())
    assert [len(p.steps) for p in vault.kept.dossiers[known].parcours] == [5, 1]


def test_a_step_of_a_parcours_that_is_not_there_is_refused(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    with pytest.raises(NothingToShow):
        parcours.record_step(known, entry(), NOWHERE)
    assert home(vault, known) == ada_parcours()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"until": TODAY - dt.timedelta(days=1)}, ""),
        ({"referral": {"point_accueil": "Cité", "network": "CITE_METIERS"}}, ""),
    ],
)
def test_a_rule_of_the_step_is_said_and_nothing_is_kept(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        parcours.record_step(known, entry(**fields))
    assert refused.value.parameters["field"] == field
    assert (home(vault, known), vault.noted) == (ada_parcours(), [])


def test_a_note_too_long_or_with_a_number_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(NoteTooLong) as refused:
        entry(notes=[{"text": "é" * 501}])
    assert refused.value.parameters == {"length": 501, "limit": 500}
    with pytest.raises(SocialSecurityNumberRefused) as found:
        entry(notes=[{"text": "Son numéro : 1 85 05 78 006 084 91"}])
    assert found.value.parameters == {"field": "notes.0.text"}


# Notes (R06) ----------------------------------------------------------------------------------------------------------


def test_a_note_knows_its_author_and_its_moment(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId, clock: SetClock
) -> None:
    notes = (NoteEntry(text="Un fait"), NoteEntry(level=NoteLevel.PRIVATE, text="Un doute"))
    step = step_of(vault, known, parcours.record_step(known, entry(notes=notes)))
    assert [(note.level, note.text) for note in step.notes] == [
        (NoteLevel.TEAM, "Un fait"),
        (NoteLevel.PRIVATE, "Un doute"),
    ]
    assert {(n.author, n.author_name, n.written_at) for n in step.notes} == {
        (AUTHOR, "Camille Conseiller-Fictif", clock.now())
    }
    assert len({note.id for note in step.notes}) == 2


def test_one_changes_and_removes_ones_own_notes(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    step = step_of(vault, known, INTERVIEW)
    kept = NoteEntry(id=step.notes[1].id, level=NoteLevel.SHAREABLE, text="Dit autrement")
    parcours.change_step(known, INTERVIEW, as_typed(step, notes=[kept, NoteEntry(text="Et ceci")]))
    changed = step_of(vault, known, INTERVIEW).notes
    assert [(note.level, note.text) for note in changed] == [
        (NoteLevel.SHAREABLE, "Dit autrement"),
        (NoteLevel.TEAM, "Et ceci"),
    ]
    assert (changed[0].id, changed[0].written_at) == (step.notes[1].id, step.notes[1].written_at)


def test_the_notes_of_others_stay_as_they_are_seen_or_not(vault: MemoryVault, known: BeneficiaryId) -> None:
    step = step_of(vault, known, INTERVIEW)
    theirs = [NoteEntry(id=NoteId(note.id), text="Réécrite") for note in step.notes[1:]]
    colleague(vault).change_step(known, INTERVIEW, as_typed(step, notes=[*theirs, NoteEntry(text="La mienne")]))
    changed: tuple[Note, ...] = step_of(vault, known, INTERVIEW).notes
    assert [note.text for note in changed] == [PRIVATE_NOTE, TEAM_NOTE, SHARED_NOTE, "La mienne"]
    assert changed[-1].author == vault.account.id


# Changing -------------------------------------------------------------------------------------------------------------


def test_a_step_given_back_as_it_was_changes_nothing(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    before = vault.kept.dossiers[known]
    assert parcours.change_step(known, INTERVIEW, as_typed(step_of(vault, known, INTERVIEW))) == Changed(known)
    assert (vault.kept.dossiers[known], vault.noted) == (before, [])


def test_a_changed_step_keeps_its_place_its_identity_and_where_it_comes_from(
    vault: MemoryVault, parcours: ParcoursDesk, editing: Editing
) -> None:
    received = Provenance(station=CITE_DES_METIERS, recorded_by="Dominique", recorded_on=TODAY)
    first, *others = ada_parcours().steps
    steps = (first.evolve(provenance=received), *others)
    known = editing.create(ada().with_parcours(ada_parcours().evolve(steps=steps))).beneficiary.id
    parcours.change_step(known, INTERVIEW, as_typed(first, outcome="Autre projet"))
    changed = home(vault, known).steps
    assert changed == (steps[0].evolve(outcome="Autre projet"), *others)


def test_what_is_no_longer_an_orientation_sends_nobody_on(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    parcours.change_step(known, REFERRAL, as_typed(step_of(vault, known, REFERRAL), type="ENTRETIEN"))
    assert step_of(vault, known, REFERRAL).referral is None


def test_a_step_can_be_removed_and_brought_back(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    parcours.remove_step(known, INTERVIEW)
    assert [step.id for step in home(vault, known).steps] == [item("immersion"), REFERRAL]
    parcours.editing.undo()
    assert home(vault, known) == ada_parcours()


USES_OF_A_STEP: dict[str, Callable[[ParcoursDesk, BeneficiaryId, ItemId], object]] = {
    "change_step": lambda desk, who, step: desk.change_step(who, step, entry()),
    "remove_step": lambda desk, who, step: desk.remove_step(who, step),
    "move_referral": lambda desk, who, step: desk.move_referral(who, step, ReferralStatus.TRANSMISE),
    "move_action": lambda desk, who, step: desk.move_action(who, step, ActionStatus.REALISEE),
    "close_parcours": lambda desk, who, _: desk.close_parcours(who, NOWHERE, "FORMATION"),
    "plan_action": lambda desk, who, _: desk.plan_action(who, NOWHERE, "Appeler"),
}


@pytest.mark.parametrize("use", USES_OF_A_STEP.values(), ids=USES_OF_A_STEP)
def test_what_is_not_there_cannot_be_changed(
    vault: MemoryVault,
    parcours: ParcoursDesk,
    known: BeneficiaryId,
    use: Callable[[ParcoursDesk, BeneficiaryId, ItemId], object],
) -> None:
    with pytest.raises(NothingToShow):
        use(parcours, known, item("inconnue"))
    assert (home(vault, known), vault.noted) == (ada_parcours(), [])


# Referrals and actions -----------------------------------------------------------------------------------------------


def test_a_referral_is_prepared_then_moved_through_its_life(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId, clock: SetClock
) -> None:
    to = ReferralEntry(point_accueil=CITE_DES_METIERS.name, network="CITE_METIERS", reason="Rencontrer")
    step = parcours.record_step(known, entry(type="ORIENTATION", referral=to))
    made = step_of(vault, known, step).referral
    assert made is not None
    assert (made.point_accueil, made.reason, made.status) == (to.point_accueil, "Rencontrer", ReferralStatus.PREPAREE)
    parcours.move_referral(known, step, ReferralStatus.TRANSMISE)
    clock.wait(days=5)
    parcours.move_referral(known, step, ReferralStatus.DECLINEE, "SESSION_COMPLETE")
    declined = step_of(vault, known, step).referral
    assert declined is not None
    assert (declined.sent_on, declined.answered_on, declined.decline_reason) == (
        TODAY,
        clock.today(),
        "SESSION_COMPLETE",
    )


def test_typing_a_referral_again_keeps_how_far_it_has_come(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    parcours.move_referral(known, REFERRAL, ReferralStatus.TRANSMISE)
    to = {"point_accueil": CITE_DES_METIERS.name, "network": "CITE_METIERS", "reason": "Visiter un atelier"}
    parcours.change_step(known, REFERRAL, as_typed(step_of(vault, known, REFERRAL), referral=to))
    referral = step_of(vault, known, REFERRAL).referral
    assert referral is not None
    assert (referral.reason, referral.status, referral.sent_on) == (
        "Visiter un atelier",
        ReferralStatus.TRANSMISE,
        TODAY,
    )


@pytest.mark.parametrize(
    ("status", "reason", "refusal"),
    [
        (ReferralStatus.TERMINEE, None, StatusChangeRefused),
        (ReferralStatus.ANNULEE, "AUTRE", FieldRefused),
    ],
)
def test_a_referral_does_not_jump(
    vault: MemoryVault,
    parcours: ParcoursDesk,
    known: BeneficiaryId,
    status: ReferralStatus,
    reason: str | None,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        parcours.move_referral(known, REFERRAL, status, reason)
    assert (home(vault, known), vault.noted) == (ada_parcours(), [])


def test_a_step_that_sends_nobody_on_has_no_referral_to_move(parcours: ParcoursDesk, known: BeneficiaryId) -> None:
    with pytest.raises(NothingToShow) as refused:
        parcours.move_referral(known, INTERVIEW, ReferralStatus.TRANSMISE)
    assert refused.value.parameters["what"] == "referral"


def test_an_action_is_planned_by_who_works_and_done(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    action = parcours.plan_action(known, HOME, "Appeler le CFA", TODAY)
    parcours.move_action(known, action, ActionStatus.REALISEE)
    first, made = home(vault, known).actions
    assert first == ada_parcours().actions[0]
    assert (made.title, made.due_on, made.status) == ("Appeler le CFA", TODAY, ActionStatus.REALISEE)
    assert (made.responsible, made.provenance) == ("Camille Conseiller-Fictif", parcours.editing.born_here())


# Parcours -------------------------------------------------------------------------------------------------------------


def test_a_parcours_opens_today_and_closes_with_its_reason(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId, clock: SetClock
) -> None:
    made = parcours.open_parcours(known, "Se former", "SE_FORMER", "1")
    clock.wait(days=30)
    parcours.close_parcours(known, made, "FORMATION")
    kept = home(vault, known)
    assert (kept.need, kept.theme, kept.cep_level) == ("Se former", "SE_FORMER", "1")
    assert (kept.opened_on, kept.closed_on, kept.closure_reason) == (TODAY, clock.today(), "FORMATION")
    assert vault.kept.dossiers[known].parcours[0] == ada_parcours()


def test_a_parcours_closed_for_no_known_reason_stays_open(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId
) -> None:
    with pytest.raises(FieldRefused) as refused:
        parcours.close_parcours(known, HOME, "AILLEURS")
    assert refused.value.parameters["field"] == "closure_reason"
    assert home(vault, known).is_open


@pytest.mark.parametrize(
    ("need", "theme", "refusal"),
    [
        ("", None, FieldRefused),
        ("1 85 05 78 006 084 91", None, SocialSecurityNumberRefused),
        ("Se former", "ASTRO", FieldRefused),
    ],
)
def test_a_need_is_checked_like_all_that_is_typed(
    vault: MemoryVault,
    parcours: ParcoursDesk,
    known: BeneficiaryId,
    need: str,
    theme: str | None,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        parcours.open_parcours(known, need, theme)
    assert vault.noted == []


@pytest.mark.parametrize("title", ["", "Appeler 1 85 05 78 006 084 91"])
def test_so_is_the_title_of_an_action(
    vault: MemoryVault, parcours: ParcoursDesk, known: BeneficiaryId, title: str
) -> None:
    with pytest.raises((FieldRefused, SocialSecurityNumberRefused)):
        parcours.plan_action(known, HOME, title)
    assert vault.noted == []


USES: dict[str, Callable[[ParcoursDesk, BeneficiaryId], object]] = {
    "open_parcours": lambda desk, who: desk.open_parcours(who, "Se former"),
    "close_parcours": lambda desk, who: desk.close_parcours(who, HOME, "FORMATION"),
    "record_step": lambda desk, who: desk.record_step(who, entry()),
    "change_step": lambda desk, who: desk.change_step(who, INTERVIEW, entry()),
    "remove_step": lambda desk, who: desk.remove_step(who, INTERVIEW),
    "move_referral": lambda desk, who: desk.move_referral(who, REFERRAL, ReferralStatus.TRANSMISE),
    "plan_action": lambda desk, who: desk.plan_action(who, HOME, "Appeler"),
    "move_action": lambda desk, who: desk.move_action(who, item("cv"), ActionStatus.REALISEE),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_supervisor_changes_nothing(
    vault: MemoryVault, known: BeneficiaryId, use: Callable[[ParcoursDesk, BeneficiaryId], object]
) -> None:
    with pytest.raises(NotAllowed):
        use(colleague(vault, Role.SUPERVISOR), known)
    assert (home(vault, known), vault.noted) == (ada_parcours(), [])
    assert not any(work.committed for work in vault.works)


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_each_use_is_one_line_that_can_be_undone(
    vault: MemoryVault,
    parcours: ParcoursDesk,
    known: BeneficiaryId,
    use: Callable[[ParcoursDesk, BeneficiaryId], object],
) -> None:
    before = vault.kept.dossiers[known].evolve(revision=0)
    answer = use(parcours, known)
    assert isinstance(answer, UUID) or answer == Changed(known)
    assert vault.kept.dossiers[known].evolve(revision=0) != before
    assert vault.noted == [(JournalOperation.DOSSIER_CHANGED, str(known))]
    parcours.editing.undo()
    assert vault.kept.dossiers[known].evolve(revision=0) == before
