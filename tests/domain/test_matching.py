"""The same person under another spelling: each proposal has its reasons, and strangers are left alone."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeport.domain.account import Account, Role
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Email, Identity, Telephone
from passeport.domain.matching import MatchReason, is_sure, likeness, matches
from passeport.domain.partial_date import PartialDate
from passeport.domain.spelling import dates_one_error_away, exchanged, one_digit_away
from passeport.samples.people import People
from tests.people import AUTHOR, MISSION_LOCALE, TODAY, ada, ada_passport, identifier

R = MatchReason


def person(given: str, family: str, birth: str = "", **fields: object) -> Identity:
    date = PartialDate.parse(birth) if birth else None
    return Identity.model_validate({"given_names": given, "family_name": family, "birth_date": date, **fields})


MARIE = person("Marie-Claire Anne", "de La Tour-Modèle", "1984-03-12", birth_name="Le Goff")
PHONE = (Telephone(number="06 39 98 00 01"),)


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (person("MARIE CLAIRE ANNE", "DE LA TOUR MODELE", "1984-03-12"), {R.SAME_NAMES, R.SAME_BIRTH}),
        (person("Marie-Claire Anne", "Legoff", "1984-03-12"), {R.BIRTH_NAME, R.SAME_BIRTH}),
        (person("Marie-Claire Anne", "Tour-Modèle", "1984-03-12"), {R.PARTICLE, R.SAME_BIRTH}),
        (person("Marie-Claire", "de La Tour-Modèle", "1984-03-12"), {R.GIVEN_NAMES, R.SAME_BIRTH}),
        (person("Anne Marie-Claire", "Le Goff", "1984-03-12"), {R.GIVEN_NAMES, R.SAME_BIRTH}),
        (person("De la Tour Modèle", "Marie Claire Anne", "1984-03-12"), {R.SWAPPED_NAMES, R.SAME_BIRTH}),
        (person("Marie-Claire Anne", "de La Tuor-Modèle", "1984-03-12"), {R.NEAR_NAMES, R.SAME_BIRTH}),
        (person("Marie-Claire Ane", "de La Tour-Modèle", "1984-03-12"), {R.NEAR_NAMES, R.SAME_BIRTH}),
        (person("Marie-Claire Anne", "de La Tour-Modèle", "1984-12-03"), {R.SAME_NAMES, R.SWAPPED_BIRTH}),
        (person("Marie-Claire Anne", "de La Tour-Modèle", "1994-03-12"), {R.SAME_NAMES, R.NEAR_BIRTH}),
        (person("Marie-Claire Anne", "de La Tour-Modèle", "1984-03-13"), {R.SAME_NAMES, R.NEAR_BIRTH}),
        (person("Marie-Claire Anne", "de La Tour-Modèle", "1948-03-12"), {R.SAME_NAMES, R.NEAR_BIRTH}),
        (person("Marie-Claire Anne", "Le Goff", "1984-12-03"), {R.BIRTH_NAME, R.SWAPPED_BIRTH}),
        (person("Marie-Claire Anne", "de La Tour-Modèle"), {R.SAME_NAMES, R.UNKNOWN_BIRTH}),
        (person("Marie-Claire Anne", "de La Tour-Modèle", "1984"), {R.SAME_NAMES, R.UNKNOWN_BIRTH}),
        (person("Paul", "Autre", "1984-03-12"), set()),
        (person("Marie-Claire Anne", "Autre", "1984-03-12"), set()),
        (person("Paul", "de La Tour-Modèle", "1984-03-12"), set()),
        (person("Marie-Claire Anne", "de La Tour-Modèle", "1984-05-27"), set()),
        (person("Marie-Claire Anne", "de La Tour-Modèle", "1985"), set()),
        (person("Marie-Claire Ane", "de La Tour-Modèle", "1984-03-13"), set()),
        (person("—", "—", "1984-03-12"), set()),
    ],
)
def test_another_spelling_is_proposed_with_its_reasons(other: Identity, reasons: set[MatchReason]) -> None:
    assert set(likeness(MARIE, other)) == reasons
    assert set(likeness(other, MARIE)) == reasons


def test_a_telephone_in_common_supports_and_never_suffices() -> None:
    mine = MARIE.evolve(telephones=PHONE)
    married = person("Marie-Claire Anne", "Nouveau-Nom", "1984-03-12", telephones=PHONE)
    assert set(likeness(mine, married)) == {R.OTHER_FAMILY_NAME, R.SAME_BIRTH, R.SAME_CONTACT}
    abroad = married.evolve(telephones=(Telephone(country_dialing="33", number="+33 6 39 98 00 01"),))
    assert R.SAME_CONTACT in likeness(mine, abroad)
    sister = person("Jeanne", "de La Tour-Modèle", "1986-07-30", telephones=PHONE)
    assert likeness(mine, sister) == ()
    stranger = person("Paul", "Autre", "1950-01-01", telephones=PHONE, emails=(Email(address="a@exemple.invalid"),))
    assert likeness(mine, stranger) == ()
    two_errors = person("Marie-Claire Ane", "de La Tour-Modèle", "1984-03-13", telephones=PHONE)
    assert set(likeness(mine, two_errors)) == {R.NEAR_NAMES, R.NEAR_BIRTH, R.SAME_CONTACT}


def test_sure_is_the_same_day_and_the_same_names_only() -> None:
    assert is_sure((R.SAME_NAMES, R.SAME_BIRTH))
    assert is_sure((R.BIRTH_NAME, R.SAME_BIRTH))
    assert is_sure((R.SAME_PERSON,))
    for names, birth in itertools.product(MatchReason, (R.SWAPPED_BIRTH, R.NEAR_BIRTH, R.UNKNOWN_BIRTH)):
        assert is_sure((names, birth)) == (names is R.SAME_PERSON)
    assert not is_sure((R.NEAR_NAMES, R.SAME_BIRTH))


def test_a_year_alone_is_no_day_of_birth() -> None:
    old = person("Marie", "Exemple", "1984")
    assert set(likeness(old, old)) == {R.SAME_NAMES, R.UNKNOWN_BIRTH}


def test_the_identifier_of_a_dossier_merged_since_is_recognised() -> None:
    before = BeneficiaryId(identifier("autrefois"))
    survivor = ada().evolve(beneficiary=ada().beneficiary.evolve(formerly=(before,)))
    passport = ada_passport().evolve(beneficiary=before, identity=person("Zoé", "Toute-Autre"))
    (match,) = matches(passport, [survivor])
    assert match.reasons == (R.SAME_PERSON,)
    assert match.is_sure


def test_the_surest_comes_first() -> None:
    def dossier(number: int, identity: Identity) -> object:
        return ada().evolve(
            beneficiary=ada().beneficiary.evolve(id=BeneficiaryId(identifier(str(number))), identity=identity)
        )

    people = [
        person("Marie-Claire", "Le Goff", "1984-03-12"),
        person("Marie-Claire Anne", "de La Tour-Modèle", "1984-12-03"),
        person("Marie-Claire Anne", "Le Goff", "1984-03-12"),
        person("Marie-Claire Anne", "de La Tour-Modèle", "1984-03-12"),
    ]
    passport = ada_passport().evolve(beneficiary=None, identity=MARIE)
    found = matches(passport, [dossier(number, one) for number, one in enumerate(people)])  # type: ignore[misc]
    assert [match.dossier.beneficiary.identity for match in found] == [people[3], people[2], people[1], people[0]]


names = st.sampled_from(["Ada", "Adam", "Ada Inès", "Inès-Ada", "de Modèle", "Modèle", "Le Goff", "Legof", "Éa", "—"])
births = st.sampled_from(["", "1999", "1999-02", "1999-02-03", "1999-03-02", "1999-02-13", "1989-02-03", "2001-01-01"])
identities = st.builds(
    lambda given, family, born, birth, phone: person(
        given, family, birth, birth_name=born, telephones=PHONE if phone else ()
    ),
    names,
    names,
    names | st.just(""),
    births,
    st.booleans(),
)


@given(identities, identities)
def test_likeness_is_symmetric(one: Identity, other: Identity) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(identities)
def test_everybody_is_like_themselves_when_they_have_a_name(one: Identity) -> None:
    has_family_name = any(name not in ("", "—") for name in (one.family_name, one.birth_name))
    assert bool(likeness(one, one)) == (one.given_names != "—" and has_family_name)


@given(st.dates(), st.dates())
def test_dates_near_each_other_are_so_both_ways(one: object, other: object) -> None:
    a, b = PartialDate.parse(str(one)), PartialDate.parse(str(other))
    assert one_digit_away(a, b) == (b in dates_one_error_away(a)) == (a in dates_one_error_away(b))
    back = exchanged(a)
    assert back is None or exchanged(back) == a


def test_two_thousand_people_are_not_taken_for_each_other() -> None:
    """Namesakes exist: of two million pairs, fewer than one in fifty thousand is proposed, and none for a date."""
    account = Account(id=AUTHOR, name="Camille", role=Role.CONSEILLER, station=MISSION_LOCALE)
    crowd = People(seed=7, account=account, today=TODAY)
    identities = [crowd.dossier(number, 0).beneficiary.identity for number in range(2_000)]
    days: dict[object, list[Identity]] = {}
    families: dict[object, list[Identity]] = {}
    for one in identities:
        days.setdefault(one.birth_date, []).append(one)
        families.setdefault(one.family_name, []).append(one)
    pairs = {
        (id(a), id(b)): (a, b)
        for group in (*days.values(), *families.values())
        for a, b in itertools.combinations(group, 2)
    }
    proposed = [reasons for a, b in pairs.values() if (reasons := likeness(a, b))]
    assert len(proposed) <= len(identities) * (len(identities) - 1) / 2 / 50_000
    assert all(not {R.SAME_BIRTH, R.SWAPPED_BIRTH, R.NEAR_BIRTH, R.UNKNOWN_BIRTH}.issuperset(one) for one in proposed)
