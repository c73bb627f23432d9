"""Telephone numbers as people write them."""

import phonenumbers

from passeport.domain.identity import ContactUse, Telephone

_HOME = "33"
_MOBILE = ("6", "7")
"""First digits of French mobiles, those of fiction included (Arcep, décision 2018-0881, 2.3)."""


def telephone(number: Telephone) -> str:
    """Return `06 39 98 00 00` for a French number, `+32 2 555 12 12` for another, or the number as it was given."""
    dialing = number.country_dialing or _HOME
    try:
        parsed = phonenumbers.parse(f"+{dialing}{number.number}")
    except phonenumbers.NumberParseException:
        return number.number
    if not phonenumbers.is_possible_number(parsed):
        return number.number
    national = dialing == _HOME
    formats = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, formats.NATIONAL if national else formats.INTERNATIONAL)


def understood_telephone(text: str) -> Telephone:
    """Return a number as people type it: French when no country is said; as typed when it is no possible number.

    The number is stored without its trunk prefix (ITU-T E.164), as Europass wants it beside its country.
    """
    try:
        parsed = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        return Telephone(number=text)
    if not phonenumbers.is_possible_number(parsed) or parsed.extension:
        return Telephone(number=text)
    dialing, number = str(parsed.country_code), phonenumbers.national_significant_number(parsed)
    mobile = dialing == _HOME and number.startswith(_MOBILE)
    return Telephone(use=ContactUse.MOBILE if mobile else None, country_dialing=dialing, number=number)
