"""Is this the same person? Reasons for each proposal, and never a decision (R21)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.family_names import bare_family_names, family_names
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.normalise import joined, words_of
from passeport.domain.passport import Passport
from passeport.domain.spelling import exchanged, one_digit_away, within_one_error


class MatchReason(StrEnum):
    """One thing that two people have in common; several make a proposal, none alone but the first."""

    SAME_PERSON = "same_person"
    """The passport carries this dossier's identifier, or that of a dossier since merged into it."""
    SAME_NAMES = "same_names"
    """Accents, case, hyphens and spaces do not count."""
    BIRTH_NAME = "birth_name"
    """Same given names; the family name of one is the birth name of the other."""
    PARTICLE = "particle"
    """Same names but for a particle: `de La Tour`, `Tour`."""
    GIVEN_NAMES = "given_names"
    """Same family name; given names in another order, or some of them missing."""
    SWAPPED_NAMES = "swapped_names"
    """Given and family names the other way round."""
    NEAR_NAMES = "near_names"
    """One typing error in one of the names."""
    OTHER_FAMILY_NAME = "other_family_name"
    """Same given names, another family name: worth something beside the birth date and a telephone only."""
    SAME_BIRTH = "same_birth"
    SWAPPED_BIRTH = "swapped_birth"
    """Day and month the other way round."""
    NEAR_BIRTH = "near_birth"
    """One wrong digit in the birth date, or two exchanged."""
    UNKNOWN_BIRTH = "unknown_birth"
    """One of the birth dates is unknown or less precise, and they agree as far as they go."""
    SAME_CONTACT = "same_contact"
    """A telephone number or an e-mail address in common."""


_EXACT = frozenset({MatchReason.SAME_NAMES, MatchReason.BIRTH_NAME})
_CLOSE = _EXACT | {MatchReason.PARTICLE, MatchReason.GIVEN_NAMES}
_ENOUGH = {
    MatchReason.SAME_BIRTH: _CLOSE | {MatchReason.SWAPPED_NAMES, MatchReason.NEAR_NAMES},
    MatchReason.SWAPPED_BIRTH: _CLOSE,
    MatchReason.NEAR_BIRTH: _CLOSE,
    MatchReason.UNKNOWN_BIRTH: _EXACT | {MatchReason.PARTICLE},
}
"""What the names must have in common, by what the birth dates have: one doubt at a time."""
_ENOUGH_WITH_CONTACT = {
    MatchReason.SAME_BIRTH: frozenset({MatchReason.OTHER_FAMILY_NAME}),
    MatchReason.SWAPPED_BIRTH: frozenset({MatchReason.NEAR_NAMES}),
    MatchReason.NEAR_BIRTH: frozenset({MatchReason.NEAR_NAMES}),
    MatchReason.UNKNOWN_BIRTH: frozenset({MatchReason.NEAR_NAMES, MatchReason.GIVEN_NAMES}),
}
"""What is enough besides when they can be reached at the same place; relatives share a telephone, hence no more."""
_SHORTEST_NUMBER = 6
_NUMBER = 9
"""Digits of a telephone that are compared, from its end: what follows the trunk or country prefix in France."""


@dataclass(frozen=True)
class Match:
    """A dossier that may be the same person, and why."""

    dossier: Dossier
    reasons: tuple[MatchReason, ...]
    """In the order of `MatchReason`."""

    @property
    def is_sure(self) -> bool:
        """Whether the dossier is proposed first; the conseiller still decides."""
        return is_sure(self.reasons)


def is_sure(reasons: tuple[MatchReason, ...]) -> bool:
    """Whether these reasons leave no doubt: the same identifier, or the same names and the same day of birth."""
    if MatchReason.SAME_PERSON in reasons:
        return True
    return MatchReason.SAME_BIRTH in reasons and not _EXACT.isdisjoint(reasons)


def is_written_alike(one: Identity, other: Identity) -> bool:
    """Whether both have the same names letter for letter: only capitals and the form of an apostrophe may differ.

    Where nobody looks, another spelling is for somebody to judge.
    """
    return _as_written(one.given_names, one.family_name) == _as_written(other.given_names, other.family_name)


def _as_written(*names: str) -> tuple[str, ...]:
    forms = (unicodedata.normalize("NFC", name).casefold().replace("’", "'") for name in names)
    return tuple(" ".join(name.split()) for name in forms)


def matches(passport: Passport, dossiers: Iterable[Dossier]) -> tuple[Match, ...]:
    """Return the dossiers that may be the passport's person, surest first."""
    found = []
    for dossier in dossiers:
        reasons = likeness(passport.identity, dossier.beneficiary.identity)
        if is_known_as(dossier.beneficiary, passport.beneficiary):
            reasons = (MatchReason.SAME_PERSON, *reasons)
        if reasons:
            found.append(Match(dossier, reasons))
    return tuple(sorted(found, key=lambda match: (not match.is_sure, rank(match.reasons))))


def rank(reasons: tuple[MatchReason, ...]) -> tuple[int, ...]:
    """Return what sorts reasons from the surest to the least sure."""
    order = list(MatchReason)
    return tuple(order.index(reason) for reason in reasons)


def is_known_as(beneficiary: Beneficiary, identifier: BeneficiaryId | None) -> bool:
    """Whether a passport that carries `identifier` is this person's."""
    return identifier is not None and identifier in (beneficiary.id, *beneficiary.formerly)


def likeness(one: Identity, other: Identity) -> tuple[MatchReason, ...]:
    """Return what makes two people the same one, perhaps; nothing when it is not enough. Symmetric."""
    names, birth = _names(one, other), _birth(one, other)
    if names is None or birth is None:
        return ()
    contact = (MatchReason.SAME_CONTACT,) if not _contacts(one).isdisjoint(_contacts(other)) else ()
    if names in _ENOUGH[birth] or (contact and names in _ENOUGH_WITH_CONTACT[birth]):
        return (names, birth, *contact)
    return ()


def _names(one: Identity, other: Identity) -> MatchReason | None:
    given_one, given_other = joined(one.given_names), joined(other.given_names)
    family_one, family_other = family_names(one), family_names(other)
    if not (given_one and given_other and family_one and family_other):
        return None  # a name without a letter or a digit is compared with nothing
    same_given = given_one == given_other
    same_family = not set(family_one).isdisjoint(family_other)
    if same_given and same_family:
        return MatchReason.SAME_NAMES if family_one[0] == family_other[0] else MatchReason.BIRTH_NAME
    if same_given and not set(bare_family_names(one)).isdisjoint(bare_family_names(other)):
        return MatchReason.PARTICLE
    if same_family and _one_holds_the_other(one.given_names, other.given_names):
        return MatchReason.GIVEN_NAMES
    if given_one in family_other and given_other in family_one:
        return MatchReason.SWAPPED_NAMES
    near_given = same_family and within_one_error(given_one, given_other)
    if near_given or (same_given and any(within_one_error(a, b) for a in family_one for b in family_other)):
        return MatchReason.NEAR_NAMES
    return MatchReason.OTHER_FAMILY_NAME if same_given else None


def _one_holds_the_other(one: str, other: str) -> bool:
    words, others = set(words_of(one)), set(words_of(other))
    return words <= others or others <= words


def _birth(one: Identity, other: Identity) -> MatchReason | None:
    a, b = one.birth_date, other.birth_date
    if a is None or b is None:
        return MatchReason.UNKNOWN_BIRTH
    if a.full is None or b.full is None:
        agree = str(a).startswith(str(b)) or str(b).startswith(str(a))
        return MatchReason.UNKNOWN_BIRTH if agree else None
    if a == b:
        return MatchReason.SAME_BIRTH
    if exchanged(a) == b:
        return MatchReason.SWAPPED_BIRTH
    return MatchReason.NEAR_BIRTH if one_digit_away(a, b) else None


def _contacts(identity: Identity) -> set[str]:
    numbers = ("".join(filter(str.isdigit, telephone.number)) for telephone in identity.telephones)
    return {number[-_NUMBER:] for number in numbers if len(number) >= _SHORTEST_NUMBER} | {
        email.address.casefold() for email in identity.emails
    }
