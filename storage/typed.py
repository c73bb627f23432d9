"""What a conseiller means by what they type in the search field: names, a birth date, the digits of a telephone."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from passeport.domain.normalise import words_of
from passeport.language.dates import understood_partial

Range = tuple[str, ...]
"""Beginnings, any of which answers: a person answers to a range when one of their tokens begins so."""

_LONGEST = 200
"""Letters that are read: a page pasted by mistake is no search."""
_MOST_WORDS = 12
_MOST_JOINED = 4
"""Words that may have been meant as one, `le goff` as `legoff`: eight readings at most."""
_PHONE_DIGITS = 4
_WORDED_DATE = re.compile(r"(?<![^\W\d_])(?:\d{1,2}(?:er)?\s+)?[^\W\d_]{3,9}\.?\s+(?:19|20)\d{2}\b")
_DATE = re.compile(
    r"(?<![\d/.+-])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.-](?:19|20)\d{2}|(?:19|20)\d{2})"
    r"(?![/.-]?\d)"
)


def readings(text: str, today: dt.date) -> list[list[Range]]:
    """Return the ways to understand `text`, as typed first; a person answers to one when they answer to all of it."""
    text = text.strip()[:_LONGEST]
    whole = understood_partial(text, today)
    if whole is not None:
        return [[(f"#{whole}", *_telephone(text))]]
    text, dates = _without_dates(text, today)
    ranges: list[Range] = [(f"#{date}",) for date in dates]
    if "@" in text:
        return [[*ranges, (text.strip().casefold(),)]]
    telephone = _telephone("".join(re.findall(r"\d+", text)))
    if telephone:
        ranges.append(telephone)
    words = [word for word in words_of(text) if not word.isdigit()][:_MOST_WORDS]
    found = [[*ranges, *((word,) for word in reading)] for reading in _joined(words)]
    return [reading for reading in found if reading]


def national(text: str) -> str:
    """Return the digits of a telephone number without the trunk prefix or the country of France."""
    return re.sub(r"^(?:00)?33|^0+", "", re.sub(r"\D", "", text))


def _without_dates(text: str, today: dt.date) -> tuple[str, list[str]]:
    dates = []
    for form in (_WORDED_DATE, _DATE):
        for said in form.findall(text):
            date = understood_partial(said, today)
            if date is not None:
                dates.append(str(date))
                text = text.replace(said, " ")
    return text, dates


def _telephone(text: str) -> Range:
    digits = re.sub(r"\D", "", text)
    begins = national(text)
    if len(digits) < _PHONE_DIGITS or not begins:
        return ()
    return (f"+{begins}", f"-{digits[::-1]}")


def _joined(words: list[str]) -> Iterator[list[str]]:
    """Yield the words as typed, then with some of the first ones put together."""
    gaps = min(len(words), _MOST_JOINED) - 1
    for together in itertools.product((False, True), repeat=max(gaps, 0)):
        reading = words[:1]
        for is_one, word in itertools.zip_longest(together, words[1:], fillvalue=False):
            if is_one:
                reading[-1] += str(word)
            else:
                reading.append(str(word))
        yield reading
