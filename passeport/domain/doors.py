"""Doors: the distinct points d'accueil met in a parcours, until the one that takes charge of the person.

The regional policy's target is two at most (DOMAIN.md, « Door »).
"""

from passeport.domain.normalise import joined
from passeport.domain.parcours import Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.provenance import Station

_IN_CHARGE = {ReferralStatus.ACCEPTEE, ReferralStatus.DEMARREE, ReferralStatus.TERMINEE}
_NOT_MET = {ReferralStatus.PREPAREE, ReferralStatus.ANNULEE}


def charge_of(step: Step) -> Referral | None:
    """Return the referral of a step when its point d'accueil took charge of the person."""
    return step.referral if step.referral is not None and step.referral.status in _IN_CHARGE else None


def doors_of(parcours: Parcours, here: Station) -> tuple[int, bool]:
    """Return how many doors were met up to the one that took charge, and whether one did.

    A parcours that sends the person nowhere is taken charge of where it was opened. A referral that was prepared or
    cancelled met no door.
    """
    met: set[str] = set()
    is_sent = False
    for step in sorted(parcours.steps, key=lambda one: (one.day, str(one.id))):
        if step.status is StepStatus.HONOREE:
            met.add(joined((step.provenance.station or here).name))
        if step.referral is not None and step.referral.status not in _NOT_MET:
            met.add(joined(step.referral.point_accueil))
            is_sent = True
        if charge_of(step) is not None:
            return len(met), True
    return max(len(met), 1), not is_sent
