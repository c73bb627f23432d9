"""R01: a social security number is found wherever it hides, and nothing else is taken for one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from passeport.domain.identity import Email, Identity
from passeport.domain.parcours import NoteLevel
from passeport.domain.profile import Skill
from passeport.domain.social_security_number import contains_social_security_number
from tests.people import ada_identity, item, note

SEPARATORS = ["", " ", "\u00a0", "\u202f", ".", "-", " . ", "_"]


def key_of(number: str) -> str:
    """INSEE: 97 less the rest of the division by 97, Corsica counting as 19 and 18."""
    return f"{97 - int(number.replace('2A', '19').replace('2B', '18')) % 97:02}"


@some.composite
def numbers(draw: some.DrawFn) -> str:
    """The thirteen first characters of a plausible number."""
    sex = draw(some.sampled_from("123478"))
    month = draw(some.sampled_from([*range(1, 13), *range(20, 43), *range(50, 100)]))
    department = draw(some.sampled_from([*(f"{number:02}" for number in range(1, 100)), "2A", "2B"]))
    year, commune, order = (draw(some.integers(0, top)) for top in (99, 999, 999))
    return f"{sex}{year:02}{month:02}{department}{commune:03}{order:03}"


def written(number: str, separator: str) -> str:
    """The groups in which people write it."""
    ends = (0, 1, 3, 5, 7, 10, 13, 15)
    groups = (number[start:end] for start, end in pairwise(ends))
    return separator.join(group for group in groups if group)


@given(numbers(), some.sampled_from(SEPARATORS))
def test_thirteen_characters_are_a_number(number: str, separator: str) -> None:
    assert contains_social_security_number(written(number, separator))
    assert contains_social_security_number(f"Son numéro : {written(number, separator)}.")
    assert contains_social_security_number(f"Son numéro est le {written(number, separator)}, à ne pas noter")


@given(numbers(), some.sampled_from(SEPARATORS), some.integers(0, 99))
def test_fifteen_are_one_whether_the_key_is_right_or_mistyped(number: str, separator: str, typed: int) -> None:
    for key in (key_of(number), f"{typed:02}"):
        assert contains_social_security_number(written(number + key, separator))


@given(numbers(), some.lists(some.sampled_from(SEPARATORS), min_size=14, max_size=14))
def test_the_groups_do_not_matter(number: str, separators: list[str]) -> None:
    text = "".join(
        f"{separator}{character}"
        for separator, character in zip(["", *separators], number + key_of(number), strict=False)
    )
    assert contains_social_security_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "185057800608491",
        "1 85 05 78 006 084 91",
        "1\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a091",
        "1.85.05.78.006.084",
        "1-85-05-78-006-084-91",
        "1 85 05 78 006 084 (clé 91)",
        "2 99 12 2A 004 015 33",
        "299122b00401533",
        "2 99 12 2 B 004 015",
        "1850\u202f5780\u202f0608\u202f491",
        "Ada\n2 85 05 78 006 084\nOcc.",
        "tél. 06 39 98 00 00 – 1 85 05 78 006 084 91",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert contains_social_security_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "06 39 98 00 00",
        "06 39 98 00 00 06 39 98 00 01",
        "01 99 00 00 01 / 06 39 98 00 00",
        "+33 6 39 98 00 00",
        "+1850578006084",  # thirteen digits after the sign of a country
        "123 456 782 00010",  # SIRET: fourteen digits
        "12345678200010",
        "SIREN 123 456 782",
        "FR76 3000 6000 0112 3456 7890 189",
        "3000600001123456",
        "5 85 05 78 006 084 91",  # no sex is numbered 5
        "1 85 13 78 006 084 91",  # no month 13
        "1 85 05 78 006 08",
        "1 85 05 78 006 084 9111",
        "Du 12/10/2026 au 06/11/2026, de 9 h 30 à 17 h",
        "12/10/2026 09:30:00",
        "978-2-07-036002-4",  # ISBN
        "6f1c2f5e-6a0f-5b59-9d0e-7a0b5c1e2d34",
        "0123456789abcdef0123456789abcdef",
        "PSP-2026-7F3K-9QXA",
        "91000 Évry-Courcouronnes",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not contains_social_security_number(text)


TELEPHONES = some.from_regex(r"(0|\+33 |33 |0033 )[1-7]( [0-9]{2}){4}", fullmatch=True)


@given(some.lists(TELEPHONES, min_size=1, max_size=4))
def test_telephone_numbers_in_a_row_are_none_unless_the_key_agrees(telephones: list[str]) -> None:
    line = " ".join(telephones)
    digits = "".join(character for character in line if character.isdigit())
    with_its_key = any(
        digits[start + 13 : start + 15] == key_of(digits[start : start + 13]) for start in range(len(digits) - 14)
    )
    assert with_its_key or not contains_social_security_number(line)


def test_a_number_with_its_key_is_found_in_the_middle_of_others() -> None:
    assert contains_social_security_number("06 39 98 00 00 1 85 05 78 006 084 91 01 99 00 00 01")
    assert contains_social_security_number("06 39 98 00 00 1 85 05 2A 006 084 35 01 99 00 00 01")
    assert not contains_social_security_number("06 39 98 00 00 1 85 05 78 006 084 90 01 99 00 00 01")


@pytest.mark.parametrize(
    "field", ["given_names", "family_name", "birth_name", "title", "birth_place", "other_nationalities"]
)
def test_no_field_of_a_person_takes_one(field: str) -> None:
    value: object = "1 85 05 78 006 084 91"
    with pytest.raises(ValidationError, match="social security number"):
        ada_identity().evolve(**{field: (value,) if field == "other_nationalities" else value})


def test_no_text_takes_one_either() -> None:
    hidden = "Voir 1 85 05 78 006 084 91"
    with pytest.raises(ValidationError, match="social security number"):
        note("une note", NoteLevel.PRIVATE, hidden)
    with pytest.raises(ValidationError, match="social security number"):
        Skill(id=item("compétence"), kind="OTHER", description=f"<p>{hidden}</p>")
    with pytest.raises(ValidationError, match="social security number"):
        Email(address="185057800608491@exemple.invalid")


def test_no_field_is_meant_for_one() -> None:
    assert not {name for name in Identity.model_fields if {"nir", "insee", "security"} & set(name.split("_"))}
