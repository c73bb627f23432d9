"""Facts in words, for what V3.4 has no element for: any tool shows them, and our reader takes them back.

One paragraph says one thing (`Note finale : Mention bien`); ours stand after the person's own description.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from passeport.domain.identity import Address
from passeport.domain.normalise import joined
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.vocabulary import label, vocabulary

Said = tuple[str, str]
"""The name of a fact and its value, such as `Note finale` and `Mention bien`."""

_LONGEST_VALUE = 2_000
_COLON = r"(?:\s|&nbsp;)*:(?:\s|&nbsp;)*"
_FACT = re.compile(rf"<p>([^<:]{{2,60}}?){_COLON}([^<]+)</p>")
_LAST_FACT = re.compile(rf"(?s)(.*){_FACT.pattern}\s*")
_DATE = r"(?:(?:\d{2}/)?\d{2}/)?\d{4}"
_PERIOD = re.compile(
    rf"(?:(?P<since>depuis )?(?P<start>{_DATE}))?(?:(?: – |jusqu’à )(?P<end>{_DATE}))?(?P<on>(?:, )?en cours)?"
)
_PARTS_OF_ADDRESS = {
    "street": "rue",
    "postal_code": "code postal",
    "city": "ville",
    "region": "région",
    "country": "pays",
    "country_name": "pays en toutes lettres",
}
_USE = "usage"


@dataclass
class Facts:
    """What a text told in paragraphs of ours, taken out one by one."""

    said: list[Said] = field(default_factory=list)

    def take(self, name: str) -> str:
        """Return and remove the value of a fact; empty when it was not told."""
        return next(iter(self.take_all(name)), "")

    def take_all(self, name: str) -> list[str]:
        """Return and remove every value of a fact."""
        found = [value for told, value in self.said if told == name]
        self.said = [(told, value) for told, value in self.said if told != name]
        return found


def paragraphs(said: Iterable[Said]) -> str:
    """Return a paragraph for each fact that has a value."""
    return "".join(f"<p>{name} : {html.escape(value, quote=False)}</p>" for name, value in said if value)


@cache
def _by_words(names: tuple[str, ...]) -> dict[str, str]:
    """Return the names of facts by the form under which they are compared."""
    return {joined(name): name for name in names}


def _is_told(name: str, value: str, wanted: dict[str, str]) -> bool:
    """Whether a paragraph is one of the facts; one that fits no line is the person's own words."""
    return joined(name) in wanted and len(value) <= _LONGEST_VALUE


def split(description: str, names: Iterable[str]) -> tuple[str, Facts]:
    """Return the person's own description, and the facts of the given names that end it."""
    wanted = _by_words(tuple(names))
    found: list[Said] = []
    while (match := _LAST_FACT.fullmatch(description)) is not None and _is_told(match[2], match[3], wanted):
        found.insert(0, (wanted[joined(match[2])], html.unescape(match[3])))
        description = match[1]
    return description, Facts(found)


def leading(description: str, names: Iterable[str]) -> tuple[Facts, str]:
    """Return the facts of the given names that begin a description, and what follows them."""
    wanted = _by_words(tuple(names))
    found: list[Said] = []
    while (match := _FACT.match(description)) is not None and _is_told(match[1], match[2], wanted):
        found.append((wanted[joined(match[1])], html.unescape(match[2])))
        description = description[match.end() :].lstrip()
    return Facts(found), description


# Dates ----------------------------------------------------------------------------------------------------------


def date_in_words(date: PartialDate | None) -> str:
    """Return `12/10/2026`, `10/2026` or `2026`; empty for None."""
    if date is None:
        return ""
    return "/".join(f"{part:02}" for part in (date.day, date.month, date.year) if part is not None)


def date_from_words(text: str) -> PartialDate | None:
    """Return the date of `12/10/2026`, `10/2026` or `2026`; None for another text.

    Raises:
        pydantic.ValidationError: for a date that no calendar holds.
    """
    return PartialDate.parse("-".join(reversed(text.split("/")))) if re.fullmatch(_DATE, text) else None


def period_in_words(period: Period) -> str:
    """Return `03/2022 – 05/2023`, `depuis 03/2022`, `2020`, `jusqu’à 2021` or `en cours`; empty when unknown."""
    start, end = date_in_words(period.start), date_in_words(period.end)
    if start and not end and period.ongoing:
        return f"depuis {start}"
    text = f"{start} – {end}" if start and end else start or (f"jusqu’à {end}" if end else "")
    if not period.ongoing:
        return text
    return f"{text}, en cours" if text else "en cours"


def period_from_words(text: str) -> Period | None:
    """Return the period of a text that `period_in_words` could have written, else None.

    Raises:
        pydantic.ValidationError: for a date that no calendar holds.
    """
    match = _PERIOD.fullmatch(text.strip())
    if match is None or not text.strip():
        return None
    return Period(
        start=date_from_words(match["start"] or ""),
        end=date_from_words(match["end"] or ""),
        ongoing=bool(match["since"] or match["on"]),
    )


# Addresses ------------------------------------------------------------------------------------------------------


def address_in_words(address: Address) -> str:
    """Return `rue 1 rue de l’Essai ; code postal 91000 ; ville Évry ; pays FR ; usage Domicile`."""
    told = [(word, getattr(address, name)) for name, word in _PARTS_OF_ADDRESS.items()]
    told += [(_USE, label("phone_uses", address.use.value))] if address.use else []
    return " ; ".join(f"{word} {value}" for word, value in told if value)


def address_from_words(text: str) -> Address | None:
    """Return the address of a text that `address_in_words` could have written, else None.

    Raises:
        pydantic.ValidationError: for a country that is no code.
    """
    values = {}
    for part in text.split(" ; "):
        if part.startswith(f"{_USE} "):
            values["use"] = _use_of(part.removeprefix(f"{_USE} "))
            continue
        told = [(name, word) for name, word in _PARTS_OF_ADDRESS.items() if part.startswith(f"{word} ")]
        if not told:
            return None
        name, word = max(told, key=lambda pair: len(pair[1]))
        values[name] = part.removeprefix(f"{word} ")
    return Address.model_validate(values) if values else None


def _use_of(name: str) -> str:
    """Return the code of a use by its name; the name itself, which no address takes, when it is none."""
    return next((t.code for t in vocabulary("phone_uses").terms if name in t.labels.values()), name)
