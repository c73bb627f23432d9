"""What a dossier holds that could leave in a passport, counted and named; and what never does."""

from dataclasses import dataclass

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import NoteId, ParcoursId
from passeport.domain.parcours import Note, NoteLevel, Parcours, Referral, ReferralStatus, Step
from passeport.domain.passport import CONTACT_FIELDS, PROFILE_SECTIONS
from passeport.domain.vocabulary import SectionCode, vocabulary
from passeport.language import dates
from passeport.language.labels import label
from passeport.language.numbers import counted

PARCOURS: SectionCode = "PARCOURS"


@dataclass(frozen=True)
class Content:
    """One section of the profile that holds something; `count` is 0 where counting says nothing."""

    section: SectionCode
    count: int

    @property
    def words(self) -> str:
        """Its title, with how many things it holds."""
        title = label("europass_sections", self.section)
        return f"{title} ({self.count})" if self.count else title


@dataclass(frozen=True)
class ShareableNote:
    """A note that may travel once ticked, with the step it was written at."""

    note: Note
    step: Step
    parcours: ParcoursId

    @property
    def id(self) -> NoteId:
        """The note's identifier."""
        return self.note.id

    @property
    def origin(self) -> str:
        """The step, in a few words."""
        return f"{label('step_types', self.step.type)}, {dates.long_date(self.step.day)}"


def contents_of(dossier: Dossier) -> tuple[Content, ...]:
    """Return the sections of the profile that hold something, in the order of a passport."""
    found = []
    for section in vocabulary("europass_sections").codes:
        count = _counts(dossier, section)
        if count is not None:
            found.append(Content(section, count))
    return tuple(found)


def _counts(dossier: Dossier, section: SectionCode) -> int | None:
    """How many things a section holds, 0 where they are not counted, None where there is nothing."""
    identity, profile = dossier.beneficiary.identity, dossier.beneficiary.profile
    if section == PARCOURS:
        return None
    if section == "IDENTITY":
        return 0
    if section == "CONTACT":
        return sum(len(getattr(identity, name)) for name in CONTACT_FIELDS) or None
    values = [getattr(profile, name) for name in PROFILE_SECTIONS[section]]
    if section == "LANGUAGES":
        values.append(identity.mother_tongues)
    count = sum(len(value) for value in values if isinstance(value, tuple))
    if count:
        return count
    return 0 if any(value for value in values if not isinstance(value, tuple)) else None


def parcours_words(parcours: Parcours) -> str:
    """Return the need with what hangs on it."""
    what = [counted(len(parcours.steps), "étape", "étapes")]
    if parcours.actions:
        what.append(counted(len(parcours.actions), "action", "actions"))
    return f"{parcours.need} ({', '.join(what)})"


def shareable_notes(dossier: Dossier) -> tuple[ShareableNote, ...]:
    """Return the notes that may travel; those of the team and private ones are not among them (R06)."""
    return tuple(
        ShareableNote(note, step, parcours.id)
        for parcours in dossier.parcours
        for step in parcours.steps
        for note in step.notes
        if note.level is NoteLevel.SHAREABLE
    )


def internal_notes(dossier: Dossier) -> int:
    """Return how many notes never leave."""
    notes = (note for parcours in dossier.parcours for step in parcours.steps for note in step.notes)
    return sum(note.level is not NoteLevel.SHAREABLE for note in notes)


def prepared_referrals(dossier: Dossier) -> tuple[Referral, ...]:
    """Return the referrals that wait for their passport, each point d'accueil once."""
    found: dict[tuple[str, str], Referral] = {}
    for parcours in dossier.parcours:
        for step in parcours.steps:
            referral = step.referral
            if referral is not None and referral.status is ReferralStatus.PREPAREE:
                found.setdefault((referral.point_accueil, referral.network), referral)
    return tuple(found.values())
