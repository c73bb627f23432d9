"""Names of countries and languages, as they are said in French (Unicode CLDR, by babel)."""

from functools import cache

import pycountry
from babel import Locale

from passeport.domain.identity import Language


def country(code: str, language: str = "fr") -> str:
    """Return the name of an ISO 3166-1 country; the code itself when CLDR has no name for it."""
    return str(_locale(language).territories.get(code, code))


def language_name(spoken: Language, language: str = "fr") -> str:
    """Return how `spoken` is called; the label it came with where it has no code that CLDR names."""
    if not spoken.code:
        return spoken.label
    found = pycountry.languages.get(alpha_3=spoken.code)
    short = getattr(found, "alpha_2", spoken.code)
    return str(_locale(language).languages.get(short, spoken.label or spoken.code))


@cache
def _locale(language: str) -> Locale:
    return Locale(language)
