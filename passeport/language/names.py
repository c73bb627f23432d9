"""Names of countries and languages, in the language of the screen or in another (Unicode CLDR, by babel)."""

from functools import cache

import pycountry
from babel import Locale

from passeport.domain.identity import Language
from passeport.domain.normalise import joined
from passeport.language import catalogue


def country(code: str, language: str = "") -> str:
    """Return the name of an ISO 3166-1 country; the code itself when CLDR has no name for it."""
    return str(_locale(language).territories.get(code, code))


def language_name(spoken: Language, language: str = "") -> str:
    """Return how `spoken` is called; the label it came with where it has no code that CLDR names."""
    if not spoken.code:
        return spoken.label
    found = pycountry.languages.get(alpha_3=spoken.code)
    short = getattr(found, "alpha_2", spoken.code)
    return str(_locale(language).languages.get(short, spoken.label or spoken.code))


def countries(language: str = "") -> dict[str, str]:
    """Return the name of each ISO 3166-1 country by its code, in the order of the names."""
    named = {land.alpha_2: country(land.alpha_2, language) for land in pycountry.countries}
    return dict(sorted(named.items(), key=lambda pair: joined(pair[1])))


def languages(language: str = "") -> dict[str, str]:
    """Return the name of each language that CLDR names, by its ISO 639-3 code, in the order of the names."""
    return _languages(language or catalogue.language())


@cache
def _languages(language: str) -> dict[str, str]:
    named = {
        known.alpha_3: name
        for known in pycountry.languages
        if (name := _locale(language).languages.get(getattr(known, "alpha_2", known.alpha_3))) is not None
    }
    return dict(sorted(named.items(), key=lambda pair: joined(pair[1])))


def country_named(name: str, language: str = "") -> str | None:
    """Return the code of the country called `name`, None when there is none; accents and case do not count."""
    for spoken in _tried(language):
        for code, known in countries(spoken).items():
            if joined(known) == joined(name):
                return code
    return None


def language_named(name: str, language: str = "") -> Language:
    """Return the language called `name`, known by that name alone where CLDR has none such."""
    for spoken in _tried(language):
        for code, known in languages(spoken).items():
            if joined(known) == joined(name):
                return Language(code=code, label="")
    return Language(code="", label=name)


def _tried(language: str) -> tuple[str, ...]:
    """The languages a name is looked for in: the one asked for, or that of the screen, then French."""
    return tuple(dict.fromkeys((language or catalogue.language(), catalogue.REFERENCE)))


def _locale(language: str) -> Locale:
    return _known_locale(language or catalogue.language())


@cache
def _known_locale(language: str) -> Locale:
    return Locale.parse(catalogue.cldr(language))
