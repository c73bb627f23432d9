"""Addresses, telephones, e-mails and online profiles of a person or an organisation in a SkillsPassport."""

import re

import phonenumbers
from lxml import etree

from exports.europass.codes import country_label
from exports.europass.skillspassport_fields import SkillsFields, code_of
from exports.europass.skillspassport_names import add, add_coded, all_at, at, country_code
from passeport.domain.identity import Address, ContactUse, Email, Identity, OnlineKind, OnlineProfile, Telephone
from passeport.domain.profile import Organisation
from passeport.domain.vocabulary import label, vocabulary

_DIALLED = re.compile(r"\(?\s*(?:\+|00)\)?\s*(\d.*)")
_LONGEST_DIALLING = 3
"""Digits of the longest country calling code (ITU-T E.164)."""
SOCIAL = "Réseau social"
"""What the use of a website says where its service is none of the vocabulary's."""
NAMED = " : "
"""Stands between a service and the words that the person gave it."""

_DETAILED = re.compile(r"(.*?\S) \(([^()]+(?:\(.*\))?)\)")
"""What a contact is, then what it is for: `+33 199000001 (Travail)`."""
_URI = re.compile(
    r"(?:https?://)?[\w.~-]+(?::\d+)?(?:/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
"""Addresses that are surely an xs:anyURI; what is none goes on in words."""
_EMAIL = re.compile(r"[^@]+@[^.]+\..+")
"""What V3.4 takes for an e-mail address."""
Contacts = tuple[tuple[Address, ...], tuple[Telephone, ...], tuple[Email, ...], tuple[OnlineProfile, ...]]


def read_contacts(fields: SkillsFields, info: etree._Element | None, went: str) -> Contacts:
    """Return the contacts of a `ContactInfo`, each kind in the order of the document."""
    addresses = [_used_address(fields, e, f"{went}.addresses") for e in all_at(info, "Address")]
    emails = [_email(fields, e, went) for e in (*all_at(info, "Email"), *all_at(info, "EmailList/Email"))]
    telephones = [
        _telephone(fields, e, went) for e in (*all_at(info, "TelephoneList/Telephone"), *all_at(info, "Telephone"))
    ]
    websites = [_website(fields, e, went) for e in (*all_at(info, "WebsiteList/Website"), *all_at(info, "Website"))]
    messages = [
        _messaging(fields, e, went)
        for e in (*all_at(info, "InstantMessagingList/InstantMessaging"), *all_at(info, "InstantMessaging"))
    ]
    others = [_website(fields, e, went) for e in all_at(info, "ContactMethodList/ContactMethod")]
    return (
        tuple(a for a in addresses if a is not None and a != Address()),
        tuple(t for t in telephones if t is not None),
        tuple(e for e in emails if e is not None),
        tuple(o for o in (*websites, *messages, *others) if o is not None),
    )


def read_organisation(fields: SkillsFields, element: etree._Element | None, went: str) -> Organisation:
    """Return an employer or a school; its second address, which no schema allows, is left to the report."""
    if element is None:
        return Organisation()
    info = at(element, "ContactInfo")
    addresses, telephones, emails, online = read_contacts(fields, info, went)
    for extra in all_at(info, "Address")[1:]:
        fields.not_understood(extra)
    read = fields.value(
        element,
        Organisation,
        name=fields.line(at(element, "Name"), f"{went}.name"),
        address=addresses[0] if addresses else None,
        telephones=telephones,
        emails=emails,
        websites=tuple(site.evolve(label="") if _is_business(site) else site for site in online),
    )
    return read or Organisation()


def read_address(fields: SkillsFields, element: etree._Element, went: str) -> Address | None:
    """Return the address of an `Address/Contact`, its lines one after the other."""
    lines = [fields.line(e, f"{went}.street") for tag in ("AddressLine", "AddressLine2") for e in all_at(element, tag)]
    country, name = fields.land(at(element, "Country"), f"{went}.country")
    return fields.value(
        element,
        Address,
        street=", ".join(line for line in lines if line),
        postal_code=fields.line(at(element, "PostalCode"), f"{went}.postal_code"),
        city=fields.line(at(element, "Municipality"), f"{went}.city"),
        country=country,
        country_name=name,
    )


def _used_address(fields: SkillsFields, element: etree._Element, went: str) -> Address | None:
    contact = at(element, "Contact")
    address = read_address(fields, contact, went) if contact is not None else None
    return address.evolve(use=_closed_use(fields, element, went)) if address else None


def _closed_use(fields: SkillsFields, element: etree._Element, went: str) -> ContactUse | None:
    """What an address or an e-mail is for; words of one's own are left to the report."""
    use, said = _use(fields, element, went)
    for words in all_at(element, "Use") if said else ():
        fields.not_understood(words)
    return use


def dialled(telephone: Telephone) -> str:
    """Return `+33 639980000`, or the number alone where its country is unknown."""
    return f"+{telephone.country_dialing} {telephone.number}" if telephone.country_dialing else telephone.number


def numbered(text: str) -> tuple[str, str]:
    """Return the country calling code and the rest of `+33 6 39 98 00 00`; no code where the text has none."""
    match = _DIALLED.fullmatch(text)
    if match is None:
        return "", text
    digits = match[1]
    for length in range(_LONGEST_DIALLING, 0, -1):
        code = digits[:length]
        if code.isdigit() and int(code) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            return code, digits[length:].strip(" )-./\u00a0\u202f")
    return "", text


def telephone_in_words(telephone: Telephone) -> str:
    """Return `+33 639980000 (Travail : accueil)`: the number, its use and its label."""
    use = label("phone_uses", telephone.use.value) if telephone.use else ""
    return _detailed(dialled(telephone), use, telephone.label)


def telephone_from(text: str) -> Telephone:
    """Return the telephone of a text that `telephone_in_words` could have written."""
    said, detail = _with_detail(text)
    dialling, number = numbered(said)
    name, _, words = detail.partition(NAMED)
    use = code_of("phone_uses", name)
    return Telephone(
        use=ContactUse(use) if use else None,
        label=words if use else detail,
        country_dialing=dialling,
        number=number,
    )


def email_in_words(email: Email) -> str:
    """Return `ada@exemple.invalid (Travail)`: the address and its use."""
    return _detailed(email.address, label("phone_uses", email.use.value) if email.use else "")


def email_from(text: str) -> Email:
    """Return the e-mail address of a text that `email_in_words` could have written."""
    address, name = _with_detail(text)
    use = code_of("phone_uses", name)
    return Email(use=ContactUse(use), address=address) if use else Email(address=text)


def site_in_words(site: OnlineProfile) -> str:
    """Return `exemple.invalid (Blog)`: the address, its service and its label."""
    return _detailed(site.address, _use_of_site(site)[1])


def site_from(text: str) -> OnlineProfile:
    """Return the website of a text that `site_in_words` could have written."""
    address, detail = _with_detail(text)
    return OnlineProfile(kind=OnlineKind.WEBSITE, address=address, label=detail)


def _detailed(value: str, *details: str) -> str:
    told = NAMED.join(detail for detail in details if detail)
    return f"{value} ({told})" if told else value


def _with_detail(text: str) -> tuple[str, str]:
    match = _DETAILED.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


def is_uri(text: str) -> bool:
    """Whether a website's address is one that the schema allows."""
    return _URI.fullmatch(text) is not None


def _email(fields: SkillsFields, element: etree._Element, went: str) -> Email | None:
    text = fields.line(at(element, "Contact"), f"{went}.emails")
    use = _closed_use(fields, element, f"{went}.emails")
    return fields.value(element, Email, use=use, address=text) if text else None


def _use(fields: SkillsFields, element: etree._Element, went: str) -> tuple[ContactUse | None, str]:
    """What a telephone is for, and its label beside a name that Europass knows."""
    code, said = fields.coded_label(at(element, "Use"), f"{went}.use")
    uses = {use.value for use in ContactUse}
    name, _, words = said.partition(NAMED)
    known = code.lower() if code.lower() in uses else code_of("phone_uses", name)
    if known is not None:  # a label beside a code is that code's name, in the document's language
        return ContactUse(known), words
    return None, said or code


def _telephone(fields: SkillsFields, element: etree._Element, went: str) -> Telephone | None:
    text = fields.line(at(element, "Contact"), f"{went}.telephones")
    use, said = _use(fields, element, f"{went}.telephones")
    if not text:
        return None
    dialling, number = numbered(text)
    return fields.value(element, Telephone, use=use, label=said, country_dialing=dialling, number=number)


def _website(fields: SkillsFields, element: etree._Element, went: str) -> OnlineProfile | None:
    address = fields.line(at(element, "Contact"), f"{went}.online")
    code, said = fields.coded_label(at(element, "Use"), f"{went}.online.label")
    if not address:
        return None
    name, _, words = said.partition(NAMED)
    service = code_of("social_media", name)
    if service and service != "other":
        values = {"kind": OnlineKind.SOCIAL_MEDIA, "service": service, "label": words}
    elif name == SOCIAL:
        service, _, words = words.partition(NAMED)
        values = {"kind": OnlineKind.SOCIAL_MEDIA, "service": service, "label": words}
    else:
        known = label("website_uses", code) if code in vocabulary("website_uses") else code
        if code and said and code_of("website_uses", said) != code:
            fields.code_lost(at(element, "Use"))
        values = {"kind": OnlineKind.WEBSITE, "label": said or known}
    return fields.value(element, OnlineProfile, address=address, **values)


def _messaging(fields: SkillsFields, element: etree._Element, went: str) -> OnlineProfile | None:
    address = fields.line(at(element, "Contact"), f"{went}.online")
    code, said = fields.coded_label(at(element, "Use"), f"{went}.online.service")
    if not address:
        return None
    service, _, words = said.partition(NAMED)
    known = code or code_of("messaging_services", service)
    return fields.value(
        element,
        OnlineProfile,
        kind=OnlineKind.INSTANT_MESSAGING,
        service=known or service,
        label=words,
        address=address,
    )


def _is_business(site: OnlineProfile) -> bool:
    """Whether a website says only that it is an organisation's."""
    return site.label == label("website_uses", "business")


# Written --------------------------------------------------------------------------------------------------------


def write_contacts(parent: etree._Element, identity: Identity) -> None:
    """Append a `ContactInfo` with the first address, the first e-mail and everything else that has an element."""
    info = add(parent, "ContactInfo")
    if identity.addresses:
        write_address(info, identity.addresses[0])
    email = shown_email(identity)
    if email:
        element = add(info, "Email")
        add(element, "Contact", email.address)
        _write_use(element, email.use)
    if identity.telephones:
        holder = add(info, "TelephoneList")
        for telephone in identity.telephones:
            _write_telephone(add(holder, "Telephone"), telephone)
    sites = shown_sites(identity)
    if sites:
        holder = add(info, "WebsiteList")
        for site in sites:
            write_site(add(holder, "Website"), site.address, *_use_of_site(site))
    messages = [profile for profile in identity.online if profile.kind is OnlineKind.INSTANT_MESSAGING]
    if messages:
        holder = add(info, "InstantMessagingList")
        for message in messages:
            _write_message(add(holder, "InstantMessaging"), message)
    if not len(info):
        parent.remove(info)


def shown_email(identity: Identity) -> Email | None:
    """Return the one e-mail address that V3.4 can hold."""
    first = next(iter(identity.emails), None)
    return first if first and _EMAIL.fullmatch(first.address) else None


def shown_sites(identity: Identity) -> list[OnlineProfile]:
    """Return the websites and accounts that V3.4 can hold."""
    return [p for p in identity.online if p.kind is not OnlineKind.INSTANT_MESSAGING and is_uri(p.address)]


def write_address(info: etree._Element, address: Address) -> None:
    """Append an `Address`; its region has no element."""
    element = add(info, "Address")
    contact = add(element, "Contact")
    values = (("AddressLine", address.street), ("PostalCode", address.postal_code), ("Municipality", address.city))
    for tag, value in values:
        if value:
            add(contact, tag, value)
    code = country_code(address.country, "europass_countries") if address.country else ""
    name = country_label(address.country) if address.country else address.country_name
    add_coded(contact, "Country", code, name)
    _write_use(element, address.use)


def write_site(element: etree._Element, address: str, code: str, use: str) -> None:
    """Fill a `Website`."""
    add(element, "Contact", address)
    add_coded(element, "Use", code, use)


def _write_use(element: etree._Element, use: ContactUse | None) -> None:
    if use is not None:
        add_coded(element, "Use", use.value, label("phone_uses", use.value))


def _use_of_site(site: OnlineProfile) -> tuple[str, str]:
    if site.kind is OnlineKind.WEBSITE:
        return code_of("website_uses", site.label) or "", site.label
    known = site.service in vocabulary("social_media") and site.service != "other"
    names = (label("social_media", site.service),) if known else (SOCIAL, site.service)
    return "", NAMED.join(part for part in (*names, site.label) if part)


def _write_telephone(element: etree._Element, telephone: Telephone) -> None:
    add(element, "Contact", dialled(telephone))
    if telephone.use is None:
        add_coded(element, "Use", "", telephone.label)
        return
    code = telephone.use.value
    name = NAMED.join(part for part in (label("phone_uses", code), telephone.label) if part)
    add_coded(element, "Use", code if telephone.use is not ContactUse.OTHER else "", name)


def _write_message(element: etree._Element, message: OnlineProfile) -> None:
    add(element, "Contact", message.address)
    known = message.service in vocabulary("messaging_services")
    name = label("messaging_services", message.service) if known else message.service
    said = NAMED.join(part for part in (name, message.label) if part)
    add_coded(element, "Use", message.service if known else "", said)
