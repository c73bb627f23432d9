"""Item by item: what a passport says otherwise, and what becomes of it."""

import datetime as dt

import pytest

from passeport.domain.difference import Decision, Difference, DifferenceKind, differences
from passeport.domain.identity import Address, ContactUse, Email, Identity, Telephone
from passeport.domain.merging import merge
from passeport.domain.profile import Organisation
from tests.people import ada, ada_passport

HOME = ada().beneficiary.identity.addresses[0]
MOVED = HOME.evolve(street="9 rue du Modèle")


def found(field: str, *values: object) -> tuple[Difference, ...]:
    identity = Identity.model_validate({**dict(ada_passport().identity), field: values})
    passport = ada_passport().evolve(identity=identity)
    return tuple(one for one in differences(ada(), passport) if one.field == field)


@pytest.mark.parametrize(
    ("field", "theirs", "kind"),
    [
        ("addresses", HOME, DifferenceKind.SAME),
        ("addresses", HOME.evolve(use=ContactUse.WORK), DifferenceKind.SAME),
        ("addresses", MOVED, DifferenceKind.CONFLICTING),
        ("addresses", MOVED.evolve(use=ContactUse.WORK), DifferenceKind.NEW),
        ("addresses", Address(city="Évry-Courcouronnes"), DifferenceKind.SAME),
        ("telephones", Telephone(use=ContactUse.MOBILE, number="639980009"), DifferenceKind.CONFLICTING),
        ("telephones", Telephone(use=ContactUse.HOME, number="199000000"), DifferenceKind.NEW),
        ("emails", Email(address="ADA@exemple.invalid"), DifferenceKind.SAME),
        ("emails", Email(address="autre@exemple.invalid"), DifferenceKind.CONFLICTING),
        ("nationalities", "BE", DifferenceKind.NEW),
    ],
)
def test_a_value_of_a_list_stands_to_the_one_for_the_same_use(field: str, theirs: object, kind: DifferenceKind) -> None:
    (one,) = found(field, theirs)
    assert one.kind is kind
    assert (one.mine is None) == (kind is DifferenceKind.NEW)


@pytest.mark.parametrize(
    "written",
    [
        Telephone(number="0639980000"),
        Telephone(number="06 39 98 00 00"),
        Telephone(number="06.39.98.00.00", use=ContactUse.HOME),
        Telephone(number="+33 6 39 98 00 00"),
        Telephone(number="+33 (0)6 39 98 00 00"),
        Telephone(number="0033639980000"),
        Telephone(country_dialing="33", number="0639980000"),
        Telephone(country_dialing="33", number="6 39 98 00 00"),
    ],
    ids=lambda written: f"{written.country_dialing} {written.number}",
)
def test_a_french_number_is_the_same_with_or_without_its_country(written: Telephone) -> None:
    (one,) = found("telephones", written)
    assert one.kind is DifferenceKind.SAME
    here = ada().beneficiary.identity.evolve(telephones=(written,))
    dossier = ada().evolve(beneficiary=ada().beneficiary.evolve(identity=here))
    assert {d.kind for d in differences(dossier, ada_passport()) if d.field == "telephones"} == {DifferenceKind.SAME}


@pytest.mark.parametrize(
    "other",
    [
        Telephone(use=ContactUse.MOBILE, number="0639980001"),
        Telephone(use=ContactUse.MOBILE, country_dialing="32", number="639980000"),
        Telephone(use=ContactUse.MOBILE, number="+32 639980000"),
    ],
    ids=lambda written: f"{written.country_dialing} {written.number}",
)
def test_another_number_or_another_country_differs(other: Telephone) -> None:
    (one,) = found("telephones", other)
    assert one.kind is DifferenceKind.CONFLICTING


def test_a_number_in_words_is_compared_by_its_words() -> None:
    assert Telephone(number="chez sa tante").dialled == ""
    (one,) = found("telephones", Telephone(use=ContactUse.HOME, number="chez sa tante"))
    assert one.kind is DifferenceKind.NEW


def test_an_address_with_more_said_is_richer() -> None:
    dossier = ada()
    bare = dossier.beneficiary.identity.evolve(addresses=(Address(city="Évry-Courcouronnes"),))
    dossier = dossier.evolve(beneficiary=dossier.beneficiary.evolve(identity=bare))
    (one,) = (one for one in differences(dossier, ada_passport()) if one.field == "addresses")
    assert one.kind is DifferenceKind.RICHER
    merged = merge(dossier, (one,), {}, None)
    assert merged.beneficiary.identity.addresses == (HOME,)


@pytest.mark.parametrize(
    ("decision", "kept"),
    [(Decision.KEEP, (HOME,)), (Decision.TAKE, (MOVED,)), (Decision.BOTH, (HOME, MOVED))],
)
def test_another_address_is_left_taken_or_kept_beside(decision: Decision, kept: tuple[Address, ...]) -> None:
    (one,) = found("addresses", MOVED)
    assert one.suggestion is Decision.BOTH
    merged = merge(ada(), (one,), {one.key: decision}, None)
    assert merged.beneficiary.identity.addresses == kept


def test_two_new_addresses_do_not_both_replace_the_one_known() -> None:
    other = HOME.evolve(street="3 rue Fictive")
    first, second = found("addresses", MOVED, other)
    assert (first.kind, second.kind) == (DifferenceKind.CONFLICTING, DifferenceKind.NEW)
    merged = merge(ada(), (first, second), {first.key: Decision.TAKE}, None)
    assert merged.beneficiary.identity.addresses == (MOVED, other)


def test_what_the_passport_leaves_empty_is_not_taken_away() -> None:
    dossier, passport = ada(), ada_passport()
    theirs = passport.profile.experiences[0].evolve(
        position="Paysagiste", city="", description="", employer=Organisation()
    )
    passport = passport.evolve(profile=passport.profile.evolve(experiences=(theirs,)))
    (one,) = (one for one in differences(dossier, passport) if one.field == "experiences")
    assert one.kind is DifferenceKind.CONFLICTING
    (job,) = merge(dossier, (one,), {one.key: Decision.TAKE}, None).beneficiary.profile.experiences
    assert (job.position, job.city, job.employer.name) == ("Paysagiste", "Massy", "Pépinières & Cie")
    assert job.description == dossier.beneficiary.profile.experiences[0].description


@pytest.mark.parametrize("day", [dt.date(2026, 11, 1), dt.date(2027, 1, 1)])
def test_a_step_taken_with_another_day_stays_possible(day: dt.date) -> None:
    dossier, passport = ada(), ada_passport()
    (parcours,) = passport.parcours
    theirs = parcours.steps[1].evolve(day=day, until=None, place="")
    passport = passport.evolve(parcours=(parcours.evolve(steps=(theirs,)),))
    (one,) = (one for one in differences(dossier, passport) if one.field == "steps")
    (_, step, _) = merge(dossier, (one,), {one.key: Decision.TAKE}, None).parcours[0].steps
    assert (step.day, step.place) == (day, "Massy")
    assert step.until == (None if day.year == 2027 else dt.date(2026, 11, 6))


def test_a_parcours_that_the_passport_does_not_know_to_be_closed_stays_closed() -> None:
    dossier, passport = ada(), ada_passport()
    closed = dossier.parcours[0].evolve(closed_on=dt.date(2026, 12, 1), closure_reason="CDI")
    dossier = dossier.evolve(parcours=(closed,))
    theirs = passport.parcours[0].evolve(cep_level="1", theme=None)
    (one,) = (one for one in differences(dossier, passport.evolve(parcours=(theirs,))) if one.field == "parcours")
    (kept,) = merge(dossier, (one,), {one.key: Decision.TAKE}, None).parcours
    assert (kept.closed_on, kept.cep_level, kept.theme) == (dt.date(2026, 12, 1), "1", closed.theme)
