"""Reading a learnerinfo (Europass V1 and V2, 2005–2012): no tool writes it today, people still hold it.

Names of elements came with several capitals over the years, so that they are found without regard to them.
"""

import re

from lxml import etree

from exports.europass.codes import eqf_from, gender_from
from exports.europass.coverage import Coverage
from exports.europass.skillspassport_contacts import numbered
from exports.europass.skillspassport_experience import read_field_of_study, read_sector
from exports.europass.skillspassport_fields import OF_TOOLS, SkillsFields, SkillsItems, known
from exports.europass.skillspassport_languages import read_language, read_level
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
    LanguageCertificate,
    LanguageSkill,
    LinguisticExperience,
    Organisation,
    Profile,
    Skill,
)
from passeport.domain.reading import ReadingReport
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label, vocabulary

_FORMAT = "learnerinfo"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SKILLS = {
    "social": "COMMUNICATION",
    "organisational": "ORGANISATIONAL",
    "technical": "JOB_RELATED",
    "computer": "COMPUTER",
}
"""What V2 called its skills."""
_NAMED_SKILLS = {"artistic": "Compétences artistiques"}
"""What has no kind of its own today, and begins with its name."""
_DIMENSIONS = {
    "listening": "listening",
    "reading": "reading",
    "spokeninteraction": "spoken_interaction",
    "spokenproduction": "spoken_production",
    "writing": "writing",
}
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
            self.fields.coverage.technical(_all(root, name), "document")
        mother, foreign = self._languages(root)
        profile = Profile(
            headline=self._headline(_first(root, "application")),
            photo=self.fields.picture(_first(root, "identification", "photo"), "profile.photo.data"),
            experiences=known([self._experience(e) for e in _all(root, "workexperiencelist", "workexperience")]),
            education=known([self._education(e) for e in _all(root, "educationlist", "education")]),
            languages=foreign,
            skills=known([self._skill(e) for e in _all(root, "skilllist", "skill") if not _licences(e)]),
            driving_licences=known(
                [
                    *(self._licence(e) for e in _all(root, "skilllist", "structured-skill", "drivinglicence")),
                    *(licence for e in _all(root, "skilllist", "skill") for licence in self._licences(e)),
                ]
            ),
            custom=known([self._note(e) for e in _all(root, "misclist", "misc")]),
        )
        language = self.fields.coverage.take(root, "language", "locale").lower()[:2] or "fr"
        identity = self._identity(_first(root, "identification"), mother)
        return Passport(identity=identity, profile=self.made.settled(profile), language=language)

    # The person ------------------------------------------------------------------------------------------------

    def _identity(self, who: etree._Element | None, mother: tuple[Language, ...]) -> Identity:
        fields = self.fields
        given, family = fields.required_names(_first(who, "firstname"), _first(who, "lastname"))
        sex = _first(who, "demographics", "gender")
        told = fields.coverage.take(sex, "identity.gender")
        if sex is not None and told.upper() == _NOT_TOLD:
            fields.coverage.technical([sex])
        lands = [fields.land(e, "identity.nationalities") for e in _all(who, "demographics", "nationality")]
        info = _first(who, "contactinfo")
        addresses = [self._address(e, "identity.addresses") for e in _all(info, "address")]
        return Identity(
            given_names=given,
            family_name=family,
            birth_date=fields.date(_first(who, "demographics", "birthdate"), "identity.birth_date"),
            gender=None if told.upper() == _NOT_TOLD else fields.coded(sex, gender_from(told)),
            nationalities=tuple(dict.fromkeys(code for code, _ in lands if code)),
            other_nationalities=tuple(name for _, name in lands if name),
            mother_tongues=mother,
            addresses=tuple(address for address in addresses if address),
            telephones=self._telephones(info),
            emails=tuple(
                email
                for element in _all(info, "email")
                if (text := fields.line(element, "identity.emails"))
                and (email := fields.value(element, Email, address=text))
            ),
            online=tuple(
                OnlineProfile(kind=OnlineKind.WEBSITE, address=text)
                for name in ("web", "website")
                for element in _all(info, name)
                if (text := fields.line(element, "identity.online"))
            ),
        )

    def _telephones(self, info: etree._Element | None) -> tuple[Telephone, ...]:
        found = []
        names = (("telephone", None, ""), ("mobile", ContactUse.MOBILE, ""), ("fax", ContactUse.OTHER, "Télécopie"))
        for name, use, words in names:
            for element in _all(info, name):
                text = self.fields.line(element, "identity.telephones")
                if text:
                    dialling, number = numbered(text)
                    values = {"use": use, "label": words, "country_dialing": dialling, "number": number}
                    found.append(self.fields.value(element, Telephone, **values))
        return tuple(telephone for telephone in found if telephone is not None)

    def _address(self, element: etree._Element | None, went: str) -> Address | None:
        if element is None:
            return None
        lines = [self.fields.line(e, f"{went}.street") for e in _all(element, "addressline")]
        lines += [] if len(element) else [self.fields.line(element, f"{went}.street")]  # V1: one text
        country, name = self.fields.land(_first(element, "country"), f"{went}.country")
        address = self.fields.value(
            element,
            Address,
            street=", ".join(line for line in lines if line),
            postal_code=self.fields.line(_first(element, "postalcode"), f"{went}.postal_code"),
            city=self.fields.line(_first(element, "municipality"), f"{went}.city"),
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
            name=self.fields.line(element if whole else _first(element, "name"), f"{went}.name"),
            address=self._address(_first(element, "address"), f"{went}.address"),
        )

    def _experience(self, element: etree._Element) -> Experience | None:
        went = "profile.experiences"
        said = _first(element, "employer", "sector")
        said = _first(element, "sector") if said is None else said  # V1: beside the employer
        sector, sector_label = read_sector(self.fields, said, f"{went}.sector")
        return self.made.read(
            element,
            Experience,
            position=self._named(_first(element, "position"), f"{went}.position"),
            sector=sector,
            sector_label=sector_label,
            employer=self._organisation(_first(element, "employer"), f"{went}.employer"),
            period=self.fields.period(_first(element, "period"), f"{went}.period"),
            description=self.fields.rich(_first(element, "activities"), f"{went}.description"),
        )

    def _education(self, element: etree._Element) -> Education | None:
        went = "profile.education"
        code, level = self.fields.coded_label(_first(element, "level"), f"{went}.level")
        study = read_field_of_study(self.fields, _first(element, "educationalfield"), went)
        school_type = self.fields.line(_first(element, "organisation", "type"), f"{went}.description")
        eqf = None if "ISCED" in level.upper() else eqf_from(level)  # the codes of V2 are those of ISCED
        return self.made.read(
            element,
            Education,
            qualification=self.fields.line(_first(element, "title"), f"{went}.qualification"),
            school=self._organisation(_first(element, "organisation"), f"{went}.school"),
            period=self.fields.period(_first(element, "period"), f"{went}.period"),
            eqf_level=eqf,
            level_label="" if eqf else level or (f"ISCED {code}" if code else ""),
            fields_of_study=(study,) if study else (),
            description=self.fields.rich(_first(element, "skills"), f"{went}.description")
            + paragraphs([(_SCHOOL_TYPE, school_type)]),
        )

    def _languages(self, root: etree._Element) -> tuple[tuple[Language, ...], tuple[LanguageSkill, ...]]:
        mother: list[Language] = []
        foreign: list[LanguageSkill | None] = []
        for element in _all(root, "languagelist", "language"):
            if (element.get(_TYPE) or self.fields.coverage.take(element, "language", "type")).endswith("mother"):
                language = self._language(element, "identity.mother_tongues")
                mother += [language] if language else []
            else:
                foreign.append(self._foreign(element))
        return tuple(mother), known(foreign)

    def _language(self, element: etree._Element, went: str) -> Language | None:
        name = _first(element, "name")  # V1
        return read_language(self.fields, element if name is None else name, went)

    def _foreign(self, element: etree._Element) -> LanguageSkill | None:
        language = self._language(element, "profile.languages.language")
        if language is None:
            return None
        levels = {f: read_level(self.fields, _first(element, "level", n)) for n, f in _DIMENSIONS.items()}
        diplomas = [self._diploma(e) for e in _all(element, "diplomalist", "diploma")]
        stays = [self._stay(e) for e in _all(element, "experiencelist", "experience")]
        return self.made.read(
            element,
            LanguageSkill,
            language=language,
            **levels,
            certificates=tuple(diploma for diploma in diplomas if diploma is not None),
            experiences=tuple(stay for stay in stays if stay is not None),
        )

    def _diploma(self, element: etree._Element) -> LanguageCertificate | None:
        went = "profile.languages.certificates"
        title = self.fields.name(_first(element, "title"), f"{went}.title")
        day = _first(element, "date")  # V1: its parts stand in the diploma itself
        values = {
            "awarded_by": self.fields.line(_first(element, "awardingbody"), f"{went}.awarded_by"),
            "awarded_on": self.fields.date(element if day is None else day, f"{went}.awarded_on"),
            "level": read_level(self.fields, _first(element, "level")),
        }
        if not (title or any(values.values())):
            return None
        named = title or label("custom_sections", "CERTIFICATION")
        return self.fields.value(element, LanguageCertificate, title=named, **values)

    def _stay(self, element: etree._Element) -> LinguisticExperience | None:
        went = "profile.languages.experiences"
        words = self.fields.rich(_first(element, "description"), f"{went}.description")
        period = self.fields.period(_first(element, "period"), f"{went}.period")
        return LinguisticExperience(description=words, period=period) if words or period.is_known else None

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


def _all(element: etree._Element | None, *path: str) -> list[etree._Element]:
    """Return every element at `a/b`, in any namespace and any capitals."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for parent in found for child in parent if _name(child) == name]
    return found


def _first(element: etree._Element | None, *path: str) -> etree._Element | None:
    return next(iter(_all(element, *path)), None)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
