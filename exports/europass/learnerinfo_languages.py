"""Languages of a learnerinfo, with diplomas and stays."""

from lxml import etree

from exports.europass.learnerinfo_names import every, first
from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, known
from exports.europass.skillspassport_languages import read_language, read_level
from passeport.domain.identity import Language
from passeport.domain.profile import LanguageCertificate, LanguageSkill, LinguisticExperience
from passeport.domain.vocabulary import label

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DIMENSIONS = {
    "listening": "listening",
    "reading": "reading",
    "spokeninteraction": "spoken_interaction",
    "spokenproduction": "spoken_production",
    "writing": "writing",
}


def read_languages(
    fields: SkillsFields, made: SkillsItems, root: etree._Element
) -> tuple[tuple[Language, ...], tuple[LanguageSkill, ...]]:
    """Return the mother tongues and the foreign languages."""
    mother: list[Language] = []
    foreign: list[LanguageSkill | None] = []
    for element in every(root, "languagelist", "language"):
        if (element.get(_TYPE) or fields.coverage.take(element, "language", "type")).endswith("mother"):
            language = _language(fields, element, "identity.mother_tongues")
            mother += [language] if language else []
        else:
            foreign.append(_foreign(fields, made, element))
    return tuple(mother), known(foreign)


def _language(fields: SkillsFields, element: etree._Element, went: str) -> Language | None:
    name = first(element, "name")  # V1
    return read_language(fields, element if name is None else name, went)


def _foreign(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> LanguageSkill | None:
    language = _language(fields, element, "profile.languages.language")
    if language is None:
        return None
    levels = {f: read_level(fields, first(element, "level", n)) for n, f in _DIMENSIONS.items()}
    diplomas = [_diploma(fields, e) for e in every(element, "diplomalist", "diploma")]
    stays = [_stay(fields, e) for e in every(element, "experiencelist", "experience")]
    return made.read(
        element,
        LanguageSkill,
        language=language,
        **levels,
        certificates=tuple(diploma for diploma in diplomas if diploma is not None),
        experiences=tuple(stay for stay in stays if stay is not None),
    )


def _diploma(fields: SkillsFields, element: etree._Element) -> LanguageCertificate | None:
    went = "profile.languages.certificates"
    title = fields.name(first(element, "title"), f"{went}.title")
    day = first(element, "date")  # V1: its parts stand in the diploma itself
    values = {
        "awarded_by": fields.line(first(element, "awardingbody"), f"{went}.awarded_by"),
        "awarded_on": fields.date(element if day is None else day, f"{went}.awarded_on"),
        "level": read_level(fields, first(element, "level")),
    }
    if not (title or any(values.values())):
        return None
    named = title or label("custom_sections", "CERTIFICATION")
    return fields.value(element, LanguageCertificate, title=named, **values)


def _stay(fields: SkillsFields, element: etree._Element) -> LinguisticExperience | None:
    went = "profile.languages.experiences"
    words = fields.rich(first(element, "description"), f"{went}.description")
    period = fields.period(first(element, "period"), f"{went}.period")
    return LinguisticExperience(description=words, period=period) if words or period.is_known else None
