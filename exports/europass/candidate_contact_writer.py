"""The `Communication` elements of a person or an organisation: telephones, e-mails, online profiles, addresses."""

from collections.abc import Iterable

from lxml import etree

from exports.europass.candidate_names import add
from exports.europass.contact_facts import dialled, is_listed, is_placed
from passeport.domain.identity import Address, Email, OnlineKind, OnlineProfile, Telephone

_CHANNELS = {
    OnlineKind.WEBSITE: "Web",
    OnlineKind.SOCIAL_MEDIA: "Social Media",
    OnlineKind.INSTANT_MESSAGING: "InstantMessage",
}


def write_contacts(
    parent: etree._Element,
    emails: Iterable[Email],
    telephones: Iterable[Telephone] = (),
    online: Iterable[OnlineProfile] = (),
    addresses: Iterable[Address] = (),
) -> None:
    """Append the contacts that the format has elements for; `contact_facts` says the others."""
    for email in emails:
        communication = _communication(parent, "Email", email.use or "")
        add(communication, "oa:URI", email.address)
    for telephone in telephones:
        _telephone(parent, telephone)
    for profile in online:
        channel = _CHANNELS[profile.kind] if is_listed(profile) else "Web"
        communication = _communication(parent, channel, profile.service, profile.label)
        add(communication, "oa:URI", profile.address)
    for address in addresses:
        if is_placed(address):
            _address(parent, address)


def _communication(parent: etree._Element, channel: str, use: str, title: str = "") -> etree._Element:
    communication = add(parent, "Communication")
    for tag, value in (("ChannelCode", channel), ("UseCode", use), ("OtherTitle", title)):
        if value:
            add(communication, tag, value)
    return communication


def _telephone(parent: etree._Element, telephone: Telephone) -> None:
    number = dialled(telephone)
    if number is not None:
        communication = _communication(parent, "Telephone", telephone.use or "", telephone.label)
        add(communication, "CountryDialing", number[0])
        add(communication, "oa:DialNumber", number[1])


def _address(parent: etree._Element, address: Address) -> None:
    communication = _communication(parent, "", address.use or "")
    element = add(communication, "Address", None, type=address.use or "")
    values = (
        ("oa:AddressLine", address.street),
        ("oa:CityName", address.city),
        ("oa:CountrySubDivisionCode", address.region),
        ("CountryCode", (address.country or "").lower()),
        ("oa:PostalCode", address.postal_code),
    )
    for tag, value in values:
        if value:
            add(element, tag, value)
