"""How long something took, as people type it: `45`, `45 min`, `1h30`, `1,5 h`, `une heure et demie`."""

import re

from passeport.domain.normalise import words_of

_MINUTES = re.compile(r"(\d{1,5})\s*(?:min|mins|minutes?|mn|m|['’′])?\.?", re.ASCII | re.IGNORECASE)
_HOURS = re.compile(
    r"(\d{1,3})\s*(?:h|heures?|hours?|:)\.?\s*(?:(\d{1,2})\s*(?:min|mins|minutes?|mn|m|['’′])?\.?)?",
    re.ASCII | re.IGNORECASE,
)
_PARTS_OF_HOURS = re.compile(r"(\d{1,3})[.,](\d{1,2})\s*(?:h|heures?|hours?)", re.ASCII | re.IGNORECASE)
_HOUR = 60
_IN_WORDS = {
    "quart d heure": 15,
    "un quart d heure": 15,
    "demi heure": 30,
    "une demi heure": 30,
    "trois quarts d heure": 45,
    "une heure": 60,
    "une heure et demie": 90,
    "deux heures": 120,
    "deux heures et demie": 150,
    "half an hour": 30,
    "an hour": 60,
    "one hour": 60,
    "an hour and a half": 90,
    "two hours": 120,
}


def understood_minutes(text: str) -> int | None:
    """Return the number of minutes meant by `text`, or None when it says no length; a number alone is minutes."""
    typed = text.strip()
    if match := _MINUTES.fullmatch(typed):
        return int(match[1])
    if match := _HOURS.fullmatch(typed):
        minutes = int(match[2] or 0)
        return int(match[1]) * _HOUR + minutes if minutes < _HOUR else None
    if match := _PARTS_OF_HOURS.fullmatch(typed):
        return round(float(f"{match[1]}.{match[2]}") * _HOUR)
    return _IN_WORDS.get(" ".join(words_of(typed)))
