"""The Europass profile: what a person has done, learnt and can do.

The fields cover both Europass generations (Candidate and SkillsPassport V3): what one of them cannot say in an element
of its own, its writer says in a custom section.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from passeport.domain.identifiers import ItemId
from passeport.domain.identity import Address, CountryCode, Email, Language, OnlineProfile, Telephone
from passeport.domain.model import DomainModel
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.provenance import Provenance
from passeport.domain.text import Line, Name, RichText
from passeport.domain.vocabulary import CustomKind, DrivingLicenceCode, SectorCode, SkillKind

CefrLevel = Annotated[str, StringConstraints(pattern=r"^(A1|A2|B1|B2|C1|C2)$")]
"""Common European Framework of Reference for Languages, global scale."""


class Item(DomainModel):
    """What has an identity of its own, and remembers where it comes from."""

    id: ItemId
    provenance: Provenance = Provenance()


class Organisation(DomainModel):
    """An employer or a school, as far as it is known."""

    name: Line = ""
    department: Line = ""
    address: Address | None = None
    telephones: tuple[Telephone, ...] = ()
    emails: tuple[Email, ...] = ()
    websites: tuple[OnlineProfile, ...] = ()


class Experience(Item):
    """A job, a traineeship or any work experience."""

    position: Line = ""
    occupation_uri: Line = ""
    """Address of the occupation in ESCO, when the file gave one."""
    employer: Organisation = Organisation()
    sector: SectorCode | None = None
    sector_label: Line = ""
    city: Line = ""
    country: CountryCode | None = None
    period: Period = Period()
    description: RichText = ""


class Education(Item):
    """A diploma or a training."""

    qualification: Line = ""
    school: Organisation = Organisation()
    city: Line = ""
    country: CountryCode | None = None
    period: Period = Period()
    eqf_level: Annotated[int, Field(ge=1, le=8)] | None = None
    """European Qualifications Framework, 1 to 8 (Council recommendation of 22 May 2017)."""
    level_label: Line = ""
    national_classification: Line = ""
    fields_of_study: tuple[Line, ...] = ()
    grade: Line = ""
    credit_type: Line = ""
    credits: Line = ""
    thesis: RichText = ""
    description: RichText = ""


class LanguageCertificate(DomainModel):
    """A certificate or diploma of a language."""

    title: Name
    awarded_by: Line = ""
    awarded_on: PartialDate | None = None
    level: CefrLevel | None = None


class LinguisticExperience(DomainModel):
    """A stay or a use of a language (Europass Language Passport)."""

    description: RichText
    period: Period = Period()
    area: Line = ""


class LanguageSkill(Item):
    """A foreign language on the five CEFR dimensions, any of which may be unknown."""

    language: Language
    listening: CefrLevel | None = None
    reading: CefrLevel | None = None
    spoken_interaction: CefrLevel | None = None
    spoken_production: CefrLevel | None = None
    writing: CefrLevel | None = None
    certificates: tuple[LanguageCertificate, ...] = ()
    experiences: tuple[LinguisticExperience, ...] = ()


class DigitalSkill(Item):
    """A digital skill by its name, possibly in a group with a title."""

    name: Name
    group: Line = ""


class Skill(Item):
    """Another skill, described in the person's own words."""

    kind: SkillKind
    description: RichText


class DrivingLicence(Item):
    """A driving licence category (directive 2006/126/EC), with its dates when known."""

    category: DrivingLicenceCode
    issued_on: PartialDate | None = None
    expires_on: PartialDate | None = None


class Publication(Item):
    """A publication."""

    title: Line = ""
    reference: RichText = ""
    year: Line = ""
    authors: Line = ""
    journal: Line = ""
    publisher: Line = ""
    volume: Line = ""
    link: Line = ""


class CustomEntry(Item):
    """An entry of any other section: a project, volunteering, a hobby, a certification, a section of one's own."""

    kind: CustomKind = "OTHER"
    section: Name
    """Title of the section, in the person's words."""
    title: Name
    period: Period = Period()
    location: Line = ""
    description: RichText = ""
    link: Line = ""


class HeadlineKind(StrEnum):
    """What a SkillsPassport headline announces."""

    JOB_APPLIED_FOR = "job_applied_for"
    POSITION = "position"
    PREFERRED_JOB = "preferred_job"
    STUDIES_APPLIED_FOR = "studies_applied_for"


class Headline(DomainModel):
    """One line that says what the person looks for or does."""

    kind: HeadlineKind
    text: Name


class Picture(DomainModel):
    """A photograph, as the bytes of an image file."""

    media_type: Annotated[str, StringConstraints(pattern=r"^image/(jpeg|png|gif|webp|bmp)$")]
    data: bytes = Field(min_length=1, max_length=10_000_000)


class AttachedDocument(Item):
    """A diploma or certificate that came with a Europass file, as the bytes of that file."""

    name: Name
    description: Line = ""
    media_type: Line
    data: bytes = Field(min_length=1, max_length=25_000_000)


class Profile(DomainModel):
    """A whole Europass profile, each list in the order the person chose."""

    headline: Headline | None = None
    about_me: RichText = ""
    photo: Picture | None = None
    experiences: tuple[Experience, ...] = ()
    education: tuple[Education, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    digital_skills: tuple[DigitalSkill, ...] = ()
    skills: tuple[Skill, ...] = ()
    driving_licences: tuple[DrivingLicence, ...] = ()
    publications: tuple[Publication, ...] = ()
    custom: tuple[CustomEntry, ...] = ()
    documents: tuple[AttachedDocument, ...] = ()


def period_of(item: Item) -> Period | None:
    """Return the period of an item of a kind that has one."""
    return item.period if isinstance(item, Experience | Education | CustomEntry) else None


ITEM_LISTS = (
    "experiences",
    "education",
    "languages",
    "digital_skills",
    "skills",
    "driving_licences",
    "publications",
    "custom",
    "documents",
)
"""Fields of `Profile` that are lists of items."""


def backwards(profile: Profile) -> tuple[Item, ...]:
    """Return the items whose period ends before it begins, in the order of the profile."""
    items = (item for name in ITEM_LISTS for item in getattr(profile, name))
    return tuple(item for item in items if (period := period_of(item)) is not None and period.is_backwards)
