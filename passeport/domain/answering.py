"""What an answer does to its referral: which ones move it, which were taken already, which come out of order."""

import datetime as dt
from enum import StrEnum

from passeport.domain.coupon import Answer, Reply
from passeport.domain.errors import StatusChangeRefused
from passeport.domain.known_station import same_name
from passeport.domain.parcours import Referral, ReferralStatus, Step
from passeport.domain.provenance import Station

_IS_RECEIVED = frozenset(
    {ReferralStatus.ACCEPTEE, ReferralStatus.DECLINEE, ReferralStatus.DEMARREE, ReferralStatus.TERMINEE}
)
"""Statuses that say already that the passport was received."""
_TO_ANSWER = frozenset({ReferralStatus.TRANSMISE, ReferralStatus.RECUE})


class Bearing(StrEnum):
    """How an answer stands to what is known of its referral."""

    NEW = "NEW"
    REPLAYED = "REPLAYED"
    """It was taken already."""
    OUT_OF_ORDER = "OUT_OF_ORDER"
    """The referral has gone past it, or says otherwise."""


def bearing_of(referral: Referral, reply: Reply) -> Bearing:
    """Return how an answer stands to a referral; a later acceptance may bring the day, or another day, of the meeting.

    An answer that says its own day and is older than the last one known is out of order; but that the passport was
    received contradicts nothing that came after, and says nothing more.
    """
    if any(known.said == reply.said for known in referral.replies):
        return Bearing.REPLAYED
    if reply.said.answer is Answer.RECUE and referral.status in _IS_RECEIVED:
        return Bearing.REPLAYED
    if any(known.answered_on > reply.answered_on for known in referral.replies):
        return Bearing.OUT_OF_ORDER
    status, said = ReferralStatus(reply.said.answer.value), reply.said
    if status in referral.next_statuses:
        return Bearing.NEW
    if status is not referral.status:
        return Bearing.OUT_OF_ORDER
    if said.answer is Answer.ACCEPTEE and said.first_meeting_on not in (None, referral.first_meeting_on):
        return Bearing.NEW
    return Bearing.REPLAYED if said.decline_reason == referral.decline_reason else Bearing.OUT_OF_ORDER


def answered(referral: Referral, reply: Reply) -> Referral:
    """Return the referral once answered, with the reply among those kept.

    Raises:
        StatusChangeRefused: when its life cycle does not allow it.
    """
    status = ReferralStatus(reply.said.answer.value)
    if bearing_of(referral, reply) is not Bearing.NEW:
        raise StatusChangeRefused(current=referral.status.value, wanted=status.value)
    moved = referral
    if status is not referral.status:
        moved = referral.moved_to(status, reply.answered_on, reply.said.decline_reason)
    day: dt.date | None = reply.said.first_meeting_on or moved.first_meeting_on
    return moved.evolve(first_meeting_on=day, replies=(*referral.replies, reply))


def is_sent_from(step: Step, station: Station) -> bool:
    """Whether a step is a referral that this station made, also after it travelled and came home."""
    origin = step.provenance.station
    if step.referral is None or origin is None:
        return False
    return same_name(origin.name) == same_name(station.name) and origin.network == station.network


def is_for_us(step: Step, station: Station) -> bool:
    """Whether a step is a referral that came here with the means to answer it."""
    return step.referral is not None and step.referral.ticket is not None and not is_sent_from(step, station)


def awaits_answer(step: Step, station: Station) -> bool:
    """Whether a referral that came here was neither accepted nor declined yet."""
    return is_for_us(step, station) and step.referral is not None and step.referral.status in _TO_ANSWER
