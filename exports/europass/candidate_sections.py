"""Taking custom sections back to what they stand for: steps, skills, civil status, contacts, language certificates.

An entry is taken back only when all it says finds a place; otherwise it stands for itself.
"""

from collections.abc import Callable, Collection, Iterable

from pydantic import ValidationError

from exports.europass import candidate_custom as ours
from exports.europass.contact_facts import is_contact_fact, with_facts
from exports.europass.details import split_details
from exports.europass.section_titles import kind_told, skill_kind_named
from exports.europass.step_reader import is_orientation, parcours_from
from passeport.domain.fingerprint import content_of
from passeport.domain.identifiers import ItemId
from passeport.domain.identity import Identity
from passeport.domain.parcours import Parcours
from passeport.domain.partial_date import Period
from passeport.domain.profile import (
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Headline,
    HeadlineKind,
    LanguageCertificate,
    LinguisticExperience,
    Profile,
    Skill,
)
from passeport.domain.rich_text import to_plain

_OF_LANGUAGE = {ours.LANGUAGE, ours.LEVEL, ours.AREA}


def gathered(
    identity: Identity, profile: Profile, entries: Iterable[CustomEntry], own: Collection[ItemId] = ()
) -> tuple[Identity, Profile, tuple[Parcours, ...]]:
    """Return the person, the profile and the parcours, with each entry where it belongs.

    Those in `own` say by their title that they stand for themselves.
    """
    steps: list[CustomEntry] = []
    contacts: list[CustomEntry] = []
    kept: list[CustomEntry] = []
    for entry in entries:
        if entry.id in own:
            kept.append(entry)
        elif is_orientation(entry.section):
            steps.append(entry)
        elif entry.section == ours.CONTACTS and is_contact_fact(entry.title):
            contacts.append(entry)
        elif (placed := _placed_if_it_fits(identity, profile, entry)) is not None:
            identity, profile = placed
        else:
            kept.append(entry.evolve(kind=kind_told(entry.section) or entry.kind))
    reached = _reached(identity, contacts)
    if reached is None:
        kept += contacts
    parcours, others = parcours_from(steps)
    return reached or identity, profile.evolve(custom=(*profile.custom, *kept, *others)), parcours


def _reached(identity: Identity, entries: list[CustomEntry]) -> Identity | None:
    """Return the person with what the entries say of contacts; None when it answers to nothing here."""
    known = (identity.addresses, identity.telephones, identity.emails, identity.online)
    try:
        told = with_facts(known, [(entry.title, to_plain(entry.description)) for entry in entries])
        if told is None:
            return None
        addresses, telephones, emails, online = told
        return identity.evolve(addresses=addresses, telephones=telephones, emails=emails, online=online)
    except ValidationError:
        return None


def _placed_if_it_fits(identity: Identity, profile: Profile, entry: CustomEntry) -> tuple[Identity, Profile] | None:
    try:
        return _placed(identity, profile, entry)
    except ValidationError:  # words that no longer fit where they come from stay words
        return None


def _placed(identity: Identity, profile: Profile, entry: CustomEntry) -> tuple[Identity, Profile] | None:
    """Return the person and the profile with what an entry stands for, or None when it stands for itself."""
    if entry.section == ours.CIVIL_STATUS:
        person = _civil_status(identity, entry)
        return (person, profile) if person is not None else None
    changes: dict[str, Callable[[Profile, CustomEntry], Profile | None]] = {
        ours.HEADLINE: _headline,
        ours.LICENCE_DATES: _licence_dates,
        ours.LANGUAGE_CERTIFICATES: _certificate,
        ours.LANGUAGE_EXPERIENCES: _experience,
        ours.DIGITAL_SKILLS: _digital_skill,
        ours.DOCUMENTS: _document,
    }
    change = changes.get(entry.section, _skill)
    told = change(profile, entry)
    return (identity, told) if told is not None else None


def _says_only(entry: CustomEntry, *names: str) -> bool:
    """Whether an entry says nothing beyond its section, its title and the given fields."""
    return not any(
        getattr(entry, name) not in {"", Period()}
        for name in ("period", "location", "description", "link")
        if name not in names
    )


def _skill(profile: Profile, entry: CustomEntry) -> Profile | None:
    kind = skill_kind_named(entry.section)
    if kind is None or not _says_only(entry, "description"):
        return None
    untitled = skill_kind_named(entry.title) is not None
    words = entry.description if untitled else f"<p>{entry.title}</p>{entry.description}"
    skill = Skill(id=entry.id, provenance=entry.provenance, kind=kind, description=words)
    return profile.evolve(skills=(*profile.skills, skill))


def _headline(profile: Profile, entry: CustomEntry) -> Profile | None:
    kinds = {title: kind for kind, title in ours.HEADLINES.items()}
    kind, text = kinds.get(entry.title), to_plain(entry.description)
    if profile.headline is not None or not kind or not text or not _says_only(entry, "description"):
        return None
    return profile.evolve(headline=Headline(kind=HeadlineKind(kind), text=text))


def _civil_status(identity: Identity, entry: CustomEntry) -> Identity | None:
    if not _says_only(entry, "description"):
        return None
    value = to_plain(entry.description)
    name = next((name for name, title in ours.CIVIL_STATUS_FACTS.items() if title == entry.title), None)
    if name is not None:
        return identity.evolve(**{name: value}) if not getattr(identity, name) else None
    if entry.title == ours.OTHER_NATIONALITY:
        return identity.evolve(other_nationalities=(*identity.other_nationalities, value))
    return None


def _licence_dates(profile: Profile, entry: CustomEntry) -> Profile | None:
    words, details = split_details(entry.description, {ours.RANK}.__contains__)
    rank = dict(details).get(ours.RANK, "")
    if words or entry.period.ongoing or not _says_only(entry, "period", "description"):
        return None
    if rank:
        return _licence_again(profile, entry, rank)
    for at, licence in enumerate(profile.driving_licences):
        if licence.category == entry.title and not licence.issued_on and not licence.expires_on:
            dated = licence.evolve(issued_on=entry.period.start, expires_on=entry.period.end)
            licences = profile.driving_licences
            return profile.evolve(driving_licences=(*licences[:at], dated, *licences[at + 1 :]))
    return None


def _licence_again(profile: Profile, entry: CustomEntry, rank: str) -> Profile | None:
    """Return the profile with another licence of a category that it has already."""
    licences = profile.driving_licences
    if not rank.isdecimal() or entry.title not in {licence.category for licence in licences}:
        return None
    start, end, at = entry.period.start, entry.period.end, int(rank) - 1
    licence = DrivingLicence(
        id=entry.id, provenance=entry.provenance, category=entry.title, issued_on=start, expires_on=end
    )
    return profile.evolve(driving_licences=(*licences[:at], licence, *licences[at:]))


def _certificate(profile: Profile, entry: CustomEntry) -> Profile | None:
    _, details = split_details(entry.description, _OF_LANGUAGE.__contains__)
    told = dict(details)
    certificate = LanguageCertificate(
        title=entry.title,
        awarded_by=entry.location,
        awarded_on=entry.period.start,
        level=told.get(ours.LEVEL),
    )
    language = told.get(ours.LANGUAGE, "")
    if content_of(ours.certificate_entry(language, certificate), without={"kind"}) != content_of(
        entry, without={"kind"}
    ):
        return None
    return _of_language(profile, language, "certificates", certificate)


def _experience(profile: Profile, entry: CustomEntry) -> Profile | None:
    description, details = split_details(entry.description, _OF_LANGUAGE.__contains__)
    told = dict(details)
    area = told.get(ours.AREA) or ("" if entry.title == ours.EXPERIENCE else entry.title)
    experience = LinguisticExperience(description=description, period=entry.period, area=area)
    language = told.get(ours.LANGUAGE, "")
    if not _is_said(entry, ours.experience_entry(language, experience)):
        return None
    return _of_language(profile, language, "experiences", experience)


def _is_said(entry: CustomEntry, ours_would_be: CustomEntry) -> bool:
    """Whether an entry says what our writer would have said, and no more."""
    return content_of(entry, without={"kind"}) == content_of(ours_would_be, without={"kind"})


def _of_language(
    profile: Profile, language: str, field: str, detail: LanguageCertificate | LinguisticExperience
) -> Profile | None:
    """Return the profile with one more detail of the language that is so called; None when there is none."""
    names = ours.names_of_languages(profile)
    if language not in names:
        return None
    at = names.index(language)
    skill = profile.languages[at]
    told = skill.evolve(**{field: (*getattr(skill, field), detail)})
    return profile.evolve(languages=(*profile.languages[:at], told, *profile.languages[at + 1 :]))


def _digital_skill(profile: Profile, entry: CustomEntry) -> Profile | None:
    words, details = split_details(entry.description, {ours.RANK, ours.GROUP}.__contains__)
    told = dict(details)
    rank = told.get(ours.RANK, "")
    if words or not rank.isdecimal() or not _says_only(entry, "description"):
        return None
    skill = DigitalSkill(id=entry.id, provenance=entry.provenance, name=entry.title, group=told.get(ours.GROUP, ""))
    at = int(rank) - 1
    return profile.evolve(digital_skills=(*profile.digital_skills[:at], skill, *profile.digital_skills[at:]))


def _document(profile: Profile, entry: CustomEntry) -> Profile | None:
    """Take the entry for one of the documents that came: it says no more of it than the document itself."""
    described = to_plain(entry.description)
    came = any((document.name, document.description) == (entry.title, described) for document in profile.documents)
    return profile if came and _says_only(entry, "description") else None
