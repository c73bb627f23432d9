"""The passport itself: nothing told twice, steps in order, a number that can be read aloud."""

import datetime as dt
import re
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from passeport.domain.passport import Issue, number_from
from passeport.domain.profile import ITEM_LISTS, Item, Profile
from tests.people import ada_parcours, ada_passport, identifier


@pytest.mark.parametrize("name", ITEM_LISTS)
def test_nothing_is_told_twice_under_one_identifier(name: str) -> None:
    passport = ada_passport()
    first = getattr(passport.profile, name)[0]
    with pytest.raises(ValidationError, match="an identifier appears twice"):
        passport.evolve(profile=passport.profile.evolve(**{name: (first, first)}))


def test_neither_is_a_step_nor_a_parcours() -> None:
    passport, parcours = ada_passport(), ada_parcours()
    with pytest.raises(ValidationError, match="an identifier appears twice"):
        passport.evolve(parcours=(parcours, parcours.evolve(steps=())))
    with pytest.raises(ValidationError, match="an identifier appears twice"):
        passport.evolve(parcours=(parcours, parcours.evolve(id=identifier("autre"))))


def test_every_list_of_items_is_known_as_one() -> None:
    lists = {name for name in Profile.model_fields if isinstance(getattr(ada_passport().profile, name), tuple)}
    assert lists == set(ITEM_LISTS)
    assert all(isinstance(one, Item) for name in ITEM_LISTS for one in getattr(ada_passport().profile, name))


def test_the_steps_of_every_parcours_are_in_the_order_of_time() -> None:
    step = ada_parcours().steps[0]
    days = [
        (dt.date(2026, 11, 3), None),
        (dt.date(2026, 10, 1), dt.time(14)),
        (dt.date(2026, 10, 1), dt.time(9)),
        (dt.date(2026, 10, 1), None),
        (dt.date(2026, 10, 1), None),
    ]
    steps = [step.evolve(id=UUID(int=5 - rank), day=day, at=at) for rank, (day, at) in enumerate(days)]
    parcours = (
        ada_parcours().evolve(steps=tuple(steps[:2])),
        ada_parcours().evolve(id=identifier("autre"), steps=tuple(steps[2:])),
    )
    assert ada_passport().evolve(parcours=parcours).steps == (steps[4], steps[3], steps[2], steps[1], steps[0])


def test_a_passport_without_a_name_does_not_exist() -> None:
    passport = ada_passport()
    with pytest.raises(ValidationError, match="family_name"):
        passport.evolve(identity={"given_names": "Ada"})


def test_the_moment_of_an_issue_knows_its_time_zone() -> None:
    issue = ada_passport().issue
    assert issue is not None
    with pytest.raises(ValidationError, match="issued_at"):
        issue.evolve(issued_at=dt.datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 - that is what is refused
    assert Issue.model_validate_json(issue.model_dump_json()) == issue


@given(some.uuids(), some.integers(2000, 9999))
def test_a_number_can_be_read_aloud_and_comes_from_its_identifier(identity: UUID, year: int) -> None:
    number = number_from(identity, year)
    assert re.fullmatch(rf"PSP-{year}-[0-9A-HJKMNP-TV-Z]{{4}}-[0-9A-HJKMNP-TV-Z]{{4}}", number)
    assert number_from(identity, year) == number


@pytest.mark.parametrize("bit", range(128))
def test_forty_bits_of_an_identifier_make_its_number(bit: int) -> None:
    identity = UUID("6f1c2f5e-6a0f-4b59-9d0e-7a0b5c1e2d34")
    other = UUID(int=identity.int ^ 1 << bit)
    assert (number_from(identity, 2026) != number_from(other, 2026)) is (bit >= 128 - 40)
