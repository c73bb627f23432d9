"""The passport: what travels from one network to the next, and the only thing that `exports` reads and writes."""

import datetime as dt
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from passeport.domain.agreement import Agreement, Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import NothingShared
from passeport.domain.identifiers import BeneficiaryId, NoteId, PassportNumber
from passeport.domain.identity import Identity
from passeport.domain.model import DomainModel
from passeport.domain.parcours import NoteLevel, Parcours, Step
from passeport.domain.profile import ITEM_LISTS, Profile
from passeport.domain.provenance import Station
from passeport.domain.text import Line
from passeport.domain.vocabulary import AgreementMode, SectionCode

PROFILE_SECTIONS = {
    "ABOUT_ME": ("headline", "about_me"),
    "PHOTO": ("photo",),
    "EXPERIENCE": ("experiences",),
    "EDUCATION": ("education",),
    "LANGUAGES": ("languages",),
    "DIGITAL_SKILLS": ("digital_skills",),
    "OTHER_SKILLS": ("skills",),
    "DRIVING_LICENCES": ("driving_licences",),
    "PUBLICATIONS": ("publications",),
    "CUSTOM": ("custom",),
    "DOCUMENTS": ("documents",),
}
"""Fields of `Profile` by section of an agreement (vocabulary `europass_sections`)."""

CONTACT_FIELDS = ("addresses", "telephones", "emails", "online")
_LONGEST_NUMBER = 60
"""Ours have 18 signs (`number_from`); more than three times that would make a code that no telephone reads."""
NEEDED_IDENTITY = ("given_names", "family_name")
"""A passport cannot exist without a name: Europass refuses one that has none."""


class Issue(DomainModel):
    """Who issued a passport, for whom, when, and on which agreement."""

    number: Annotated[PassportNumber, Field(min_length=1, max_length=_LONGEST_NUMBER)]
    issued_at: AwareDatetime
    issuer: Station
    conseiller: Line = ""
    recipient: Recipient
    agreed_on: dt.date
    agreement_mode: AgreementMode
    sections: tuple[SectionCode, ...]


class Passport(DomainModel):
    """A Europass profile with the shareable steps.

    `issue` and `beneficiary` are None for a Europass file that no point d'accueil issued.
    """

    identity: Identity
    profile: Profile = Profile()
    parcours: tuple[Parcours, ...] = ()
    language: Line = "fr"
    """Language of the document, ISO 639-1."""
    beneficiary: BeneficiaryId | None = None
    issue: Issue | None = None

    @model_validator(mode="after")
    def _nothing_is_told_twice(self) -> Self:
        """Refuse two things under one identifier: the second would take the place of the first."""
        told = [self.parcours, self.steps, *(getattr(self.profile, name) for name in ITEM_LISTS)]
        for things in told:
            if len({thing.id for thing in things}) < len(things):
                message = "an identifier appears twice"
                raise ValueError(message)
        return self

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of every parcours, oldest first."""
        found = [step for parcours in self.parcours for step in parcours.steps]
        return tuple(sorted(found, key=lambda step: (step.day, step.at or dt.time.min, str(step.id))))


def draw_up(dossier: Dossier, agreement: Agreement, issue: Issue | None, *, language: str = "fr") -> Passport:
    """Return the passport that `agreement` allows: the sections, the parcours and the notes it names, no more.

    Raises:
        AgreementMissing, AgreementWithdrawn: when the agreement does not stand for the issue's recipient.
        NothingShared: when nothing of the dossier is covered.
    """
    if issue is not None:
        agreement.require(issue.recipient)
    scope, beneficiary = agreement.scope, dossier.beneficiary
    parcours = tuple(_shareable(p, scope.notes, issue) for p in dossier.parcours if _travels(p, scope))
    if not scope.sections and not parcours:
        raise NothingShared(recipient=agreement.recipient.name)
    return Passport(
        identity=_identity(beneficiary.identity, scope),
        profile=_profile(beneficiary.profile, scope),
        parcours=parcours,
        language=language,
        beneficiary=beneficiary.id,
        issue=issue,
    )


def _travels(parcours: Parcours, scope: Scope) -> bool:
    return "PARCOURS" in scope.sections and parcours.id in scope.parcours


def _identity(identity: Identity, scope: Scope) -> Identity:
    fields: set[str] = set(NEEDED_IDENTITY)
    if "CONTACT" in scope.sections:
        fields.update(CONTACT_FIELDS)
    if "LANGUAGES" in scope.sections:
        fields.add("mother_tongues")
    if "IDENTITY" in scope.sections:
        fields.update(set(Identity.model_fields) - set(CONTACT_FIELDS) - {"mother_tongues"})
    return Identity.model_validate({name: getattr(identity, name) for name in fields})


def _profile(profile: Profile, scope: Scope) -> Profile:
    fields = [name for section in scope.sections for name in PROFILE_SECTIONS.get(section, ())]
    return Profile.model_validate({name: getattr(profile, name) for name in fields})


def _shareable(parcours: Parcours, ticked: frozenset[NoteId], issue: Issue | None) -> Parcours:
    return parcours.evolve(steps=tuple(_as_it_travels(step, ticked, issue) for step in parcours.steps))


def _as_it_travels(step: Step, ticked: frozenset[NoteId], issue: Issue | None) -> Step:
    # R06: the level alone is not enough, and neither is the tick
    kept = tuple(note for note in step.notes if note.level is NoteLevel.SHAREABLE and note.id in ticked)
    referral = step.referral
    if referral is not None:
        is_theirs = issue is not None and referral.is_to(issue.recipient.name, issue.recipient.network)
        referral = referral.without_return(keeps_ticket=is_theirs)
    return step.evolve(notes=kept, referral=referral)


_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit when read aloud."""


def number_from(identifier: UUID, year: int) -> PassportNumber:
    """Return the passport number of a random identifier: `PSP-2026-7F3K-9QXA`, 40 random bits."""
    return PassportNumber(f"PSP-{year}-{letters_of(identifier)}")


def letters_of(identifier: UUID) -> str:
    """Return 40 random bits of an identifier as people read them aloud: `7F3K-9QXA`."""
    bits = identifier.int >> 88
    letters = "".join(_LETTERS[(bits >> shift) & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"
