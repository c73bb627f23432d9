"""The Candidate document, in the dialect that the Europass editor writes and reads.

What the format has no element for goes into custom sections, which every Europass tool shows. The same passport gives
the same bytes.
"""

from lxml import etree

from exports.europass.candidate_contact_writer import write_contacts
from exports.europass.candidate_names import EURES, EUROPASS, HR, OA, SECTION_TITLES, XSI, add, add_language, qualified
from exports.europass.candidate_profile_writer import write_profile
from passeport.domain.fingerprint import fingerprint
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport


def write_candidate(passport: Passport) -> bytes:
    """Return the passport as Candidate XML (UTF-8)."""
    root = etree.Element(
        qualified("Candidate"),
        nsmap={
            None: EUROPASS,  # type: ignore[dict-item] # the stubs forget the default namespace
            "oa": OA,
            "eures": EURES,
            "hr": HR,
            "xsi": XSI,
        },
    )
    root.set(f"{{{XSI}}}schemaLocation", f"{EUROPASS} Candidate.xsd")
    number = passport.issue.number if passport.issue else f"PSP-{fingerprint(passport)[:16]}"
    agency = {"schemeID": number, "schemeAgencyName": "EUROPASS"}
    add(root, "hr:DocumentID", None, schemeName="DocumentIdentifier", schemeVersionID="4.0", **agency)
    _supplier(root, passport.identity, agency)
    _person(add(root, "CandidatePerson"), passport.identity)
    shown = write_profile(root, passport, agency)
    _rendering(root, shown)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _supplier(root: etree._Element, identity: Identity, agency: dict[str, str]) -> None:
    supplier = add(root, "CandidateSupplier")
    add(supplier, "hr:PartyID", None, schemeName="PartyID", schemeVersionID="1.0", **agency)
    add(supplier, "hr:PartyName", "Owner")
    contact = add(supplier, "PersonContact")
    _name(contact, identity)
    write_contacts(contact, identity.emails)
    add(supplier, "hr:PrecedenceCode", "1")


def _name(parent: etree._Element, identity: Identity) -> None:
    name = add(parent, "PersonName")
    add(name, "oa:GivenName", identity.given_names)
    add(name, "hr:FamilyName", identity.family_name)


def _person(person: etree._Element, identity: Identity) -> None:
    _name(person, identity)
    write_contacts(person, identity.emails, identity.telephones, identity.online, identity.addresses)
    for nationality in identity.nationalities:
        add(person, "NationalityCode", nationality.lower())
    if identity.residence_country:
        add(person, "ResidencyCountryCode", identity.residence_country.lower())
    if identity.birth_date:
        add(person, "hr:BirthDate", str(identity.birth_date))
    if identity.gender:
        add(person, "GenderCode", identity.gender)
    for language in identity.mother_tongues:
        add_language(person, "PrimaryLanguageCode", "name", language)


def _rendering(root: etree._Element, custom: list[str]) -> None:
    design = add(add(root, "RenderingInformation"), "Design")
    settings = (
        ("Template", "Template1"),
        ("Color", "Default"),
        ("FontSize", "Medium"),
        ("Logo", "FirstPage"),
        ("PageNumbers", "true"),
    )
    for tag, value in settings:
        add(design, tag, value)
    order = add(design, "SectionsOrder")
    for title in SECTION_TITLES.values():
        add(add(order, "Section"), "Title", title)
    for title in custom:
        section = add(order, "Section")
        add(section, "Title", title)
        add(section, "Custom", "true")
