"""Reading a learnerinfo (Europass V1 and V2, 2005–2012): no tool writes it today, people still hold it.

Names of elements came with several capitals over the years, so that they are found without regard to them.
"""

import re

from lxml import etree

from exports.europass.codes import eqf_from, gender_from
from exports.europass.coverage import Coverage
from exports.europass.learnerinfo_languages import read_languages
from exports.europass.learnerinfo_names import every, first
from exports.europass.skillspassport_contacts import numbered
from exports.europass.skillspassport_experience import read_field_of_study, read_sector
from exports.europass.skillspassport_fields import OF_TOOLS, SkillsFields, SkillsItems, known
from exports.europass.skillspassport_words import paragraphs
from passeport.domain.identity import (
    Address,
    ContactUse,
    Email,
    Identity,
    Language,
    OnlineKind,
    OnlineProfile,
    Telephone,
)
from passeport.domain.passport import Passport
from passeport.domain.profile import (
    CustomEntry,
    DrivingLicence,
    Education,
    Experience,
    Headline,
    HeadlineKind,
    Organisation,
    Profile,
    Skill,
)
from passeport.domain.reading import ReadingReport
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label, vocabulary

_FORMAT = "learnerinfo"
_SKILLS = {
    "social": "COMMUNICATION",
    "organisational": "ORGANISATIONAL",
    "technical": "JOB_RELATED",
    "computer": "COMPUTER",
}
"""What V2 called its skills."""
_NAMED_SKILLS = {"artistic": "Compétences artistiques"}
"""What has no kind of its own today, and begins with its name."""
_NOT_TOLD = "NA"
"""The gender of a person who did not tell it."""
_SCHOOL_TYPE = "Type d’établissement"
_NOTES = {"additional": "Informations complémentaires", "annexes": "Annexes"}


def read_learnerinfo(root: etree._Element) -> tuple[Passport, ReadingReport]:
    """Return what a learnerinfo says, and the fate of each of its elements.

    Raises:
        ImpossibleDate: when a date is in no calendar.
        NotAPassport: when the document names nobody.
    """
    reader = _Reader(root)
    passport = reader.passport(root)
    return passport, reader.fields.coverage.report(_FORMAT)


class _Reader:
    def __init__(self, root: etree._Element) -> None:
        self.fields = SkillsFields(Coverage(root, OF_TOOLS))
        self.made = SkillsItems(_FORMAT, self.fields)

    def passport(self, root: etree._Element) -> Passport:
        for name in ("docinfo", "prefs"):
            self.fields.coverage.technical(every(root, name), "document")
        mother, foreign = read_languages(self.fields, self.made, root)
        profile = Profile(
            headline=self._headline(first(root, "application")),
            photo=self.fields.picture(first(root, "identification", "photo"), "profile.photo.data"),
            experiences=known([self._experience(e) for e in every(root, "workexperiencelist", "workexperience")]),
            education=known([self._education(e) for e in every(root, "educationlist", "education")]),
            languages=foreign,
            skills=known([self._skill(e) for e in every(root, "skilllist", "skill") if not _licences(e)]),
            driving_licences=known(
                [
                    *(self._licence(e) for e in every(root, "skilllist", "structured-skill", "drivinglicence")),
                    *(licence for e in every(root, "skilllist", "skill") for licence in self._licences(e)),
                ]
            ),
            custom=known([self._note(e) for e in every(root, "misclist", "misc")]),
        )
        language = self.fields.coverage.take(root, "language", "locale").lower()[:2] or "fr"
        identity = self._identity(first(root, "identification"), mother)
        return Passport(identity=identity, profile=self.made.settled(profile), language=language)

    # The person ------------------------------------------------------------------------------------------------

    def _identity(self, who: etree._Element | None, mother: tuple[Language, ...]) -> Identity:
        fields = self.fields
        given, family = fields.required_names(first(who, "firstname"), first(who, "lastname"))
        sex = first(who, "demographics", "gender")
        told = fields.coverage.take(sex, "identity.gender")
        if sex is not None and told.upper() == _NOT_TOLD:
            fields.coverage.technical([sex])
        lands = [fields.land(e, "identity.nationalities") for e in every(who, "demographics", "nationality")]
        info = first(who, "contactinfo")
        addresses = [self._address(e, "identity.addresses") for e in every(info, "address")]
        return Identity(
            given_names=given,
            family_name=family,
            birth_date=fields.date(first(who, "demographics", "birthdate"), "identity.birth_date"),
            gender=None if told.upper() == _NOT_TOLD else fields.coded(sex, gender_from(told)),
            nationalities=tuple(dict.fromkeys(code for code, _ in lands if code)),
            other_nationalities=tuple(name for _, name in lands if name),
            mother_tongues=mother,
            addresses=tuple(address for address in addresses if address),
            telephones=self._telephones(info),
            emails=tuple(
                email
                for element in every(info, "email")
                if (text := fields.line(element, "identity.emails"))
                and (email := fields.value(element, Email, address=text))
            ),
            online=tuple(
                OnlineProfile(kind=OnlineKind.WEBSITE, address=text)
                for name in ("web", "website")
                for element in every(info, name)
                if (text := fields.line(element, "identity.online"))
            ),
        )

    def _telephones(self, info: etree._Element | None) -> tuple[Telephone, ...]:
        found = []
        names = (("telephone", None, ""), ("mobile", ContactUse.MOBILE, ""), ("fax", ContactUse.OTHER, "Télécopie"))
        for name, use, words in names:
            for element in every(info, name):
                text = self.fields.line(element, "identity.telephones")
                if text:
                    dialling, number = numbered(text)
                    values = {"use": use, "label": words, "country_dialing": dialling, "number": number}
                    found.append(self.fields.value(element, Telephone, **values))
        return tuple(telephone for telephone in found if telephone is not None)

    def _address(self, element: etree._Element | None, went: str) -> Address | None:
        if element is None:
            return None
        lines = [self.fields.line(e, f"{went}.street") for e in every(element, "addressline")]
        lines += [] if len(element) else [self.fields.line(element, f"{went}.street")]  # V1: one text
        country, name = self.fields.land(first(element, "country"), f"{went}.country")
        address = self.fields.value(
            element,
            Address,
            street=", ".join(line for line in lines if line),
            postal_code=self.fields.line(first(element, "postalcode"), f"{went}.postal_code"),
            city=self.fields.line(first(element, "municipality"), f"{went}.city"),
            country=country,
            country_name=name,
        )
        return address if address != Address() else None

    # The profile -----------------------------------------------------------------------------------------------

    def _headline(self, element: etree._Element | None) -> Headline | None:
        text = self._named(element, "profile.headline.text")
        if not text or element is None:
            return None
        return self.fields.value(element, Headline, kind=HeadlineKind.PREFERRED_JOB, text=text)

    def _named(self, element: etree._Element | None, went: str) -> str:
        """Return a label; its code, of lists that nobody reads today, where it stands alone."""
        code, text = self.fields.coded_label(element, went)
        if code and text:
            self.fields.code_lost(element)
        return text or code

    def _organisation(self, element: etree._Element | None, went: str) -> Organisation:
        whole = element is not None and not len(element)  # V1: one text
        return Organisation(
            name=self.fields.line(element if whole else first(element, "name"), f"{went}.name"),
            address=self._address(first(element, "address"), f"{went}.address"),
        )

    def _experience(self, element: etree._Element) -> Experience | None:
        went = "profile.experiences"
        said = first(element, "employer", "sector")
        said = first(element, "sector") if said is None else said  # V1: beside the employer
        sector, sector_label = read_sector(self.fields, said, f"{went}.sector")
        return self.made.read(
            element,
            Experience,
            position=self._named(first(element, "position"), f"{went}.position"),
            sector=sector,
            sector_label=sector_label,
            employer=self._organisation(first(element, "employer"), f"{went}.employer"),
            period=self.fields.period(first(element, "period"), f"{went}.period"),
            description=self.fields.rich(first(element, "activities"), f"{went}.description"),
        )

    def _education(self, element: etree._Element) -> Education | None:
        went = "profile.education"
        code, level = self.fields.coded_label(first(element, "level"), f"{went}.level")
        study = read_field_of_study(self.fields, first(element, "educationalfield"), went)
        school_type = self.fields.line(first(element, "organisation", "type"), f"{went}.description")
        eqf = None if "ISCED" in level.upper() else eqf_from(level)  # the codes of V2 are those of ISCED
        return self.made.read(
            element,
            Education,
            qualification=self.fields.line(first(element, "title"), f"{went}.qualification"),
            school=self._organisation(first(element, "organisation"), f"{went}.school"),
            period=self.fields.period(first(element, "period"), f"{went}.period"),
            eqf_level=eqf,
            level_label="" if eqf else level or (f"ISCED {code}" if code else ""),
            fields_of_study=(study,) if study else (),
            description=self.fields.rich(first(element, "skills"), f"{went}.description")
            + paragraphs([(_SCHOOL_TYPE, school_type)]),
        )

    def _skill(self, element: etree._Element) -> Skill | None:
        words = self.fields.rich(element, "profile.skills")
        kind = self.fields.coverage.take(element, "profile.skills.kind", "type").lower()
        if words and kind in _NAMED_SKILLS:
            words = from_plain(_NAMED_SKILLS[kind]) + words
        return self.made.read(element, Skill, kind=_SKILLS.get(kind, "OTHER"), description=words) if words else None

    def _licence(self, element: etree._Element) -> DrivingLicence | None:
        category = self.fields.coverage.take(element, "profile.driving_licences").upper()
        found = self.fields.coded(element, category if category in vocabulary("driving_licences") else None)
        return self.made.read(element, DrivingLicence, category=found) if found else None

    def _licences(self, element: etree._Element) -> list[DrivingLicence | None]:
        """Return the licences that V1 names in one text."""
        categories = _licences(element)
        if categories:
            self.fields.coverage.take(element, "profile.driving_licences")
            self.fields.coverage.take(element, "profile.driving_licences", "type")
        return [self.made.read(element, DrivingLicence, category=category) for category in categories]

    def _note(self, element: etree._Element) -> CustomEntry | None:
        words = self.fields.rich(element, "profile.custom.description")
        kind = self.fields.coverage.take(element, "profile.custom.section", "type")
        section = _NOTES.get(kind.lower(), kind) or label("custom_sections", "OTHER")
        return (
            self.made.read(element, CustomEntry, section=section, title=section, description=words) if words else None
        )


def _licences(element: etree._Element) -> list[str]:
    """Return the categories in the text of a skill of driving; none where it says anything else."""
    said = re.findall(r"\w+", (element.text or "").upper()) if element.get("type") == "driving" else []
    return said if all(category in vocabulary("driving_licences") for category in said) else []
