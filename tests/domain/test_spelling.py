"""One error in a word, and in the beginning of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeport.domain.spelling import begins_within_one_error, within_one_error

LETTERS = st.text("abc", max_size=7)


@given(LETTERS, LETTERS)
def test_a_beginning_within_one_error_is_found_as_by_trying_each(typed: str, word: str) -> None:
    tried = any(within_one_error(typed, word[:length]) for length in range(len(word) + 1))
    assert begins_within_one_error(typed, word) == tried


@pytest.mark.parametrize(
    ("typed", "word"),
    [("mrtin", "martinez"), ("maartin", "martinez"), ("amrtin", "martinez"), ("mbrtin", "martinez"), ("mart", "mar")],
)
def test_each_kind_of_error_is_forgiven_once(typed: str, word: str) -> None:
    assert begins_within_one_error(typed, word)
    assert not begins_within_one_error(f"xy{typed}", word)
