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
_WORDED_DATE = re.compile(
    r"(?<![^\W\d_])(?:(?:\d{1,2}(?:er)?\s+)?[^\W\d_]{3,9}\.?\s+(?:19|20)\d{2}\b"
    r"|\d{1,2}(?:er)?\s+[^\W\d_]{3,9}\.?\s+\d{2}\b(?!\s?\d))"
)
_SPACED = re.compile(r"(?<=\d)\s*([/.-])\s*(?=\d)")
_DATE = re.compile(
    r"(?<![\d/.+-])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}\s\d{1,2}\s(?:19|20)\d{2}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}[/.-](?:19|20)\d{2}|(?:19|20)\d{2})"
    r"(?![/.-]?\d)"
)
_BORN = re.compile(r"\bn[ée](?:e|\(e\))?\s+(?:le|en)\s+(?=\d|[^\W\d_]{3,9}\.?\s+\d)", re.IGNORECASE)
_COURTESY = frozenset({"mme", "mlle", "mr", "monsieur", "madame", "mademoiselle", "nee", "epouse", "ep"})
"""What stands beside a name in a message or on a form; somebody may be called so all the same."""
_INITIAL = "m"
"""« M. Dupont »: a courtesy, or the first letter of a name."""
_ADDRESS = re.compile(r"[\w-]+(?:[._][\w-]+)+")


def readings(text: str, today: dt.date) -> list[list[Range]]:
    """Return the ways to understand `text`, as typed first; a person answers to one when they answer to all of it."""
    text = text.strip()[:_LONGEST].replace("(0)", "")  # +33 (0)6
    whole = understood_partial(text, today)
    if whole is not None:
        return [[(f"#{whole}", *_telephone(text))]]
    text, dates = _without_dates(_BORN.sub("", _SPACED.sub(r"\1", text)), today)
    ranges: list[Range] = [(f"#{date}",) for date in dates]
    if "@" in text:
        return [[*ranges, (text.strip().casefold(),)]]
    digits = "".join(re.findall(r"\d+", text))
    if telephone := _telephone(digits):
        date = understood_partial(digits, today)  # `120399` may be either
        ranges.append((f"#{date}", *telephone) if date is not None and date.full is not None else telephone)
    words = [word for word in words_of(text) if not word.isdigit()][:_MOST_WORDS]
    found = [[*ranges, *((word,) for word in reading)] for those in _called(words) for reading in _joined(those)]
    if _ADDRESS.fullmatch(text.strip()) and words:
        found.append([(text.strip().casefold(),)])
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


def _called(words: list[str]) -> list[list[str]]:
    """Return the words without those of courtesy, and with them: first those that are meant the more surely."""
    bare = [word for word in words if word not in _COURTESY]
    if bare and bare[0] == _INITIAL and len(bare) > 1:
        return [bare, bare[1:]]
    return [bare, words] if bare and len(bare) < len(words) else [words]


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
