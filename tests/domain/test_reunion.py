"""Two dossiers of one person: whatever is decided, nobody's work is lost."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from passeport.domain.agreement import Transmission
from passeport.domain.beneficiary import Dossier, Situation, YesNoUnknown
from passeport.domain.difference import Decision, Difference, DifferenceKind
from passeport.domain.identifiers import AccountId, BeneficiaryId, ParcoursId, PassportNumber
from passeport.domain.parcours import NoteLevel, Parcours, Step
from passeport.domain.provenance import Provenance, Reception
from passeport.domain.reunion import differences_between, may_be_left, reunite, suggestion
from tests.people import CITE_DES_METIERS, MISSION_LOCALE, TODAY, ada, identifier, item, note

COLLEAGUE = AccountId(identifier("collègue"))
CARRIED = Provenance(
    station=CITE_DES_METIERS,
    receptions=(
        Reception(
            passport_number=PassportNumber("PSP-2026-0000-SEC0"),
            issuer=CITE_DES_METIERS,
            issued_on=TODAY,
            received_on=TODAY,
        ),
    ),
)


def second() -> Dossier:
    """Ada's other dossier: moved, another job, the first interview known otherwise, and steps of its own."""
    mine = ada()
    person = mine.beneficiary
    interview = mine.parcours[0].steps[0]
    theirs = note("privée d’un autre", NoteLevel.PRIVATE, "Canari d’un collègue").evolve(author=COLLEAGUE)
    known = interview.evolve(place="Massy", provenance=CARRIED, notes=(*interview.notes[:1], theirs))
    workshop = Step(id=item("atelier"), type="ATELIER", day=dt.date(2026, 10, 20), provenance=CARRIED)
    address = person.identity.addresses[0].evolve(street="9 rue du Modèle")
    job = person.profile.experiences[0].evolve(city="Palaiseau", provenance=CARRIED)
    return Dossier(
        beneficiary=person.evolve(
            id=BeneficiaryId(identifier("ada-bis")),
            identity=person.identity.evolve(addresses=(address,), birth_place="Corbeil"),
            profile=person.profile.evolve(experiences=(job,)),
            situation=Situation(code="SALARIE_PRIVE", rqth=YesNoUnknown.NON),
            opened_on=dt.date(2026, 3, 1),
        ),
        parcours=(
            Parcours(
                id=ParcoursId(identifier("autre parcours")),
                need=mine.parcours[0].need,
                opened_on=dt.date(2026, 3, 1),
                steps=(known, workshop),
            ),
            Parcours(id=ParcoursId(identifier("passé")), need="Passer le permis", opened_on=dt.date(2026, 3, 1)),
        ),
        transmissions=(
            Transmission(
                passport_number=PassportNumber("PSP-2026-0000-SEC0"),
                incoming=True,
                party="Cité",
                on=dt.date(2026, 4, 1),
            ),
        ),
    )


def found(field: str) -> Difference:
    return next(one for one in differences_between(ada(), second()) if one.field == field)


def steps(dossier: Dossier) -> dict[object, Step]:
    return {step.id: step for parcours in dossier.parcours for step in parcours.steps}


def test_the_differences_are_those_of_a_passport() -> None:
    assert found("birth_place").kind is DifferenceKind.CONFLICTING
    assert found("addresses").kind is DifferenceKind.CONFLICTING
    assert found("addresses").allows_both
    assert found("experiences").kind is DifferenceKind.CONFLICTING


def test_both_are_kept_wherever_both_can_stand() -> None:
    merged = reunite(ada(), second(), {})
    identity, profile = merged.beneficiary.identity, merged.beneficiary.profile
    assert [address.street for address in identity.addresses] == ["1 rue de l’Essai", "9 rue du Modèle"]
    assert [job.city for job in profile.experiences] == ["Massy", "Palaiseau"]
    assert identity.birth_place == "Évry"


def test_one_is_taken_when_it_is_chosen() -> None:
    chosen = {found(field).key: Decision.TAKE for field in ("birth_place", "addresses", "experiences")}
    merged = reunite(ada(), second(), chosen)
    assert merged.beneficiary.identity.birth_place == "Corbeil"
    assert [address.street for address in merged.beneficiary.identity.addresses] == ["9 rue du Modèle"]
    assert [job.city for job in merged.beneficiary.profile.experiences] == ["Palaiseau"]


@given(st.lists(st.sampled_from(list(Decision)), min_size=80, max_size=80))
def test_whatever_is_decided_the_history_of_both_remains(decided: list[Decision]) -> None:
    mine, theirs = ada(), second()
    differences = differences_between(mine, theirs)
    decisions = {
        one.key: decision if one.allows_both or decision is not Decision.BOTH else Decision.TAKE
        for one, decision in zip(differences, decided, strict=False)
    }
    merged = reunite(mine, theirs, decisions)
    assert set(steps(mine)) | set(steps(theirs)) <= set(steps(merged)) | {item("entretien")}
    notes = {note.id: note for step in steps(merged).values() for note in step.notes}
    for step in (*steps(mine).values(), *steps(theirs).values()):
        for written in step.notes:
            assert notes[written.id] == written
    assert {parcours.need for parcours in (*mine.parcours, *theirs.parcours)} == {p.need for p in merged.parcours}
    assert set(mine.transmissions) | set(theirs.transmissions) == set(merged.transmissions)
    numbers = {r.passport_number for r in steps(merged)[item("entretien")].provenance.receptions}
    assert numbers == {"PSP-2026-0000-SEC0"}
    assert {action.id for p in merged.parcours for action in p.actions} == {item("cv")}


def test_a_step_of_the_other_dossier_may_not_be_left_out() -> None:
    left = {one.key: Decision.KEEP for one in differences_between(ada(), second())}
    merged = reunite(ada(), second(), left)
    assert item("atelier") in steps(merged)
    assert not may_be_left(next(one for one in differences_between(ada(), second()) if one.mine is None))


def test_the_person_keeps_the_older_opening_and_what_only_one_dossier_says() -> None:
    person = reunite(ada(), second(), {}).beneficiary
    assert person.id == ada().beneficiary.id
    assert person.formerly == (BeneficiaryId(identifier("ada-bis")),)
    assert person.opened_on == dt.date(2026, 3, 1)
    assert person.situation.code == "DEMANDEUR_INSCRIT"
    assert person.situation.rqth is YesNoUnknown.NON


def test_one_need_followed_twice_is_followed_once_since_the_first_day() -> None:
    merged = reunite(ada(), second(), {})
    assert [parcours.need for parcours in merged.parcours] == [ada().parcours[0].need, "Passer le permis"]
    assert merged.parcours[0].opened_on == dt.date(2026, 3, 1)
    assert merged.parcours[0].theme == "CHOISIR_METIER"


def test_a_dossier_merged_with_its_copy_changes_nothing_but_its_names() -> None:
    copy = ada().evolve(beneficiary=ada().beneficiary.evolve(id=BeneficiaryId(identifier("copie"))))
    merged = reunite(ada(), copy, {})
    assert merged.evolve(beneficiary=merged.beneficiary.evolve(formerly=())) == ada()
    assert all(suggestion(one) is Decision.KEEP for one in differences_between(ada(), copy))
    assert merged.parcours[0].steps[0].provenance.station == MISSION_LOCALE
