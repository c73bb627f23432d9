"""What a V3.4 work experience or education has no element for, as facts in words that end its activities."""

from typing import Any

from pydantic import ValidationError

from exports.europass.codes import country_label, country_named
from exports.europass.skillspassport_contacts import (
    email_from,
    email_in_words,
    is_uri,
    site_from,
    site_in_words,
    telephone_from,
    telephone_in_words,
)
from exports.europass.skillspassport_words import Facts, Said, address_from_words, address_in_words, paragraphs, split
from passeport.domain.identity import Address, OnlineProfile
from passeport.domain.profile import Education, Experience, Organisation

ESCO = "http://data.europa.eu/esco/occupation/"
"""Where the occupations of ESCO have their addresses: V3.4 writes only what follows it."""
THESIS = "<p>Mémoire :</p>"

_SERVICE, _ADDRESS, _TELEPHONE, _EMAIL, _SITE = "Service", "Adresse", "Téléphone", "Courriel", "Site internet"
_CITY, _COUNTRY = "Lieu d’exercice", "Pays d’exercice"
_OF_EITHER = (_SERVICE, _ADDRESS, _TELEPHONE, _EMAIL, _SITE, _CITY, _COUNTRY)
_OCCUPATION, _SECTOR = "Profession ESCO", "Secteur"
_LEVEL, _CLASSIFICATION, _STUDIES = "Niveau", "Classification nationale", "Domaine d’études"
_OF_EDUCATION = {
    "level_label": _LEVEL,
    "national_classification": _CLASSIFICATION,
    "grade": "Note finale",
    "credit_type": "Type de crédits",
    "credits": "Crédits",
}


def is_whole(address: Address | None) -> bool:
    """Whether an organisation's address says more than the place where it stands."""
    return address is not None and bool(address.street or address.postal_code or address.country_name)


def shown_address(organisation: Organisation, city: str, country: str | None) -> Address | None:
    """Return the one address that V3.4 can hold: the organisation's where it is whole, else the place."""
    known = organisation.address
    if known is not None and is_whole(known):
        return known
    place = Address(city=city or (known.city if known else ""), country=country or (known.country if known else None))
    return place if place != Address() else None


def shown_site(organisation: Organisation) -> OnlineProfile | None:
    """Return the one website that V3.4 can hold: an address on the web (xs:anyURI), with nothing said of it."""
    first = next(iter(organisation.websites), None)
    return first if first and is_uri(first.address) and not first.label else None


# Written --------------------------------------------------------------------------------------------------------


def activities_of_experience(experience: Experience) -> str:
    """Return the description, then what the schema has no element for."""
    said = _of_either(experience.employer, experience.city, experience.country)
    if experience.occupation_uri and not experience.occupation_uri.startswith(ESCO):
        said.append((_OCCUPATION, experience.occupation_uri))
    if experience.sector:
        said.append((_SECTOR, experience.sector_label))
    return experience.description + paragraphs(said)


def activities_of_education(education: Education) -> str:
    """Return the description, then what the schema has no element for; the thesis, which is rich text, ends it."""
    said = _of_either(education.school, education.city, education.country)
    said += [(_STUDIES, study) for study in education.fields_of_study[1:]]
    for name, words in _OF_EDUCATION.items():
        if name != "level_label" or education.eqf_level:
            said.append((words, getattr(education, name)))
    thesis = THESIS + education.thesis if education.thesis else ""
    return education.description + paragraphs(said) + thesis


def _of_either(organisation: Organisation, city: str, country: str | None) -> list[Said]:
    shown = shown_address(organisation, city, country)
    lost = organisation.address
    whole = shown is not None and shown == organisation.address
    lacks_name = lost is not None and bool(lost.country and lost.country_name)
    elsewhere = lost is not None and not is_whole(lost) and not _is_seen_in(lost, shown)
    partly = lost is not None and (bool(lost.region) or lacks_name or elsewhere or (lost.use is not None and not whole))
    return [
        (_SERVICE, organisation.department),
        (_ADDRESS, address_in_words(lost) if partly and lost else ""),
        *((_TELEPHONE, telephone_in_words(telephone)) for telephone in organisation.telephones),
        *((_EMAIL, email_in_words(email)) for email in organisation.emails),
        *((_SITE, site_in_words(site)) for site in organisation.websites if site != shown_site(organisation)),
        (_CITY, city if whole else ""),
        (_COUNTRY, country_label(country) if whole and country else ""),
    ]


def _is_seen_in(lost: Address, shown: Address | None) -> bool:
    """Whether an organisation's city and country are those of the place that is written in their stead."""
    return shown is not None and lost.city in ("", shown.city) and lost.country in (None, shown.country)


# Read back ------------------------------------------------------------------------------------------------------


def experience_facts(activities: str) -> tuple[str, Facts]:
    """Return the description of an experience, and the facts that end it."""
    return split(activities, (*_OF_EITHER, _OCCUPATION, _SECTOR))


def education_facts(activities: str) -> tuple[str, Facts, str]:
    """Return the description of an education, the facts that end it, and the thesis."""
    before, mark, thesis = activities.rpartition(THESIS)
    description, facts = split(before if mark else activities, (*_OF_EITHER, _STUDIES, *_OF_EDUCATION.values()))
    return description, facts, thesis if mark else ""


def experience_values(facts: Facts) -> dict[str, Any]:
    """Return the fields of an experience that facts told."""
    values = {"occupation_uri": facts.take(_OCCUPATION), "sector_label": facts.take(_SECTOR)}
    return {name: value for name, value in values.items() if value}


def education_values(facts: Facts) -> dict[str, Any]:
    """Return the fields of an education that facts told."""
    values = {name: facts.take(words) for name, words in _OF_EDUCATION.items()}
    return {name: value for name, value in values.items() if value}


def studies_told(facts: Facts) -> list[str]:
    """Return the fields of study beside the first."""
    return facts.take_all(_STUDIES)


def placed(organisation: Organisation, facts: Facts) -> tuple[Organisation, str, str | None]:
    """Return the organisation with what facts told of it, and the city and country where the thing took place.

    A place without a street is where it took place: the organisation's own address is then unknown.
    """
    address, city, country = organisation.address, facts.take(_CITY), _country(facts)
    if address is not None and not is_whole(address):
        city, country, address = city or address.city, country or address.country, None
    told = _told_address(facts)
    return (
        organisation.evolve(
            department=facts.take(_SERVICE) or organisation.department,
            address=told or address,
            telephones=(*organisation.telephones, *(telephone_from(text) for text in facts.take_all(_TELEPHONE))),
            emails=(*organisation.emails, *(email_from(text) for text in facts.take_all(_EMAIL))),
            websites=(*organisation.websites, *(site_from(text) for text in facts.take_all(_SITE))),
        ),
        city,
        country,
    )


def _country(facts: Facts) -> str | None:
    name = facts.take(_COUNTRY)
    code = country_named(name) if name else None
    if name and code is None:
        facts.said.append((_COUNTRY, name))
    return code


def _told_address(facts: Facts) -> Address | None:
    text = facts.take(_ADDRESS)
    try:
        address = address_from_words(text)
    except ValidationError:
        address = None
    if text and address is None:
        facts.said.append((_ADDRESS, text))
    return address
