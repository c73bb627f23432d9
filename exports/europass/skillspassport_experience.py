"""Work experience and education of a SkillsPassport."""

import re

from lxml import etree

from exports.europass.codes import eqf_from
from exports.europass.skillspassport_contacts import read_organisation, write_address, write_site
from exports.europass.skillspassport_dates import write_period
from exports.europass.skillspassport_facts import (
    ESCO,
    activities_of_education,
    activities_of_experience,
    education_facts,
    education_values,
    experience_facts,
    experience_values,
    placed,
    shown_address,
    shown_site,
    studies_told,
)
from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, code_of
from exports.europass.skillspassport_names import add, add_coded, at
from exports.europass.skillspassport_words import paragraphs
from passeport.domain.profile import Education, Experience, Organisation
from passeport.domain.vocabulary import label, vocabulary

ESCO_CODE = re.compile(r"[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}")
"""What V3.4 allows as the code of a position: the last part of the occupation's address in ESCO."""


def read_experience(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> Experience | None:
    """Return a `WorkExperience`."""
    went = "profile.experiences"
    position = at(element, "Position")
    code, title = fields.coded_label(position, f"{went}.position")
    if code and not ESCO_CODE.fullmatch(code):
        fields.code_lost(position)
        code = ""
    sector, sector_label = read_sector(fields, at(element, "Employer/Sector"), f"{went}.sector")
    description, facts = experience_facts(_words(fields, element, went))
    description += paragraphs(fields.duration(at(element, "Period"), f"{went}.description"))
    organisation = read_organisation(fields, at(element, "Employer"), f"{went}.employer")
    employer, city, country = placed(organisation, facts)
    values = {
        "occupation_uri": f"{ESCO}{code}" if code else "",
        "sector_label": sector_label,
        **experience_values(facts),
    }
    return made.read(
        element,
        Experience,
        **values,
        position=title,
        sector=sector,
        period=fields.period(at(element, "Period"), f"{went}.period"),
        employer=employer,
        city=city,
        country=country,
        description=description + paragraphs(facts.said),
    )


def read_education(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> Education | None:
    """Return an `Education`."""
    went = "profile.education"
    code, level = fields.coded_label(at(element, "Level"), f"{went}.level")
    eqf = None if "ISCED" in level.upper() else eqf_from(code) or eqf_from(level)
    description, facts, thesis = education_facts(_words(fields, element, went))
    description += paragraphs(fields.duration(at(element, "Period"), f"{went}.description"))
    organisation = read_organisation(fields, at(element, "Organisation"), f"{went}.school")
    school, city, country = placed(organisation, facts)
    studies = [read_field_of_study(fields, at(element, "Field"), went), *studies_told(facts)]
    values = {"level_label": "" if eqf else level or code, **education_values(facts)}
    return made.read(
        element,
        Education,
        **values,
        qualification=fields.line(at(element, "Title"), f"{went}.qualification"),
        school=school,
        city=city,
        country=country,
        period=fields.period(at(element, "Period"), f"{went}.period"),
        eqf_level=eqf,
        fields_of_study=tuple(study for study in studies if study),
        thesis=thesis,
        description=description + paragraphs(facts.said),
    )


def _words(fields: SkillsFields, element: etree._Element, went: str) -> str:
    texts = [fields.rich(at(element, tag), f"{went}.description") for tag in ("Description", "Activities")]
    return "".join(texts)


def read_sector(fields: SkillsFields, element: etree._Element | None, went: str) -> tuple[str | None, str]:
    """Return the section of NACE; words count where the code is none, or says more than a section (`Q86.1.0`)."""
    code, name = fields.coded_label(element, went)
    known = code.upper()[:1] if code else ""  # a longer code, such as `Q86.1.0`, begins with its section
    if known not in vocabulary("nace_sections"):
        if code and name:
            fields.code_lost(element)
        named = code_of("nace_sections", name)
        return named, "" if named else name or code
    return known, f"{code} {name}".strip() if len(code) > 1 else ""


def read_field_of_study(fields: SkillsFields, element: etree._Element | None, went: str) -> str:
    """Return the name of a field of study; that of its code in ISCED where it has none."""
    code, name = fields.coded_label(element, f"{went}.fields_of_study")
    return name or (label("isced_fields", code) if code in vocabulary("isced_fields") else code)


# Written --------------------------------------------------------------------------------------------------------


def write_experience(parent: etree._Element, experience: Experience) -> None:
    """Append a `WorkExperience`."""
    element = add(parent, "WorkExperience")
    write_period(element, experience.period)
    code = experience.occupation_uri.removeprefix(ESCO)
    add_coded(element, "Position", code if ESCO_CODE.fullmatch(code) else "", experience.position)
    activities = activities_of_experience(experience)
    if activities:
        add(element, "Activities", activities)
    employer = add(element, "Employer")
    _organisation(employer, experience.employer, experience.city, experience.country)
    sector = experience.sector or ""
    name = label("nace_sections", sector) if sector else experience.sector_label
    add_coded(employer, "Sector", sector if len(sector) == 1 else "", name)  # the schema has no `NS`
    if not len(employer):
        element.remove(employer)


def write_education(parent: etree._Element, education: Education) -> None:
    """Append an `Education`."""
    element = add(parent, "Education")
    write_period(element, education.period)
    if education.qualification:
        add(element, "Title", education.qualification)
    activities = activities_of_education(education)
    if activities:
        add(element, "Activities", activities)
    school = add(element, "Organisation")
    _organisation(school, education.school, education.city, education.country)
    if not len(school):
        element.remove(school)
    level = education.eqf_level
    add_coded(element, "Level", str(level or ""), f"CEC {level}" if level else education.level_label)
    main = education.fields_of_study[0] if education.fields_of_study else ""
    add_coded(element, "Field", code_of("isced_fields", main) or "", main)


def _organisation(parent: etree._Element, organisation: Organisation, city: str, country: str | None) -> None:
    if organisation.name:
        add(parent, "Name", organisation.name)
    address = shown_address(organisation, city, country)
    site = shown_site(organisation)
    if address or site:
        info = add(parent, "ContactInfo")
        if address:
            write_address(info, address)
        if site:
            write_site(add(info, "Website"), site.address, "business", "")
