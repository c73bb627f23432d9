"""Random profiles, something or nothing in every field."""

from hypothesis import strategies as st

from passeport.domain.fingerprint import content_of
from passeport.domain.identifiers import ItemId
from passeport.domain.profile import (
    AttachedDocument,
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    Headline,
    HeadlineKind,
    Item,
    LanguageCertificate,
    LanguageSkill,
    LinguisticExperience,
    Organisation,
    Profile,
    Publication,
    Skill,
)
from tests.strategies.building import UNNUMBERED, codes, maybe, provenances, some
from tests.strategies.dates import maybe_dates, periods
from tests.strategies.files import files, pictures
from tests.strategies.identities import addresses, countries, emails, languages, online, telephones
from tests.strategies.words import lines, maybe_lines, maybe_rich, names


def _says_something(item: Item) -> bool:
    """Whether an item says more than its identity: one that says nothing is nothing to carry."""
    return content_of(item) != "{}"


_item = {"id": st.just(ItemId(UNNUMBERED)), "provenance": provenances}
organisations = st.builds(
    Organisation,
    name=maybe_lines,
    department=maybe_lines,
    address=maybe(addresses),
    telephones=some(telephones, 1),
    emails=some(emails, 1),
    websites=some(online, 1),
)
experiences = st.builds(
    Experience,
    **_item,
    position=maybe_lines,
    occupation_uri=st.sampled_from(
        ("", "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000000", "ROME A1203")
    ),
    employer=organisations,
    sector=maybe(codes("nace_sections")),
    sector_label=maybe_lines,
    city=maybe_lines,
    country=maybe(countries),
    period=periods,
    description=maybe_rich,
)
educations = st.builds(
    Education,
    **_item,
    qualification=maybe_lines,
    school=organisations,
    city=maybe_lines,
    country=maybe(countries),
    period=periods,
    eqf_level=maybe(st.integers(1, 8)),
    level_label=st.one_of(st.sampled_from(("", "ISCED 5", "4")), lines),
    national_classification=maybe_lines,
    fields_of_study=some(lines, 3),
    grade=maybe_lines,
    credit_type=st.sampled_from(("", "ECTS")),
    credits=st.sampled_from(("", "60", "12,5")),
    thesis=maybe_rich,
    description=maybe_rich,
)
_levels = maybe(codes("cefr_levels"))
language_skills = st.builds(
    LanguageSkill,
    **_item,
    language=languages,
    listening=_levels,
    reading=_levels,
    spoken_interaction=_levels,
    spoken_production=_levels,
    writing=_levels,
    certificates=some(
        st.builds(LanguageCertificate, title=names, awarded_by=maybe_lines, awarded_on=maybe_dates, level=_levels)
    ),
    experiences=some(st.builds(LinguisticExperience, description=maybe_rich, period=periods, area=maybe_lines)),
)
digital_skills = st.builds(
    DigitalSkill,
    **_item,
    name=st.one_of(st.sampled_from(("Tableur", "Réseaux sociaux")), names),
    group=st.one_of(st.sampled_from(("", "Bureautique")), lines),
)
skills = st.builds(Skill, **_item, kind=codes("skill_kinds"), description=maybe_rich)
driving_licences = st.builds(
    DrivingLicence, **_item, category=codes("driving_licences"), issued_on=maybe_dates, expires_on=maybe_dates
)
publications = st.builds(
    Publication,
    **_item,
    title=maybe_lines,
    reference=maybe_rich,
    year=st.sampled_from(("", "2023", "vers 1998")),
    authors=maybe_lines,
    journal=maybe_lines,
    publisher=maybe_lines,
    volume=maybe_lines,
    link=maybe_lines,
)
_taken_sections = (
    "Bénévolat",
    "Loisirs et centres d’intérêt",
    "Projets",
    "Publications",
    "Parcours d’orientation",
    "Compétences en communication",
    "Autres compétences",
    "État civil",
    "Projet",
    "Certificats de langue",
    "Pratique des langues",
    "Dates des permis de conduire",
    "Documents joints",
    "Mes jardins (Bénévolat)",
    "Autres informations",
)
"""Names of sections that our writers use, or could be thought to use."""
_taken_titles = (
    "Nom de naissance",
    "Téléphone",
    "Emploi visé",
    "B",
    "Entretien individuel",
    "Compétences en communication",
    "diplome.png",
)
custom_entries = st.builds(
    CustomEntry,
    **_item,
    kind=codes("custom_sections"),
    section=st.one_of(st.sampled_from(_taken_sections), names),
    title=st.one_of(st.sampled_from(_taken_titles), names),
    period=periods,
    location=maybe_lines,
    description=maybe_rich,
    link=maybe_lines,
)
documents = st.builds(
    lambda file, **said: AttachedDocument(media_type=file[0], data=file[1], **said),
    file=files,
    **_item,
    name=st.one_of(st.just("diplome.png"), names),
    description=maybe_lines,
)
headlines = st.builds(Headline, kind=st.sampled_from(HeadlineKind), text=names)
profiles = st.builds(
    Profile,
    headline=maybe(headlines),
    about_me=maybe_rich,
    photo=maybe(pictures),
    experiences=some(experiences.filter(_says_something)),
    education=some(educations.filter(_says_something)),
    languages=some(language_skills),
    digital_skills=some(digital_skills, 4),
    skills=some(skills, 3),
    driving_licences=some(driving_licences, 3),
    publications=some(publications.filter(_says_something)),
    custom=some(custom_entries, 3),
    documents=some(documents),
)
