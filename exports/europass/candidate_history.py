"""What the person did and learnt: the employment and education histories of a Candidate document."""

from lxml import etree

from exports.europass.candidate_contacts import ContactReader
from exports.europass.candidate_names import find, find_all
from exports.europass.candidate_places import NAMES as PLACES
from exports.europass.candidate_places import read_place
from exports.europass.candidate_profile_writer import DEPARTMENT, LEVEL, SECTOR
from exports.europass.codes import eqf_from
from exports.europass.contact_facts import Contacts, is_contact_fact, with_facts
from exports.europass.details import Detail, split_details
from exports.europass.fields import Fields, Identified
from passeport.domain.identity import OnlineProfile
from passeport.domain.profile import Education, Experience, Organisation
from passeport.domain.vocabulary import vocabulary

_OF_EXPERIENCE, _OF_EDUCATION = {SECTOR}, {LEVEL, DEPARTMENT, *PLACES}


_TENURES = ("eures:EmploymentPeriod", "EmploymentPeriod")


class HistoryReader:
    """Reads `EmployerHistory` and `EducationOrganizationAttendance`."""

    def __init__(self, fields: Fields, contacts: ContactReader, made: Identified) -> None:
        """Take fields through `fields`, contacts through `contacts`, and have items from `made`."""
        self._fields = fields
        self._contacts = contacts
        self._made = made

    def experiences(self, employer: etree._Element) -> list[Experience]:
        """Return an experience for each position; the other words of the employer go to the first."""
        fields, went = self._fields, "profile.experiences"
        sector = find(employer, "hr:IndustryCode")
        code = fields.line(sector, f"{went}.sector")
        known = code.upper() if code.upper() in vocabulary("nace_sections") else None
        contact = self._contact(employer, f"{went}.employer")
        link = fields.website(find(employer, "Link"), f"{went}.employer.websites")
        name = fields.line(find(employer, "hr:OrganizationName"), f"{went}.employer.name")
        department = fields.line(find(employer, "Department"), f"{went}.employer.department")
        positions = find_all(employer, "PositionHistory")
        found = []
        for position in positions or [employer]:
            title = find(position, "PositionTitle")
            holders = dict.fromkeys((position, employer)) if len(positions) <= 1 else (position,)
            values = {
                "position": fields.line(title, f"{went}.position"),
                "occupation_uri": self._occupation(title),
                "city": fields.line(find(position, "City"), f"{went}.city"),
                "country": fields.country(find(position, "Country"), f"{went}.country"),
                "period": fields.period_of(holders, self._tenure(position, employer), f"{went}.period"),
            }
            description, details = self._described(
                find(position, "oa:Description"), f"{went}.description", _OF_EXPERIENCE
            )
            contacts = self._told(employer, contact, details)
            item = self._made.item(
                Experience,
                **values,
                employer=_organisation(name, department, contacts, link),
                sector=known,
                sector_label=dict(details).get(SECTOR) or ("" if known else code),
                description=description + fields.kept_words(position, f"{went}.description"),
            )
            if item is None:
                fields.not_understood(position)
            else:
                found.append(item)
        if not found:
            return []
        more = fields.kept_words(employer, f"{went}.description")
        return [found[0].evolve(description=found[0].description + more), *found[1:]]

    def education(self, attendance: etree._Element) -> Education | None:
        """Return a training; None when the element says nothing of one."""
        fields, went = self._fields, "profile.education"
        degree = find(attendance, "EducationDegree")
        inside = degree if degree is not None else attendance
        level = find(attendance, "EducationLevelCode")
        if level is None:
            level = find(inside, "EducationLevelCode")
        text = fields.line(level, f"{went}.eqf_level")
        is_isced = level is not None and "ISCED" in (level.get("listName") or level.get("listURI") or "").upper()
        eqf = None if is_isced else eqf_from(text)
        program = fields.line(find(attendance, "hr:ProgramName"), f"{went}.qualification")
        name = fields.line(find(inside, "hr:DegreeName"), f"{went}.qualification")
        studies = [
            *find_all(inside, "FieldOfStudy/MainFieldOfStudy/ProgramConcentration"),
            *find_all(inside, "FieldOfStudy/SpecificFieldOfStudy/ProgramConcentration"),
        ]
        concentrations = [fields.line(e, f"{went}.fields_of_study") for e in studies]
        if program and name:
            concentrations.append(program)
        description, details = self._described(
            find(inside, "OccupationalSkillsCovered"), f"{went}.description", _OF_EDUCATION
        )
        contacts = self._told(attendance, self._contact(attendance, f"{went}.school"), details)
        told = dict(details)
        place, address = read_place(contacts[0][0] if contacts[0] else None, told)
        school = _organisation(
            fields.line(find(attendance, "hr:OrganizationName"), f"{went}.school.name"),
            fields.line(find(attendance, "Department"), f"{went}.school.department") or told.get(DEPARTMENT, ""),
            contacts,
            fields.website(find(attendance, "Link"), f"{went}.school.websites"),
        )
        values = {
            "period": fields.period_of((attendance,), find(attendance, "AttendancePeriod"), f"{went}.period"),
            "national_classification": fields.line(find(inside, "NationalClassification"), f"{went}.classification"),
            "grade": fields.line(find(inside, "FinalGrade/hr:ScoreText"), f"{went}.grade"),
            "credit_type": fields.line(find(inside, "CreditType"), f"{went}.credit_type"),
            "credits": fields.line(find(inside, "NumberOfCredit"), f"{went}.credits"),
            "thesis": fields.rich(find(inside, "Thesis"), f"{went}.thesis"),
        }
        item = self._made.item(
            Education,
            **values,
            qualification=name or program,
            school=school.evolve(address=address),
            city=place.city,
            country=place.country,
            eqf_level=eqf,
            level_label=told.get(LEVEL) or ("" if eqf else _named_level(text, is_isced=is_isced)),
            fields_of_study=tuple(text for text in concentrations if text),
            description=description + fields.kept_words(attendance, f"{went}.description"),
        )
        if item is None:
            fields.not_understood(attendance)
        return item

    def _described(self, element: etree._Element | None, went: str, names: set[str]) -> tuple[str, list[Detail]]:
        """Return a description, and the details that our writer put after it."""
        return split_details(self._fields.rich(element, went), lambda name: name in names or is_contact_fact(name))

    def _contact(self, parent: etree._Element, went: str) -> Contacts:
        contact = find(parent, "OrganizationContact")
        return self._contacts.read(contact, went) if contact is not None else ((), (), (), ())

    def _told(self, parent: etree._Element, contacts: Contacts, details: list[Detail]) -> Contacts:
        """Return the contacts with what the details say of them; a second address finds no place."""
        told = with_facts(contacts, details) or contacts
        for extra in told[0][1:]:
            self._fields.lost_address(find(parent, "OrganizationContact"), extra)
        return told

    @staticmethod
    def _tenure(position: etree._Element, employer: etree._Element) -> etree._Element | None:
        """Return the period of a position, or of the whole time with the employer."""
        found = (find(holder, tag) for holder in (position, employer) for tag in _TENURES)
        return next((period for period in found if period is not None), None)

    def _occupation(self, title: etree._Element | None) -> str:
        if title is None or title.get("typeCode") != "URI":
            return ""
        return self._fields.coverage.take(title, "profile.experiences.occupation_uri", "languageID")


def _organisation(name: str, department: str, contacts: Contacts, link: tuple[OnlineProfile, ...]) -> Organisation:
    addresses, telephones, emails, online = contacts
    return Organisation(
        name=name,
        department=department,
        address=addresses[0] if addresses else None,
        telephones=telephones,
        emails=emails,
        websites=(*online, *link),
    )


def _named_level(text: str, *, is_isced: bool) -> str:
    """Say of which list a level is, when it is a bare figure of another list than EQF: `ISCED 5`."""
    return f"ISCED {text}" if is_isced and text.isdigit() else text
