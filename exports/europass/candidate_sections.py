"""Taking custom sections back to what they stand for: steps, skills, civil status, language certificates."""

import re
from collections.abc import Iterable

from pydantic import ValidationError

from exports.europass import candidate_custom as ours
from exports.europass.codes import cefr_from, language_label
from exports.europass.step_words import is_orientation, parcours_from
from passeport.domain.identity import Identity, Telephone
from passeport.domain.normalise import joined
from passeport.domain.parcours import Parcours
from passeport.domain.profile import (
    CustomEntry,
    Headline,
    HeadlineKind,
    LanguageCertificate,
    LanguageSkill,
    LinguisticExperience,
    Profile,
    Skill,
)
from passeport.domain.rich_text import to_plain
from passeport.domain.vocabulary import vocabulary

_LANGUAGE = re.compile(r"<p>Langue : ([^<]*)</p>")
_LEVEL = re.compile(r"<p>Niveau : ([^<]*)</p>")


def gathered(
    identity: Identity, profile: Profile, entries: Iterable[CustomEntry]
) -> tuple[Identity, Profile, tuple[Parcours, ...]]:
    """Return the person, the profile and the parcours, with each entry where it belongs."""
    steps: list[CustomEntry] = []
    kept: list[CustomEntry] = []
    for entry in entries:
        section = entry.section
        if is_orientation(section):
            steps.append(entry)
        elif section == ours.CIVIL_STATUS:
            identity = _civil_status(identity, entry)
        elif (kind := _skill_kind(section)) is not None:
            skill = Skill(id=entry.id, provenance=entry.provenance, kind=kind, description=_words(entry))
            profile = profile.evolve(skills=(*profile.skills, skill))
        elif section == ours.HEADLINE and (headline := _headline(entry)) is not None:
            profile = profile.evolve(headline=headline)
        elif section == ours.LICENCE_DATES:
            profile = _licence_dates(profile, entry)
        elif section in {ours.LANGUAGE_CERTIFICATES, ours.LANGUAGE_EXPERIENCES} and (
            told := _language_detail(profile, entry)
        ):
            profile = told
        else:
            kept.append(entry.evolve(kind=_custom_kind(entry)))
    parcours, others = parcours_from(steps)
    return identity, profile.evolve(custom=(*profile.custom, *kept, *others)), parcours


def _words(entry: CustomEntry) -> str:
    """A skill's words: those of its description, after its title where the title says something."""
    if not entry.description:
        return f"<p>{entry.title}</p>"
    return entry.description if _skill_kind(entry.title) else f"<p>{entry.title}</p>{entry.description}"


def _skill_kind(title: str) -> str | None:
    wanted = joined(title)
    return next((t.code for t in vocabulary("skill_kinds").terms if wanted in _folded(t.labels)), None)


def _custom_kind(entry: CustomEntry) -> str:
    wanted = joined(entry.section)
    return next((t.code for t in vocabulary("custom_sections").terms if wanted in _folded(t.labels)), entry.kind)


def _folded(labels: dict[str, str]) -> set[str]:
    return {joined(text) for text in labels.values()}


def _headline(entry: CustomEntry) -> Headline | None:
    kinds = {title: kind for kind, title in ours.HEADLINES.items()}
    kind, text = kinds.get(entry.title), to_plain(entry.description)
    return Headline(kind=HeadlineKind(kind), text=text) if kind and text else None


def _civil_status(identity: Identity, entry: CustomEntry) -> Identity:
    value = to_plain(entry.description)
    match entry.title:
        case "Nom de naissance":
            return identity.evolve(birth_name=value)
        case "Civilité":
            return identity.evolve(title=value)
        case "Lieu de naissance":
            return identity.evolve(birth_place=value)
        case "Autre nationalité":
            return identity.evolve(other_nationalities=(*identity.other_nationalities, value))
        case "Téléphone":
            return identity.evolve(telephones=(*identity.telephones, Telephone(number=value)))
        case _:
            addresses = identity.addresses
            if addresses and not addresses[-1].country:
                return identity.evolve(addresses=(*addresses[:-1], addresses[-1].evolve(country_name=value)))
            return identity


def _licence_dates(profile: Profile, entry: CustomEntry) -> Profile:
    changed = tuple(
        licence.evolve(issued_on=entry.period.start, expires_on=entry.period.end)
        if licence.category == entry.title
        else licence
        for licence in profile.driving_licences
    )
    return profile.evolve(driving_licences=changed)


def _language_detail(profile: Profile, entry: CustomEntry) -> Profile | None:
    match = _LANGUAGE.search(entry.description)
    skill = next((s for s in profile.languages if match and language_label(s.language) == match[1]), None)
    if skill is None:
        return None
    try:
        told = _with_detail(skill, entry)
    except ValidationError:
        return None
    return profile.evolve(languages=tuple(told if s.id == skill.id else s for s in profile.languages))


def _with_detail(skill: LanguageSkill, entry: CustomEntry) -> LanguageSkill:
    if entry.section == ours.LANGUAGE_CERTIFICATES:
        level = _LEVEL.search(entry.description)
        certificate = LanguageCertificate(
            title=entry.title,
            awarded_by=entry.location,
            awarded_on=entry.period.start,
            level=cefr_from(level[1]) if level else None,
        )
        return skill.evolve(certificates=(*skill.certificates, certificate))
    experience = LinguisticExperience(
        description=_LANGUAGE.sub("", entry.description, count=1),
        period=entry.period,
        area="" if entry.title == "Expérience" else entry.title,
    )
    return skill.evolve(experiences=(*skill.experiences, experience))
