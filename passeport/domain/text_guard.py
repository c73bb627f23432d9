"""R05: a local guard that reads a free text as it is typed, and tells what has no place in it.

It warns and never forbids, save for the NIR (R01): the words it looks for are data (`resources/text_guard`), and what
they mean depends on what is around them. Nothing it finds leaves the field, and nothing is kept of what it found.
"""

import json
import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from passeport.domain.bank_numbers import bank_numbers
from passeport.domain.social_security_number import social_security_numbers
from passeport.domain.text_guard_patterns import Words, compiled

NIR = "NIR"
_TEXT_LIMIT = 20_000
"""Characters that are read: no free text here is longer."""
_TITLE = r"(?:M|Mr|Mme|Mlle|Monsieur|Madame)\.?\s+"
_OWNERS = r"(?:son|sa|ses|leur|leurs|le|la|un|une)"


class Alarm(NamedTuple):
    """Something found in a text: its kind (a code of the guard), and where it stands."""

    kind: str
    start: int
    end: int


class Kind(NamedTuple):
    """What the guard looks for, and what it says of it."""

    code: str
    label: str
    reason: str
    instead: str
    patterns: re.Pattern[str] | None
    allowed: re.Pattern[str] | None


def alarms(text: str) -> tuple[Alarm, ...]:
    """Return what has no place in `text`, in its order, one alarm of a kind for words that overlap."""
    read = text[:_TEXT_LIMIT]
    if not read.strip():
        return ()
    words = Words.of(read)
    found = [Alarm(NIR, *span) for span in social_security_numbers(read)]
    numbers = [span for span in bank_numbers(read) if not any(_touch(span, alarm) for alarm in found)]
    found += [Alarm("IBAN", *span) for span in numbers]
    for kind in kinds().values():
        if kind.patterns is not None:
            innocent = words.spans(kind.allowed) if kind.allowed is not None else ()
            found += [
                Alarm(kind.code, *span)
                for span in words.spans(kind.patterns)
                if not any(start <= span[0] and span[1] <= end for start, end in innocent)
            ]
    found += [Alarm("THIRD_PARTY", *span) for span in _named_relatives(read)]
    return tuple(_apart(sorted(found, key=lambda alarm: (alarm.start, -alarm.end))))


@cache
def kinds() -> dict[str, Kind]:
    """Return what the guard looks for, by code, in the order of its file."""
    return {
        one["code"]: Kind(
            code=one["code"],
            label=one["label"],
            reason=one["reason"],
            instead=one["instead"],
            patterns=compiled(one["patterns"]),
            allowed=compiled(one["allowed"]),
        )
        for one in _data()["kinds"]
    }


def _apart(found: list[Alarm]) -> list[Alarm]:
    kept: list[Alarm] = []
    for alarm in found:
        if not any(alarm.kind == known.kind and _touch((alarm.start, alarm.end), known) for known in kept):
            kept.append(alarm)
    return kept


def _touch(span: tuple[int, int], alarm: Alarm) -> bool:
    return span[0] < alarm.end and alarm.start < span[1]


def _named_relatives(text: str) -> list[tuple[int, int]]:
    """Return the places of relatives who are named; accents do not count, capitals do."""
    letters, places = [], []
    for place, character in enumerate(text):
        if not unicodedata.combining(character):
            base = unicodedata.normalize("NFD", character)[0]
            letters.append(base if base.isascii() else character)
            places.append(place)
    plain = "".join(letters)
    spans = (match.span("whole") for match in _relatives().finditer(plain))
    return [(places[start], places[end - 1] + 1) for start, end in spans]


@cache
def _relatives() -> re.Pattern[str]:
    """Return the form of a relative who is named: `sa mère, Mme Modèle`, `son frère Malik`."""
    names = "|".join(sorted((re.escape(name) for name in _data()["relatives"]), key=len, reverse=True)).replace(
        "oe", "(?:oe|œ)"
    )
    named = rf"(?:{_TITLE}[A-Z][A-Za-z'’-]+|[A-Z][a-z][A-Za-z'’-]*)"
    return re.compile(rf"\b(?i:{_OWNERS})\s+(?P<whole>(?i:{names})\s*[,:(]?\s+{named})")


@cache
def _data() -> dict[str, Any]:
    text = resources.files("resources").joinpath("text_guard", "fr.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
