"""Who the person is and what their dossier holds: the least that is needed, codes and never words (R02, R03)."""

import datetime as dt

import pytest
from pydantic import ValidationError

from passeport.domain.beneficiary import Beneficiary, Dossier, Situation, YesNoUnknown
from passeport.domain.errors import NothingToShow
from passeport.domain.identifiers import AgreementId, BeneficiaryId, ParcoursId
from passeport.domain.identity import Address, Identity, Language, Telephone
from passeport.domain.vocabulary import vocabulary
from tests.people import TODAY, ada, ada_identity, ada_parcours, identifier

SENSITIVE = {
    *("sante", "health", "maladie", "handicap", "religion", "opinion", "syndicat", "union", "ethnie", "ethnic"),
    *("origin", "race", "police", "infraction", "offence", "condamnation", "orientation", "sexual", "nir"),
}


def test_given_name_family_name_and_birth_date_make_a_dossier() -> None:
    identity = Identity.model_validate({"given_names": "Zoé", "family_name": "Fictive", "birth_date": "2001"})
    someone = Beneficiary(id=BeneficiaryId(identifier("zoé")), identity=identity, opened_on=TODAY)
    dossier = Dossier(beneficiary=someone)
    assert not any((dossier.parcours, dossier.agreements, dossier.transmissions))
    assert someone.situation == Situation()
    assert someone.identity.full_name == "Zoé Fictive"


@pytest.mark.parametrize("missing", ["given_names", "family_name"])
def test_nobody_is_without_a_name(missing: str) -> None:
    names = {"given_names": "Zoé", "family_name": "Fictive"}
    for value in ({}, {missing: ""}, {missing: " \n "}):
        with pytest.raises(ValidationError, match=missing):
            Identity.model_validate({**{name: said for name, said in names.items() if name != missing}, **value})


def test_what_was_not_said_is_known_as_not_said() -> None:
    answers = [name for name, field in Situation.model_fields.items() if field.annotation is YesNoUnknown]
    assert answers == ["qpv", "frr", "rqth", "minima_sociaux"]
    assert {getattr(Situation(), name) for name in answers} == {YesNoUnknown.NSP}
    assert {answer.value for answer in YesNoUnknown} == {"OUI", "NON", "NSP"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "CHOMEUR"),
        ("time_without_work", "LONGTEMPS"),
        ("education_level", "9"),
        ("rqth", "depuis 2019, dos"),
        ("qpv", True),
    ],
)
def test_a_situation_is_told_in_codes(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        Situation.model_validate({field: value})


def test_the_only_words_of_a_situation_are_a_commune() -> None:
    assert [name for name, field in Situation.model_fields.items() if field.annotation is str] == ["commune"]


def test_no_field_of_a_person_is_sensitive() -> None:
    names = {*Identity.model_fields, *Situation.model_fields, *Beneficiary.model_fields, *Dossier.model_fields}
    assert not [name for name in names if SENSITIVE & set(name.split("_"))]


@pytest.mark.parametrize("code", ["F", "FRA", "fr", "33", "France"])
def test_a_country_is_two_capital_letters(code: str) -> None:
    with pytest.raises(ValidationError):
        ada_identity().evolve(nationalities=(code,))
    with pytest.raises(ValidationError):
        Address(country=code)


def test_a_language_is_three_letters_or_a_label_alone() -> None:
    assert Language(label="soninké").code == ""
    for code in ("fr", "FRA", "français"):
        with pytest.raises(ValidationError):
            Language(code=code)


@pytest.mark.parametrize("dialing", ["+33", "33 ", "0033a", "12345"])
def test_the_country_of_a_number_is_digits(dialing: str) -> None:
    with pytest.raises(ValidationError):
        Telephone(country_dialing=dialing.replace(" ", "x"), number="639980000")


def test_a_notice_says_its_version_its_day_and_how_it_was_given() -> None:
    notice = ada().beneficiary.notice
    assert notice is not None
    assert notice.mode in vocabulary("notice_modes")
    with pytest.raises(ValidationError, match="mode"):
        notice.evolve(mode="PIGEON")


def test_a_dossier_finds_its_parcours_and_says_when_it_has_none_such() -> None:
    assert ada().parcours_of(ParcoursId(identifier("parcours"))) == ada_parcours()
    with pytest.raises(NothingToShow) as refused:
        ada().parcours_of(ParcoursId(identifier("ailleurs")))
    assert refused.value.parameters == {"what": "parcours", "value": str(identifier("ailleurs"))}
    with pytest.raises(NothingToShow):
        ada().agreement_of(AgreementId(identifier("ailleurs")))


def test_a_changed_parcours_takes_the_place_of_the_one_it_was() -> None:
    other = ada_parcours().evolve(id=identifier("autre"), steps=(), actions=())
    both = ada().with_parcours(other)
    assert [p.id for p in both.parcours] == [ada_parcours().id, other.id]
    changed = both.with_parcours(ada_parcours().evolve(closed_on=dt.date(2026, 12, 1), closure_reason="FORMATION"))
    assert [(p.id, p.is_open) for p in changed.parcours] == [(ada_parcours().id, False), (other.id, True)]
    assert both.parcours[0].is_open
