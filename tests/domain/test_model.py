"""What every model promises: frozen, compared by content, changed only under its own rules."""

import datetime as dt
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from passeport.domain.beneficiary import Dossier
from passeport.domain.identity import Address, Identity
from passeport.domain.model import DomainModel
from tests.people import ada, ada_identity, ada_parcours, ada_passport


def models_within(value: object) -> Iterator[DomainModel]:
    if isinstance(value, DomainModel):
        yield value
        for name in type(value).model_fields:
            yield from models_within(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from models_within(part)


def test_a_model_cannot_be_changed_in_place() -> None:
    for model in models_within(ada()):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(model, next(iter(type(model).model_fields)), None)


def test_a_model_without_changes_is_the_same() -> None:
    for model in models_within(ada_passport()):
        assert model.evolve() == model


def test_every_model_goes_through_json_unchanged() -> None:
    for model in models_within(ada()):
        assert type(model).model_validate_json(model.model_dump_json()) == model


def test_a_change_makes_another_and_leaves_the_first() -> None:
    first = ada_identity()
    second = first.evolve(given_names="Zoé")
    assert second.given_names == "Zoé"
    assert first.given_names == "Ada-Inès"
    assert second.evolve(given_names="Ada-Inès") == first


def test_a_change_checks_each_rule_again() -> None:
    with pytest.raises(ValidationError, match="given_names"):
        ada_identity().evolve(given_names="  ")
    with pytest.raises(ValidationError, match="ends before it begins"):
        ada_parcours().steps[1].evolve(until=dt.date(2026, 11, 1))


def test_a_change_of_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        ada_identity().evolve(numero_de_securite_sociale="")


def test_a_change_inside_is_checked_from_outside_too() -> None:
    dossier = ada()
    with pytest.raises(ValidationError, match="closure"):
        dossier.evolve(parcours=[{**ada_parcours().model_dump(), "closure_reason": "AILLEURS"}])


def test_space_around_a_text_is_nothing_and_a_line_is_one_line() -> None:
    assert Identity(given_names="  Ada \n Inès ", family_name="d’Exemple").given_names == "Ada Inès"
    assert Address(street="1 rue\tde l’Essai\n").street == "1 rue de l’Essai"


def test_a_dossier_remembers_everything_but_what_it_was_not_told() -> None:
    nobody = Dossier.model_validate_json(ada().evolve(parcours=()).model_dump_json())
    assert nobody.parcours == ()
    assert nobody.revision == 0
