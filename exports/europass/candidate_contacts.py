"""Addresses, telephones, e-mails and online profiles of a Candidate document."""

import re

import phonenumbers
from lxml import etree

from exports.europass.candidate_names import find, find_all
from exports.europass.contact_facts import Contacts, dialled
from exports.europass.fields import Fields
from passeport.domain.identity import Address, ContactUse, Email, OnlineKind, OnlineProfile, Telephone
from passeport.domain.vocabulary import label

_USES = {
    "home": ContactUse.HOME,
    "personal": ContactUse.HOME,
    "work": ContactUse.WORK,
    "business": ContactUse.WORK,
    "mobile": ContactUse.MOBILE,
    "other": ContactUse.OTHER,
}
_TELEPHONES = {"": None, "Telephone": None, "FixTelephone": None, "MobileTelephone": ContactUse.MOBILE}
"""Channels of a telephone, and the use that they tell; any other is a word to keep, such as `Fax`."""
_ONLINE = {
    "": OnlineKind.WEBSITE,
    "Web": OnlineKind.WEBSITE,
    "Social Media": OnlineKind.SOCIAL_MEDIA,
    "InstantMessage": OnlineKind.INSTANT_MESSAGING,
}


class ContactReader:
    """Reads the `Communication` elements of a person or an organisation."""

    def __init__(self, fields: Fields) -> None:
        """Take fields through `fields`."""
        self._fields = fields

    def read(self, parent: etree._Element) -> Contacts:
        """Return the contacts of `parent`, each kind in the order of the document."""
        addresses: list[Address | None] = []
        telephones: list[Telephone | None] = []
        emails: list[Email | None] = []
        online: list[OnlineProfile | None] = []
        for element in find_all(parent, "Communication"):
            channel = self._fields.line(find(element, "ChannelCode"), "contact.channel")
            address = find(element, "Address")
            number, uri = find(element, "oa:DialNumber"), find(element, "oa:URI")
            if address is not None:
                addresses.append(self._address(element, address))
            elif number is not None:
                telephones.append(self._telephone(element, number, channel))
            elif uri is not None and (text := self._fields.line(uri, "identity.online")):
                if channel == "Email" or (not channel and "@" in text):
                    emails.append(self._fields.value(element, Email, use=self._use(element), address=text))
                else:
                    online.append(self._online(element, text, channel))
        return (
            tuple(a for a in addresses if a not in {None, Address()}),
            tuple(t for t in telephones if t is not None and t.number),
            tuple(e for e in emails if e is not None),
            tuple(o for o in online if o is not None),
        )

    def _use(self, element: etree._Element) -> ContactUse | None:
        """What a contact is for; another word than those of the editor is left to the report."""
        code = find(element, "UseCode")
        text = self._fields.line(code, "contact.use")
        use = _USES.get(text.lower())
        if code is not None and text and use is None:
            self._fields.not_understood(code)
        return use

    def _address(self, communication: etree._Element, element: etree._Element) -> Address | None:
        fields, went = self._fields, "identity.addresses"
        lines = [fields.line(e, f"{went}.street") for e in find_all(element, "oa:AddressLine")]
        kind = fields.coverage.take(element, f"{went}.use", "type")
        return fields.value(
            element,
            Address,
            use=self._use(communication) or _USES.get(kind.lower()),
            street=", ".join(line for line in lines if line),
            postal_code=fields.line(find(element, "oa:PostalCode"), f"{went}.postal_code"),
            city=fields.line(find(element, "oa:CityName"), f"{went}.city"),
            region=fields.line(find(element, "oa:CountrySubDivisionCode"), f"{went}.region"),
            country=fields.country(find(element, "CountryCode"), f"{went}.country"),
        )

    def _telephone(self, element: etree._Element, number: etree._Element, channel: str) -> Telephone | None:
        fields, went = self._fields, "identity.telephones"
        dialling = re.sub(r"\D", "", fields.line(find(element, "CountryDialing"), f"{went}.country_dialing"))
        area = fields.line(find(element, "oa:AreaDialing"), f"{went}.number")
        digits = fields.line(number, f"{went}.number")
        country = fields.country(find(element, "CountryCode"), f"{went}.country_dialing")
        if country and not dialling:
            dialling = str(phonenumbers.country_code_for_region(country) or "")
        title = fields.line(find(element, "OtherTitle"), f"{went}.label")
        use, told = self._use(element), _TELEPHONES.get(channel)
        if not title and told and use is not None and use is not told:
            title = label("phone_uses", use.value)  # a mobile is for work or for home too
        if channel not in _TELEPHONES:
            title = " – ".join(part for part in (channel, title) if part)
        said = {"use": told or use, "label": title, "number": " ".join(part for part in (area, digits) if part)}
        telephone = fields.value(element, Telephone, **said, country_dialing=dialling)
        known = dialled(telephone) if telephone is not None else None
        if telephone is None or known is None:
            return telephone
        return telephone.evolve(country_dialing=known[0], number=known[1])  # as our writer says it

    def _online(self, element: etree._Element, address: str, channel: str) -> OnlineProfile | None:
        fields, went = self._fields, "identity.online"
        title = fields.line(find(element, "OtherTitle"), f"{went}.label")
        if channel not in _ONLINE:
            title = " – ".join(part for part in (channel, title) if part)
        return fields.value(
            element,
            OnlineProfile,
            kind=_ONLINE.get(channel, OnlineKind.WEBSITE),
            service=fields.line(find(element, "UseCode"), f"{went}.service"),
            label=title,
            address=address,
        )
