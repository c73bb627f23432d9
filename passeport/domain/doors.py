"""Doors: the distinct points d'accueil met in a parcours, until the one that takes charge of the person.

The regional policy's target is two at most (DOMAIN.md, « Door »).
"""

from dataclasses import dataclass

from passeport.domain.normalise import joined
from passeport.domain.parcours import Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.provenance import Station

POLICY = 2
"""Doors at most, as the regional policy wants."""
_IN_CHARGE = {ReferralStatus.ACCEPTEE, ReferralStatus.DEMARREE, ReferralStatus.TERMINEE}
_NOT_MET = {ReferralStatus.PREPAREE, ReferralStatus.ANNULEE}


def charge_of(step: Step) -> Referral | None:
    """Return the referral of a step when its point d'accueil took charge of the person."""
    return step.referral if step.referral is not None and step.referral.status in _IN_CHARGE else None


@dataclass(frozen=True)
class Doors:
    """The points d'accueil that a person met, in the order they met them."""

    names: tuple[str, ...]
    is_in_charge: bool
    """Whether the last one took charge of the person."""

    @property
    def is_within_policy(self) -> bool:
        """Whether there are no more than the policy wants."""
        return len(self.names) <= POLICY


def doors_met(parcours: Parcours, here: Station | None = None) -> Doors:
    """Return the doors met up to the one that took charge.

    A step whose provenance names no station took place `here`, if that is said. A parcours that sends the person
    nowhere is taken charge of where it was opened. A referral that was prepared or cancelled met no door.
    """
    met: dict[str, str] = {}
    is_sent = False
    for step in sorted(parcours.steps, key=lambda one: (one.day, str(one.id))):
        station = step.provenance.station or here
        if step.status is StepStatus.HONOREE and station is not None:
            met.setdefault(joined(station.name), station.name)
        if step.referral is not None and step.referral.status not in _NOT_MET:
            met.setdefault(joined(step.referral.point_accueil), step.referral.point_accueil)
            is_sent = True
        if charge_of(step) is not None:
            return Doors(tuple(met.values()), is_in_charge=True)
    return Doors(tuple(met.values()), is_in_charge=not is_sent)


def doors_of(parcours: Parcours, here: Station) -> tuple[int, bool]:
    """Return how many doors were met up to the one that took charge (one at least), and whether one did."""
    met = doors_met(parcours, here)
    return max(len(met.names), 1), met.is_in_charge
