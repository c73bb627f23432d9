"""Addresses, telephones, e-mails and online profiles of a Candidate document."""

import re
from urllib.parse import unquote

import phonenumbers
from lxml import etree

from exports.europass.candidate_names import find, find_all
from exports.europass.codes import country_from, country_named
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
_SCHEME, _EXTENSION = "tel:", "poste"
_NUMBER = re.compile(r"\+?[\d\s().-]{4,}")
_LONGEST_DIALLING = 4


class ContactReader:
    """Reads the `Communication` elements of a person or an organisation."""

    def __init__(self, fields: Fields) -> None:
        """Take fields through `fields`."""
        self._fields = fields

    def read(self, parent: etree._Element, went: str) -> Contacts:
        """Return the contacts of `parent`, each kind in the order of the document.

        They go to fields of `went`: `identity`, `profile.education.school`.
        """
        addresses: list[Address | None] = []
        telephones: list[Telephone | None] = []
        emails: list[Email | None] = []
        online: list[OnlineProfile | None] = []
        for element in find_all(parent, "Communication"):
            code = find(element, "ChannelCode")
            channel = " ".join((code.text or "").split()) if code is not None else ""
            kind, holder = _kind_of(element, channel)
            if holder is None:
                continue
            to = f"{went}.{kind}"
            self._fields.line(code, to)
            match kind:
                case "addresses":
                    addresses.append(self._address(element, holder, to))
                case "telephones":
                    telephones.append(self._telephone(element, holder, channel, to))
                case "emails":
                    emails.append(self._email(element, holder, to))
                case _:
                    online.append(self._online(element, holder, channel, to))
        return (
            tuple(a for a in addresses if a not in {None, Address()}),
            tuple(t for t in telephones if t is not None and t.number),
            tuple(e for e in emails if e is not None),
            tuple(o for o in online if o is not None),
        )

    def _use(self, element: etree._Element, went: str) -> ContactUse | None:
        """What a contact is for; another word than those of the editor is left to the report."""
        code = find(element, "UseCode")
        text = self._fields.line(code, f"{went}.use")
        use = _USES.get(text.lower())
        if code is not None and text and use is None:
            self._fields.not_understood(code)
        return use

    def _address(self, communication: etree._Element, element: etree._Element, went: str) -> Address | None:
        fields = self._fields
        lines = [fields.line(e, f"{went}.street") for e in find_all(element, "oa:AddressLine")]
        kind = fields.coverage.take(element, f"{went}.use", "type")
        return fields.value(
            element,
            Address,
            use=self._use(communication, went) or _USES.get(kind.lower()),
            street=", ".join(line for line in lines if line),
            postal_code=fields.line(find(element, "oa:PostalCode"), f"{went}.postal_code"),
            city=fields.line(find(element, "oa:CityName"), f"{went}.city"),
            region=fields.line(find(element, "oa:CountrySubDivisionCode"), f"{went}.region"),
            country=fields.country(find(element, "CountryCode"), f"{went}.country"),
        )

    def _telephone(self, element: etree._Element, number: etree._Element, channel: str, went: str) -> Telephone | None:
        fields = self._fields
        dialling = self._dialling(find(element, "CountryDialing"), f"{went}.country_dialing")
        area = fields.line(find(element, "oa:AreaDialing"), f"{went}.number")
        told_in_full, digits, more = _number_in(fields.line(number, f"{went}.number"))
        code = find(element, "CountryCode")
        of_country = _dialling_of(fields.country(code, f"{went}.country_dialing"))
        dialling = told_in_full or dialling or of_country
        if code is not None and dialling != of_country:
            fields.not_understood(code)
        title = " – ".join(part for part in (fields.line(find(element, "OtherTitle"), f"{went}.label"), more) if part)
        use, told = self._use(element, went), _TELEPHONES.get(channel)
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

    def _dialling(self, element: etree._Element | None, went: str) -> str:
        """Return the digits of a country dialling code, also where it is told by the name or code of the country."""
        text = self._fields.line(element, went)
        digits = re.sub(r"\D", "", text.replace("(0)", "")).lstrip("0")
        if not digits:
            digits = _dialling_of(country_from(text) or country_named(text))
        known = digits if 0 < len(digits) <= _LONGEST_DIALLING else None
        return self._fields.coded(element, known) or ""

    def _email(self, element: etree._Element, uri: etree._Element, went: str) -> Email | None:
        address = self._fields.line(uri, f"{went}.address")
        return self._fields.value(element, Email, use=self._use(element, went), address=address) if address else None

    def _online(self, element: etree._Element, uri: etree._Element, channel: str, went: str) -> OnlineProfile | None:
        fields = self._fields
        address = fields.line(uri, f"{went}.address")
        if not address:
            return None
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


def _kind_of(element: etree._Element, channel: str) -> tuple[str, etree._Element | None]:
    """Return which list a contact goes to, and the element that holds it; None where it says nothing."""
    address, number, uri = find(element, "Address"), find(element, "oa:DialNumber"), find(element, "oa:URI")
    if address is not None:
        return "addresses", address
    if number is not None or (uri is not None and _is_telephone(uri, channel)):
        return "telephones", number if number is not None else uri
    text = (uri.text or "").strip() if uri is not None else ""
    is_mail = channel == "Email" or (not channel and "@" in text)
    return "emails" if is_mail else "online", uri if text else None


def _is_telephone(uri: etree._Element, channel: str) -> bool:
    """Whether an address is that of a telephone, in its own scheme or by its channel."""
    text = (uri.text or "").strip()
    return text.lower().startswith(_SCHEME) or (
        bool(channel) and channel in _TELEPHONES and bool(_NUMBER.fullmatch(text))
    )


def _number_in(text: str) -> tuple[str, str, str]:
    """Return the country code, the number and the rest of a `tel:` address (RFC 3966); else the text as a number."""
    if not text.lower().startswith(_SCHEME):
        return "", text, ""
    number, *parameters = " ".join(unquote(text[len(_SCHEME) :]).split()).split(";")
    said = (re.sub(r"^ext=", f"{_EXTENSION} ", parameter) for parameter in parameters)
    more = ", ".join(parameter for parameter in said if parameter)
    digits = re.sub(r"\D", "", number)
    try:
        code = str(phonenumbers.parse(f"+{digits}").country_code) if number.startswith("+") else ""
    except phonenumbers.NumberParseException:
        code = ""
    return (code, digits.removeprefix(code), more) if code else ("", number, more)


def _dialling_of(country: str | None) -> str:
    return str(phonenumbers.country_code_for_region(country) or "") if country else ""
