"""The `CandidateProfile` of a Candidate document, in the dialect that the Europass editor writes and reads."""

from itertools import groupby

from lxml import etree

from exports.europass.candidate_contact_writer import write_contacts
from exports.europass.candidate_custom import custom_entries, doubles
from exports.europass.candidate_files import can_be_attached, write_document, write_photo
from exports.europass.candidate_names import CEFR_DIMENSIONS, add, add_language, add_said
from exports.europass.candidate_places import written_place
from exports.europass.contact_facts import contact_facts
from exports.europass.details import Detail, with_details
from passeport.domain.identity import Address
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.passport import Passport
from passeport.domain.profile import (
    CustomEntry,
    Education,
    Experience,
    LanguageSkill,
    Organisation,
    Profile,
    Publication,
)
from passeport.domain.vocabulary import vocabulary

_PROFILE_LANGUAGES = vocabulary("profile_languages").codes
SECTOR, LEVEL, DEPARTMENT = "Secteur", "Niveau", "Service"
"""Names of details."""


def write_profile(root: etree._Element, passport: Passport, agency: dict[str, str]) -> list[str]:
    """Append the profile; return the titles of its custom sections, in the order of the document."""
    profile = passport.profile
    language = passport.language if passport.language in _PROFILE_LANGUAGES else "fr"
    parent = add(root, "CandidateProfile", None, languageCode=language)
    add(parent, "hr:ID", None, schemeName="CandidateProfileID", schemeVersionID="1.0", **agency)
    add_said(parent, "hr:ExecutiveSummary", profile.about_me)
    if profile.experiences:
        history = add(parent, "EmploymentHistory")
        for experience in profile.experiences:
            _experience(history, experience)
    if profile.education:
        history = add(parent, "EducationHistory")
        for education in profile.education:
            _education(history, education)
    if profile.driving_licences:
        licences = add(parent, "eures:Licenses")
        for category in dict.fromkeys(licence.category for licence in profile.driving_licences):
            add(add(licences, "eures:License"), "hr:LicenseTypeCode", category)
    if profile.languages:
        qualifications = add(parent, "PersonQualifications")
        for skill in profile.languages:
            _language_skill(qualifications, skill)
    _digital_skills(parent, profile)
    if profile.publications:
        history = add(parent, "PublicationHistory")
        for publication in profile.publications:
            _publication(history, publication)
    if profile.photo is not None:
        write_photo(parent, profile.photo)
    for document in filter(can_be_attached, profile.documents):
        write_document(parent, document)
    titles: dict[str, None] = {}
    for title, entry in custom_entries(passport):
        _custom(parent, title, entry)
        titles[title] = None
    return list(titles)


def _experience(history: etree._Element, experience: Experience) -> None:
    employer, organisation = add(history, "EmployerHistory"), experience.employer
    add_said(employer, "hr:OrganizationName", organisation.name)
    details = [(SECTOR, experience.sector_label), *_organisation(employer, organisation, organisation.address)]
    add_said(employer, "hr:IndustryCode", experience.sector)
    add_said(employer, "Department", organisation.department)
    position = add(employer, "PositionHistory")
    if experience.occupation_uri:
        add(position, "PositionTitle", experience.position, typeCode="URI", languageID=experience.occupation_uri)
    else:
        add(position, "PositionTitle", experience.position, typeCode="FREETEXT")
    if experience.period.is_known:
        period = add(position, "eures:EmploymentPeriod")
        _date(period, "eures:StartDate", experience.period.start)
        _date(period, "eures:EndDate", experience.period.end)
        add(period, "hr:CurrentIndicator", str(experience.period.ongoing).lower())
    add_said(position, "oa:Description", with_details(experience.description, details))
    add_said(position, "City", experience.city)
    add_said(position, "Country", (experience.country or "").lower())


def _organisation(parent: etree._Element, organisation: Organisation, address: Address | None) -> list[Detail]:
    """Append how to reach an organisation at `address`; return what has no element."""
    addresses = (address,) if address is not None else ()
    contact = add(parent, "OrganizationContact")
    write_contacts(contact, organisation.emails, organisation.telephones, organisation.websites, addresses)
    if not len(contact):
        parent.remove(contact)
    return contact_facts(addresses, organisation.telephones, organisation.websites)


def _date(parent: etree._Element, tag: str, date: PartialDate | None) -> None:
    if date is not None:
        add(add(parent, tag), "hr:FormattedDateTime", str(date))


def _period(parent: etree._Element, tag: str, period: Period) -> None:
    if period.is_known:
        element = add(parent, tag)
        _date(element, "StartDate", period.start)
        _date(element, "EndDate", period.end)
        add(element, "Ongoing", str(period.ongoing).lower())


def _education(history: etree._Element, education: Education) -> None:
    attendance = add(history, "EducationOrganizationAttendance")
    add_said(attendance, "hr:OrganizationName", education.school.name)
    address, places = written_place(education)
    facts = _organisation(attendance, education.school, address)
    details = [*places, (LEVEL, education.level_label), (DEPARTMENT, education.school.department), *facts]
    _period(attendance, "AttendancePeriod", education.period)
    degree = add(attendance, "EducationDegree")
    add_said(degree, "hr:DegreeName", education.qualification)
    add_said(degree, "OccupationalSkillsCovered", with_details(education.description, details))
    add_said(degree, "Thesis", education.thesis)
    add_said(degree, "NationalClassification", education.national_classification)
    add_said(degree, "CreditType", education.credit_type)
    add_said(degree, "NumberOfCredit", education.credits)
    if education.grade:
        add(add(degree, "FinalGrade"), "hr:ScoreText", education.grade)
    if education.fields_of_study:
        main, *specific = education.fields_of_study
        study = add(degree, "FieldOfStudy")
        add(add(study, "MainFieldOfStudy"), "ProgramConcentration", main)
        for field in specific:
            add(add(study, "SpecificFieldOfStudy"), "ProgramConcentration", field)
    add_said(attendance, "EducationLevelCode", str(education.eqf_level or ""))


def _language_skill(qualifications: etree._Element, skill: LanguageSkill) -> None:
    competency = add(qualifications, "PersonCompetency")
    add_language(competency, "CompetencyID", "schemeName", skill.language)
    add(competency, "hr:TaxonomyID", "language")
    for code, name in CEFR_DIMENSIONS.items():
        level = getattr(skill, name)
        if level:
            dimension = add(competency, "eures:CompetencyDimension")
            add(dimension, "hr:CompetencyDimensionTypeCode", code)
            add(add(dimension, "eures:Score"), "hr:ScoreText", level)


def _digital_skills(parent: etree._Element, profile: Profile) -> None:
    """Append the skills, a group for each run of one title; a second skill of one name is told in a custom section."""
    skills = profile.digital_skills
    if not skills:
        return
    element = add(parent, "Skills")
    first = [s for s, double in zip(skills, doubles([s.name for s in skills]), strict=True) if not double]
    for title, members in groupby(first, key=lambda skill: skill.group):
        holder = element
        if title:
            holder = add(element, "SkillsGroup")
            add(holder, "Title", title)
        for skill in members:
            competency = add(holder, "PersonCompetency")
            add(competency, "hr:TaxonomyID", "Digital_Skill")
            add(competency, "hr:CompetencyName", skill.name)


def _publication(history: etree._Element, publication: Publication) -> None:
    element = add(history, "Publication")
    add_said(element, "hr:FormattedPublicationDescription", publication.reference)
    add_said(element, "Title", publication.title)
    add_said(element, "Year", publication.year)
    add_said(element, "Authors", publication.authors)
    add_said(element, "Journal", publication.journal)
    add_said(element, "Publisher", publication.publisher)
    add_said(element, "Volume", publication.volume)
    if publication.link:
        add(add(element, "DOI"), "Link", publication.link)


def _custom(parent: etree._Element, title: str, entry: CustomEntry) -> None:
    section = add(parent, "Others")  # one each: of several entries in one, the editor keeps the last only
    add(section, "Title", title)
    other = add(section, "Other")
    add(other, "Title", entry.title)
    _period(other, "Date", entry.period)
    add_said(other, "Location", entry.location)
    add_said(other, "Description", entry.description)
    add_said(other, "Link", entry.link)
