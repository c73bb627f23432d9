"""The headline of a SkillsPassport: what the person looks for or does, or their statement."""

from lxml import etree

from exports.europass.skillspassport_custom import write_achievement
from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, code_of
from exports.europass.skillspassport_names import add, add_coded, at
from passeport.domain.normalise import joined
from passeport.domain.profile import CustomEntry, Headline, HeadlineKind, Profile
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import label, vocabulary

_LONGEST = 300
"""Characters of a headline."""
_STATEMENT = "personal_statement"


def read_headline(
    fields: SkillsFields, made: SkillsItems, element: etree._Element | None
) -> tuple[Headline | None, str, CustomEntry | None]:
    """Return the headline, the statement, or an entry when its type is none that the profile knows."""
    if element is None:
        return None, "", None
    description = at(element, "Description")
    code, kind = fields.coded_label(at(element, "Type"), "profile.headline.kind")
    if code == _STATEMENT:
        words = at(description, "Label")
        return None, fields.rich(words if words is not None else description, "profile.about_me"), None
    position, text = fields.coded_label(description, "profile.headline.text")
    if position and text:
        fields.code_lost(description)
    known = code if code in vocabulary("headline_kinds") else code_of("headline_kinds", kind)
    text = text or position
    if not text:
        return None, "", None
    if known and len(text) <= _LONGEST:
        return fields.value(element, Headline, kind=HeadlineKind(known), text=text), "", None
    section = kind or code or label("custom_sections", "OTHER")
    values = {"section": section, "title": section, "description": from_plain(text)}
    return None, "", made.read(element, CustomEntry, **values)


def is_about_me(entry: CustomEntry) -> bool:
    """Whether an achievement is the person's statement beside a headline."""
    return joined(entry.section) in map(joined, vocabulary("europass_sections")["ABOUT_ME"].labels.values())


def write_headline(info: etree._Element, profile: Profile) -> None:
    """Append the `Headline`: the one of the profile, else the statement."""
    if profile.headline:
        kind = profile.headline.kind.value
        _write(info, kind, label("headline_kinds", kind), profile.headline.text)
    elif profile.about_me:
        _write(info, _STATEMENT, label("europass_sections", "ABOUT_ME"), profile.about_me)


def write_about_me(achievements: etree._Element, profile: Profile) -> None:
    """Append the statement as an achievement, when the headline took its place."""
    if profile.headline and profile.about_me:
        write_achievement(achievements, "", label("europass_sections", "ABOUT_ME"), profile.about_me)


def _write(info: etree._Element, code: str, name: str, text: str) -> None:
    element = add(info, "Headline")
    add_coded(element, "Type", code, name)
    add_coded(element, "Description", "", text)
