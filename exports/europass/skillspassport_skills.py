"""Skills of a SkillsPassport beside languages: in words, digital, and driving."""

import re

from lxml import etree

from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, code_of, known
from exports.europass.skillspassport_names import add, all_at, at
from exports.europass.skillspassport_words import paragraphs, split
from passeport.domain.partial_date import Period
from passeport.domain.profile import CustomEntry, DigitalSkill, DrivingLicence, Profile, Skill
from passeport.domain.vocabulary import label, vocabulary

_KINDS = {
    "Communication": "COMMUNICATION",
    "Organisational": "ORGANISATIONAL",
    "JobRelated": "JOB_RELATED",
    "Computer": "COMPUTER",
    "Other": "OTHER",
}
"""Elements of `Skills` that hold a text, in the order of the schema, where `Driving` stands before the last."""
CERTIFICATES = "Certificats informatiques"
"""Section of the certificates that verify the digital skills."""
SELF_ASSESSMENT = "Auto-évaluation"
"""Group of the digital skills that the grid of DigComp tells."""
_DIGITAL = "Compétence numérique"
_IN_GROUP = " — "
_DASH = re.compile(r"^— | — ")
"""What stands between a group and a name, also where a name without a group is set off by it."""
_LONGEST_NAME = 300
_ASSESSED = re.compile(r"(.+) : (.+)")


def read_skills(
    fields: SkillsFields, made: SkillsItems, skills: etree._Element | None
) -> tuple[Profile, list[CustomEntry]]:
    """Return a profile with these skills alone, and the certificates of digital skills as entries."""
    digital = _self_assessment(fields, made, at(skills, "Computer/ProficiencyLevel"))
    described: list[Skill | None] = []
    for tag, kind in _KINDS.items():
        element = at(skills, f"{tag}/Description")
        words = fields.rich(element, "profile.skills")
        if kind == "COMPUTER":
            words, facts = split(words, (_DIGITAL,))
            digital += [_named(made, element, text) for text in facts.take_all(_DIGITAL) if element is not None]
        if words and element is not None:
            described.append(made.read(element, Skill, kind=kind, description=words))
    profile = Profile(
        digital_skills=known(digital),
        skills=known(described),
        driving_licences=known([_licence(fields, made, e) for e in all_at(skills, "Driving/Description/Licence")]),
    )
    return profile, [*known([_certificate(fields, made, e) for e in all_at(skills, "Computer/VerifiedBy/Certificate")])]


def _self_assessment(
    fields: SkillsFields, made: SkillsItems, levels: etree._Element | None
) -> list[DigitalSkill | None]:
    found: list[DigitalSkill | None] = []
    for term in vocabulary("digital_areas").terms:
        element = at(levels, term.code)
        level = fields.coverage.take(element, "profile.digital_skills").upper()
        known_level = level if level in vocabulary("digital_levels") else None
        if element is not None and fields.coded(element, known_level):
            name = f"{term.label()} : {label('digital_levels', level)}"
            found.append(made.read(element, DigitalSkill, name=name, group=SELF_ASSESSMENT))
    return found


def _named(made: SkillsItems, element: etree._Element, text: str) -> DigitalSkill | None:
    """Return the skill of `Bureautique — Tableur`: its name follows the first dash after which a name has room."""
    dashes = [match.span() for match in _DASH.finditer(text) if len(text) - match.end() <= _LONGEST_NAME]
    before, after = dashes[0] if dashes else (0, 0)
    return made.read(element, DigitalSkill, name=text[after:], group=text[:before])


def _licence(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> DrivingLicence | None:
    category = fields.coverage.take(element, "profile.driving_licences").upper()
    if fields.coded(element, category if category in vocabulary("driving_licences") else None) is None:
        return None
    return made.read(element, DrivingLicence, category=category)


def _certificate(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> CustomEntry | None:
    went = "profile.custom"
    title = fields.name(at(element, "Title"), f"{went}.title")
    body = fields.line(at(element, "AwardingBody"), f"{went}.location")
    day = fields.date(at(element, "Date"), f"{went}.period")
    level = paragraphs([("Niveau", fields.line(at(element, "Level"), f"{went}.description"))])
    if not (title or body or day or level):
        return None
    values = {
        "section": CERTIFICATES,
        "title": title or CERTIFICATES,
        "location": body,
        "period": Period(start=day),
        "description": level,
    }
    return made.read(element, CustomEntry, kind="CERTIFICATION", **values)


# Written --------------------------------------------------------------------------------------------------------


def write_skills(parent: etree._Element, profile: Profile) -> None:
    """Append what a profile says of skills beside languages, in the order of the schema."""
    described = {skill.kind: skill.description for skill in first_of_each_kind(profile)}
    for tag, kind in _KINDS.items():
        if kind == "COMPUTER":
            _computer(parent, profile, described.get(kind, ""))
            continue
        if kind == "OTHER":
            _driving(parent, profile)
        if kind in described:
            add(add(parent, tag), "Description", described[kind])


def first_of_each_kind(profile: Profile) -> list[Skill]:
    """Return the skills that have an element of their own: the schema has one for each kind."""
    return list({skill.kind: skill for skill in reversed(profile.skills)}.values())


def is_certificate(entry: CustomEntry) -> bool:
    """Whether an entry says no more than a certificate of digital skills can hold: its title."""
    bare = CustomEntry(
        id=entry.id, provenance=entry.provenance, kind="CERTIFICATION", section=CERTIFICATES, title=entry.title
    )
    return entry == bare


def _computer(parent: etree._Element, profile: Profile, words: str) -> None:
    assessed = _assessed(profile)
    told = [skill for skill in profile.digital_skills if skill not in assessed.values()]
    words += paragraphs((_DIGITAL, _in_words(skill)) for skill in told)
    levels = {area: _level(skill) for area, skill in assessed.items()}
    certificates = [entry for entry in profile.custom if is_certificate(entry)]
    if not (words or levels or certificates):
        return
    element = add(parent, "Computer")
    if words:
        add(element, "Description", words)
    if levels:
        holder = add(element, "ProficiencyLevel")
        for area in vocabulary("digital_areas").codes:
            if area in levels:
                add(holder, area, levels[area])
    if certificates:
        holder = add(element, "VerifiedBy")
        for entry in certificates:
            add(add(holder, "Certificate"), "Title", entry.title)


def _assessed(profile: Profile) -> dict[str, DigitalSkill]:
    """Return the skills of the grid by their area: the first of each."""
    found: dict[str, DigitalSkill] = {}
    for skill in profile.digital_skills:
        match = _ASSESSED.fullmatch(skill.name)
        area = code_of("digital_areas", match[1]) if match and skill.group == SELF_ASSESSMENT else None
        if area and _level(skill):
            found.setdefault(area, skill)
    return found


def _level(skill: DigitalSkill) -> str:
    match = _ASSESSED.fullmatch(skill.name)
    return (code_of("digital_levels", match[2]) or "") if match else ""


def _in_words(skill: DigitalSkill) -> str:
    """`Bureautique — Tableur`, or the name alone; a name that holds the dash is set off by one."""
    group = f"{skill.group}{_IN_GROUP}" if skill.group or _IN_GROUP in skill.name else ""
    return f"{group}{skill.name}".strip()


def _driving(parent: etree._Element, profile: Profile) -> None:
    categories = dict.fromkeys(licence.category for licence in profile.driving_licences)
    if categories:
        description = add(add(parent, "Driving"), "Description")
        for category in categories:
            add(description, "Licence", category)
