"""The sections of a `CandidateProfile`, and those that say again, in another language, what an earlier profile says."""

from collections.abc import Collection, Iterable, Iterator

from lxml import etree

from exports.europass.candidate_names import find, find_all, qualified
from exports.europass.section_titles import kind_told, skill_kind_named, split_title

KINDS = {
    "Projects": "PROJECT",
    "VoluntaryWorks": "VOLUNTEERING",
    "Certifications": "CERTIFICATION",
    "HobbiesAndInterests": "HOBBY",
    "NetworksAndMemberships": "NETWORK",
    "OrganizationAffiliations": "NETWORK",
    "SocialAndPoliticalActivities": "NETWORK",
    "CreativeWorks": "CREATIVE_WORK",
    "ConferencesAndSeminars": "CONFERENCE",
    "SpeakingHistory": "CONFERENCE",
    "HonorsAndAwards": "HONOUR",
    "HonoursAndAwards": "HONOUR",
    "CourseCertifications": "COURSE",
    "EmploymentReferences": "RECOMMENDATION",
    "Recommendations": "RECOMMENDATION",
}
"""Kinds of custom section by the list of the published schema that holds one."""
SKILL_KINDS = {
    "OrganisationalSkills": "ORGANISATIONAL",
    "CommunicationAndInterpersonalSkills": "COMMUNICATION",
    "JobRelatedSkills": "JOB_RELATED",
    "ManagementAndLeadershipSkills": "ORGANISATIONAL",
    "OtherSkills": "OTHER",
}
"""Kinds of skills by the list of the published schema that holds them."""
_DIGITAL = "DigitalSkills"
_OF_ANY_TITLE = "Others"
Subject = tuple[str, str]
"""What a section is about: of which sort of list, and of which kind there."""


class Parts:
    """The sections of one profile, without its `twins`."""

    def __init__(self, profile: etree._Element, twins: Collection[etree._Element] = ()) -> None:
        """Leave `twins` out, which are sections of `profile` or of its `Skills`."""
        self._twins = set(twins)
        self.sections = self._others_than_twins(elements(profile))

    def at(self, path: str) -> list[etree._Element]:
        """Return every element at `hr:Section/B`."""
        section, _, inside = path.partition("/")
        found = [part for part in self.sections if part.tag == qualified(section)]
        return [element for part in found for element in find_all(part, inside)] if inside else found

    def named(self, tag: str) -> list[etree._Element]:
        """Return the sections of a name, which some tools write inside `Skills`."""
        return [*self.at(tag), *self._others_than_twins(self.at(f"Skills/{tag}"))]

    def skills(self) -> list[etree._Element]:
        """Return what stands in `Skills`, in the person's order."""
        return self._others_than_twins(child for skills in self.at("Skills") for child in elements(skills))

    def _others_than_twins(self, found: Iterable[etree._Element]) -> list[etree._Element]:
        return [element for element in found if element not in self._twins]


def twins_in(profile: etree._Element, told: Iterable[etree._Element]) -> list[etree._Element]:
    """Return the sections of a profile that are about something the profiles `told` have a section about.

    Read as items, they would be the twins of theirs. A custom section whose title tells no kind may be the translation
    of any other such section. A file is the twin of the same file only.
    """
    known = {subject for earlier in told for _, subject in _sections(earlier)}
    return [section for section, subject in _sections(profile) if subject in known]


def elements(parent: etree._Element) -> list[etree._Element]:
    """Return the elements right below another."""
    return [child for child in parent if isinstance(child.tag, str)]


def _sections(profile: etree._Element) -> Iterator[tuple[etree._Element, Subject]]:
    """Yield each section that says something with its subject, those in `Skills` one by one."""
    for section in elements(profile):
        if section.tag == qualified("hr:ID"):
            continue
        is_skills = section.tag == qualified("Skills")
        for part in elements(section) if is_skills else [section]:
            if any((text or "").strip() for text in part.itertext()):
                yield part, _subject(part, in_skills=is_skills)


def _subject(section: etree._Element, *, in_skills: bool) -> Subject:
    name = etree.QName(section).localname
    if name in KINDS:
        return _OF_ANY_TITLE, KINDS[name]
    if name in SKILL_KINDS:
        return "Skills", SKILL_KINDS[name]
    if name == _OF_ANY_TITLE:
        return _titled(section)
    if name == "Attachment":
        data = find(section, "oa:EmbeddedData")
        return name, "".join((data.text or "").split()) if data is not None else ""
    return (_DIGITAL if in_skills else name), ""


def _titled(section: etree._Element) -> Subject:
    element = find(section, "Title")
    title, kind = split_title(" ".join((element.text or "").split()) if element is not None else "")
    kind = kind or kind_told(title)
    skills = skill_kind_named(title) if kind is None else None
    return ("Skills", skills) if skills else (_OF_ANY_TITLE, kind or "OTHER")
