"""What stays of a dossier that was anonymised: codes, bands and months, and no way to put a word in."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel, ValidationError

from passeport.domain.anonymous import (
    AnonymousDossier,
    AnonymousParcours,
    AnonymousStep,
    age_band,
    anonymised,
    departement_of,
)
from passeport.domain.beneficiary import Beneficiary, Dossier, Situation
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.partial_date import PartialDate
from passeport.domain.passport import Passport
from tests import people
from tests.strategies.passports import passports

_MONTH = re.compile(r"\d{4}-\d{2}")
_CODE = re.compile(r"[A-Z0-9_]+|[a-z_]+")


def leaves(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Every value that is no list nor object, with where it stands."""
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() for leaf in leaves(inner, f"{path}.{name}")]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner, path)]
    return [(path, value)]


def said_by(left: AnonymousDossier) -> list[tuple[str, Any]]:
    return leaves(json.loads(left.model_dump_json()))


def test_the_reporting_variables_stay() -> None:
    left = anonymised(people.ada(), people.MISSION_LOCALE)
    assert left == AnonymousDossier(
        first_month="2026-10",
        sex="female",
        age="26_29",
        education_level="4",
        situation="DEMANDEUR_INSCRIT",
        time_without_work="MOINS_6",
        qpv="OUI",
        departement="91",
        parcours=(
            AnonymousParcours(
                month="2026-10",
                theme="CHOISIR_METIER",
                cep_level="2",
                steps=(
                    AnonymousStep(
                        month="2026-10",
                        type="ENTRETIEN",
                        status="HONOREE",
                        mode="SUR_PLACE",
                        quarters=3,
                        network="MISSION_LOCALE",
                    ),
                    AnonymousStep(month="2026-11", type="IMMERSION", status="HONOREE", network="MISSION_LOCALE"),
                    AnonymousStep(
                        month="2026-11",
                        type="ORIENTATION",
                        status="PREVUE",
                        network="MISSION_LOCALE",
                        sent_to="CITE_METIERS",
                        referral="PREPAREE",
                    ),
                ),
            ),
        ),
    )


def test_no_word_no_day_and_no_identifier_stays() -> None:
    told = str(said_by(anonymised(people.ada(), people.MISSION_LOCALE)))
    known = json.loads(people.ada().model_dump_json())
    kept = {"2026-10", "2026-11", "female", "MISSION_LOCALE", "CITE_METIERS", "OUI", "NSP", "4", "2", "91"}
    texts = {str(value) for _, value in leaves(known) if isinstance(value, str) and len(value) > 3}
    codes = {text for text in texts if re.fullmatch(r"[A-Z_0-9]+|female", text)}
    assert [text for text in texts - codes - kept if text in told] == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(passports())
def test_of_anybody_only_codes_and_months_stay(passport: Passport) -> None:
    person = Beneficiary(
        id=BeneficiaryId(people.identifier("quelqu’un")),
        identity=passport.identity,
        situation=Situation(commune="Un hameau à nous"),
        profile=passport.profile,
        opened_on=dt.date(2026, 3, 4),
    )
    left = anonymised(Dossier(beneficiary=person, parcours=passport.parcours), people.MISSION_LOCALE)
    for path, value in said_by(left):
        if path.endswith("month"):
            assert value is None or _MONTH.fullmatch(value)
        elif isinstance(value, str):
            assert _CODE.fullmatch(value), path
        else:
            assert value is None or isinstance(value, int), path
    assert left.departement is None


@pytest.mark.parametrize("model", [AnonymousDossier, AnonymousParcours, AnonymousStep])
def test_no_field_takes_a_text(model: type[BaseModel]) -> None:
    """Whatever is added to these models later must be a code, a month or a number too."""
    for name, field in model.model_fields.items():
        if name in ("parcours", "steps"):
            continue
        with pytest.raises(ValidationError):
            model.__pydantic_validator__.validate_assignment(model.model_construct(), name, "Ada d’Exemple")
        assert field.annotation is not None


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        ("2010-11-26", "MOINS_16"),
        ("2010-11-25", "16_17"),
        ("2008-11", "18_21"),
        ("2000", "26_29"),
        ("1996-01-01", "30_44"),
        ("1971-11-25", "55_ET_PLUS"),
        (None, None),
    ],
)
def test_an_age_is_a_band(birth: str | None, band: str | None) -> None:
    known = PartialDate.parse(birth) if birth else None
    assert age_band(known, dt.date(2026, 11, 25)) == band


@pytest.mark.parametrize(
    ("commune", "expected"),
    [("91228", "91"), ("97105", "971"), ("2A004", "2A"), ("Évry", None), ("", None), ("99999", None)],
)
def test_a_place_is_a_departement(commune: str, expected: str | None) -> None:
    assert departement_of(commune) == expected
