"""Achievements of a SkillsPassport: entries of the person's own sections, publications, and what has no element.

An achievement has a title, which is a section, and a text. What else an entry says begins that text, in words.
"""

from lxml import etree
from pydantic import ValidationError

from exports.europass.skillspassport_fields import SkillsFields, SkillsItems
from exports.europass.skillspassport_names import add, add_coded, all_at, at
from exports.europass.skillspassport_words import Facts, leading, paragraphs, period_from_words, period_in_words
from passeport.domain.normalise import joined
from passeport.domain.partial_date import Period
from passeport.domain.profile import CustomEntry, Publication
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label, vocabulary

_PUBLICATION = "Publication"
"""Label of one publication with its parts; achievements of other tools say `Publications`."""
_TITLE, _PERIOD, _PLACE, _LINK = "Titre", "Période", "Lieu", "Lien"
_LONGEST_SECTION = 300
_OF_PUBLICATION = {
    "title": _TITLE,
    "authors": "Auteurs",
    "journal": "Revue",
    "publisher": "Éditeur",
    "volume": "Volume",
    "year": "Année",
    "link": _LINK,
}


def read_achievements(
    fields: SkillsFields, made: SkillsItems, info: etree._Element | None
) -> tuple[list[CustomEntry], list[Publication]]:
    """Return the entries of an `AchievementList`, each kind in the order of the document."""
    entries: list[CustomEntry] = []
    publications: list[Publication] = []
    for element in all_at(info, "AchievementList/Achievement"):
        item = _achievement(fields, made, element)
        if isinstance(item, Publication):
            publications.append(item)
        elif item is not None:
            entries.append(item)
    return entries, publications


def _achievement(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> CustomEntry | Publication | None:
    went = "profile.custom"
    code, said = fields.coded_label(at(element, "Title"), f"{went}.section")
    known = code in vocabulary("achievement_types")
    if code and said and not known:
        fields.code_lost(at(element, "Title"))
    description = fields.rich(at(element, "Description"), f"{went}.description")
    if code == "publications" and joined(said) == joined(_PUBLICATION):
        facts, reference = leading(description, _OF_PUBLICATION.values())
        values = {name: facts.take(words) for name, words in _OF_PUBLICATION.items()}
        return made.read(element, Publication, reference=paragraphs(facts.said) + reference, **values)
    section = said or (label("achievement_types", code) if known else code)
    if not section or len(section) > _LONGEST_SECTION:
        description = from_plain(section) + description
        section = label("custom_sections", "OTHER")
    facts, rest = leading(description, (_TITLE, _PERIOD, _PLACE, _LINK))
    return made.read(
        element,
        CustomEntry,
        kind=vocabulary("achievement_types")[code].extra["kind"] if known else "OTHER",
        section=section,
        title=facts.take(_TITLE) or section,
        period=_period(facts),
        location=facts.take(_PLACE),
        link=facts.take(_LINK),
        description=paragraphs(facts.said) + rest,
    )


def _period(facts: Facts) -> Period:
    text = facts.take(_PERIOD)
    try:
        period = period_from_words(text)
    except ValidationError:
        period = None
    if text and period is None:
        facts.said.append((_PERIOD, text))
    return period or Period()


def write_entry(parent: etree._Element, entry: CustomEntry) -> None:
    """Append the `Achievement` of an entry."""
    said = [
        (_TITLE, entry.title if entry.title != entry.section else ""),
        (_PERIOD, period_in_words(entry.period)),
        (_PLACE, entry.location),
        (_LINK, entry.link),
    ]
    write_achievement(parent, _code_of(entry), entry.section, paragraphs(said) + entry.description)


def write_publication(parent: etree._Element, publication: Publication) -> None:
    """Append the `Achievement` of a publication."""
    said = [(words, getattr(publication, name)) for name, words in _OF_PUBLICATION.items()]
    write_achievement(parent, "publications", _PUBLICATION, paragraphs(said) + publication.reference)


def write_achievement(parent: etree._Element, code: str, title: str, description: str) -> None:
    """Append an `Achievement`; without a code, its title is the person's own."""
    element = add(parent, "Achievement")
    add_coded(element, "Title", code, title)
    if description:
        add(element, "Description", description)


def _code_of(entry: CustomEntry) -> str:
    """Return the type of achievement that gives the entry's kind back: by its name first, else the first such."""
    terms = [term for term in vocabulary("achievement_types").terms if term.extra["kind"] == entry.kind]
    named = [term for term in terms if joined(entry.section) in map(joined, term.labels.values())]
    if named:
        return named[0].code
    return terms[0].code if terms and entry.kind != "OTHER" else ""
