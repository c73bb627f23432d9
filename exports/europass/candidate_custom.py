"""What the Candidate format has no element for, as custom sections: any tool shows them, our reader takes them back."""

from collections.abc import Iterator, Sequence

from exports.europass.codes import language_label
from exports.europass.contact_facts import contact_facts
from exports.europass.details import with_details
from exports.europass.section_titles import OF_OUR_OWN, written_title
from exports.europass.step_words import entries_of
from passeport.domain.fingerprint import content_of, identifier_from
from passeport.domain.identifiers import ItemId
from passeport.domain.identity import Identity
from passeport.domain.partial_date import Period
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, LanguageCertificate, LinguisticExperience, Profile
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label

CIVIL_STATUS = OF_OUR_OWN["civil_status"]
CONTACTS = OF_OUR_OWN["contacts"]
HEADLINE = OF_OUR_OWN["headline"]
LANGUAGE_CERTIFICATES = OF_OUR_OWN["certificates"]
LANGUAGE_EXPERIENCES = OF_OUR_OWN["experiences"]
LICENCE_DATES = OF_OUR_OWN["licence_dates"]
DIGITAL_SKILLS = OF_OUR_OWN["digital_skills"]
DOCUMENTS = OF_OUR_OWN["documents"]
HEADLINES = {
    "job_applied_for": "Emploi visé",
    "position": "Fonction",
    "preferred_job": "Métier souhaité",
    "studies_applied_for": "Études visées",
}
"""Titles of what a SkillsPassport headline announces."""
CIVIL_STATUS_FACTS = {"birth_name": "Nom de naissance", "title": "Civilité", "birth_place": "Lieu de naissance"}
OTHER_NATIONALITY = "Autre nationalité"
EXPERIENCE = "Expérience"
"""Title of a use of a language that says no area."""
LANGUAGE, LEVEL, AREA, GROUP, RANK = "Langue", "Niveau", "Cadre", "Groupe", "Rang"
"""Names of details."""
_LONGEST_TITLE = 300


def custom_entries(passport: Passport) -> list[tuple[str, CustomEntry]]:
    """Return the parcours, then what the format has no element for, then the person's own: each under its title."""
    profile = passport.profile
    headline = profile.headline
    ours = [
        *(entry for parcours in passport.parcours for entry in entries_of(parcours)),
        *_identity(passport.identity),
        *([said(HEADLINE, HEADLINES[headline.kind.value], from_plain(headline.text))] if headline else []),
        *(said(label("skill_kinds", s.kind), label("skill_kinds", s.kind), s.description) for s in profile.skills),
        *_language_details(profile),
        *_digital_doubles(profile),
        *licence_dates(profile),
        *(said(DOCUMENTS, d.name, from_plain(d.description)) for d in profile.documents),
    ]
    own = ((written_title(entry.section, entry.kind), entry) for entry in profile.custom)
    return [*((entry.section, entry) for entry in ours), *own]


def licence_dates(profile: Profile) -> list[CustomEntry]:
    """Return an entry for each driving licence whose dates are known, and for each but the first of a category.

    Neither generation has an element for the dates, and a category stands once in both.
    """
    licences = profile.driving_licences
    entries = []
    for rank, (licence, double) in enumerate(zip(licences, doubles([x.category for x in licences]), strict=True), 1):
        period = Period(start=licence.issued_on, end=licence.expires_on)
        if double or period.is_known:
            details = with_details("", [(RANK, str(rank))]) if double else ""
            entries.append(said(LICENCE_DATES, licence.category, details, period))
    return entries


def names_of_languages(profile: Profile) -> list[str]:
    """Return how each foreign language is called, with a number where two are called alike."""
    names: list[str] = []
    for skill in profile.languages:
        name, number = language_label(skill.language), 1
        while (name if number == 1 else f"{name} ({number})") in names:
            number += 1
        names.append(name if number == 1 else f"{name} ({number})")
    return names


def doubles(names: Sequence[str]) -> list[bool]:
    """Say of each name whether it was said before: the editor wants two equal digital skills repaired."""
    return [name in names[:at] for at, name in enumerate(names)]


def _identity(identity: Identity) -> Iterator[CustomEntry]:
    for field, title in CIVIL_STATUS_FACTS.items():
        if value := getattr(identity, field):
            yield said(CIVIL_STATUS, title, from_plain(value))
    for nationality in identity.other_nationalities:
        yield said(CIVIL_STATUS, OTHER_NATIONALITY, from_plain(nationality))
    for title, value in contact_facts(identity.addresses, identity.telephones, identity.online):
        yield said(CONTACTS, title, from_plain(value))


def _language_details(profile: Profile) -> Iterator[CustomEntry]:
    for name, skill in zip(names_of_languages(profile), profile.languages, strict=True):
        yield from (certificate_entry(name, certificate) for certificate in skill.certificates)
        yield from (experience_entry(name, experience) for experience in skill.experiences)


def certificate_entry(language: str, certificate: LanguageCertificate) -> CustomEntry:
    """Return a certificate of a language as an entry."""
    return CustomEntry(
        id=ItemId(identifier_from(content_of(certificate))),
        section=LANGUAGE_CERTIFICATES,
        title=certificate.title,
        location=certificate.awarded_by,
        period=Period(start=certificate.awarded_on),
        description=with_details("", [(LANGUAGE, language), (LEVEL, certificate.level or "")]),
    )


def experience_entry(language: str, experience: LinguisticExperience) -> CustomEntry:
    """Return a use of a language as an entry, called by its area where that makes a title."""
    area = experience.area
    is_title = area != EXPERIENCE and 0 < len(area) <= _LONGEST_TITLE
    details = [(LANGUAGE, language), (AREA, "" if is_title else area)]
    described = with_details(experience.description, details)
    return said(LANGUAGE_EXPERIENCES, area if is_title else EXPERIENCE, described, experience.period)


def _digital_doubles(profile: Profile) -> Iterator[CustomEntry]:
    skills = profile.digital_skills
    for rank, (skill, double) in enumerate(zip(skills, doubles([s.name for s in skills]), strict=True), start=1):
        if double:
            yield said(DIGITAL_SKILLS, skill.name, with_details("", [(RANK, str(rank)), (GROUP, skill.group)]))


def said(section: str, title: str, description: str, period: Period | None = None) -> CustomEntry:
    """Return an entry that is named by what it says."""
    return CustomEntry(
        id=ItemId(identifier_from(section, title, description)),
        section=section,
        title=title,
        description=description,
        period=period or Period(),
    )
