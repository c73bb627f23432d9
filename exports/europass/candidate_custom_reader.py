"""The custom sections of a Candidate document, and those of the published schema that have no list of their own."""

from collections.abc import Iterator

from lxml import etree

from exports.europass.candidate_names import find, find_all
from exports.europass.fields import Fields, Identified
from exports.europass.section_titles import kind_told, split_title
from passeport.domain.identifiers import ItemId
from passeport.domain.profile import CustomEntry
from passeport.domain.vocabulary import label

_SECTIONS = {
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
_SKILLS = {
    "OrganisationalSkills": "ORGANISATIONAL",
    "CommunicationAndInterpersonalSkills": "COMMUNICATION",
    "JobRelatedSkills": "JOB_RELATED",
    "ManagementAndLeadershipSkills": "ORGANISATIONAL",
    "OtherSkills": "OTHER",
}
_UNTITLED = label("custom_sections", "OTHER")


class CustomReader:
    """Reads the sections of a `CandidateProfile` whose entries have a title and words."""

    def __init__(self, fields: Fields, made: Identified) -> None:
        """Take fields through `fields` and have items from `made`."""
        self._fields = fields
        self._made = made
        self.own: set[ItemId] = set()
        """Entries whose title says that they stand for themselves."""

    def entries(self, profile: etree._Element) -> list[CustomEntry]:
        """Return the entries of every such section."""
        return [*self._others(profile), *self._named(profile)]

    def _others(self, profile: etree._Element) -> Iterator[CustomEntry]:
        for section in find_all(profile, "Others"):
            title = find(section, "Title")
            name, kind = split_title(self._fields.line(title, "profile.custom.section"))
            shown = self._fields.cut_name(title, name) or _UNTITLED
            for other in find_all(section, "Other"):
                entry = self._entry(other, shown, kind or kind_told(shown) or "OTHER")
                if entry is not None:
                    self.own.update({entry.id} if kind is not None else ())
                    yield entry

    def _named(self, profile: etree._Element) -> Iterator[CustomEntry]:
        named = {tag: (label("custom_sections", kind), kind) for tag, kind in _SECTIONS.items()}
        named |= {tag: (label("skill_kinds", kind), "OTHER") for tag, kind in _SKILLS.items()}
        for tag, (title, kind) in named.items():
            for section in find_all(profile, tag):
                found = (self._entry(child, title, kind) for child in _elements(section))
                yield from (entry for entry in found if entry is not None)

    def _entry(self, element: etree._Element, section: str, kind: str) -> CustomEntry | None:
        fields, went = self._fields, "profile.custom"
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
        entry = self._made.item(CustomEntry, kind=kind, section=section, description=description, **values)
        if entry is None:
            fields.not_understood(element)
        return entry


def _elements(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent if isinstance(child.tag, str)]
