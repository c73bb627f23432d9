"""Is this the same person? A reason for each proposal, and never a decision (R21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.normalise import joined
from passeport.domain.passport import Passport


class MatchReason(StrEnum):
    """Why a dossier might be the person of a passport, surest first."""

    SAME_PERSON = "same_person"
    """The passport carries this dossier's identifier."""
    SAME_NAMES_AND_BIRTH = "same_names_and_birth"
    SWAPPED_NAMES = "swapped_names"
    """Same birth date; given and family names the other way round."""
    SWAPPED_BIRTH = "swapped_birth"
    """Same names; day and month the other way round."""
    NEAR_NAMES = "near_names"
    """Same birth date; names within one typing error."""
    SAME_NAMES = "same_names"
    """Same names; one of the birth dates is unknown or less precise."""


SURE = (MatchReason.SAME_PERSON, MatchReason.SAME_NAMES_AND_BIRTH)


@dataclass(frozen=True)
class Match:
    """A dossier that may be the same person, and why."""

    dossier: Dossier
    reason: MatchReason

    @property
    def is_sure(self) -> bool:
        """Whether the dossier is proposed first; the conseiller still decides."""
        return self.reason in SURE


def matches(passport: Passport, dossiers: Iterable[Dossier]) -> tuple[Match, ...]:
    """Return the dossiers that may be the passport's person, surest first."""
    found = [Match(dossier, reason) for dossier in dossiers if (reason := _reason(passport, dossier)) is not None]
    order = list(MatchReason)
    return tuple(sorted(found, key=lambda match: order.index(match.reason)))


def _reason(passport: Passport, dossier: Dossier) -> MatchReason | None:
    theirs, mine = passport.identity, dossier.beneficiary.identity
    if passport.beneficiary is not None and passport.beneficiary == BeneficiaryId(dossier.beneficiary.id):
        return MatchReason.SAME_PERSON
    same_names = joined(theirs.given_names) == joined(mine.given_names) and _same_family(theirs, mine)
    if theirs.birth_date is not None and theirs.birth_date == mine.birth_date:
        if same_names:
            return MatchReason.SAME_NAMES_AND_BIRTH
        return _by_names_of_same_birth(theirs, mine)
    if not same_names:
        return None
    if _swapped_birth(theirs, mine):
        return MatchReason.SWAPPED_BIRTH
    return MatchReason.SAME_NAMES if _compatible_birth(theirs, mine) else None


def _by_names_of_same_birth(theirs: Identity, mine: Identity) -> MatchReason | None:
    if joined(theirs.given_names) == joined(mine.family_name) and joined(theirs.family_name) == joined(
        mine.given_names
    ):
        return MatchReason.SWAPPED_NAMES
    whole = joined(theirs.full_name), joined(mine.full_name)
    return MatchReason.NEAR_NAMES if within_one_error(*whole) else None


def _same_family(theirs: Identity, mine: Identity) -> bool:
    names = {joined(name) for name in (theirs.family_name, theirs.birth_name) if name}
    return bool(names & {joined(name) for name in (mine.family_name, mine.birth_name) if name})


def _swapped_birth(theirs: Identity, mine: Identity) -> bool:
    a, b = theirs.birth_date, mine.birth_date
    return a is not None and b is not None and a.year == b.year and (a.month, a.day) == (b.day, b.month)


def _compatible_birth(theirs: Identity, mine: Identity) -> bool:
    a, b = str(theirs.birth_date or ""), str(mine.birth_date or "")
    return a.startswith(b) or b.startswith(a)


def within_one_error(a: str, b: str) -> bool:
    """Whether `a` becomes `b` by at most one insertion, deletion, substitution or swap of neighbours.

    The restricted Damerau-Levenshtein distance of at most 1 (Damerau 1964), decided without a table.
    """
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:])
    )
