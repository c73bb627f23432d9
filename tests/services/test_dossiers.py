"""Dossiers: found, opened, made, changed; what each leaves in the vault and in its journal."""

from collections.abc import Callable

import pytest

from passeport.domain.account import Role
from passeport.domain.beneficiary import DossierSummary, Situation
from passeport.domain.errors import FieldRefused, NotAllowed, NothingToShow, SocialSecurityNumberRefused
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.partial_date import Period
from passeport.domain.profile import DigitalSkill, Profile
from passeport.domain.provenance import Provenance
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.dossiers import Dossiers
from passeport.services.editing import Changed, Editing
from passeport.services.journal_ports import JournalOperation
from tests import fakes
from tests.fakes import MemoryVault
from tests.people import (
    AUTHOR,
    CITE_DES_METIERS,
    MISSION_LOCALE,
    PRIVATE_NOTE,
    TEAM_NOTE,
    TODAY,
    ada_identity,
    ada_profile,
    identifier,
    item,
)
from tests.vaults import CountedIdentifiers, SetClock

NOBODY = BeneficiaryId(identifier("personne"))


def named(given: str, family: str) -> Identity:
    return Identity.model_validate({"given_names": given, "family_name": family, "birth_date": "2001-05-12"})


def desk_of(vault: MemoryVault, role: Role = Role.CONSEILLER, name: str = "Dominique Conseil-Fictif") -> Dossiers:
    vault.account = fakes.account(role, name=name)
    return Dossiers(Editing(vault, SetClock(), CountedIdentifiers("autre")))


def test_three_facts_open_a_dossier(vault: MemoryVault, dossiers: Dossiers) -> None:
    beneficiary = dossiers.create(named("Zoé", "Fictive"))
    kept = vault.kept.dossiers[beneficiary]
    assert kept.beneficiary.identity == named("Zoé", "Fictive")
    assert (kept.beneficiary.opened_on, kept.beneficiary.referent, kept.revision) == (TODAY, AUTHOR, 1)
    assert kept.beneficiary.situation == Situation()
    assert kept.beneficiary.notice is None
    assert vault.noted == [(JournalOperation.DOSSIER_CREATED, str(beneficiary))]


def test_each_person_has_an_identifier_of_their_own(vault: MemoryVault, dossiers: Dossiers) -> None:
    made = {dossiers.create(named("Zoé", "Fictive"), Situation(code="ETUDIANT")) for _ in range(3)}
    assert made == set(vault.kept.dossiers)
    assert {dossier.beneficiary.situation.code for dossier in vault.kept.dossiers.values()} == {"ETUDIANT"}


def test_opening_is_noted_and_changes_nothing(vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId) -> None:
    assert dossiers.open(known) == vault.kept.dossiers[known]
    assert vault.noted == [(JournalOperation.DOSSIER_READ, str(known))]
    assert vault.kept.dossiers[known].revision == 1


def test_opening_nobody_is_refused_and_not_noted(vault: MemoryVault, dossiers: Dossiers) -> None:
    with pytest.raises(NothingToShow):
        dossiers.open(NOBODY)
    assert vault.noted == []


def test_a_colleague_opens_it_without_the_private_notes(vault: MemoryVault, known: BeneficiaryId) -> None:
    seen = desk_of(vault).open(known).model_dump_json()
    assert PRIVATE_NOTE not in seen
    assert TEAM_NOTE in seen
    assert vault.kept.journal[-1].account == vault.account.id


def test_a_colleague_who_changes_it_keeps_the_private_notes_of_the_author(
    vault: MemoryVault, known: BeneficiaryId
) -> None:
    desk_of(vault).change_identity(known, named("Zoé", "Fictive"))
    assert PRIVATE_NOTE in vault.kept.dossiers[known].model_dump_json()


def test_people_are_found_paged_and_counted(vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId) -> None:
    zoe, ali = dossiers.create(named("Zoé", "Fictive")), dossiers.create(named("Ali", "Fictif"))
    assert [one.id for one in dossiers.find("ada ines")] == [known]
    assert dossiers.find("personne") == ()
    assert len(dossiers.find("", limit=2)) == 2
    first: tuple[DossierSummary, ...] = dossiers.page(limit=2)
    assert [one.id for one in (*first, *dossiers.page(limit=2, after=first[-1]))] == [known, ali, zoe]
    assert dossiers.count() == 3
    assert [found.beneficiary.id for found in dossiers.alike(named("ZOE", "fictive"))] == [zoe]
    assert (JournalOperation.DOSSIER_READ, str(zoe)) in vault.noted  # the one that was shown whole, and no other
    assert [operation for operation, _ in vault.noted if operation is not JournalOperation.DOSSIER_CREATED] == [
        JournalOperation.DOSSIER_READ
    ]


def test_identity_and_situation_are_replaced_and_nothing_else(
    vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId
) -> None:
    before = vault.kept.dossiers[known]
    situation = Situation(code="ETUDIANT", commune="91228")
    assert dossiers.change_identity(known, named("Zoé", "Fictive")) == Changed(known)
    assert dossiers.change_situation(known, situation) == Changed(known)
    after = vault.kept.dossiers[known]
    assert after == before.evolve(
        revision=3,
        beneficiary=before.beneficiary.evolve(identity=named("Zoé", "Fictive"), situation=situation),
    )
    assert vault.noted == [(JournalOperation.DOSSIER_CHANGED, str(known))] * 2


def test_an_item_that_comes_from_nowhere_is_born_here(
    vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId
) -> None:
    received = Provenance(station=CITE_DES_METIERS, source="passeport")
    skills = (
        DigitalSkill(id=dossiers.new_item(), name="Tableur"),
        DigitalSkill(id=item("reçue"), name="Visio", provenance=received),
    )
    dossiers.change_profile(known, ada_profile().evolve(digital_skills=skills))
    kept = vault.kept.dossiers[known].beneficiary.profile
    here = dossiers.editing.born_here()
    assert [skill.provenance for skill in kept.digital_skills] == [here, received]
    assert here.station == MISSION_LOCALE
    assert kept.experiences == ada_profile().experiences


def test_a_profile_can_be_emptied(vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId) -> None:
    dossiers.change_profile(known, Profile())
    assert vault.kept.dossiers[known].beneficiary.profile == Profile()
    dossiers.undo()
    assert vault.kept.dossiers[known].beneficiary.profile == ada_profile()
    dossiers.redo()
    assert vault.kept.dossiers[known].beneficiary.profile == Profile()


def test_the_notice_is_kept_with_its_day(vault: MemoryVault, dossiers: Dossiers, clock: SetClock) -> None:
    beneficiary = dossiers.create(named("Zoé", "Fictive"))
    clock.wait(days=3)
    dossiers.give_notice(beneficiary, "2026-11", "ORAL")
    notice = vault.kept.dossiers[beneficiary].beneficiary.notice
    assert notice is not None
    assert (notice.version, notice.given_on, notice.mode) == ("2026-11", clock.today(), "ORAL")


def test_a_notice_given_in_no_known_way_is_refused(
    vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId
) -> None:
    before = vault.kept.dossiers[known]
    with pytest.raises(FieldRefused) as refused:
        dossiers.give_notice(known, "2026-11", "PIGEON")
    assert refused.value.parameters["field"] == "mode"
    assert vault.kept.dossiers[known] == before


def test_a_social_security_number_never_becomes_an_identity(vault: MemoryVault, dossiers: Dossiers) -> None:
    with pytest.raises(SocialSecurityNumberRefused) as refused:
        dossiers.create(checked(Identity, {"given_names": "Zoé 1 85 05 78 006 084 91", "family_name": "Fictive"}))
    assert refused.value.parameters == {"field": "given_names"}
    assert (vault.kept.dossiers, vault.noted) == ({}, [])


USES: dict[str, Callable[[Dossiers, BeneficiaryId], object]] = {
    "find": lambda dossiers, _: dossiers.find("a"),
    "page": lambda dossiers, _: dossiers.page(),
    "count": lambda dossiers, _: dossiers.count(),
    "open": lambda dossiers, who: dossiers.open(who),
    "alike": lambda dossiers, _: dossiers.alike(ada_identity()),
    "create": lambda dossiers, _: dossiers.create(ada_identity()),
    "change_identity": lambda dossiers, who: dossiers.change_identity(who, ada_identity()),
    "change_situation": lambda dossiers, who: dossiers.change_situation(who, Situation()),
    "change_profile": lambda dossiers, who: dossiers.change_profile(who, Profile()),
    "give_notice": lambda dossiers, who: dossiers.give_notice(who, "2026-11", "ORAL"),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_supervisor_sees_nobody_and_changes_nobody(
    vault: MemoryVault, known: BeneficiaryId, use: Callable[[Dossiers, BeneficiaryId], object]
) -> None:
    dossiers = desk_of(vault, Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        use(dossiers, known)
    assert vault.noted == []
    assert not any(work.committed for work in vault.works)


def turned(profile: Profile, city: str = "Massy") -> Profile:
    """The profile with an experience that ends before it begins."""
    (known,) = profile.experiences
    period = Period.model_validate({"start": "2022-03", "end": "2020-01"})
    return profile.evolve(experiences=(known.evolve(period=period, city=city),))


def test_nobody_types_a_period_that_ends_before_it_begins(
    vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId
) -> None:
    before = vault.kept.dossiers[known]
    with pytest.raises(FieldRefused) as refused:
        dossiers.change_profile(known, turned(ada_profile()))
    assert sentence(refused.value).startswith(typeset("Période (« janvier 2020 ») : la fin est avant le début."))
    assert vault.kept.dossiers[known] == before


def test_one_that_came_in_so_stays_so_and_stands_in_the_way_of_nothing(
    vault: MemoryVault, dossiers: Dossiers, known: BeneficiaryId
) -> None:
    before = vault.kept.dossiers[known]
    came_in = turned(ada_profile())
    vault.kept.dossiers[known] = before.evolve(beneficiary=before.beneficiary.evolve(profile=came_in))
    dossiers.change_profile(known, came_in.evolve(about_me="<p>Autre chose</p>"))
    assert vault.kept.dossiers[known].beneficiary.profile.experiences == came_in.experiences
    with pytest.raises(FieldRefused):
        dossiers.change_profile(known, turned(ada_profile(), city="Évry"))
