"""People as they are typed or pasted: a list, one to a line; the given and the family names of one of them."""

import datetime as dt
import re
from typing import NamedTuple

from passeport.domain.normalise import words_of
from passeport.domain.partial_date import PartialDate
from passeport.language import dates

_SEPARATORS = re.compile(r"[\t;|]")
_NUMBERED = re.compile(r"^\s*(?:[-–—•*·▪]+|\d{1,3}\s*[.)°/-]?)\s+")
_CIVILITY = re.compile(r"^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\.?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+")
_BORN = re.compile(r"\(?\b(?:n[ée]+\(?e?\)?|ddn|naissance)\b.*$", re.IGNORECASE)
_REMARK = re.compile(r"(?<=\S)\s+\([^)]*\)?\s*$")
"""« (excusé) », « (à rappeler) »."""
_NUMBER = re.compile(r"\+?\d[\d .]{5,}")
_DATE = (
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:er)?\s+[^\W\d_]{3,9}\.?\s+\d{4}"
    r"|(?:\d{8}|\d{6}|(?:19|20)\d{2})(?!\d)"
)
_DATED = re.compile(rf"(?:[,(]|\s)\s*(?:n[ée]+\(?e?\)?\s*(?:le|en)?\s*)?({_DATE})", re.IGNORECASE)
_PARTICLES = frozenset({"de", "du", "des", "le", "la", "les", "van", "von", "ben", "bent", "el", "al"})
_HEADINGS = {"nom", "noms", "prenom", "prenoms", "naissance", "date", "telephone", "courriel", "mail", "email", "liste"}
_FULL_NAME = re.compile(r"[^\W\d_]\S*(?:\s+\S+)+(?<!\d)")
_LONGEST = 200
"""Lines that are read: no workshop has more people."""


class NamedPerson(NamedTuple):
    """Somebody on a list, as they are written there."""

    name: str
    birth_date: PartialDate | None = None


def people_in(text: str, today: dt.date) -> tuple[NamedPerson, ...]:
    """Return the people of a pasted list, each once, in its order; headings, numbers and addresses are left out."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        pieces = re.split(r"[,;]", lines[0])
        lines = pieces if all(_FULL_NAME.fullmatch(piece.strip()) for piece in pieces) else lines
    found: dict[tuple[str, ...], NamedPerson] = {}
    for line in lines[:_LONGEST]:
        person = _person(line, today)
        if person is not None:
            found.setdefault((*sorted(words_of(person.name)), str(person.birth_date or "")), person)
    return tuple(found.values())


def _person(line: str, today: dt.date) -> NamedPerson | None:
    birth: PartialDate | None = None
    names = []
    parts = _SEPARATORS.split(_NUMBERED.sub("", line))
    if len(parts) == 1:
        parts = line_parts(parts[0])
    for part in parts:
        written = _ADDRESS.sub(" ", part).strip(" ,()")
        date = dates.understood_partial(
            re.sub(r"^n[ée]+\(?e?\)?\s*(?:le)?\s*", "", written, flags=re.IGNORECASE), today
        )
        if date is not None and date.full is not None:
            birth = date
            continue
        written = _CIVILITY.sub("", _NUMBER.sub(" ", _BORN.sub("", _REMARK.sub("", written)))).strip(" ,()")
        if any(letter.isalpha() for letter in written):
            names.append(written)
    name = " ".join(" ".join(names).split())
    words = words_of(name)
    if not words or set(words) <= _HEADINGS:
        return None
    return NamedPerson(name, birth)


def line_parts(line: str) -> list[str]:
    """Return the name and what follows it: a date after a comma, a space or a bracket."""
    match = _DATED.search(line)
    if match is None:
        return line.split(",") if line.count(",") > 1 else [line.replace(",", " ")]
    return [line[: match.start()], match[1]]


def given_and_family(name: str) -> tuple[str, str]:
    """Return the given names and the family name in `name`: capitals or a comma tell which, else the first is given.

    `EXEMPLE Ada`, `Exemple, Ada` and `ada exemple` are one person. A word all in capitals, or a name without any, is
    written as names are; another stays as it is.
    """
    family, comma, given = name.partition(",")
    if not comma:
        given_words, family_words = _told_apart(name.split())
        given, family = " ".join(given_words), " ".join(family_words)
    return _capitalised(given), _capitalised(family)


def _told_apart(words: list[str]) -> tuple[list[str], list[str]]:
    capitals = [place for place, word in enumerate(words) if _is_in_capitals(word)]
    if capitals and len(capitals) < len(words):
        first, last = capitals[0], capitals[-1] + 1
        while first and words[first - 1].casefold() in _PARTICLES:
            first -= 1
        if last - first < len(words):
            return words[:first] + words[last:], words[first:last]
    return (words[:1], words[1:]) if len(words) > 1 else ([], words)


def _is_in_capitals(word: str) -> bool:
    bare = re.sub(r"^[dl]['’]", "", word)
    return bare.isupper() and len(bare) > 1 and not bare.endswith(".")


def _capitalised(name: str) -> str:
    words = name.title().split() if name.islower() else name.split()
    return " ".join(word.title() if word.isupper() else word for word in words)
