"""Mother tongues and foreign languages of a SkillsPassport, with certificates and stays."""

import re

from lxml import etree

from exports.europass.codes import cefr_from, language_from, language_label, two_letters
from exports.europass.skillspassport_dates import write_date, write_period
from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, code_of, known
from exports.europass.skillspassport_names import add, add_coded, all_at, at
from exports.europass.skillspassport_words import paragraphs
from passeport.domain.identity import Language
from passeport.domain.profile import LanguageCertificate, LanguageSkill, LinguisticExperience
from passeport.domain.vocabulary import label, vocabulary

DIMENSIONS = {
    "Listening": "listening",
    "Reading": "reading",
    "SpokenInteraction": "spoken_interaction",
    "SpokenProduction": "spoken_production",
    "Writing": "writing",
}
_NAMED_WITH_CODE = re.compile(r"(.+) \(([a-z]{3})\)")
"""A language that the schema has no code for, as we write it: `bambara (bam)`."""
_WENT = "profile.languages"


def read_language(fields: SkillsFields, holder: etree._Element | None, went: str) -> Language | None:
    """Return a language by its code, else by its name."""
    code, name = fields.coded_label(holder, went)
    told = _NAMED_WITH_CODE.fullmatch(name)
    found = language_from(code) if code else ""
    if code and name and not found:
        fields.code_lost(holder)
    if not found and told:
        found, name = language_from(told[2]), told[1] if language_from(told[2]) else name
    if not found:
        listed = code_of("europass_languages", name)
        found = language_from(listed) if listed else ""
    if found:
        return Language(code=found)
    return Language(label=name or code) if name or code else None


def read_mother_tongues(fields: SkillsFields, linguistic: etree._Element | None) -> tuple[Language, ...]:
    """Return the mother tongues."""
    holders = all_at(linguistic, "MotherTongueList/MotherTongue/Description")
    found = [read_language(fields, holder, "identity.mother_tongues") for holder in holders]
    return tuple(language for language in found if language is not None)


def read_foreign_languages(
    fields: SkillsFields, made: SkillsItems, linguistic: etree._Element | None
) -> tuple[LanguageSkill, ...]:
    """Return the foreign languages."""
    found = [_skill(fields, made, element) for element in all_at(linguistic, "ForeignLanguageList/ForeignLanguage")]
    return known(found)


def _skill(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> LanguageSkill | None:
    language = read_language(fields, at(element, "Description"), f"{_WENT}.language")
    certificates = [_certificate(fields, e) for e in all_at(element, "VerifiedBy/Certificate")]
    stays = [_stay(fields, e) for e in all_at(element, "AcquiredDuring/Experience")]
    return made.read(
        element,
        LanguageSkill,
        language=language,
        **{name: read_level(fields, at(element, f"ProficiencyLevel/{tag}")) for tag, name in DIMENSIONS.items()},
        certificates=tuple(certificate for certificate in certificates if certificate is not None),
        experiences=tuple(stay for stay in stays if stay is not None),
    )


def read_level(fields: SkillsFields, element: etree._Element | None) -> str | None:
    """Return a level of the CEFR; another word is left to the report."""
    return fields.coded(element, cefr_from(fields.coverage.take(element, f"{_WENT}.level")))


def _certificate(fields: SkillsFields, element: etree._Element) -> LanguageCertificate | None:
    went = f"{_WENT}.certificates"
    title = fields.name(at(element, "Title"), f"{went}.title")
    body = fields.line(at(element, "AwardingBody"), f"{went}.awarded_by")
    day = fields.date(at(element, "Date"), f"{went}.awarded_on")
    level = read_level(fields, at(element, "Level"))
    if not (title or body or day or level):
        return None
    named = title or label("custom_sections", "CERTIFICATION")
    return fields.value(element, LanguageCertificate, title=named, awarded_by=body, awarded_on=day, level=level)


def _stay(fields: SkillsFields, element: etree._Element) -> LinguisticExperience | None:
    went = f"{_WENT}.experiences"
    code, area = fields.coded_label(at(element, "Area"), f"{went}.area")
    if code in vocabulary("linguistic_areas"):
        area = label("linguistic_areas", code)
    values = {
        "description": fields.rich(at(element, "Description"), f"{went}.description")
        + paragraphs(fields.duration(at(element, "Period"), f"{went}.description")),
        "period": fields.period(at(element, "Period"), f"{went}.period"),
        "area": area or code,
    }
    read = fields.value(element, LinguisticExperience, **values)
    return read if read != LinguisticExperience(description="") else None


# Written --------------------------------------------------------------------------------------------------------


def write_mother_tongues(linguistic: etree._Element, languages: tuple[Language, ...]) -> None:
    """Append the `MotherTongueList`, when there is one to write."""
    if languages:
        parent = add(linguistic, "MotherTongueList")
        for language in languages:
            _language(add(parent, "MotherTongue"), language, mother=True)


def write_foreign_languages(linguistic: etree._Element, skills: tuple[LanguageSkill, ...]) -> None:
    """Append the `ForeignLanguageList`, when there is one to write."""
    if skills:
        parent = add(linguistic, "ForeignLanguageList")
        for skill in skills:
            _foreign(add(parent, "ForeignLanguage"), skill)


def _language(element: etree._Element, language: Language, *, mother: bool = False) -> None:
    codes = (two_letters(language.code), language.code) if language.code else ()
    code = next((c for c in codes if c in vocabulary("europass_languages")), "")
    if mother and code and not vocabulary("europass_languages")[code].extra.get("mother"):
        code = ""
    name = language_label(language)
    add_coded(element, "Description", code, f"{name} ({language.code})" if language.code and not code else name)


def _foreign(element: etree._Element, skill: LanguageSkill) -> None:
    _language(element, skill.language)
    levels = {tag: getattr(skill, name) for tag, name in DIMENSIONS.items()}
    if any(levels.values()):
        parent = add(element, "ProficiencyLevel")
        for tag, level in levels.items():
            if level:
                add(parent, tag, level)
    if skill.experiences:
        parent = add(element, "AcquiredDuring")
        for stay in skill.experiences:
            holder = add(parent, "Experience")
            write_period(holder, stay.period)
            if stay.description:
                add(holder, "Description", stay.description)
            add_coded(holder, "Area", code_of("linguistic_areas", stay.area) or "", stay.area)
    if skill.certificates:
        parent = add(element, "VerifiedBy")
        for certificate in skill.certificates:
            holder = add(parent, "Certificate")
            add(holder, "Title", certificate.title)
            if certificate.awarded_by:
                add(holder, "AwardingBody", certificate.awarded_by)
            if certificate.awarded_on:
                write_date(holder, "Date", certificate.awarded_on)
            if certificate.level:
                add(holder, "Level", certificate.level)
