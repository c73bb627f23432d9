"""Telephone numbers as people write them."""

import phonenumbers

from passeport.domain.identity import Telephone

_HOME = "33"


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
