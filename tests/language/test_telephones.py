"""Telephone numbers, as they are typed, stored and shown."""

import pytest

from passeport.domain.identity import ContactUse, Telephone
from passeport.language.telephones import telephone, understood_telephone


@pytest.mark.parametrize(
    ("typed", "country", "number", "shown"),
    [
        ("06 39 98 00 00", "33", "639980000", "06 39 98 00 00"),
        ("0639980000", "33", "639980000", "06 39 98 00 00"),
        ("+33 6 39 98 00 00", "33", "639980000", "06 39 98 00 00"),
        ("+33 (0)6.39.98.00.00", "33", "639980000", "06 39 98 00 00"),
        ("+32 2 555 12 12", "32", "25551212", "+32 2 555 12 12"),
    ],
)
def test_a_number_is_stored_without_its_trunk_prefix(typed: str, country: str, number: str, shown: str) -> None:
    understood = understood_telephone(typed)
    assert (understood.country_dialing, understood.number) == (country, number)
    assert telephone(understood) == shown


def test_a_french_mobile_is_known_as_such() -> None:
    assert understood_telephone("06 39 98 00 00").use is ContactUse.MOBILE
    assert understood_telephone("01 99 00 00 01").use is None


@pytest.mark.parametrize("typed", ["poste 12", "3949", "chez sa mère"])
def test_what_is_no_possible_number_stays_as_typed(typed: str) -> None:
    assert understood_telephone(typed) == Telephone(number=typed)
    assert telephone(Telephone(number=typed)) == typed


def test_what_is_shown_is_understood_as_the_same_number() -> None:
    number = Telephone(use=ContactUse.MOBILE, country_dialing="33", number="639980000")
    assert understood_telephone(telephone(number)) == number
