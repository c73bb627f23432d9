"""The short code: what it says, and that no slip of the tongue or of the finger makes another one."""

import contextlib
import datetime as dt
import itertools
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeport.domain.coupon import LETTERS, Answer, Said, Ticket, new_ticket
from passeport.domain.coupon_code import GROUP, GROUPS, holds, is_proven_code, reason_places, understood, written
from passeport.domain.errors import CouponMistyped
from passeport.domain.vocabulary import vocabulary

TODAY = dt.date(2026, 11, 23)

tickets = st.builds(
    Ticket,
    number=st.text(LETTERS, min_size=5, max_size=5),
    secret=st.binary(min_size=16, max_size=16),
)
days = st.dates(TODAY - dt.timedelta(days=365), TODAY + dt.timedelta(days=658))
answers = st.one_of(
    st.just(Said(answer=Answer.RECUE)),
    st.builds(Said, answer=st.just(Answer.ACCEPTEE), first_meeting_on=st.none() | days),
    st.builds(
        Said, answer=st.just(Answer.DECLINEE), decline_reason=st.sampled_from(vocabulary("decline_reasons").codes)
    ),
)


def plain(code: str) -> str:
    return code.replace("-", "")


@given(tickets, answers)
def test_a_code_is_read_back(ticket: Ticket, said: Said) -> None:
    code = written(ticket, said)
    assert [len(group) for group in code.split("-")] == [GROUP] * GROUPS
    coupon = understood(code, TODAY)
    assert (coupon.number, coupon.said) == (ticket.number, said)
    assert is_proven_code(coupon, ticket)


@given(tickets, answers, st.data())
def test_one_letter_mistaken_is_refused_and_its_group_is_named(ticket: Ticket, said: Said, data: st.DataObject) -> None:
    letters = plain(written(ticket, said))
    place = data.draw(st.integers(0, len(letters) - 1))
    other = data.draw(st.sampled_from([letter for letter in LETTERS if letter != letters[place]]))
    with pytest.raises(CouponMistyped) as refused:
        understood(letters[:place] + other + letters[place + 1 :], TODAY)
    assert refused.value.parameters == {"group": place // GROUP + 1, "length": GROUPS * GROUP}


@given(tickets, answers, st.data())
def test_two_letters_swapped_are_refused_wherever_they_stand(ticket: Ticket, said: Said, data: st.DataObject) -> None:
    letters = list(plain(written(ticket, said)))
    pairs = [(a, b) for a, b in itertools.combinations(range(len(letters)), 2) if letters[a] != letters[b]]
    a, b = data.draw(st.sampled_from(pairs))
    letters[a], letters[b] = letters[b], letters[a]
    with pytest.raises(CouponMistyped):
        understood("".join(letters), TODAY)


def test_every_single_mistake_and_every_swap_of_one_code_is_refused() -> None:
    """All 16 × 31 mistakes, all swaps, and all swaps of two groups, of one code: none is left to chance."""
    letters = plain(written(new_ticket(UUID(int=2**127 + 12345), UUID(int=99)), Said(answer=Answer.RECUE)))
    wrong = {letters[:place] + other + letters[place + 1 :] for place in range(16) for other in LETTERS}
    for a, b in itertools.combinations(range(16), 2):
        swapped = list(letters)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        wrong.add("".join(swapped))
    wrong.discard(letters)
    assert len(wrong) > 16 * 31
    for code in wrong:
        with pytest.raises(CouponMistyped):
            understood(code, TODAY)


@given(tickets, tickets, answers)
def test_the_proof_is_that_of_one_secret(ticket: Ticket, other: Ticket, said: Said) -> None:
    forged = understood(written(Ticket(number=ticket.number, secret=other.secret), said), TODAY)
    assert is_proven_code(forged, ticket) == (other.secret == ticket.secret)


@given(tickets, answers, answers)
def test_the_proof_is_that_of_one_answer(ticket: Ticket, said: Said, other: Said) -> None:
    if said != other:
        coupon = understood(written(ticket, said), TODAY).evolve(said=other)
        assert not is_proven_code(coupon, ticket)


@pytest.mark.parametrize("written_as", [str.lower, lambda code: code.replace("-", " "), lambda code: f"  {code} \n"])
def test_case_and_spaces_do_not_matter(written_as: object) -> None:
    assert callable(written_as)
    ticket = new_ticket(UUID(int=7 << 100), UUID(int=1))
    code = written(ticket, Said(answer=Answer.ACCEPTEE))
    assert is_proven_code(understood(written_as(code), TODAY), ticket)


def test_letters_that_look_like_digits_are_understood() -> None:
    ticket = Ticket(number="01010", secret=bytes(16))
    code = written(ticket, Said(answer=Answer.RECUE))
    assert understood(code.replace("0", "O").replace("1", "I"), TODAY) == understood(code, TODAY)


@pytest.mark.parametrize(
    ("typed", "length", "group"),
    [("", 0, 0), ("7F3K", 4, 0), ("7F3K-9QXA-21MV-8CT5-7", 17, 0), ("7F3K-9UXA-21MV-8CT5", 16, 2), ("é" * 16, 16, 1)],
)
def test_what_is_no_code_says_why(typed: str, length: int, group: int) -> None:
    with pytest.raises(CouponMistyped) as refused:
        understood(typed, TODAY)
    assert refused.value.parameters == {"length": length, "group": group}


@given(st.text(max_size=200))
def test_nothing_typed_breaks_it(typed: str) -> None:
    with contextlib.suppress(CouponMistyped):  # and no other error
        assert len(understood(typed, TODAY).number) == 5


def test_a_day_that_a_code_cannot_hold_is_known_beforehand() -> None:
    assert holds(TODAY, TODAY)
    assert holds(TODAY + dt.timedelta(days=658), TODAY)
    assert not holds(TODAY + dt.timedelta(days=659), TODAY)
    assert not holds(TODAY - dt.timedelta(days=366), TODAY)


def test_the_place_of_a_reason_never_changes() -> None:
    """A code read aloud by an older version says the same thing here."""
    assert reason_places() == {
        "NON_JOIGNABLE": 0,
        "ABSENTE": 1,
        "EN_EMPLOI": 2,
        "EN_FORMATION": 3,
        "NON_ELIGIBLE": 4,
        "NON_MOBILE": 5,
        "NON_INTERESSEE": 6,
        "FREINS_PERIPHERIQUES": 7,
        "SESSION_COMPLETE": 8,
        "DOUBLON": 9,
        "AUTRE": 10,
    }
