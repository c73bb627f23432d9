"""Addresses, telephones, e-mails and online profiles of a Candidate document."""

import re

from lxml import etree

from exports.europass.candidate_names import find, find_all
from exports.europass.fields import Fields
from passeport.domain.identity import Address, ContactUse, Email, OnlineKind, OnlineProfile, Telephone
from passeport.domain.reading import Fate

_USES = {
    "home": ContactUse.HOME,
    "personal": ContactUse.HOME,
    "work": ContactUse.WORK,
    "business": ContactUse.WORK,
    "mobile": ContactUse.MOBILE,
    "other": ContactUse.OTHER,
}
_CHANNEL_USES = {"MobileTelephone": ContactUse.MOBILE}
Contacts = tuple[tuple[Address, ...], tuple[Telephone, ...], tuple[Email, ...], tuple[OnlineProfile, ...]]


class ContactReader:
    """Reads the `Communication` elements of a person or an organisation."""

    def __init__(self, fields: Fields) -> None:
        """Take fields through `fields`."""
        self._fields = fields

    def read(self, parent: etree._Element) -> Contacts:
        """Return the contacts of `parent`, each kind in the order of the document."""
        addresses: list[Address] = []
        telephones: list[Telephone] = []
        emails: list[Email] = []
        online: list[OnlineProfile] = []
        for element in find_all(parent, "Communication"):
            channel = self._fields.line(find(element, "ChannelCode"), "contact.channel")
            use = self._fields.line(find(element, "UseCode"), "contact.use")
            address = find(element, "Address")
            number, uri = find(element, "oa:DialNumber"), find(element, "oa:URI")
            if address is not None:
                addresses.append(self._address(address, use))
            elif number is not None:
                telephones.append(self._telephone(element, number, channel, use))
            elif uri is not None and (text := self._fields.line(uri, "identity.online")):
                if channel == "Email" or (not channel and "@" in text):
                    emails.append(Email(use=_USES.get(use.lower()), address=text))
                else:
                    online.append(self._online(element, text, channel, use))
        return (
            tuple(a for a in addresses if a != Address()),
            tuple(t for t in telephones if t.number),
            tuple(emails),
            tuple(online),
        )

    def _address(self, element: etree._Element, use: str) -> Address:
        fields, went = self._fields, "identity.addresses"
        lines = [fields.line(e, f"{went}.street") for e in find_all(element, "oa:AddressLine")]
        kind = fields.coverage.take(element, f"{went}.use", "type") or use
        country = find(element, "CountryCode")
        return Address(
            use=_USES.get(kind.lower()),
            street=", ".join(line for line in lines if line),
            postal_code=fields.line(find(element, "oa:PostalCode"), f"{went}.postal_code"),
            city=fields.line(find(element, "oa:CityName"), f"{went}.city"),
            region=fields.line(find(element, "oa:CountrySubDivisionCode"), f"{went}.region"),
            country=fields.country(country, f"{went}.country"),
        )

    def _telephone(self, element: etree._Element, number: etree._Element, channel: str, use: str) -> Telephone:
        fields, went = self._fields, "identity.telephones"
        dialling = re.sub(r"\D", "", fields.line(find(element, "CountryDialing"), f"{went}.country_dialing"))
        area = fields.line(find(element, "oa:AreaDialing"), f"{went}.number")
        digits = fields.line(number, f"{went}.number")
        country = find(element, "CountryCode")
        if country is not None:
            fields.coverage.note(country, Fate.TECHNICAL, f"{went}.country_dialing")
        return Telephone(
            use=_CHANNEL_USES.get(channel) or _USES.get(use.lower()),
            label=fields.line(find(element, "OtherTitle"), f"{went}.label"),
            country_dialing=dialling[:4],
            number=" ".join(part for part in (area, digits) if part),
        )

    def _online(self, element: etree._Element, address: str, channel: str, use: str) -> OnlineProfile:
        kinds = {"Social Media": OnlineKind.SOCIAL_MEDIA, "InstantMessage": OnlineKind.INSTANT_MESSAGING}
        title = self._fields.line(find(element, "OtherTitle"), "identity.online.label")
        return OnlineProfile(kind=kinds.get(channel, OnlineKind.WEBSITE), service=use, label=title, address=address)
