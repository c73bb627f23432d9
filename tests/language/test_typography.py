"""French typography: the spaces that must not break."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from passeport.language.typography import NARROW, WIDE, typeset


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Attention !", f"Attention{NARROW}!"),
        ("Un ; deux", f"Un{NARROW}; deux"),
        ("Un : deux", f"Un{WIDE}: deux"),
        ("« Ada » arrive", f"«{WIDE}Ada{WIDE}» arrive"),
        ("« Ada ? » : oui", f"«{WIDE}Ada{NARROW}?{WIDE}»{WIDE}: oui"),
        ("de 9:30 à 10:00", "de 9:30 à 10:00"),
        ("https://exemple.invalid/?a=1;b", "https://exemple.invalid/?a=1;b"),
        ("Un – deux", "Un – deux"),
        ("", ""),
    ],
)
def test_a_space_that_must_not_break_does_not(typed: str, set_: str) -> None:
    assert typeset(typed) == set_


@given(some.text(alphabet="aé :;!?«»\u00a0\u202f"))
def test_setting_twice_changes_nothing_and_only_spaces_change(text: str) -> None:
    once = typeset(text)
    assert typeset(once) == once
    assert len(once) == len(text)
    assert [after for before, after in zip(text, once, strict=True) if before not in (after, " ")] == []


@given(some.text(alphabet="aé :;!?«»"))
def test_no_ordinary_space_is_left_where_it_could_break(text: str) -> None:
    once = typeset(text)
    assert not any(f" {sign}" in once for sign in ";:!?»")
    assert "« " not in once
