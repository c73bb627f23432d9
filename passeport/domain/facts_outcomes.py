"""What became of a parcours: at its exit, and six months later."""

import datetime as dt

from passeport.domain.beneficiary import Dossier
from passeport.domain.parcours import Parcours, StepStatus
from passeport.domain.retention import months_after

OPEN = "EN_COURS"
CAME_BACK = "REVENU"
HEARD_OF = "SUIVI"
NOT_HEARD_OF = "SANS_NOUVELLE"
_SIX = 6
_MARGIN = dt.timedelta(days=45)
"""A contact within six weeks around the sixth month tells how the person is at six months."""
KNOWN_AFTER = 8
"""Whole months after that of the exit until what came six months later is known of everybody: six, and the margin."""


def months_before(month: str, count: int) -> str:
    """Return the month so many months before another one, `YYYY-MM` both."""
    return months_after(dt.date.fromisoformat(f"{month}-01"), -count).isoformat()[:7]


def ending_of(parcours: Parcours) -> str:
    """Return the coded reason of the closure; `EN_COURS` while the need is followed."""
    return parcours.closure_reason or OPEN


def later_of(parcours: Parcours, dossier: Dossier) -> str:
    """Return what the dossier tells of the six months after the exit; `EN_COURS` while there is none.

    `REVENU`: another need was opened within six months. `SUIVI`: a step took place around the sixth month.
    `SANS_NOUVELLE`: neither. The tables ask it of exits of more than six months only.
    """
    if parcours.closed_on is None:
        return OPEN
    due = months_after(parcours.closed_on, _SIX)
    if any(other.id != parcours.id and parcours.closed_on < other.opened_on <= due for other in dossier.parcours):
        return CAME_BACK
    heard = any(
        step.status is StepStatus.HONOREE and abs(step.day - due) <= _MARGIN
        for other in dossier.parcours
        for step in other.steps
    )
    return HEARD_OF if heard else NOT_HEARD_OF
