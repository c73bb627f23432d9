"""What the Candidate format has no element for, as custom sections: any tool shows them, our reader takes them back."""

import re

from exports.europass.codes import language_label
from exports.europass.step_words import entry_of
from passeport.domain.fingerprint import content_of, identifier_from
from passeport.domain.identifiers import ItemId
from passeport.domain.identity import Identity, Telephone
from passeport.domain.partial_date import Period
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, Profile
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label

CIVIL_STATUS = "État civil"
HEADLINE = "Projet"
LANGUAGE_CERTIFICATES = "Certificats de langue"
LANGUAGE_EXPERIENCES = "Pratique des langues"
LICENCE_DATES = "Dates des permis de conduire"
DOCUMENTS = "Documents joints"
HEADLINES = {
    "job_applied_for": "Emploi visé",
    "position": "Fonction",
    "preferred_job": "Métier souhaité",
    "studies_applied_for": "Études visées",
}
"""Titles of what a SkillsPassport headline announces."""
_FRENCH_NUMBER = re.compile(r"0[1-9]\d{8}")


def dialled(telephone: Telephone) -> tuple[str, str] | None:
    """Return the country dialling code and the number, or None when the country cannot be told.

    The editor refuses a whole file for one telephone without its country.
    """
    if telephone.country_dialing:
        return telephone.country_dialing, telephone.number
    digits = re.sub(r"\D", "", telephone.number)
    return ("33", digits[1:]) if _FRENCH_NUMBER.fullmatch(digits) else None


def custom_entries(passport: Passport) -> list[CustomEntry]:
    """Return the steps, then what the format has no element for, then the person's own sections."""
    steps = [entry_of(step, parcours) for parcours in passport.parcours for step in parcours.steps]
    profile = passport.profile
    entries = [*_civil_status(passport.identity)]
    if profile.headline:
        entries.append(said(HEADLINE, HEADLINES[profile.headline.kind.value], from_plain(profile.headline.text)))
    entries += [said(label("skill_kinds", s.kind), label("skill_kinds", s.kind), s.description) for s in profile.skills]
    entries += _language_details(profile)
    entries += licence_dates(profile)
    entries += [said(DOCUMENTS, d.name, from_plain(d.description)) for d in profile.documents]
    return [*steps, *entries, *profile.custom]


def licence_dates(profile: Profile) -> list[CustomEntry]:
    """Return an entry for each driving licence whose dates are known: neither generation has an element for them."""
    return [
        said(LICENCE_DATES, licence.category, "", Period(start=licence.issued_on, end=licence.expires_on))
        for licence in profile.driving_licences
        if licence.issued_on or licence.expires_on
    ]


def _civil_status(identity: Identity) -> list[CustomEntry]:
    lost = [t for t in identity.telephones if dialled(t) is None]
    facts = [
        ("Nom de naissance", identity.birth_name),
        ("Civilité", identity.title),
        ("Lieu de naissance", identity.birth_place),
        *(("Autre nationalité", text) for text in identity.other_nationalities),
        *(("Téléphone", t.number) for t in lost),
        *(("Pays", a.country_name) for a in identity.addresses if a.country_name and not a.country),
    ]
    return [said(CIVIL_STATUS, title, from_plain(value)) for title, value in facts if value]


def _language_details(profile: Profile) -> list[CustomEntry]:
    entries = []
    for skill in profile.languages:
        name = f"Langue : {language_label(skill.language)}"
        for certificate in skill.certificates:
            lines = [name, f"Niveau : {certificate.level}" if certificate.level else ""]
            entries.append(
                CustomEntry(
                    id=ItemId(identifier_from(content_of(certificate))),
                    section=LANGUAGE_CERTIFICATES,
                    title=certificate.title,
                    location=certificate.awarded_by,
                    period=Period(start=certificate.awarded_on),
                    description=from_plain("\n\n".join(line for line in lines if line)),
                )
            )
        entries += [
            said(LANGUAGE_EXPERIENCES, e.area or "Expérience", from_plain(name) + e.description, e.period)
            for e in skill.experiences
        ]
    return entries


def said(section: str, title: str, description: str, period: Period | None = None) -> CustomEntry:
    """Return an entry that is named by what it says."""
    return CustomEntry(
        id=ItemId(identifier_from(section, title, description)),
        section=section,
        title=title,
        description=description,
        period=period or Period(),
    )
