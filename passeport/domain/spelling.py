"""One typing error: in a name, or in a date."""

from passeport.domain.partial_date import PartialDate


def within_one_error(a: str, b: str) -> bool:
    """Whether `a` becomes `b` by at most one insertion, deletion, substitution or swap of neighbours.

    The restricted Damerau-Levenshtein distance of at most 1 (Damerau 1964), decided without a table.
    """
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = _in_common(a, b)
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:])
    )


def begins_within_one_error(typed: str, word: str) -> bool:
    """Whether some beginning of `word` is within one error of `typed`; the same as asking that of each of them."""
    start = _in_common(typed, word)
    if len(typed) - start <= 1:  # the word is a letter short of it, or its last letter is another or one too many
        return True
    return (
        word.startswith(typed[start + 1 :], start + 1)
        or word.startswith(typed[start + 1 :], start)
        or word.startswith(typed[start:], start + 1)
        or (
            word[start : start + 2] == typed[start : start + 2][::-1] and word.startswith(typed[start + 2 :], start + 2)
        )
    )


def one_digit_away(a: PartialDate, b: PartialDate) -> bool:
    """Whether two full dates differ by one wrong digit, or by two neighbours exchanged."""
    return a != b and within_one_error(_digits(a), _digits(b))


def dates_one_error_away(date: PartialDate) -> frozenset[PartialDate]:
    """Return the other days of the calendar `one_digit_away` from a full date."""
    digits = _digits(date)
    typed = {digits[:place] + digit + digits[place + 1 :] for place in range(len(digits)) for digit in "0123456789"} | {
        digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :] for place in range(len(digits) - 1)
    }
    found = (_day_of(text) for text in typed - {digits})
    return frozenset(day for day in found if day is not None)


def exchanged(date: PartialDate) -> PartialDate | None:
    """Return the date with its day and month the other way round; None when no calendar holds it, or nothing moves."""
    if date.full is None or date.day == date.month:
        return None
    return _day_of(f"{date.year:04}{date.day:02}{date.month:02}")


def _in_common(a: str, b: str) -> int:
    """Return how many letters two words begin with alike; a bare loop, asked of hundreds of words at each letter."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _digits(date: PartialDate) -> str:
    return str(date).replace("-", "")


def _day_of(digits: str) -> PartialDate | None:
    try:
        return PartialDate.parse(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return None
