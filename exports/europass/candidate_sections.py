"""Taking custom sections back to what they stand for: steps, skills, civil status, language certificates."""

import re
from collections.abc import Callable, Iterable

from pydantic import ValidationError

from exports.europass import candidate_custom as ours
from exports.europass.codes import cefr_from, language_label
from exports.europass.step_reader import is_orientation, parcours_from
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
        if is_orientation(entry.section):
            steps.append(entry)
            continue
        try:
            placed = _placed(identity, profile, entry)
        except ValidationError:  # words that no longer fit where they come from stay words
            placed = None
        if placed is None:
            kept.append(entry.evolve(kind=_custom_kind(entry)))
        else:
            identity, profile = placed
    parcours, others = parcours_from(steps)
    return identity, profile.evolve(custom=(*profile.custom, *kept, *others)), parcours


def _placed(identity: Identity, profile: Profile, entry: CustomEntry) -> tuple[Identity, Profile] | None:
    """Return the person and the profile with what an entry stands for, or None when it stands for itself."""
    kind = _skill_kind(entry.section)
    if kind is not None:
        skill = Skill(id=entry.id, provenance=entry.provenance, kind=kind, description=_words(entry))
        return identity, profile.evolve(skills=(*profile.skills, skill))
    if entry.section == ours.CIVIL_STATUS:
        person = _civil_status(identity, entry)
        return (person, profile) if person is not None else None
    changes: dict[str, Callable[[Profile, CustomEntry], Profile | None]] = {
        ours.HEADLINE: _headline,
        ours.LICENCE_DATES: _licence_dates,
        ours.LANGUAGE_CERTIFICATES: _language_detail,
        ours.LANGUAGE_EXPERIENCES: _language_detail,
    }
    change = changes.get(entry.section)
    told = change(profile, entry) if change is not None else None
    return (identity, told) if told is not None else None


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


def _headline(profile: Profile, entry: CustomEntry) -> Profile | None:
    kinds = {title: kind for kind, title in ours.HEADLINES.items()}
    kind, text = kinds.get(entry.title), to_plain(entry.description)
    if profile.headline is not None or not kind or not text:
        return None
    return profile.evolve(headline=Headline(kind=HeadlineKind(kind), text=text))


def _civil_status(identity: Identity, entry: CustomEntry) -> Identity | None:
    value = to_plain(entry.description)
    name = {"Nom de naissance": "birth_name", "Civilité": "title", "Lieu de naissance": "birth_place"}.get(entry.title)
    if name is not None:
        return identity.evolve(**{name: value}) if not getattr(identity, name) else None
    if entry.title == "Autre nationalité":
        return identity.evolve(other_nationalities=(*identity.other_nationalities, value))
    if entry.title == "Téléphone":
        return identity.evolve(telephones=(*identity.telephones, Telephone(number=value)))
    addresses = identity.addresses
    if entry.title == "Pays" and addresses and not addresses[-1].country:
        return identity.evolve(addresses=(*addresses[:-1], addresses[-1].evolve(country_name=value)))
    return None


def _licence_dates(profile: Profile, entry: CustomEntry) -> Profile | None:
    if entry.title not in {licence.category for licence in profile.driving_licences}:
        return None
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
    told = _with_detail(skill, entry)
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
