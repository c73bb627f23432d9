"""The custom sections of a Candidate document, and those of the published schema that have no list of their own."""

from collections.abc import Iterator

from lxml import etree

from exports.europass.candidate_names import find, find_all, qualified
from exports.europass.candidate_parts import KINDS, SKILL_KINDS, Parts, elements
from exports.europass.fields import Fields, Identified
from exports.europass.section_titles import kind_told, split_title
from passeport.domain.identifiers import ItemId
from passeport.domain.profile import CustomEntry
from passeport.domain.vocabulary import label

_UNTITLED = label("custom_sections", "OTHER")
_LEFT = {
    "hr:ProfileName": "Nom du profil",
    "PersonAvailability": "Disponibilité",
    "hr:CandidateObjective": "Objectif",
    "eures:CandidateEmployerPreferences": "Employeurs souhaités",
    "CandidatePositionPreferences": "Postes souhaités",
    "eures:ExperienceSummary": "Résumé de l’expérience",
    "MilitaryHistory": "Service militaire",
    "eures:PatentHistory": "Brevets",
    "EmploymentHistory": label("europass_sections", "EXPERIENCE"),
    "EducationHistory": label("europass_sections", "EDUCATION"),
    "eures:Licenses": label("europass_sections", "DRIVING_LICENCES"),
    "PublicationHistory": label("europass_sections", "PUBLICATIONS"),
    "PersonQualifications": label("skill_kinds", "JOB_RELATED"),
    "Skills": label("skill_kinds", "JOB_RELATED"),
    "DigitalSkills": label("europass_sections", "DIGITAL_SKILLS"),
}
"""Titles of the sections whose words go on although their sense is lost: those with no list of their own here, and
what the others say beside their items; anything else stands under a general title."""
_TITLES = ("Title", "hr:Title", "oa:Title", "hr:Name", "oa:Name", "Name", "hr:PatentTitle")
_DESCRIPTIONS = ("Description", "oa:Description")
_SHORT = 120
"""Characters of what can be a title."""


class CustomReader:
    """Reads the sections of a `CandidateProfile` whose entries have a title and words."""

    def __init__(self, fields: Fields, made: Identified) -> None:
        """Take fields through `fields` and have items from `made`."""
        self._fields = fields
        self._made = made
        self.own: set[ItemId] = set()
        """Entries whose title says that they stand for themselves."""

    def entries(self, profile: Parts) -> list[CustomEntry]:
        """Return the entries of every such section."""
        return [*self._others(profile), *self._named(profile), *self._left(profile)]

    def _others(self, profile: Parts) -> Iterator[CustomEntry]:
        for section in profile.at("Others"):
            title = find(section, "Title")
            name, kind = split_title(self._fields.line(title, "profile.custom.section"))
            shown = self._fields.cut_name(title, name) or _UNTITLED
            for other in find_all(section, "Other"):
                entry = self._entry(other, shown, kind or kind_told(shown) or "OTHER")
                if entry is not None:
                    self.own.update({entry.id} if kind is not None else ())
                    yield entry

    def _named(self, profile: Parts) -> Iterator[CustomEntry]:
        named = {tag: (label("custom_sections", kind), kind) for tag, kind in KINDS.items()}
        named |= {tag: (label("skill_kinds", kind), "OTHER") for tag, kind in SKILL_KINDS.items()}
        for tag, (title, kind) in named.items():
            for section in profile.named(tag):
                found = (self._entry(child, title, kind) for child in elements(section))
                yield from (entry for entry in found if entry is not None)

    def _left(self, profile: Parts) -> Iterator[CustomEntry]:
        """Keep as words what nobody took of the sections, one entry for each thing that they hold."""
        for section in profile.sections:
            title = next((title for tag, title in _LEFT.items() if section.tag == qualified(tag)), _UNTITLED)
            for element in elements(section) or [section]:
                if self._fields.coverage.has_untaken_words(element):
                    entry = self._entry(element, title, kind_told(title) or "OTHER")
                    if entry is not None:
                        yield entry

    def _entry(self, element: etree._Element, section: str, kind: str) -> CustomEntry | None:
        fields, went = self._fields, "profile.custom"
        title = self._title(element)
        values = {
            "title": (fields.name(title, f"{went}.title") if title is not None else "") or section,
            "period": fields.period(find(element, "Date"), f"{went}.period"),
            "location": fields.line(find(element, "Location"), f"{went}.location"),
            "link": fields.line(find(element, "Link"), f"{went}.link"),
        }
        told = [found for tag in _DESCRIPTIONS if (found := find(element, tag)) is not None]
        description = "".join(fields.rich(found, f"{went}.description") for found in told)
        description += fields.kept_words(element, f"{went}.description")  # what has a name of its own there
        entry = self._made.item(CustomEntry, kind=kind, section=section, description=description, **values)
        if entry is None:
            fields.not_understood(element)
        return entry

    def _title(self, element: etree._Element) -> etree._Element | None:
        """Return what an entry is called by: its title or name, else the first short thing it says."""
        named = (found for tag in _TITLES if (found := find(element, tag)) is not None)
        children = (child for child in elements(element) if 0 < len((child.text or "").strip()) <= _SHORT)
        alone = [element] if not len(element) and 0 < len((element.text or "").strip()) <= _SHORT else []
        taken = self._fields.coverage.is_taken
        return next((found for found in (*named, *children, *alone) if not taken(found)), None)
