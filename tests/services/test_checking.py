"""A broken rule becomes an error that names its field, and tells nothing of the values around it."""

import datetime as dt

import pytest

from passeport.domain.errors import FieldRefused, NoteTooLong, PasseportError, SocialSecurityNumberRefused
from passeport.domain.identity import Identity
from passeport.domain.model import DomainModel
from passeport.domain.profile import Experience
from passeport.services.checking import checked
from passeport.services.parcours import NoteEntry, StepEntry
from tests.people import item

NUMBER = "1 85 05 78 006 084 91"
DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("model", "values", "parameters"),
    [
        (Identity, {"given_names": "Ada"}, {"field": "family_name", "value": "", "reason": "missing"}),
        (
            Identity,
            {"given_names": "", "family_name": "Fictive"},
            {"field": "given_names", "value": "", "reason": "string_too_short"},
        ),
        (
            Identity,
            {"given_names": "Ada", "family_name": "Fictive", "birth_date": "2026-02-31"},
            {"field": "birth_date", "value": "2026-02-31", "reason": "value_error"},
        ),
        (
            StepEntry,
            {"type": "ENTRETIEN", "day": "2026-02-31"},
            {"field": "day", "value": "2026-02-31", "reason": "date_from_datetime_parsing"},
        ),
        (StepEntry, {"type": "INCONNU", "day": DAY}, {"field": "type", "value": "INCONNU", "reason": "value_error"}),
        (
            StepEntry,
            {"type": "ORIENTATION", "day": DAY, "referral": {"point_accueil": "Cité", "network": ""}},
            {"field": "referral.network", "value": "", "reason": "value_error"},
        ),
        (
            Experience,
            {"id": item("e"), "employer": {"name": "é" * 2_001}},
            {"field": "employer.name", "value": "é" * 2_001, "reason": "string_too_long"},
        ),
    ],
)
def test_a_broken_rule_names_its_field(
    model: type[DomainModel], values: dict[str, object], parameters: dict[str, object]
) -> None:
    with pytest.raises(FieldRefused) as refused:
        checked(model, values)
    assert refused.value.parameters == parameters


def test_a_note_over_its_limit_says_by_how_much() -> None:
    with pytest.raises(NoteTooLong) as refused:
        checked(NoteEntry, {"text": "é" * 612})
    assert refused.value.parameters == {"length": 612, "limit": 500}


@pytest.mark.parametrize(
    ("model", "values", "field"),
    [
        (Identity, {"given_names": NUMBER, "family_name": "Fictive"}, "given_names"),
        (
            Identity,
            {"given_names": "Ada", "family_name": "Fictive", "emails": [{"address": NUMBER}]},
            "emails.0.address",
        ),
        (StepEntry, {"type": "ENTRETIEN", "day": DAY, "outcome": NUMBER}, "outcome"),
        (StepEntry, {"type": "ENTRETIEN", "day": DAY, "notes": [{"text": f"Voir {NUMBER}"}]}, "notes.0.text"),
    ],
)
def test_a_social_security_number_is_named_by_its_field_and_never_repeated(
    model: type[DomainModel], values: dict[str, object], field: str
) -> None:
    with pytest.raises(SocialSecurityNumberRefused) as refused:
        checked(model, values)
    assert refused.value.parameters == {"field": field}


def test_only_the_refused_value_is_told() -> None:
    with pytest.raises(PasseportError) as refused:
        checked(Identity, {"given_names": "Ada", "family_name": "Fictive", "gender": "licorne"})
    assert "Fictive" not in str(refused.value.parameters)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_what_breaks_no_rule_is_made() -> None:
    made = checked(Identity, {"given_names": " Ada ", "family_name": "Fictive", "birth_date": "1999-02"})
    assert (made.given_names, str(made.birth_date)) == ("Ada", "1999-02")


def test_a_value_that_is_no_text_is_not_shown() -> None:
    with pytest.raises(FieldRefused) as refused:
        checked(Identity, {"given_names": ["Ada"], "family_name": "Fictive"})
    assert refused.value.parameters["value"] == ""
