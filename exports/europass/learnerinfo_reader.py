"""Reading a learnerinfo (Europass V1 and V2, 2005–2012): no tool writes it today, people still hold it.

Names of elements came with several capitals over the years, so that they are found without regard to them.
"""

from lxml import etree

from exports.europass.codes import eqf_from, gender_from
from exports.europass.coverage import Coverage
from exports.europass.skillspassport_contacts import numbered
from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, known
from exports.europass.skillspassport_languages import read_language, read_level
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
from passeport.domain.vocabulary import label, vocabulary

_FORMAT = "learnerinfo"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SKILLS = {
    "social": "COMMUNICATION",
    "organisational": "ORGANISATIONAL",
    "technical": "JOB_RELATED",
    "computer": "COMPUTER",
}
"""What V2 called its skills; artistic and other ones have no kind of their own today."""
_DIMENSIONS = {
    "listening": "listening",
    "reading": "reading",
    "spokeninteraction": "spoken_interaction",
    "spokenproduction": "spoken_production",
    "writing": "writing",
}
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
        self.fields = SkillsFields(Coverage(root))
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
            skills=known([self._skill(e) for e in _all(root, "skilllist", "skill")]),
            driving_licences=known(
                [self._licence(e) for e in _all(root, "skilllist", "structured-skill", "drivinglicence")]
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
        lands = [fields.land(e, "identity.nationalities") for e in _all(who, "demographics", "nationality")]
        info = _first(who, "contactinfo")
        address = self._address(_first(info, "address"), "identity.addresses")
        return Identity(
            given_names=given,
            family_name=family,
            birth_date=fields.date(_first(who, "demographics", "birthdate"), "identity.birth_date"),
            gender=fields.coded(sex, gender_from(fields.coverage.take(sex, "identity.gender"))),
            nationalities=tuple(dict.fromkeys(code for code, _ in lands if code)),
            other_nationalities=tuple(name for _, name in lands if name),
            mother_tongues=mother,
            addresses=(address,) if address else (),
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
        _, text = self.fields.coded_label(element, "profile.headline.text")
        if not text or element is None:
            return None
        return self.fields.value(element, Headline, kind=HeadlineKind.JOB_APPLIED_FOR, text=text)

    def _organisation(self, element: etree._Element | None, went: str) -> Organisation:
        return Organisation(
            name=self.fields.line(_first(element, "name"), f"{went}.name"),
            address=self._address(_first(element, "address"), f"{went}.address"),
        )

    def _experience(self, element: etree._Element) -> Experience | None:
        went = "profile.experiences"
        _, position = self.fields.coded_label(_first(element, "position"), f"{went}.position")
        _, sector = self.fields.coded_label(_first(element, "employer", "sector"), f"{went}.sector_label")
        return self.made.read(
            element,
            Experience,
            position=position,
            sector_label=sector,
            employer=self._organisation(_first(element, "employer"), f"{went}.employer"),
            period=self.fields.period(_first(element, "period"), f"{went}.period"),
            description=self.fields.rich(_first(element, "activities"), f"{went}.description"),
        )

    def _education(self, element: etree._Element) -> Education | None:
        went = "profile.education"
        code, level = self.fields.coded_label(_first(element, "level"), f"{went}.level")
        _, study = self.fields.coded_label(_first(element, "educationalfield"), f"{went}.fields_of_study")
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
            description=self.fields.rich(_first(element, "skills"), f"{went}.description"),
        )

    def _languages(self, root: etree._Element) -> tuple[tuple[Language, ...], tuple[LanguageSkill, ...]]:
        mother: list[Language] = []
        foreign: list[LanguageSkill | None] = []
        for element in _all(root, "languagelist", "language"):
            if (element.get(_TYPE) or "").endswith("mother"):
                language = read_language(self.fields, element, "identity.mother_tongues")
                mother += [language] if language else []
            else:
                foreign.append(self._foreign(element))
        return tuple(mother), known(foreign)

    def _foreign(self, element: etree._Element) -> LanguageSkill | None:
        language = read_language(self.fields, element, "profile.languages.language")
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
        values = {
            "awarded_by": self.fields.line(_first(element, "awardingbody"), f"{went}.awarded_by"),
            "awarded_on": self.fields.date(_first(element, "date"), f"{went}.awarded_on"),
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
        return self.made.read(element, Skill, kind=_SKILLS.get(kind, "OTHER"), description=words) if words else None

    def _licence(self, element: etree._Element) -> DrivingLicence | None:
        category = self.fields.coverage.take(element, "profile.driving_licences").upper()
        found = self.fields.coded(element, category if category in vocabulary("driving_licences") else None)
        return self.made.read(element, DrivingLicence, category=found) if found else None

    def _note(self, element: etree._Element) -> CustomEntry | None:
        words = self.fields.rich(element, "profile.custom.description")
        kind = self.fields.coverage.take(element, "profile.custom.section", "type").lower()
        section = _NOTES.get(kind, label("custom_sections", "OTHER"))
        return (
            self.made.read(element, CustomEntry, section=section, title=section, description=words) if words else None
        )


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
