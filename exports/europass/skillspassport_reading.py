"""What the elements of a SkillsPassport say, V3.0 to V3.4: generous with what thirteen years of tools wrote."""

from collections.abc import Iterable

from lxml import etree

from exports.europass.candidate_sections import gathered
from exports.europass.skillspassport_custom import read_achievements
from exports.europass.skillspassport_documents import read_documents, read_photo
from exports.europass.skillspassport_experience import read_education, read_experience
from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, known
from exports.europass.skillspassport_headline import is_about_me, read_headline
from exports.europass.skillspassport_identity import is_civil_status, read_identity, with_civil_status
from exports.europass.skillspassport_languages import read_foreign_languages
from exports.europass.skillspassport_letter import read_letter
from exports.europass.skillspassport_names import all_at, at
from exports.europass.skillspassport_skills import read_skills
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, Profile

FORMAT = "skillspassport"


def read_document(root: etree._Element, fields: SkillsFields) -> Passport:
    """Return what the elements of a SkillsPassport say, each noted in the coverage of `fields`.

    Raises:
        ImpossibleDate: when a date is in no calendar.
        NotAPassport: when the document names nobody.
    """
    made = SkillsItems(FORMAT, fields)
    fields.coverage.technical(all_at(root, "DocumentInfo"), "document")
    fields.coverage.technical(all_at(root, "PrintingPreferences"), "document")
    identity = read_identity(fields, at(root, "LearnerInfo"))
    profile, entries = _profile(fields, made, root)
    identity, profile, entries = _placed(identity, profile, entries)
    identity, profile, parcours = gathered(identity, profile, entries)
    language = fields.coverage.take(root, "language", "locale").lower()[:2] or "fr"
    return Passport(identity=identity, profile=made.settled(profile), parcours=parcours, language=language)


def _profile(fields: SkillsFields, made: SkillsItems, root: etree._Element) -> tuple[Profile, list[CustomEntry]]:
    """Return the profile, and the entries that may stand for something else than themselves."""
    info = at(root, "LearnerInfo")
    headline, about_me, announced = read_headline(fields, made, at(info, "Headline"))
    skills, certificates = read_skills(fields, made, at(info, "Skills"))
    entries, publications = read_achievements(fields, made, info)
    letters = [read_letter(fields, made, element) for element in all_at(root, "CoverLetter")]
    profile = skills.evolve(
        headline=headline,
        about_me=about_me,
        photo=read_photo(fields, at(info, "Identification/Photo")),
        experiences=known(
            [read_experience(fields, made, e) for e in all_at(info, "WorkExperienceList/WorkExperience")]
        ),
        education=known([read_education(fields, made, e) for e in all_at(info, "EducationList/Education")]),
        languages=read_foreign_languages(fields, made, at(info, "Skills/Linguistic")),
        publications=tuple(publications),
        documents=read_documents(fields, made, root),
    )
    return profile, [*known([announced]), *certificates, *entries, *known(letters)]


def _placed(
    identity: Identity, profile: Profile, entries: Iterable[CustomEntry]
) -> tuple[Identity, Profile, list[CustomEntry]]:
    """Return the person and the profile with what entries of ours tell of them, and the other entries."""
    others = []
    for entry in entries:
        if is_civil_status(entry):
            identity, rest = with_civil_status(identity, entry)
            if rest:
                others.append(entry.evolve(description=rest))
        elif is_about_me(entry) and not profile.about_me:
            profile = profile.evolve(about_me=entry.description)
        else:
            others.append(entry)
    return identity, profile, others
