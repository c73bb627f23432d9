"""The Candidate document, in the dialect that the Europass editor writes and reads.

What the format has no element for goes into custom sections, which every Europass tool shows. The same passport gives
the same bytes.
"""

import base64

from lxml import etree

from exports.europass.candidate_custom import custom_entries, dialled
from exports.europass.candidate_names import (
    CEFR_DIMENSIONS,
    EURES,
    EUROPASS,
    HR,
    OA,
    SECTION_TITLES,
    XSI,
    add,
    qualified,
)
from exports.europass.codes import country_label
from passeport.domain.fingerprint import fingerprint
from passeport.domain.identity import Address, Email, Identity, Language, OnlineKind, OnlineProfile, Telephone
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.passport import Passport
from passeport.domain.profile import (
    CustomEntry,
    DigitalSkill,
    Education,
    Experience,
    LanguageSkill,
    Organisation,
    Profile,
    Publication,
)
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import vocabulary

_PROFILE_LANGUAGES = vocabulary("profile_languages").codes


def write_candidate(passport: Passport) -> bytes:
    """Return the passport as Candidate XML (UTF-8)."""
    root = etree.Element(
        qualified("Candidate"),
        nsmap={
            None: EUROPASS,  # type: ignore[dict-item] # the stubs forget the default namespace
            "oa": OA,
            "eures": EURES,
            "hr": HR,
            "xsi": XSI,
        },
    )
    root.set(f"{{{XSI}}}schemaLocation", f"{EUROPASS} Candidate.xsd")
    number = passport.issue.number if passport.issue else f"PSP-{fingerprint(passport)[:16]}"
    agency = {"schemeID": number, "schemeAgencyName": "EUROPASS"}
    add(root, "hr:DocumentID", None, schemeName="DocumentIdentifier", schemeVersionID="4.0", **agency)
    _supplier(root, passport.identity, agency)
    _person(add(root, "CandidatePerson"), passport.identity)
    shown = _profile(root, passport, agency)
    _rendering(root, shown)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _supplier(root: etree._Element, identity: Identity, agency: dict[str, str]) -> None:
    supplier = add(root, "CandidateSupplier")
    add(supplier, "hr:PartyID", None, schemeName="PartyID", schemeVersionID="1.0", **agency)
    add(supplier, "hr:PartyName", "Owner")
    contact = add(supplier, "PersonContact")
    _name(contact, identity)
    for email in identity.emails:
        _email(contact, email)
    add(supplier, "hr:PrecedenceCode", "1")


def _name(parent: etree._Element, identity: Identity) -> None:
    name = add(parent, "PersonName")
    add(name, "oa:GivenName", identity.given_names)
    add(name, "hr:FamilyName", identity.family_name)


def _person(person: etree._Element, identity: Identity) -> None:
    _name(person, identity)
    for email in identity.emails:
        _email(person, email)
    for telephone in identity.telephones:
        _telephone(person, telephone)
    for profile in identity.online:
        _online(person, profile)
    for address in identity.addresses:
        _address(person, address)
    for nationality in identity.nationalities:
        add(person, "NationalityCode", nationality.lower())
    if identity.residence_country:
        add(person, "ResidencyCountryCode", identity.residence_country.lower())
    if identity.birth_date:
        add(person, "hr:BirthDate", str(identity.birth_date))
    if identity.gender:
        add(person, "GenderCode", identity.gender)
    for language in identity.mother_tongues:
        _language(person, "PrimaryLanguageCode", "name", language)


def _language(parent: etree._Element, tag: str, attribute: str, language: Language) -> None:
    if language.code:
        add(parent, tag, language.code, **{attribute: "NORMAL"})
    else:
        add(parent, tag, language.label, **{attribute: "FREE_TEXT"})


# Contacts -------------------------------------------------------------------------------------------------------


def _email(parent: etree._Element, email: Email) -> None:
    communication = add(parent, "Communication")
    add(communication, "ChannelCode", "Email")
    if email.use:
        add(communication, "UseCode", email.use.value)
    add(communication, "oa:URI", email.address)


def _telephone(parent: etree._Element, telephone: Telephone) -> None:
    number = dialled(telephone)
    if number is None:
        return  # said in the section of our own
    communication = add(parent, "Communication")
    add(communication, "ChannelCode", "Telephone")
    if telephone.use:
        add(communication, "UseCode", telephone.use.value)
    if telephone.label:
        add(communication, "OtherTitle", telephone.label)
    add(communication, "CountryDialing", number[0])
    add(communication, "oa:DialNumber", number[1])


def _online(parent: etree._Element, profile: OnlineProfile) -> None:
    communication = add(parent, "Communication")
    service, title = profile.service, profile.label
    if profile.kind is OnlineKind.WEBSITE:
        channel = "Web"
    elif profile.kind is OnlineKind.INSTANT_MESSAGING:
        channel = "InstantMessage"
    else:
        channel = "Social Media"
        if service not in vocabulary("social_media"):
            service, title = "other", title or service
    add(communication, "ChannelCode", channel)
    if service:
        add(communication, "UseCode", service)
    if title:
        add(communication, "OtherTitle", title)
    add(communication, "oa:URI", profile.address)


def _address(parent: etree._Element, address: Address) -> None:
    communication = add(parent, "Communication")
    use = address.use.value if address.use else ""
    if use:
        add(communication, "UseCode", use)
    element = add(communication, "Address", None, type=use)
    if address.street:
        add(element, "oa:AddressLine", address.street)
    if address.city:
        add(element, "oa:CityName", address.city)
    if address.region:
        add(element, "oa:CountrySubDivisionCode", address.region)
    if address.country:
        add(element, "CountryCode", address.country.lower())
    if address.postal_code:
        add(element, "oa:PostalCode", address.postal_code)


def _organisation_contact(parent: etree._Element, organisation: Organisation) -> None:
    if not (organisation.address or organisation.telephones or organisation.emails or organisation.websites):
        return
    contact = add(parent, "OrganizationContact")
    if organisation.address:
        _address(contact, organisation.address)
    for telephone in organisation.telephones:
        _telephone(contact, telephone)
    for email in organisation.emails:
        _email(contact, email)
    for website in organisation.websites:
        _online(contact, website)


def _undialled(organisation: Organisation) -> str:
    """The telephones that the editor would refuse, in words."""
    return "".join(from_plain(f"Téléphone : {t.number}") for t in organisation.telephones if dialled(t) is None)


# Profile --------------------------------------------------------------------------------------------------------


def _profile(root: etree._Element, passport: Passport, agency: dict[str, str]) -> list[str]:
    profile = passport.profile
    language = passport.language if passport.language in _PROFILE_LANGUAGES else "fr"
    parent = add(root, "CandidateProfile", None, languageCode=language)
    add(parent, "hr:ID", None, schemeName="CandidateProfileID", schemeVersionID="1.0", **agency)
    if profile.about_me:
        add(parent, "hr:ExecutiveSummary", profile.about_me)
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
    _photo(parent, profile)
    titles: dict[str, None] = {}
    for entry in custom_entries(passport):
        _custom(parent, entry)
        titles[entry.section] = None
    return list(titles)


def _experience(history: etree._Element, experience: Experience) -> None:
    employer = add(history, "EmployerHistory")
    if experience.employer.name:
        add(employer, "hr:OrganizationName", experience.employer.name)
    _organisation_contact(employer, experience.employer)
    if experience.sector:
        add(employer, "hr:IndustryCode", experience.sector)
    if experience.employer.department:
        add(employer, "Department", experience.employer.department)
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
    description = experience.description
    if experience.sector_label:
        description += from_plain(f"Secteur : {experience.sector_label}")
    description += _undialled(experience.employer)
    if description:
        add(position, "oa:Description", description)
    if experience.city:
        add(position, "City", experience.city)
    if experience.country:
        add(position, "Country", experience.country.lower())


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
    school = education.school
    if school.name:
        add(attendance, "hr:OrganizationName", school.name)
    where = Address(city=education.city, country=education.country)
    elsewhere = ""
    if school.address is None and where != Address():
        school = school.evolve(address=where)
    elif where != Address():  # the format has one place for both
        country = country_label(where.country) if where.country else ""
        elsewhere = from_plain(f"Lieu : {', '.join(part for part in (where.city, country) if part)}")
    _organisation_contact(attendance, school)
    _period(attendance, "AttendancePeriod", education.period)
    degree = add(attendance, "EducationDegree")
    if education.qualification:
        add(degree, "hr:DegreeName", education.qualification)
    description = education.description + elsewhere
    if education.level_label:
        description += from_plain(f"Niveau : {education.level_label}")
    description += _undialled(education.school)
    values = (
        ("OccupationalSkillsCovered", description),
        ("Thesis", education.thesis),
        ("NationalClassification", education.national_classification),
        ("CreditType", education.credit_type),
        ("NumberOfCredit", education.credits),
    )
    for tag, value in values:
        if value:
            add(degree, tag, value)
    if education.grade:
        add(add(degree, "FinalGrade"), "hr:ScoreText", education.grade)
    if education.fields_of_study:
        main, *specific = education.fields_of_study
        study = add(degree, "FieldOfStudy")
        add(add(study, "MainFieldOfStudy"), "ProgramConcentration", main)
        for field in specific:
            add(add(study, "SpecificFieldOfStudy"), "ProgramConcentration", field)
    if education.eqf_level:
        add(attendance, "EducationLevelCode", str(education.eqf_level))


def _language_skill(qualifications: etree._Element, skill: LanguageSkill) -> None:
    competency = add(qualifications, "PersonCompetency")
    _language(competency, "CompetencyID", "schemeName", skill.language)
    add(competency, "hr:TaxonomyID", "language")
    for code, name in CEFR_DIMENSIONS.items():
        level = getattr(skill, name)
        if level:
            dimension = add(competency, "eures:CompetencyDimension")
            add(dimension, "hr:CompetencyDimensionTypeCode", code)
            add(add(dimension, "eures:Score"), "hr:ScoreText", level)


def _digital_skills(parent: etree._Element, profile: Profile) -> None:
    skills = {skill.name: skill for skill in reversed(profile.digital_skills)}  # the editor refuses a double
    if not skills:
        return
    element = add(parent, "Skills")
    groups: dict[str, list[DigitalSkill]] = {}
    for skill in profile.digital_skills:
        if skills.get(skill.name) is skill:
            groups.setdefault(skill.group, []).append(skill)
    for group, members in groups.items():
        holder = element
        if group:
            holder = add(element, "SkillsGroup")
            add(holder, "Title", group)
        for skill in members:
            competency = add(holder, "PersonCompetency")
            add(competency, "hr:TaxonomyID", "Digital_Skill")
            add(competency, "hr:CompetencyName", skill.name)


def _publication(history: etree._Element, publication: Publication) -> None:
    element = add(history, "Publication")
    values = (
        ("hr:FormattedPublicationDescription", publication.reference),
        ("Title", publication.title),
        ("Year", publication.year),
        ("Authors", publication.authors),
        ("Journal", publication.journal),
        ("Publisher", publication.publisher),
        ("Volume", publication.volume),
    )
    for tag, value in values:
        if value:
            add(element, tag, value)
    if publication.link:
        add(add(element, "DOI"), "Link", publication.link)


def _photo(parent: etree._Element, profile: Profile) -> None:
    if profile.photo is None:
        return
    uri = f"data:{profile.photo.media_type};base64,{base64.b64encode(profile.photo.data).decode()}"
    attachment = add(parent, "eures:Attachment")
    add(attachment, "oa:EmbeddedData", base64.b64encode(uri.encode()).decode())  # twice: the editor's own way
    add(attachment, "oa:FileType", "photo")
    add(attachment, "hr:Instructions", "ProfilePicture")


def _custom(parent: etree._Element, entry: CustomEntry) -> None:
    section = add(parent, "Others")  # one each: of several entries in one, the editor keeps the last only
    add(section, "Title", entry.section)
    other = add(section, "Other")
    add(other, "Title", entry.title)
    _period(other, "Date", entry.period)
    if entry.location:
        add(other, "Location", entry.location)
    if entry.description:
        add(other, "Description", entry.description)
    if entry.link:
        add(other, "Link", entry.link)


def _rendering(root: etree._Element, custom: list[str]) -> None:
    design = add(add(root, "RenderingInformation"), "Design")
    settings = (
        ("Template", "Template1"),
        ("Color", "Default"),
        ("FontSize", "Medium"),
        ("Logo", "FirstPage"),
        ("PageNumbers", "true"),
    )
    for tag, value in settings:
        add(design, tag, value)
    order = add(design, "SectionsOrder")
    for title in SECTION_TITLES.values():
        add(add(order, "Section"), "Title", title)
    for title in custom:
        section = add(order, "Section")
        add(section, "Title", title)
        add(section, "Custom", "true")
