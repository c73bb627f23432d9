"""Doors: each point d'accueil once, up to the one that takes charge."""

import datetime as dt

from hypothesis import given

from passeport.domain.doors import POLICY, doors_met, doors_of
from passeport.domain.parcours import Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.provenance import Provenance, Station
from tests import people
from tests.strategies.parcours import one_parcours

HERE, THERE = people.MISSION_LOCALE, people.CITE_DES_METIERS


def step(day: int, station: Station = HERE, status: StepStatus = StepStatus.HONOREE) -> Step:
    return Step(
        id=people.item(f"{day}-{station.name}"),
        type="ENTRETIEN",
        day=dt.date(2026, 11, day),
        status=status,
        provenance=Provenance(station=station),
    )


def sent(day: int, name: str, status: ReferralStatus) -> Step:
    reason = "NON_ELIGIBLE" if status is ReferralStatus.DECLINEE else None
    referral = Referral(point_accueil=name, network="AUTRE", status=status, decline_reason=reason)
    return step(day).evolve(id=people.item(f"{day}-{name}"), type="ORIENTATION", referral=referral)


def parcours(*steps: Step) -> Parcours:
    return people.ada().parcours[0].evolve(steps=steps)


def test_one_place_is_one_door_however_often() -> None:
    doors = doors_met(parcours(step(1), step(2), step(3)))
    assert (doors.names, doors.is_in_charge, doors.is_within_policy) == ((HERE.name,), True, True)


def test_a_step_that_was_missed_meets_nobody() -> None:
    assert doors_met(parcours(step(1, status=StepStatus.ABSENCE_EXCUSEE))).names == ()
    assert doors_of(parcours(), HERE) == (1, True)


def test_a_referral_is_a_door_once_sent_and_ends_the_count_once_accepted() -> None:
    before = (step(1), sent(2, "A", ReferralStatus.DECLINEE))
    assert doors_met(parcours(*before, sent(3, "B", ReferralStatus.PREPAREE))).names == (HERE.name, "A")
    assert not doors_met(parcours(*before)).is_in_charge
    doors = doors_met(parcours(*before, sent(3, "B", ReferralStatus.ACCEPTEE), step(4, THERE)))
    assert (doors.names, doors.is_in_charge) == ((HERE.name, "A", "B"), True)
    assert len(doors.names) > POLICY
    assert not doors.is_within_policy


def test_the_same_place_under_two_spellings_is_one_door() -> None:
    doors = doors_met(parcours(step(1), sent(2, HERE.name.upper().replace("’", "'"), ReferralStatus.TRANSMISE)))
    assert doors.names == (HERE.name,)


@given(one_parcours())
def test_the_count_of_the_statistics_is_that_of_the_dossier(one: Parcours) -> None:
    assert doors_of(one, HERE) == (max(len(doors_met(one, HERE).names), 1), doors_met(one, HERE).is_in_charge)
