"""The profile of a Candidate document: what the person did, learnt and can do."""

from typing import Any

from lxml import etree

from exports.europass.candidate_contacts import ContactReader
from exports.europass.candidate_names import CEFR_DIMENSIONS, find, find_all
from exports.europass.codes import cefr_from, eqf_from
from exports.europass.fields import Fields, Identified, ItemType
from passeport.domain.identity import Address
from passeport.domain.profile import (
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    LanguageSkill,
    Organisation,
    Picture,
    Profile,
    Publication,
)
from passeport.domain.reading import Fate
from passeport.domain.vocabulary import label, vocabulary

_CHILDREN_SECTIONS = {
    "Projects": "PROJECT",
    "VoluntaryWorks": "VOLUNTEERING",
    "Certifications": "CERTIFICATION",
    "HobbiesAndInterests": "HOBBY",
    "NetworksAndMemberships": "NETWORK",
    "CreativeWorks": "CREATIVE_WORK",
    "ConferencesAndSeminars": "CONFERENCE",
    "HonorsAndAwards": "HONOUR",
    "HonoursAndAwards": "HONOUR",
    "CourseCertifications": "COURSE",
    "EmploymentReferences": "RECOMMENDATION",
    "Recommendations": "RECOMMENDATION",
}
_SKILL_SECTIONS = {
    "OrganisationalSkills": "ORGANISATIONAL",
    "CommunicationAndInterpersonalSkills": "COMMUNICATION",
    "JobRelatedSkills": "JOB_RELATED",
    "ManagementAndLeadershipSkills": "ORGANISATIONAL",
    "OtherSkills": "OTHER",
}
_LONGEST_WORDS = 100_000
"""Characters of a text that is still meant to be read: an image in base64 is not."""


class ProfileReader:
    """Reads a `CandidateProfile`."""

    def __init__(self, fields: Fields, contacts: ContactReader, made: Identified) -> None:
        """Take fields through `fields`, contacts through `contacts`, and have items from `made`."""
        self.coverage = fields.coverage
        self.fields = fields
        self.contacts = contacts
        self.made = made

    def read(self, element: etree._Element) -> tuple[Profile, list[CustomEntry]]:
        """Return the profile, and the entries of its custom sections, which may stand for other things."""
        self._technical(element)
        summary = find(element, "hr:ExecutiveSummary")
        experiences = [
            experience
            for employer in find_all(element, "EmploymentHistory/EmployerHistory")
            for experience in self._employer(employer)
        ]
        attendances = find_all(element, "EducationHistory/EducationOrganizationAttendance")
        skills, digital = self._competencies(element)
        licences = find_all(element, "eures:Licenses/eures:License")
        profile = Profile(
            about_me=self.fields.rich(summary, "profile.about_me"),
            photo=self._photo(element),
            experiences=tuple(experiences),
            education=tuple(item for e in attendances if (item := self._education(e)) is not None),
            languages=tuple(skills),
            digital_skills=tuple(digital),
            driving_licences=tuple(licence for e in licences if (licence := self._licence(e)) is not None),
            publications=tuple(
                publication
                for e in find_all(element, "PublicationHistory/Publication")
                if (publication := self._publication(e)) is not None
            ),
        )
        return profile, self._custom(element)

    def read_translation(self, element: etree._Element, code: str, told: etree._Element) -> list[CustomEntry]:
        """Keep the words of a profile in another language `code`, but those that the first profile has `told`.

        Read as items, they would be the twins of the first profile's.
        """
        self._technical(element)
        said = {(child.text or "").strip() for child in _descendants(told)}
        for child in _descendants(element):
            if (child.text or "").strip() in said:
                self.coverage.note(child, Fate.UNDERSTOOD, "profile")
            elif len(child.text or "") > _LONGEST_WORDS:
                self.coverage.note(child, Fate.NOT_UNDERSTOOD)
        words = self.fields.kept_words(element, "profile.custom")
        section = f"{label('europass_sections', 'ABOUT_ME')} ({code})"
        entry = self._item(element, CustomEntry, section=section, title=section, description=words) if words else None
        return _known([entry])

    def _employer(self, employer: etree._Element) -> list[Experience]:
        fields, went = self.fields, "profile.experiences"
        organisation = self._organisation(employer, went)
        sector = find(employer, "hr:IndustryCode")
        code = self.coverage.take(sector, f"{went}.sector").upper()
        known = code if code in vocabulary("nace_sections") else None
        values = {"employer": organisation, "sector": fields.coded(sector, known)}
        positions = find_all(employer, "PositionHistory")
        if not positions:
            return _known([self._item(employer, Experience, **values)])
        found = []
        for position in positions:
            title = find(position, "PositionTitle")
            found.append(
                self._item(
                    position,
                    Experience,
                    **values,
                    position=fields.line(title, f"{went}.position"),
                    occupation_uri=self._occupation(title),
                    description=fields.rich(find(position, "oa:Description"), f"{went}.description"),
                    city=fields.line(find(position, "City"), f"{went}.city"),
                    country=fields.country(find(position, "Country"), f"{went}.country"),
                    period=fields.period(find(position, "eures:EmploymentPeriod"), f"{went}.period"),
                )
            )
        return _known(found)

    def _occupation(self, title: etree._Element | None) -> str:
        if title is None or title.get("typeCode") != "URI":
            return ""
        return self.coverage.take(title, "profile.experiences.occupation_uri", "languageID")

    def _organisation(self, parent: etree._Element, went: str) -> Organisation:
        contact = find(parent, "OrganizationContact")
        addresses, telephones, emails, online = self.contacts.read(contact) if contact is not None else ((), (), (), ())
        link = self.fields.website(find(parent, "Link"), f"{went}.websites")
        for extra in addresses[1:]:
            self.fields.lost_address(contact, extra)
        return Organisation(
            name=self.fields.line(find(parent, "hr:OrganizationName"), f"{went}.name"),
            department=self.fields.line(find(parent, "Department"), f"{went}.department"),
            address=addresses[0] if addresses else None,
            telephones=telephones,
            emails=emails,
            websites=(*online, *link),
        )

    def _education(self, attendance: etree._Element) -> Education | None:
        fields, went = self.fields, "profile.education"
        degree = find(attendance, "EducationDegree")
        inside = degree if degree is not None else attendance
        level = find(attendance, "EducationLevelCode")
        if level is None:
            level = find(inside, "EducationLevelCode")
        text = fields.line(level, f"{went}.eqf_level")
        eqf = eqf_from(text) if level is None or "ISCED" not in (level.get("listName") or "").upper() else None
        program = fields.line(find(attendance, "hr:ProgramName"), f"{went}.qualification")
        name = fields.line(find(inside, "hr:DegreeName"), f"{went}.qualification")
        studies = [
            *find_all(inside, "FieldOfStudy/MainFieldOfStudy/ProgramConcentration"),
            *find_all(inside, "FieldOfStudy/SpecificFieldOfStudy/ProgramConcentration"),
        ]
        concentrations = [fields.line(e, f"{went}.fields_of_study") for e in studies]
        if program and name:
            concentrations.append(program)
        school = self._organisation(attendance, went)
        place = school.address if school.address is not None and _is_only_a_place(school.address) else Address()
        if place == school.address:
            school = school.evolve(address=None)
        return self._item(
            attendance,
            Education,
            qualification=name or program,
            school=school,
            city=place.city,
            country=place.country,
            period=fields.period(find(attendance, "AttendancePeriod"), f"{went}.period"),
            eqf_level=eqf,
            level_label="" if eqf else self._named_level(level, text),
            national_classification=fields.line(find(inside, "NationalClassification"), f"{went}.classification"),
            fields_of_study=tuple(text for text in concentrations if text),
            grade=fields.line(find(inside, "FinalGrade/hr:ScoreText"), f"{went}.grade"),
            credit_type=fields.line(find(inside, "CreditType"), f"{went}.credit_type"),
            credits=fields.line(find(inside, "NumberOfCredit"), f"{went}.credits"),
            thesis=fields.rich(find(inside, "Thesis"), f"{went}.thesis"),
            description=fields.rich(find(inside, "OccupationalSkillsCovered"), f"{went}.description"),
        )

    @staticmethod
    def _named_level(level: etree._Element | None, text: str) -> str:
        """Say of which list a level is, when it is a bare figure of another list than EQF: `ISCED 5`."""
        listed = level is not None and text.isdigit() and "ISCED" in (level.get("listName") or "").upper()
        return f"ISCED {text}" if listed else text

    def _licence(self, element: etree._Element) -> DrivingLicence | None:
        code = find(element, "hr:LicenseTypeCode")
        category = self.coverage.take(code, "profile.driving_licences").upper()
        known = category if category in vocabulary("driving_licences") else None
        if self.fields.coded(code, known) is None:
            return None
        return self._item(element, DrivingLicence, category=known)

    def _competencies(self, element: etree._Element) -> tuple[list[LanguageSkill], list[DigitalSkill]]:
        languages = [self._language_skill(c) for c in find_all(element, "PersonQualifications/PersonCompetency")]
        digital: list[DigitalSkill | None] = []
        for holder in (child for skills in find_all(element, "Skills") for child in skills):  # in the person's order
            members = find_all(holder, "PersonCompetency")
            if members:
                title = self.fields.line(find(holder, "Title"), "profile.digital_skills.group")
                digital += [self._digital_skill(member, title) for member in members]
            elif find(holder, "hr:CompetencyName") is not None:
                digital.append(self._digital_skill(holder, ""))
        for group in find_all(element, "DigitalSkills/DigitalSkillsGroup"):
            title = self.fields.line(find(group, "Title"), "profile.digital_skills.group")
            for skill in find_all(group, "DigitalSkill"):
                name = self.fields.name(skill, "profile.digital_skills.name")
                digital.append(self._item(skill, DigitalSkill, name=name, group=title))
        return _known(languages), _known(digital)

    def _language_skill(self, competency: etree._Element) -> LanguageSkill | None:
        went = "profile.languages"
        language = self.fields.language(find(competency, "CompetencyID"), "schemeName", f"{went}.language")
        levels: dict[str, str | None] = {}
        for dimension in find_all(competency, "eures:CompetencyDimension"):
            code = self.coverage.take(find(dimension, "hr:CompetencyDimensionTypeCode"), f"{went}.dimension")
            score = find(dimension, "eures:Score/hr:ScoreText")
            level = cefr_from(self.coverage.take(score, f"{went}.level"))
            name = CEFR_DIMENSIONS.get(code)
            if name is None or self.fields.coded(score, level) is None:
                self.fields.not_understood(dimension)
            else:
                levels[name] = level
        return self._item(competency, LanguageSkill, language=language, **levels)

    def _digital_skill(self, competency: etree._Element, group: str) -> DigitalSkill | None:
        name = self.fields.name(find(competency, "hr:CompetencyName"), "profile.digital_skills.name")
        return self._item(competency, DigitalSkill, name=name, group=group)

    def _publication(self, element: etree._Element) -> Publication | None:
        fields, went = self.fields, "profile.publications"
        return self._item(
            element,
            Publication,
            title=fields.line(find(element, "Title"), f"{went}.title"),
            reference=fields.rich(find(element, "hr:FormattedPublicationDescription"), f"{went}.reference")
            or fields.rich(find(element, "Reference"), f"{went}.reference"),
            year=fields.line(find(element, "Year"), f"{went}.year"),
            authors=fields.line(find(element, "Authors"), f"{went}.authors"),
            journal=fields.line(find(element, "Journal"), f"{went}.journal"),
            publisher=fields.line(find(element, "Publisher"), f"{went}.publisher"),
            volume=fields.line(find(element, "Volume"), f"{went}.volume"),
            link=fields.line(find(element, "DOI/Link"), f"{went}.link"),
        )

    def _photo(self, element: etree._Element) -> Picture | None:
        for attachment in find_all(element, "eures:Attachment"):
            data = find(attachment, "oa:EmbeddedData")
            picture = self.fields.picture(data, "profile.photo.data")
            if picture is not None:
                for tag in ("oa:FileType", "hr:Instructions", "oa:FileName"):
                    self.coverage.technical(find_all(attachment, tag), "profile.photo")
                return picture
        return None

    # Custom sections -------------------------------------------------------------------------------------------

    def _custom(self, element: etree._Element) -> list[CustomEntry]:
        entries: list[CustomEntry | None] = []
        for section in find_all(element, "Others"):
            title = self.fields.name(find(section, "Title"), "profile.custom.section") or "Autres informations"
            entries += [self._entry(other, title, "OTHER") for other in find_all(section, "Other")]
        for tag, kind in _CHILDREN_SECTIONS.items():
            for section in find_all(element, tag):
                title = label("custom_sections", kind)
                entries += [self._entry(child, title, kind) for child in _elements(section)]
        for tag, kind in _SKILL_SECTIONS.items():
            for section in find_all(element, tag):
                title = label("skill_kinds", kind)
                entries += [self._entry(child, title, "OTHER") for child in _elements(section)]
        return _known(entries)

    def _entry(self, element: etree._Element, section: str, kind: str) -> CustomEntry | None:
        fields, went = self.fields, "profile.custom"
        title = find(element, "Title")
        if title is None:
            title = next((child for child in _elements(element) if (child.text or "").strip()), element)
        values = {
            "title": fields.name(title, f"{went}.title") or section,
            "period": fields.period(find(element, "Date"), f"{went}.period"),
            "location": fields.line(find(element, "Location"), f"{went}.location"),
            "link": fields.line(find(element, "Link"), f"{went}.link"),
        }
        description = fields.rich(find(element, "Description"), f"{went}.description")
        description += fields.kept_words(element, f"{went}.description")  # what has a name of its own there
        return self._item(element, CustomEntry, kind=kind, section=section, description=description, **values)

    def _item(self, element: etree._Element, model: type[ItemType], /, **values: Any) -> ItemType | None:  # noqa: ANN401
        """Return an item, or None when there is none to make of `element`: the report then says so."""
        item = self.made.item(model, **values)
        if item is None:
            self.fields.not_understood(element)
        return item

    def _technical(self, profile: etree._Element) -> None:
        for tag in ("hr:ID", "*/*/hr:TaxonomyID", "*/*/*/hr:TaxonomyID"):
            self.coverage.technical(find_all(profile, tag), "document")


def _elements(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent if isinstance(child.tag, str)]


def _descendants(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent.iter() if isinstance(child.tag, str)]


def _known(items: list[ItemType | None]) -> list[ItemType]:
    return [item for item in items if item is not None]


def _is_only_a_place(address: Address) -> bool:
    """Whether an address says no more than the town and the country where a thing took place."""
    return address == Address(city=address.city, country=address.country)
