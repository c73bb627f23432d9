"""R01: the NIR (French social security number) has no place here, in no field and in no text.

Only the bodies listed by décret 2019-341 may process it, and orientation services are not among them.
Structure: sex, year, month, department (2A and 2B for Corsica), commune, order, and an optional two-digit key (INSEE).
"""

import html
import re
import unicodedata

_BETWEEN = r"[\s.\u00a0\u202f_-]*"
"""What may stand between any two characters: people group them in many ways."""
_NIR = re.compile(
    r"(?<![0-9A-Za-z])(?=("  # ahead, so that each place of a row of numbers is tried, whatever began before it
    + _BETWEEN.join(
        (
            r"[1-478]",
            r"\d",
            r"\d",
            rf"(?:0{_BETWEEN}[1-9]|1{_BETWEEN}[0-2]|[2-35-9]{_BETWEEN}\d|4{_BETWEEN}[0-2])",
            rf"(?:\d{_BETWEEN}\d|2{_BETWEEN}[ABab])",
            *[r"\d"] * 6,
        )
    )
    + rf"(?:{_BETWEEN}\d{_BETWEEN}\d)?)(?![0-9A-Za-z]))"
)

_DIGIT_BEFORE = re.compile(r"[+\d][\s.\u00a0\u202f-]?$")
_DIGIT_AFTER = re.compile(r"[\s.\u00a0\u202f-]?\d")
_WITH_KEY = 15
_FEWEST = 12
_ENOUGH_DIGITS = re.compile(r"(?:\d\D*){11}\d")
"""Twelve digits anywhere, which is what one of Corsica has: most texts have fewer, and are told apart at once."""
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""Signs without width: they part digits for a program and for nobody who reads."""


def contains_social_security_number(text: str) -> bool:
    """Tell whether `text` holds what has the form of a NIR: 13 or 15 digits, spaces, dots and hyphens allowed.

    The control key is not asked to be right, since a mistyped NIR still singles a person out, save where the digits
    stand in a longer row of numbers: two telephone numbers in a line are no NIR.
    """
    if len(text) < _FEWEST or not _ENOUGH_DIGITS.search(text):
        return False
    forms = {text, _as_read(text)}
    return any(_stands_alone(form, match) or _has_its_key(match[1]) for form in forms for match in _NIR.finditer(form))


def social_security_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of what has the form of a NIR in a plain text, in its order; those of a page of HTML are not.

    `contains_social_security_number` alone decides: it also reads what a tag or a sign without width takes apart.
    """
    if not _ENOUGH_DIGITS.search(text):
        return ()
    places: list[tuple[int, int]] = []
    for match in _NIR.finditer(text):
        if (_stands_alone(text, match) or _has_its_key(match[1])) and not (places and match.start(1) < places[-1][1]):
            places.append(match.span(1))
    return tuple(places)


def without_social_security_numbers(text: str) -> str:
    """Return the text without any NIR, for what is kept before anybody has looked at it; the whole goes if need be."""
    for start, end in reversed(social_security_numbers(text)):
        text = text[:start] + text[end:]
    return "" if contains_social_security_number(text) else text


def _as_read(text: str) -> str:
    """Return the words that a person reads in `text`, be it HTML: no tag, no entity, no other form of a digit."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", html.unescape(_TAG.sub(" ", text))))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start(1) - 2) : match.start(1)], text[match.end(1) : match.end(1) + 2]
    if match[1].isalnum():
        return not before.endswith("+")  # a telephone number with its country
    return not (_DIGIT_BEFORE.search(before) or _DIGIT_AFTER.match(after))


def _has_its_key(found: str) -> bool:
    digits = re.sub(r"[^0-9AB]", "", found.upper())
    if len(digits) != _WITH_KEY:
        return False
    number = int(digits[:13].replace("2A", "19").replace("2B", "18"))  # INSEE: Corsica counts as 19 and 18
    return 97 - number % 97 == int(digits[13:])
