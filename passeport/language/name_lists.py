"""A list of people as it is pasted: one to a line, from a message, a table or a sheet."""

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
_NUMBER = re.compile(r"\+?\d[\d .]{5,}")
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
        written = _CIVILITY.sub("", _NUMBER.sub(" ", _BORN.sub("", written))).strip(" ,()")
        if any(letter.isalpha() for letter in written):
            names.append(written)
    name = " ".join(" ".join(names).split())
    words = words_of(name)
    if not words or set(words) <= _HEADINGS:
        return None
    return NamedPerson(name, birth)


def line_parts(line: str) -> list[str]:
    """Return the name and what follows it: a date after a comma, a space or a bracket."""
    match = re.search(
        r"(?:[,(]|\s)\s*(?:n[ée]+\(?e?\)?\s*(?:le)?\s*)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})", line, re.IGNORECASE
    )
    if match is None:
        return line.split(",") if line.count(",") > 1 else [line.replace(",", " ")]
    return [line[: match.start()], match[1]]
