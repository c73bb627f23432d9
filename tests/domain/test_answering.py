"""What an answer does to its referral, whatever has been answered before."""

import datetime as dt

import pytest

from passeport.domain.answering import Bearing, answered, bearing_of
from passeport.domain.coupon import Answer, Reply, Said
from passeport.domain.errors import StatusChangeRefused
from passeport.domain.parcours import Referral, ReferralStatus

DAY = dt.date(2026, 11, 23)
RECEIVED = Said(answer=Answer.RECUE)
ACCEPTED = Said(answer=Answer.ACCEPTEE)
DATED = Said(answer=Answer.ACCEPTEE, first_meeting_on=dt.date(2026, 12, 1))
LATER = Said(answer=Answer.ACCEPTEE, first_meeting_on=dt.date(2026, 12, 8))
DECLINED = Said(answer=Answer.DECLINEE, decline_reason="SESSION_COMPLETE")
OTHERWISE = Said(answer=Answer.DECLINEE, decline_reason="NON_MOBILE")
SENT = Referral(point_accueil="Cité des métiers", network="CITE_METIERS").moved_to(ReferralStatus.TRANSMISE, DAY)


def reply(said: Said, day: int = 23) -> Reply:
    return Reply(said=said, answered_on=DAY.replace(day=day), kept_on=DAY)


def after(*said: Said) -> Referral:
    referral = SENT
    for one in said:
        referral = answered(referral, reply(one))
    return referral


@pytest.mark.parametrize(
    ("before", "said", "bearing"),
    [
        ((), RECEIVED, Bearing.NEW),
        ((), ACCEPTED, Bearing.NEW),
        ((), DECLINED, Bearing.NEW),
        ((RECEIVED,), RECEIVED, Bearing.REPLAYED),
        ((RECEIVED,), ACCEPTED, Bearing.NEW),
        ((RECEIVED, ACCEPTED), RECEIVED, Bearing.REPLAYED),
        ((ACCEPTED,), RECEIVED, Bearing.REPLAYED),
        ((DECLINED,), RECEIVED, Bearing.REPLAYED),
        ((ACCEPTED,), DATED, Bearing.NEW),
        ((DATED,), ACCEPTED, Bearing.REPLAYED),
        ((DATED,), LATER, Bearing.NEW),
        ((DATED, LATER), DATED, Bearing.REPLAYED),
        ((DECLINED,), ACCEPTED, Bearing.OUT_OF_ORDER),
        ((DECLINED,), DECLINED, Bearing.REPLAYED),
        ((DECLINED,), OTHERWISE, Bearing.OUT_OF_ORDER),
        ((ACCEPTED,), DECLINED, Bearing.OUT_OF_ORDER),
    ],
)
def test_bearing(before: tuple[Said, ...], said: Said, bearing: Bearing) -> None:
    assert bearing_of(after(*before), reply(said)) is bearing


def test_what_was_moved_by_hand_is_known_too() -> None:
    by_hand = SENT.moved_to(ReferralStatus.DECLINEE, DAY, "SESSION_COMPLETE")
    assert bearing_of(by_hand, reply(DECLINED)) is Bearing.REPLAYED
    assert bearing_of(by_hand, reply(OTHERWISE)) is Bearing.OUT_OF_ORDER


def test_an_answer_older_than_the_last_is_out_of_order() -> None:
    referral = answered(SENT, reply(DATED, 23))
    assert bearing_of(referral, reply(LATER, 20)) is Bearing.OUT_OF_ORDER


def test_that_it_was_received_contradicts_nothing_but_a_cancelled_referral() -> None:
    referral = answered(SENT, reply(DATED, 23))
    assert bearing_of(referral, reply(RECEIVED, 20)) is Bearing.REPLAYED
    cancelled = SENT.moved_to(ReferralStatus.ANNULEE, DAY)
    assert bearing_of(cancelled, reply(RECEIVED)) is Bearing.OUT_OF_ORDER


def test_an_answer_moves_the_referral_and_stays_with_it() -> None:
    referral = after(RECEIVED, ACCEPTED, DATED)
    assert (referral.status, referral.answered_on, referral.first_meeting_on) == (
        ReferralStatus.ACCEPTEE,
        DAY,
        DATED.first_meeting_on,
    )
    assert [one.said for one in referral.replies] == [RECEIVED, ACCEPTED, DATED]
    assert after(DECLINED).decline_reason == "SESSION_COMPLETE"


def test_an_answer_after_no_answer_is_welcome() -> None:
    silent = SENT.moved_to(ReferralStatus.SANS_REPONSE, DAY)
    assert answered(silent, reply(DATED)).status is ReferralStatus.ACCEPTEE


def test_what_is_out_of_order_moves_nothing() -> None:
    with pytest.raises(StatusChangeRefused):
        answered(after(DECLINED), reply(ACCEPTED))
