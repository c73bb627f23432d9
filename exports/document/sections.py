"""The sections of a passport in the order of Europass; an empty one is not there."""

from collections.abc import Iterable
from itertools import groupby

from exports.document import theme
from exports.document.language_grid import write_languages
from exports.document.writing import Writing
from passeport.domain.identity import Address
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, Education, Experience, Organisation, Profile
from passeport.domain.provenance import Provenance
from passeport.domain.rich_text import to_plain
from passeport.domain.vocabulary import label
from passeport.language import dates, describe
from passeport.language.names import country


def write_profile(writing: Writing, passport: Passport) -> None:
    """Write every section of the profile."""
    profile = passport.profile
    _write_about(writing, profile)
    _write_experiences(writing, profile.experiences)
    _write_education(writing, profile.education)
    write_languages(writing, passport.identity.mother_tongues, profile.languages)
    _write_skills(writing, profile)
    _write_publications(writing, profile)
    _write_custom(writing, profile.custom)
    if profile.documents:
        writing.begin_section(label("europass_sections", "DOCUMENTS"))
        for document in profile.documents:
            writing.line(describe.line(document))


def _write_about(writing: Writing, profile: Profile) -> None:
    if not profile.headline and not profile.about_me:
        return
    writing.begin_section(label("europass_sections", "ABOUT_ME"))
    if profile.headline is not None:
        writing.labelled(describe.term(profile.headline.kind), profile.headline.text)
    writing.rich(profile.about_me)


def _write_experiences(writing: Writing, experiences: Iterable[Experience]) -> None:
    for number, item in enumerate(experiences):
        if number == 0:
            writing.begin_section(label("europass_sections", "EXPERIENCE"))
        writing.heading(item.position or "Expérience", item.employer.name)
        sector = item.sector_label or (label("nace_sections", item.sector) if item.sector else "")
        place = _place(item.city, item.country, item.employer)
        writing.line(dates.period(item.period), item.employer.department, place, sector, style=theme.MUTED_BODY)
        writing.rich(item.description)
        _write_reach(writing, item.employer)
        _write_origin(writing, item.provenance)


def _write_education(writing: Writing, education: Iterable[Education]) -> None:
    for number, item in enumerate(education):
        if number == 0:
            writing.begin_section(label("europass_sections", "EDUCATION"))
        writing.heading(item.qualification or "Formation", item.school.name)
        level = f"niveau {item.eqf_level} du cadre européen des certifications" if item.eqf_level else item.level_label
        place = _place(item.city, item.country, item.school)
        writing.line(dates.period(item.period), item.school.department, place, level, style=theme.MUTED_BODY)
        credit = " ".join(part for part in (item.credits, item.credit_type) if part)
        for name, words in (
            ("Domaine", ", ".join(item.fields_of_study)),
            ("Classification nationale", item.national_classification),
            ("Note ou mention", item.grade),
            ("Crédits", credit),
        ):
            writing.labelled(name, words)
        writing.labelled("Mémoire ou thèse", to_plain(item.thesis))
        writing.rich(item.description)
        _write_reach(writing, item.school)
        _write_origin(writing, item.provenance)


def _write_skills(writing: Writing, profile: Profile) -> None:
    if profile.digital_skills:
        writing.begin_section(label("europass_sections", "DIGITAL_SKILLS"))
        groups: dict[str, list[str]] = {}
        for digital in profile.digital_skills:
            groups.setdefault(digital.group, []).append(digital.name)
        for group, names in groups.items():
            if group:
                writing.labelled(group, ", ".join(names))
            else:
                writing.line(", ".join(names))
    if profile.skills:
        writing.begin_section(label("europass_sections", "OTHER_SKILLS"))
        for skill in profile.skills:
            writing.heading(label("skill_kinds", skill.kind))
            writing.rich(skill.description)
    if profile.driving_licences:
        writing.begin_section(label("europass_sections", "DRIVING_LICENCES"))
        writing.line(", ".join(describe.line(licence) for licence in profile.driving_licences))


def _write_publications(writing: Writing, profile: Profile) -> None:
    for number, item in enumerate(profile.publications):
        if number == 0:
            writing.begin_section(label("europass_sections", "PUBLICATIONS"))
        writing.heading(item.title)
        writing.line(item.authors, item.journal, item.publisher, item.volume, item.year, style=theme.MUTED_BODY)
        writing.rich(item.reference)
        writing.line(item.link, style=theme.MUTED_BODY)


def _write_custom(writing: Writing, entries: Iterable[CustomEntry]) -> None:
    for title, members in groupby(entries, key=lambda entry: entry.section):
        writing.begin_section(title)
        for item in members:
            writing.heading(item.title)
            writing.line(dates.period(item.period), item.location, style=theme.MUTED_BODY)
            writing.rich(item.description)
            writing.line(item.link, style=theme.MUTED_BODY)
            _write_origin(writing, item.provenance)


def _write_reach(writing: Writing, organisation: Organisation) -> None:
    """Write how the employer or the school can be reached."""
    ways = (*organisation.telephones, *organisation.emails, *organisation.websites)
    writing.line(*(describe.line(way) for way in ways), style=theme.MUTED_BODY)


def _write_origin(writing: Writing, provenance: Provenance) -> None:
    """Write where an item was received from, when it came in a passport."""
    if provenance.receptions:
        writing.line(describe.provenance(provenance), style=theme.SMALL)


def _place(city: str, code: str | None, organisation: Organisation) -> str:
    known: Address | None = organisation.address
    town = city or (known.city if known is not None else "")
    land = code or (known.country if known is not None else None)
    return ", ".join(part for part in (town, country(land) if land and land != "FR" else "") if part)
