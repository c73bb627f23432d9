"""The profile of a Candidate document: what the person did, learnt and can do."""

from collections.abc import Collection, Sequence
from typing import Any

from lxml import etree

from exports.europass.candidate_contacts import ContactReader
from exports.europass.candidate_custom_reader import CustomReader
from exports.europass.candidate_files import read_files
from exports.europass.candidate_history import HistoryReader
from exports.europass.candidate_names import CEFR_DIMENSIONS, find, find_all
from exports.europass.candidate_parts import Parts, twins_in
from exports.europass.codes import cefr_from
from exports.europass.fields import Fields, Identified, ItemType
from passeport.domain.profile import (
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    LanguageSkill,
    Profile,
    Publication,
)
from passeport.domain.reading import Fate
from passeport.domain.vocabulary import label, vocabulary

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
        self.custom = CustomReader(fields, made)

    def read(
        self, element: etree._Element, twins: Collection[etree._Element] = (), *, has_photo: bool = False
    ) -> tuple[Profile, list[CustomEntry]]:
        """Return the profile but its sections `twins`, and the entries of its custom sections.

        Those may stand for other things. Where there is a photograph already, another one is a document.
        """
        self._technical(element)
        parts = Parts(element, twins)
        history = HistoryReader(self.fields, self.contacts, self.made)
        experiences = [
            experience
            for employer in parts.at("EmploymentHistory/EmployerHistory")
            for experience in history.experiences(employer)
        ]
        attendances = parts.at("EducationHistory/EducationOrganizationAttendance")
        skills, digital = self._competencies(parts)
        files = read_files(self.fields, self.made, parts.at("eures:Attachment"), has_photo=has_photo)
        licences = parts.at("eures:Licenses/eures:License")
        profile = Profile(
            about_me="".join(self.fields.rich(e, "profile.about_me") for e in parts.at("hr:ExecutiveSummary")[:1]),
            photo=files.photo,
            documents=files.documents,
            experiences=tuple(experiences),
            education=tuple(item for e in attendances if (item := history.education(e)) is not None),
            languages=tuple(skills),
            digital_skills=tuple(digital),
            driving_licences=tuple(_known([self._licence(e) for e in licences])),
            publications=tuple(
                publication
                for e in parts.at("PublicationHistory/Publication")
                if (publication := self._publication(e)) is not None
            ),
        )
        return profile, self.custom.entries(parts)

    def read_translation(
        self, element: etree._Element, code: str, told: Sequence[etree._Element], known: Profile
    ) -> tuple[Profile, list[CustomEntry]]:
        """Return `known` with what a profile in another language `code` has beyond the profiles `told`, as items.

        Of the sections that those have too, the words are kept, but those that are the same.
        """
        self._technical(element)
        twins = twins_in(element, told)
        said = {(child.text or "").strip() for earlier in told for child in _descendants(earlier)}
        for child in (child for twin in twins for child in _descendants(twin)):
            if (child.text or "").strip() in said:
                self.coverage.note(child, Fate.UNDERSTOOD, "profile")
            elif len(child.text or "") > _LONGEST_WORDS:
                self.coverage.note(child, Fate.NOT_UNDERSTOOD)
        words = "".join(self.fields.kept_words(twin, "profile.custom") for twin in twins)
        section = f"{label('europass_sections', 'ABOUT_ME')} ({code})"
        entry = self._item(element, CustomEntry, section=section, title=section, description=words) if words else None
        more, custom = self.read(element, twins, has_photo=known.photo is not None)
        return _together(known, more), [*_known([entry]), *custom]

    def _licence(self, element: etree._Element) -> DrivingLicence | None:
        """Return a licence of a category; another (`CACES`) is left to be kept as words."""
        code = find(element, "hr:LicenseTypeCode")
        if code is None or (code.text or "").strip().upper() not in vocabulary("driving_licences"):
            return None
        went = "profile.driving_licences"
        validity = {"issued_on": "validFrom", "expires_on": "validTo"}
        dates = {
            name: self.fields.attribute_date(holder, f"{went}.{name}", attribute)
            for name, attribute in validity.items()
            if (holder := next((e for e in (element, code) if e.get(attribute)), None)) is not None
        }
        return self._item(element, DrivingLicence, category=self.coverage.take(code, went).upper(), **dates)

    def _competencies(self, parts: Parts) -> tuple[list[LanguageSkill], list[DigitalSkill]]:
        competencies = parts.at("PersonQualifications/PersonCompetency")
        languages = [self._language_skill(c) for c in competencies if _is_of_a_language(c)]
        digital: list[DigitalSkill | None] = []
        for holder in parts.skills():
            members = find_all(holder, "PersonCompetency")
            if members:
                title = self.fields.line(find(holder, "Title"), "profile.digital_skills.group")
                digital += [self._digital_skill(member, title) for member in members]
            elif find(holder, "hr:CompetencyName") is not None:
                digital.append(self._digital_skill(holder, ""))
        groups = [g for s in parts.named("DigitalSkills") for g in find_all(s, "DigitalSkillsGroup")]
        for group in groups:
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
            + fields.rich(find(element, "Reference"), f"{went}.reference"),
            year=fields.line(find(element, "Year"), f"{went}.year"),
            authors=fields.line(find(element, "Authors"), f"{went}.authors"),
            journal=fields.line(find(element, "Journal"), f"{went}.journal"),
            publisher=fields.line(find(element, "Publisher"), f"{went}.publisher"),
            volume=fields.line(find(element, "Volume"), f"{went}.volume"),
            link=fields.line(find(element, "DOI/Link"), f"{went}.link"),
        )

    def _item(self, element: etree._Element, model: type[ItemType], /, **values: Any) -> ItemType | None:  # noqa: ANN401
        """Return an item, or None when there is none to make of `element`: the report then says so."""
        item = self.made.item(model, **values)
        if item is None:
            self.fields.not_understood(element)
        return item

    def _technical(self, profile: etree._Element) -> None:
        for tag in ("hr:ID", "*/*/hr:TaxonomyID", "*/*/*/hr:TaxonomyID"):
            self.coverage.technical(find_all(profile, tag), "document")


def _is_of_a_language(competency: etree._Element) -> bool:
    """Whether a competency says that it is a language; one that says nothing of it may be."""
    taxonomy = find(competency, "hr:TaxonomyID")
    told = (taxonomy.text or "").strip().lower() if taxonomy is not None else ""
    return told in {"", "language"}


def _descendants(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent.iter() if isinstance(child.tag, str)]


def _known(items: list[ItemType | None]) -> list[ItemType]:
    return [item for item in items if item is not None]


def _together(profile: Profile, more: Profile) -> Profile:
    """Return a profile with what another says besides: each list after the first's, what is one where it lacks it."""
    first, second = dict(profile), dict(more)
    return profile.evolve(**{n: (*v, *second[n]) if isinstance(v, tuple) else v or second[n] for n, v in first.items()})
