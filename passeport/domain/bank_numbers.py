"""Bank accounts and cards in a text: recognised by their form and by their check digits."""

import re

_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2}\d{2}(?:[ .-]?[0-9A-Za-z]){11,30}(?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![0-9A-Za-z+])\d(?:[ .-]?\d){15}(?![0-9A-Za-z])")
_FRENCH = re.compile(r"FR\d{2}\d{10}[0-9A-Z]{11}\d{2}")
"""A French account has 27 characters: with a figure mistyped, it still leads to somebody."""
_SHORTEST_IBAN = 15
"""Norway's, the shortest of the registry (ISO 13616)."""


def bank_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of the IBANs (ISO 13616, mod 97-10) and bank cards of 16 digits (ISO/IEC 7812, Luhn)."""
    found = []
    for match in _IBAN.finditer(text):
        end = _end_of_iban(match[0])
        if end:
            found.append((match.start(), match.start() + end))
    for match in _CARD.finditer(text):
        digits = [int(character) for character in match[0] if character.isdigit()]
        if _is_card(digits):
            found.append(match.span())
    return tuple(sorted(found))


def _end_of_iban(run: str) -> int:
    """Return where the IBAN that begins `run` ends: words may follow it with no more than a space between; or 0."""
    for end in range(len(run), 0, -1):
        if run[end - 1].isalnum():
            letters = re.sub(r"[^0-9A-Za-z]", "", run[:end]).upper()
            if len(letters) >= _SHORTEST_IBAN and (_checks(letters) or _FRENCH.fullmatch(letters)):
                return end
    return 0


def _checks(letters: str) -> bool:
    turned = letters[4:] + letters[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _is_card(digits: list[int]) -> bool:
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[0::2]]  # noqa: PLR2004 - Luhn: 5 doubled is 10, so 1
    return (sum(doubled) + sum(digits[1::2])) % 10 == 0
