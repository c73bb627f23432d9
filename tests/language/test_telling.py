"""What a person is told of what is kept: every field has a French name, and codes become words."""

from collections.abc import Iterator
from typing import get_args
from uuid import UUID

import pytest

from passeport.domain.beneficiary import Dossier
from passeport.domain.coupon import new_ticket
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Referral
from passeport.domain.profile import LanguageCertificate, Profile
from passeport.language.telling import Told, field, told
from tests import people


def models_in(annotation: object) -> Iterator[type[DomainModel]]:
    if isinstance(annotation, type) and issubclass(annotation, DomainModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def every_model() -> list[type[DomainModel]]:
    """Every kind of thing that a dossier can hold, however deep."""
    known: list[type[DomainModel]] = []
    waiting: list[type[DomainModel]] = [Dossier]
    while waiting:
        model = waiting.pop()
        if model not in known:
            known.append(model)
            waiting += [inner for f in model.model_fields.values() for inner in models_in(f.annotation)]
    return known


NOT_TOLD = {"id", "revision", "data", "year", "month", "day", "code", "start", "end", "ongoing"}
"""Identifiers, counts, bytes, and the parts of what is said in one line: a date, a period, a language."""


@pytest.mark.parametrize("model", every_model(), ids=lambda model: model.__name__)
def test_every_field_has_a_french_name(model: type[DomainModel]) -> None:
    names = {name: field(name, model) for name in model.model_fields if name not in NOT_TOLD}
    assert all(names.values())


def words_of(lines: tuple[Told, ...]) -> Iterator[str]:
    for line in lines:
        yield line.words
        for inside in line.inside:
            yield from words_of(inside)


def test_codes_become_words() -> None:
    words = " ".join(words_of(told(people.ada())))
    for code in ("HONOREE", "CHOISIR_METIER", "MISSION_LOCALE", "PREFERRED_JOB", "REMISE_PAPIER", "ECRIT"):
        assert code not in words, code
    assert "Honorée" in words


def test_a_field_is_called_as_its_owner_calls_it() -> None:
    assert field("experiences", Profile) != field("experiences")
    assert field("level", LanguageCertificate) == "Niveau"


def test_the_number_of_a_ticket_is_told_and_its_secret_is_not() -> None:
    """Whoever holds the secret answers in the name of the point d'accueil that it was made for."""
    ticket = new_ticket(UUID(int=7), UUID("5ec2e7aa-0000-4000-8000-0000000000aa"))
    sent = Referral(point_accueil="Cité des métiers d’Essai", network="CITE_METIERS", ticket=ticket)
    words = " ".join(words_of(told(sent)))
    assert ticket.number in words
    for secret in (ticket.secret.hex(), repr(ticket.secret), str(ticket.secret)):
        assert secret not in words
