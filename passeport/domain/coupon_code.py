"""The short code of a coupon: sixteen letters in four groups, to be read over the telephone.

| letters | what |
|---|---|
| 1–5 | the number of the ticket |
| 6 | received, accepted, accepted with a day, or the reason of a refusal |
| 7–8 | the day of the first meeting, counted from 1 January 2020, modulo 1,024; zero without one |
| 9–14 | 30 bits of the proof: too short for a signature, enough for who knows the secret (docs/decisions) |
| 15–16 | two check letters, a Reed–Solomon code over GF(32) |

The check letters make a code of distance three: any one letter mistaken, any two, and so any two swapped wherever they
stand, are refused with certainty, not by chance. What is refused is never corrected; the place that a single mistake
would have is told, as a hint of where to look first.
"""

import datetime as dt
import hmac
from functools import cache
from typing import Literal

from passeport.domain.coupon import LETTERS, NUMBER_LETTERS, Answer, Coupon, Said, Ticket, proof_of
from passeport.domain.errors import CouponMistyped
from passeport.domain.vocabulary import vocabulary

GROUPS = 4
GROUP = 4
_LENGTH = GROUPS * GROUP
_PROOF_LETTERS = 6
_DATA = _LENGTH - 2
_EPOCH = dt.date(2020, 1, 1)
_DAYS = 1024
_PAST_DAYS = 365
"""A day is the one of its kind that is at most a year behind: a first meeting is told soon after, or before."""
_VALUES = {letter: value for value, letter in enumerate(LETTERS)} | {"O": 0, "I": 1, "L": 1}
_SEPARATORS = " -–—.,;:/\u00a0\u202f\t\r\n"
_RECEIVED, _ACCEPTED, _ACCEPTED_WITH_DAY, _FIRST_REASON = 0, 1, 2, 3
_BITS_OF_PROOF = 5 * _PROOF_LETTERS


def written(ticket: Ticket, said: Said) -> str:
    """Return the code of an answer: `7F3K-9QXA-21MV-8CT5`."""
    proof = int.from_bytes(proof_of(ticket, said)) >> (256 - _BITS_OF_PROOF)
    values = [
        *(_VALUES[letter] for letter in ticket.number),
        *_said_values(said),
        *((proof >> 5 * place) & 31 for place in reversed(range(_PROOF_LETTERS))),
    ]
    letters = "".join(LETTERS[value] for value in (*values, *_checks(values)))
    return "-".join(letters[start : start + GROUP] for start in range(0, _LENGTH, GROUP))


def understood(typed: str, today: dt.date) -> Coupon:
    """Return what a code says, whatever its case and separators; its proof is still to be compared (`is_proven_code`).

    Raises:
        CouponMistyped: with the number of letters when it is not the right one (`length`), and the group to look at
            first (`group`, 0 when any may be wrong).
    """
    letters = [letter for letter in typed.upper() if letter not in _SEPARATORS]
    values = [_VALUES.get(letter) for letter in letters]
    if None in values[:_LENGTH]:
        raise CouponMistyped(group=values.index(None) // GROUP + 1, length=len(letters))
    known = [value for value in values if value is not None]
    if len(known) != _LENGTH:
        raise CouponMistyped(group=0, length=len(letters))
    place = _mistake(known)
    if place is not None:
        raise CouponMistyped(group=place // GROUP + 1 if place >= 0 else 0, length=_LENGTH)
    said = _said_of(known[NUMBER_LETTERS], known[NUMBER_LETTERS + 1] << 5 | known[NUMBER_LETTERS + 2], today)
    if said is None:
        raise CouponMistyped(group=2, length=_LENGTH)
    number = "".join(LETTERS[value] for value in known[:NUMBER_LETTERS])
    proof = 0
    for value in known[_DATA - _PROOF_LETTERS : _DATA]:
        proof = proof << 5 | value
    return Coupon(number=number, said=said, proof=(proof << 2).to_bytes(4))


def is_proven_code(coupon: Coupon, ticket: Ticket) -> bool:
    """Whether the 30 bits of proof of a short code are those of this ticket; compared in constant time."""
    wanted = int.from_bytes(proof_of(ticket, coupon.said)[:4]) >> 2 << 2
    return coupon.number == ticket.number and hmac.compare_digest(wanted.to_bytes(4), coupon.proof)


def holds(day: dt.date, today: dt.date) -> bool:
    """Whether a short code told today can hold a day: not a year behind, nor more than eighteen months ahead."""
    return _day(_of(day), today) == day


def _of(day: dt.date) -> int:
    return (day - _EPOCH).days % _DAYS


def _day(value: int, today: dt.date) -> dt.date:
    first = today - dt.timedelta(days=_PAST_DAYS)
    return first + dt.timedelta(days=(value - _of(first)) % _DAYS)


def _said_values(said: Said) -> tuple[int, int, int]:
    day = _of(said.first_meeting_on) if said.first_meeting_on is not None else 0
    match said.answer:
        case Answer.RECUE:
            kind = _RECEIVED
        case Answer.ACCEPTEE:
            kind = _ACCEPTED if said.first_meeting_on is None else _ACCEPTED_WITH_DAY
        case Answer.DECLINEE:
            kind = _FIRST_REASON + reason_places()[str(said.decline_reason)]
    return kind, day >> 5, day & 31


def _said_of(kind: int, day: int, today: dt.date) -> Said | None:
    if kind == _ACCEPTED_WITH_DAY:
        return Said(answer=Answer.ACCEPTEE, first_meeting_on=_day(day, today))
    if day:
        return None
    if kind in (_RECEIVED, _ACCEPTED):
        return Said(answer=Answer.RECUE if kind == _RECEIVED else Answer.ACCEPTEE)
    for code, place in reason_places().items():
        if place == kind - _FIRST_REASON:
            return Said(answer=Answer.DECLINEE, decline_reason=code)
    return None


@cache
def reason_places() -> dict[str, int]:
    """Return the place of each reason of a refusal in a short code: 0 to 28, and never another from then on."""
    return {term.code: int(term.extra["coupon"]) for term in vocabulary("decline_reasons").terms}


# The check letters ------------------------------------------------------------------------------------------------


@cache
def _powers() -> tuple[int, ...]:
    """The powers of the root x of GF(32), whose polynomial is x⁵ + x² + 1."""
    found = [1]
    while len(found) < 31:  # noqa: PLR2004 - the order of the group
        doubled = found[-1] << 1
        found.append(doubled ^ 0b100101 if doubled & 32 else doubled)
    return tuple(found)


def _times(one: int, other: int) -> int:
    if not one or not other:
        return 0
    powers = _powers()
    return powers[(powers.index(one) + powers.index(other)) % 31]


def _divided(one: int, other: int) -> int:
    powers = _powers()
    return powers[(powers.index(one) - powers.index(other)) % 31] if one else 0


def _syndromes(values: list[int]) -> tuple[int, int]:
    """The sum of the letters, and their sum each weighed by the power of x of its place: both are zero in a code."""
    plain = weighed = 0
    for place, value in enumerate(values):
        plain ^= value
        weighed ^= _times(value, _powers()[place])
    return plain, weighed


def _checks(values: list[int]) -> tuple[int, int]:
    """Return the two letters c and d that make both sums zero: c + d = p, and c·x¹⁴ + d·x¹⁵ = w."""
    plain, weighed = _syndromes(values)
    first, second = _powers()[_DATA], _powers()[_DATA + 1]
    d = _divided(weighed ^ _times(plain, first), first ^ second)
    return plain ^ d, d


def _mistake(values: list[int]) -> int | Literal[-1] | None:
    """Return the place where one mistake would explain the sums, -1 when none would, None when nothing is wrong."""
    plain, weighed = _syndromes(values)
    if not plain and not weighed:
        return None
    if not plain or not weighed:
        return -1
    place = _powers().index(_divided(weighed, plain))
    return place if place < _LENGTH else -1
