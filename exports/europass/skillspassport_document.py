"""A passport as the elements of a SkillsPassport V3.4, valid against its schema.

What the schema has no element for goes on in words: at the end of an item's activities, or as an achievement.
"""

import datetime as dt

from lxml import etree

from exports.europass.candidate_custom import DOCUMENTS, licence_dates, said
from exports.europass.parsing import SKILLSPASSPORT
from exports.europass.skillspassport_custom import write_entry, write_publication
from exports.europass.skillspassport_documents import can_be_attached, is_signature, write_attachment
from exports.europass.skillspassport_experience import write_education, write_experience
from exports.europass.skillspassport_headline import write_about_me, write_headline
from exports.europass.skillspassport_identity import write_civil_status, write_identity
from exports.europass.skillspassport_languages import write_foreign_languages, write_mother_tongues
from exports.europass.skillspassport_names import SCHEMA, XSI, add
from exports.europass.skillspassport_skills import first_of_each_kind, is_certificate, write_skills
from exports.europass.step_words import entries_of
from passeport.domain.passport import Passport
from passeport.domain.profile import AttachedDocument, CustomEntry, Profile
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label, vocabulary

_NO_MOMENT = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Stands for the moment of a document that no point d'accueil issued: the schema wants one."""
_VERSION = "V3.4"


def document_of(passport: Passport) -> etree._Element:
    """Return the root of the document that says all that words can say of a passport."""
    root = etree.Element(
        f"{{{SKILLSPASSPORT}}}SkillsPassport",
        nsmap={None: SKILLSPASSPORT, "xsi": XSI},  # type: ignore[dict-item] # the stubs forget the default namespace
    )
    root.set(f"{{{XSI}}}schemaLocation", f"{SKILLSPASSPORT} {SCHEMA}")
    root.set("locale", passport.language if passport.language in vocabulary("profile_languages").codes else "fr")
    attached = _attached(passport.profile)
    _document_info(root, passport, attached)
    info = add(root, "LearnerInfo")
    write_identity(info, passport)
    write_headline(info, passport.profile)
    _lists(info, passport)
    _achievements(info, passport)
    _attachments(root, info, attached)
    return root


def _document_info(root: etree._Element, passport: Passport, attached: list[AttachedDocument]) -> None:
    info = add(root, "DocumentInfo")
    moment = passport.issue.issued_at if passport.issue is not None else _NO_MOMENT
    written = moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    add(info, "DocumentType", "ECV_ESP" if attached else "ECV")
    add(info, "CreationDate", written)
    add(info, "LastUpdateDate", written)
    add(info, "XSDVersion", _VERSION)
    add(info, "Generator", "Passeport")
    if passport.issue is not None:
        add(info, "Comment", f"Passeport n° {passport.issue.number}")


def _lists(info: etree._Element, passport: Passport) -> None:
    profile = passport.profile
    if profile.experiences:
        holder = add(info, "WorkExperienceList")
        for experience in profile.experiences:
            write_experience(holder, experience)
    if profile.education:
        holder = add(info, "EducationList")
        for education in profile.education:
            write_education(holder, education)
    skills = add(info, "Skills")
    linguistic = add(skills, "Linguistic")
    write_mother_tongues(linguistic, passport.identity.mother_tongues)
    write_foreign_languages(linguistic, profile.languages)
    if not len(linguistic):
        skills.remove(linguistic)
    write_skills(skills, profile)
    if not len(skills):
        info.remove(skills)


def _achievements(info: etree._Element, passport: Passport) -> None:
    holder = add(info, "AchievementList")
    for parcours in passport.parcours:
        for entry in entries_of(parcours):
            write_entry(holder, entry)
    write_civil_status(holder, passport.identity)
    write_about_me(holder, passport.profile)
    for publication in passport.profile.publications:
        write_publication(holder, publication)
    for entry in _entries(passport.profile):
        write_entry(holder, entry)
    if not len(holder):
        info.remove(holder)


def _entries(profile: Profile) -> list[CustomEntry]:
    """Return what is an achievement because nothing else holds it, then the person's own sections."""
    held = first_of_each_kind(profile)
    names = {skill.id: label("skill_kinds", skill.kind) for skill in profile.skills if skill not in held}
    more = [said(names[s.id], names[s.id], s.description) for s in profile.skills if s.id in names]
    left = [d for d in profile.documents if not can_be_attached(d)]
    return [
        *more,
        *licence_dates(profile),
        *(said(DOCUMENTS, document.name, from_plain(document.description)) for document in left),
        *(entry for entry in profile.custom if not is_certificate(entry)),
    ]


def _attached(profile: Profile) -> list[AttachedDocument]:
    signatures = [document for document in profile.documents if is_signature(document)][:1]
    return [d for d in profile.documents if can_be_attached(d) and d not in signatures]


def _attachments(root: etree._Element, info: etree._Element, attached: list[AttachedDocument]) -> None:
    """Append the documents, and say in `LearnerInfo` that they belong to the whole of it."""
    if attached:
        references, holder = add(info, "Documentation"), add(root, "AttachmentList")
        for number, document in enumerate(attached, start=1):
            identifier = f"ATT_{number}"
            add(references, "ReferenceTo").set("idref", identifier)
            write_attachment(holder, document, identifier)
