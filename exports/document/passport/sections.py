"""The sections of a profile in the order of Europass; an empty one is not there."""

from collections.abc import Iterable
from itertools import groupby

from exports.document.layout.words import Words, words_of_papers
from exports.document.layout.writing import Text, Writing, link
from exports.document.passport.head import reaches
from exports.document.passport.language_grid import write_languages
from passeport.domain.identity import Address, Email, OnlineProfile, Telephone
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, DrivingLicence, Education, Experience, Organisation, Profile
from passeport.domain.provenance import Provenance
from passeport.domain.rich_text import to_plain
from passeport.language import describe
from passeport.language.catalogue import speaking


def write_profile(writing: Writing, passport: Passport) -> None:
    """Write every section of the profile."""
    profile = passport.profile
    write_about(writing, profile)
    _write_experiences(writing, profile.experiences)
    _write_education(writing, profile.education)
    write_languages(writing, passport.identity.mother_tongues, profile.languages)
    _write_skills(writing, profile)
    _write_publications(writing, profile)
    _write_custom(writing, profile.custom)
    if profile.documents:
        begin(writing, "DOCUMENTS")
        with speaking(words_of_papers(writing.words.language).language):
            for document in profile.documents:
                writing.line(document.name, document.description, describe.size(document.data))


def begin(writing: Writing, section: str) -> None:
    """Begin a section of Europass."""
    writing.begin_section(writing.words.term("europass_sections", section))


def write_about(writing: Writing, profile: Profile) -> None:
    """Write what the person looks for, and says of themselves."""
    if profile.headline is None and not profile.about_me:
        return
    begin(writing, "ABOUT_ME")
    if profile.headline is not None:
        writing.labelled(writing.words.term("headline_kinds", profile.headline.kind.value), profile.headline.text)
    writing.rich(profile.about_me)


def _write_experiences(writing: Writing, experiences: Iterable[Experience]) -> None:
    words = writing.words
    for number, item in enumerate(experiences):
        if number == 0:
            begin(writing, "EXPERIENCE")
        writing.heading(item.position or words.say("experience"), item.employer.name)
        sector: Text = item.sector_label or (words.term("nace_sections", item.sector) if item.sector else "")
        place = _place(item.city, item.country, item.employer, words)
        writing.line(words.period(item.period), item.employer.department, place, sector, style=writing.theme.muted)
        writing.rich(item.description)
        _write_reach(writing, item.employer)
        write_origin(writing, item.provenance)


def _write_education(writing: Writing, education: Iterable[Education]) -> None:
    words = writing.words
    for number, item in enumerate(education):
        if number == 0:
            begin(writing, "EDUCATION")
        writing.heading(item.qualification or words.say("training"), item.school.name)
        level: Text = words.say("eqf", level=item.eqf_level) if item.eqf_level else item.level_label
        place = _place(item.city, item.country, item.school, words)
        writing.line(words.period(item.period), item.school.department, place, level, style=writing.theme.muted)
        credit = " ".join(part for part in (item.credits, item.credit_type) if part)
        for key, said in (
            ("field", ", ".join(item.fields_of_study)),
            ("classification", item.national_classification),
            ("grade", item.grade),
            ("credits", credit),
            ("thesis", to_plain(item.thesis)),
        ):
            writing.labelled(words.say(key), said)
        writing.rich(item.description)
        _write_reach(writing, item.school)
        write_origin(writing, item.provenance)


def _write_skills(writing: Writing, profile: Profile) -> None:
    words = writing.words
    if profile.digital_skills:
        begin(writing, "DIGITAL_SKILLS")
        groups: dict[str, list[str]] = {}
        for digital in profile.digital_skills:
            groups.setdefault(digital.group, []).append(digital.name)
        for group, names in groups.items():
            if group:
                writing.labelled(group, ", ".join(names))
            else:
                writing.line(", ".join(names))
    if profile.skills:
        begin(writing, "OTHER_SKILLS")
        for skill in profile.skills:
            writing.heading(words.term("skill_kinds", skill.kind))
            writing.rich(skill.description)
    if profile.driving_licences:
        begin(writing, "DRIVING_LICENCES")
        for licence in profile.driving_licences:
            writing.line(*_licence(licence, words))


def _licence(licence: DrivingLicence, words: Words) -> list[Text]:
    issued, expires = words.date(licence.issued_on), words.date(licence.expires_on)
    return [
        words.term("driving_licences", licence.category),
        words.say("issued_on", date=issued) if issued else "",
        words.say("expires_on", date=expires) if expires else "",
    ]


def _write_publications(writing: Writing, profile: Profile) -> None:
    for number, item in enumerate(profile.publications):
        if number == 0:
            begin(writing, "PUBLICATIONS")
        writing.heading(item.title)
        facts = (item.authors, item.journal, item.publisher, item.volume, item.year)
        writing.line(*facts, style=writing.theme.muted)
        writing.rich(item.reference)
        writing.line(link(item.link), style=writing.theme.muted)


def _write_custom(writing: Writing, entries: Iterable[CustomEntry]) -> None:
    for title, members in groupby(entries, key=lambda entry: entry.section):
        writing.begin_section(title)
        for item in members:
            writing.heading(item.title)
            writing.line(writing.words.period(item.period), item.location, style=writing.theme.muted)
            writing.rich(item.description)
            writing.line(link(item.link), style=writing.theme.muted)
            write_origin(writing, item.provenance)


def _write_reach(writing: Writing, organisation: Organisation) -> None:
    """Write how the employer or the school can be reached."""
    ways: tuple[Telephone | Email | OnlineProfile, ...] = (
        *organisation.telephones,
        *organisation.emails,
        *organisation.websites,
    )
    writing.line(*reaches(ways, writing.words), style=writing.theme.muted)


def write_origin(writing: Writing, provenance: Provenance) -> None:
    """Write where an item was received from, when it came in a passport."""
    for reception in provenance.receptions:
        writing.line(
            writing.words.say(
                "received",
                number=reception.passport_number,
                station=reception.issuer.name,
                day=writing.words.day(reception.issued_on),
            ),
            style=writing.theme.small,
        )


def _place(city: str, code: str | None, organisation: Organisation, words: Words) -> str:
    known: Address | None = organisation.address
    town = city or (known.city if known is not None else "")
    land = code or (known.country if known is not None else None)
    return ", ".join(part for part in (town, words.country(land) if land and land != "FR" else "") if part)
