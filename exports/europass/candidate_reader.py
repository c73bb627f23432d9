"""Reading a Candidate document: the editor's dialect, the published schema's, and reasonable mixtures of both."""

from lxml import etree

from exports.europass.candidate_contacts import ContactReader
from exports.europass.candidate_names import TECHNICAL_ATTRIBUTES, find, find_all, qualified
from exports.europass.candidate_profile import ProfileReader
from exports.europass.candidate_sections import gathered
from exports.europass.codes import country_from, gender_from
from exports.europass.coverage import Coverage
from exports.europass.fields import Fields, Identified
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, Profile
from passeport.domain.reading import ReadingReport

_OF_HEALTH = ("Disability", "hr:Disability", "eures:Disability")
"""Parts of a person that are never recorded (R02)."""
_OF_THE_DOCUMENT = (
    "hr:DocumentID",
    "hr:AlternateDocumentID",
    "eures:ProcessingInformation",
    "CandidateSupplier",
    "RenderingInformation",
)


def read_candidate(root: etree._Element) -> tuple[Passport, ReadingReport]:
    """Return what a Candidate document says, and the fate of each of its elements.

    Raises:
        ImpossibleDate: when a date is in no calendar (the editor refuses such a file too).
        NotAPassport: when the document names nobody.
    """
    reader = _CandidateReader(root)
    passport = reader.passport(root)
    return passport, reader.coverage.report("candidate")


class _CandidateReader:
    def __init__(self, root: etree._Element) -> None:
        self.coverage = Coverage(root, TECHNICAL_ATTRIBUTES)
        self.fields = Fields(self.coverage)
        self.contacts = ContactReader(self.fields)
        self.made = Identified("candidate", "Europass")

    def passport(self, root: etree._Element) -> Passport:
        for tag in _OF_HEALTH:
            self.coverage.refuse(find_all(root, f"CandidatePerson/{tag}"))
        for tag in _OF_THE_DOCUMENT:
            self.coverage.technical(find_all(root, tag), "document")
        person = find(root, "CandidatePerson")
        identity = self._identity(person if person is not None else root)
        self._tell_what_the_supplier_says_alone(root)
        reader = ProfileReader(self.fields, self.contacts, self.made)
        profiles = find_all(root, "CandidateProfile")
        profiles.sort(key=lambda profile: profile.get("languageCode") != "fr")
        language, profile = "fr", Profile()
        custom: list[CustomEntry] = []
        for number, element in enumerate(profiles):
            code = self.coverage.take(element, "language", "languageCode") or "fr"
            if number == 0:
                language = code
                profile, custom = reader.read(element)
            else:
                profile, more = reader.read_translation(element, code, profiles[:number], profile)
                custom += more
        identity, profile, parcours = gathered(identity, profile, custom, reader.custom.own)
        return Passport(identity=identity, profile=self.made.settled(profile), parcours=parcours, language=language)

    def _tell_what_the_supplier_says_alone(self, root: etree._Element) -> None:
        """The one who supplies the document is mostly the person, said again; what is not is no matter of the file."""
        said = {_words(element) for person in find_all(root, "CandidatePerson") for element in person.iter()}
        contact = "CandidateSupplier/PersonContact"
        for part in (*find_all(root, f"{contact}/PersonName"), *find_all(root, f"{contact}/Communication")):
            codes = {qualified("ChannelCode"), qualified("UseCode")}
            if any(element.tag not in codes and _words(element) not in said for element in part.iter()):
                self.fields.not_understood(part)

    def _identity(self, person: etree._Element) -> Identity:
        take, fields = self.coverage.take, self.fields
        name = find(person, "PersonName")
        given, family = fields.names(name, "oa:GivenName", "hr:FamilyName")
        middle = fields.name(find(name, "oa:MiddleName"), "identity.given_names") if name is not None else ""
        gender = find(person, "GenderCode")
        told = [fields.line(e, "identity.nationalities") for e in find_all(person, "NationalityCode")]
        nationalities = {text: country_from(text) for text in told if text}
        residence = find(person, "ResidencyCountryCode")
        addresses, telephones, emails, online = self.contacts.read(person, "identity")
        return Identity(
            given_names=f"{given} {middle}"[:300].strip(),
            family_name=family,
            birth_date=fields.date(find(person, "hr:BirthDate"), "identity.birth_date"),
            gender=fields.coded(gender, gender_from(take(gender, "identity.gender"))),
            nationalities=tuple(dict.fromkeys(code for code in nationalities.values() if code)),
            other_nationalities=tuple(text for text, code in nationalities.items() if not code),
            residence_country=fields.country(residence, "identity.residence_country"),
            mother_tongues=tuple(
                language
                for element in find_all(person, "PrimaryLanguageCode")
                if (language := fields.language(element, "name", "identity.mother_tongues")) is not None
            ),
            addresses=addresses,
            telephones=telephones,
            emails=emails,
            online=online,
        )


def _words(element: etree._Element) -> str:
    return " ".join((element.text or "").split())
