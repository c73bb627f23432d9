"""The printed recovery key: what is written is read, and what is copied wrong is noticed and named."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeport.domain.errors import RecoveryKeyMistyped
from passeport.domain.recovery_key import _ALPHABET, GROUPS, SECRET_LENGTH, understood, written

SECRETS = st.binary(min_size=SECRET_LENGTH, max_size=SECRET_LENGTH)
KEY = written(bytes(range(7, 7 + SECRET_LENGTH)))


@given(SECRETS)
def test_what_is_written_is_read(secret: bytes) -> None:
    assert understood(written(secret)) == secret


@given(SECRETS, st.randoms(use_true_random=False))
def test_case_separators_and_lookalikes_are_forgiven(secret: bytes, draw: random.Random) -> None:
    key = written(secret)
    typed = (
        key.replace("0", draw.choice("0Oo"))
        .replace("1", draw.choice("1IiLl"))
        .replace("-", draw.choice([" ", "", "–"]))
    )
    assert understood(f"  {typed.lower()}\n") == secret


def test_it_is_eight_groups_of_five() -> None:
    groups = KEY.split("-")
    assert [len(group) for group in groups] == [5] * GROUPS
    assert set("".join(groups)) <= set(_ALPHABET)


def test_every_single_wrong_character_is_noticed_and_its_group_named() -> None:
    for place, letter in enumerate(KEY):
        for other in _ALPHABET if letter != "-" else "":
            if other != letter:
                with pytest.raises(RecoveryKeyMistyped) as refused:
                    understood(KEY[:place] + other + KEY[place + 1 :])
                assert refused.value.parameters == {"group": place // 6 + 1}


def test_every_two_characters_swapped_in_a_group_are_noticed() -> None:
    for start in range(0, len(KEY), 6):
        for one, other in itertools.combinations(range(start, start + 5), 2):
            letters = list(KEY)
            letters[one], letters[other] = letters[other], letters[one]
            if letters != list(KEY):
                with pytest.raises(RecoveryKeyMistyped):
                    understood("".join(letters))


def test_every_two_groups_swapped_are_noticed() -> None:
    for one, other in itertools.combinations(range(GROUPS), 2):
        groups = KEY.split("-")
        groups[one], groups[other] = groups[other], groups[one]
        with pytest.raises(RecoveryKeyMistyped):
            understood("-".join(groups))


@pytest.mark.parametrize("typed", ["", KEY[:-1], KEY[:-6], f"{KEY}-00000", "00000"])
def test_a_key_of_another_length_is_refused(typed: str) -> None:
    with pytest.raises(RecoveryKeyMistyped) as refused:
        understood(typed)
    assert refused.value.parameters == {"group": 0}


@pytest.mark.parametrize(
    "typed", [KEY[:4] + "U" + KEY[5:], "clé de secours, deuxième tiroir à gauche", KEY[:4] + "é" + KEY[5:]]
)
def test_a_character_that_no_key_has_is_named_by_its_group(typed: str) -> None:
    with pytest.raises(RecoveryKeyMistyped) as refused:
        understood(typed)
    assert refused.value.parameters == {"group": 1}
