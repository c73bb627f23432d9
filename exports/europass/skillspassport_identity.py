"""The person of a SkillsPassport; what the format has no element for stands in an achievement of its own."""

from lxml import etree
from pydantic import ValidationError

from exports.europass.candidate_custom import CIVIL_STATUS
from exports.europass.codes import country_from, country_label, country_named, gender_from
from exports.europass.skillspassport_contacts import (
    email_from,
    email_in_words,
    read_contacts,
    shown_email,
    shown_sites,
    site_from,
    site_in_words,
    write_contacts,
)
from exports.europass.skillspassport_custom import write_achievement
from exports.europass.skillspassport_dates import write_date
from exports.europass.skillspassport_documents import is_signature, write_photo, write_signature
from exports.europass.skillspassport_fields import SkillsFields, code_of
from exports.europass.skillspassport_languages import read_mother_tongues
from exports.europass.skillspassport_names import add, add_coded, all_at, at, country_code
from exports.europass.skillspassport_words import Facts, Said, address_from_words, address_in_words, leading, paragraphs
from passeport.domain.identity import Address, Email, Identity, OnlineKind
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry
from passeport.domain.vocabulary import label, vocabulary

_GENDERS = {"male": "M", "female": "F"}
_BIRTH_NAME, _BIRTH_PLACE, _RESIDENCE = "Nom de naissance", "Lieu de naissance", "Pays de résidence"
_ADDRESS, _EMAIL, _SITE = "Adresse", "Courriel", "Site internet"
_FACTS = (_BIRTH_NAME, _BIRTH_PLACE, _RESIDENCE, _ADDRESS, _EMAIL, _SITE)


def read_identity(fields: SkillsFields, info: etree._Element | None) -> Identity:
    """Return the person of a `LearnerInfo`.

    Raises:
        NotAPassport: when it names nobody.
        ImpossibleDate: when the date of birth is in no calendar.
    """
    went, who = "identity", at(info, "Identification")
    given, family = fields.required_names(at(who, "PersonName/FirstName"), at(who, "PersonName/Surname"))
    title_code, title = fields.coded_label(at(who, "PersonName/Title"), f"{went}.title")
    known = label("person_titles", title_code) if title_code in vocabulary("person_titles") else title_code
    nationalities, others = _nationalities(fields, who)
    addresses, telephones, emails, online = read_contacts(fields, at(who, "ContactInfo"), went)
    return Identity(
        given_names=given,
        family_name=family,
        title=title or known,
        birth_date=fields.date(at(who, "Demographics/Birthdate"), f"{went}.birth_date"),
        gender=_gender(fields, at(who, "Demographics/Gender")),
        nationalities=tuple(dict.fromkeys(nationalities)),
        other_nationalities=tuple(others),
        mother_tongues=read_mother_tongues(fields, at(info, "Skills/Linguistic")),
        addresses=addresses,
        telephones=telephones,
        emails=emails,
        online=online,
    )


def _gender(fields: SkillsFields, element: etree._Element | None) -> str | None:
    code, name = fields.coded_label(element, "identity.gender")
    gender = gender_from(code) if code else code_of("genders", name)
    if gender is None and element is not None:
        fields.not_understood(element)
    return gender


def _nationalities(fields: SkillsFields, who: etree._Element | None) -> tuple[list[str], list[str]]:
    """Return the nationalities by their code, and those given in words alone."""
    codes, words = [], []
    for element in all_at(who, "Demographics/NationalityList/Nationality"):
        code, name = fields.coded_label(element, "identity.nationalities")
        known = country_from(code) if code else country_named(name)
        if known:
            codes.append(known)
            continue
        if code and name:
            fields.code_lost(element)
        words += [name or code] if name or code else []
    return codes, words


# What has no element --------------------------------------------------------------------------------------------


def is_civil_status(entry: CustomEntry) -> bool:
    """Whether an achievement is the one that tells more of the person."""
    return entry.section == CIVIL_STATUS


def with_civil_status(identity: Identity, entry: CustomEntry) -> tuple[Identity, str]:
    """Return the person with what an achievement tells, and the words that tell nothing known."""
    facts, rest = leading(entry.description, _FACTS)
    country = country_named(facts.take(_RESIDENCE))
    try:
        told = identity.evolve(
            birth_name=facts.take(_BIRTH_NAME) or identity.birth_name,
            birth_place=facts.take(_BIRTH_PLACE) or identity.birth_place,
            residence_country=country or identity.residence_country,
            addresses=_addresses(identity, facts),
            emails=_emails(identity, facts),
            online=(*identity.online, *(site_from(text) for text in facts.take_all(_SITE))),
        )
    except ValidationError:  # words that fit no field stay words
        return identity, entry.description
    return told, paragraphs(facts.said) + rest


def _addresses(identity: Identity, facts: Facts) -> tuple[Address, ...]:
    told = [address for text in facts.take_all(_ADDRESS) if (address := address_from_words(text)) is not None]
    first = identity.addresses[:1]
    if first and told and _shown(told[0]) == first[0]:
        first = ()
    return (*first, *told)


def _emails(identity: Identity, facts: Facts) -> tuple[Email, ...]:
    told = [email_from(text) for text in facts.take_all(_EMAIL)]
    first = identity.emails[:1]
    if first and told and told[0].address == first[0].address:
        first = ()
    return (*first, *told)


def _shown(address: Address) -> Address:
    """Return what the schema can hold of an address."""
    return address.evolve(region="", country_name="" if address.country else address.country_name)


def _civil_status(identity: Identity) -> list[Said]:
    said = [
        (_BIRTH_NAME, identity.birth_name),
        (_BIRTH_PLACE, identity.birth_place),
        (_RESIDENCE, country_label(identity.residence_country) if identity.residence_country else ""),
    ]
    first, *others = identity.addresses or (Address(),)
    said += [(_ADDRESS, address_in_words(a)) for a in (*((first,) if _shown(first) != first else ()), *others)]
    shown = shown_email(identity)
    emails = [e for e in identity.emails if e is not shown]
    said += [(_EMAIL, email_in_words(email)) for email in emails]
    held = shown_sites(identity)
    said += [
        (_SITE, site_in_words(p))
        for p in identity.online
        if p.kind is not OnlineKind.INSTANT_MESSAGING and p not in held
    ]
    return said


# Written --------------------------------------------------------------------------------------------------------


def write_identity(info: etree._Element, passport: Passport) -> None:
    """Append the `Identification`, with the photograph and the signature."""
    identity = passport.identity
    who = add(info, "Identification")
    name = add(who, "PersonName")
    add_coded(name, "Title", code_of("person_titles", identity.title) or "", identity.title)
    add(name, "FirstName", identity.given_names)
    add(name, "Surname", identity.family_name)
    write_contacts(who, identity)
    _demographics(add(who, "Demographics"), identity)
    if passport.profile.photo:
        write_photo(who, passport.profile.photo)
    for signature in [document for document in passport.profile.documents if is_signature(document)][:1]:
        write_signature(who, signature)


def write_civil_status(achievements: etree._Element, identity: Identity) -> None:
    """Append the achievement that tells what has no element, when there is any."""
    words = paragraphs(_civil_status(identity))
    if words:
        write_achievement(achievements, "", CIVIL_STATUS, words)


def _demographics(element: etree._Element, identity: Identity) -> None:
    if identity.birth_date:
        write_date(element, "Birthdate", identity.birth_date)
    if identity.gender:
        add_coded(element, "Gender", _GENDERS.get(identity.gender, ""), label("genders", identity.gender))
    if identity.nationalities or identity.other_nationalities:
        holder = add(element, "NationalityList")
        for nationality in identity.nationalities:
            code = country_code(nationality, "europass_nationalities")
            name = label("europass_nationalities", code) if code else country_label(nationality)
            add_coded(holder, "Nationality", code, name)
        for words in identity.other_nationalities:
            add_coded(holder, "Nationality", "", words)
    if not len(element):
        element.getparent().remove(element)  # type: ignore[union-attr] # it was just added to one
