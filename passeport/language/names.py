"""Names of countries and languages, as they are said in French (Unicode CLDR, by babel)."""

from functools import cache

import pycountry
from babel import Locale

from passeport.domain.identity import Language
from passeport.domain.normalise import joined


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


def countries(language: str = "fr") -> dict[str, str]:
    """Return the name of each ISO 3166-1 country by its code, in the order of the names."""
    named = {land.alpha_2: country(land.alpha_2, language) for land in pycountry.countries}
    return dict(sorted(named.items(), key=lambda pair: joined(pair[1])))


@cache
def languages(language: str = "fr") -> dict[str, str]:
    """Return the name of each language that CLDR names, by its ISO 639-3 code, in the order of the names."""
    named = {
        known.alpha_3: name
        for known in pycountry.languages
        if (name := _locale(language).languages.get(getattr(known, "alpha_2", known.alpha_3))) is not None
    }
    return dict(sorted(named.items(), key=lambda pair: joined(pair[1])))


def country_named(name: str, language: str = "fr") -> str | None:
    """Return the code of the country called `name`, None when there is none; accents and case do not count."""
    return next((code for code, known in countries(language).items() if joined(known) == joined(name)), None)


def language_named(name: str, language: str = "fr") -> Language:
    """Return the language called `name`, known by that name alone where CLDR has none such."""
    found = next((code for code, known in languages(language).items() if joined(known) == joined(name)), "")
    return Language(code=found, label="" if found else name)


@cache
def _locale(language: str) -> Locale:
    return Locale(language)
