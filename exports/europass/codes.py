"""The code lists of Europass, as each generation and each dialect writes them."""

import re
from functools import cache

import pycountry
from babel import Locale

from passeport.domain.identity import Language
from passeport.domain.normalise import joined
from passeport.domain.vocabulary import vocabulary

_COUNTRIES_OF_EUROPASS = {"EL": "GR", "UK": "GB"}
_LAST_PART = re.compile(r"[^/#]+$")
_KOSOVO = "XK"
"""Of no country in ISO 3166-1, which leaves it to its users: Europass, like the whole Union, uses it."""
CEFR = frozenset({"A1", "A2", "B1", "B2", "C1", "C2"})


def country_from(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code, upper case, of `fr`, `FR`, `EL`, `UK`, `FRA` or an authority address."""
    code = _last(text).upper()
    code = _COUNTRIES_OF_EUROPASS.get(code, code)
    if code == _KOSOVO:
        return code
    found = pycountry.countries.get(alpha_2=code) or (
        pycountry.countries.get(alpha_3=code) if len(code) == 3 else None  # noqa: PLR2004
    )
    return found.alpha_2 if found is not None else None


@cache
def _names_of_countries() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in ("en", "fr"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():  # noqa: PLR2004
                names.setdefault(joined(name), code)
    return names


def country_named(text: str) -> str | None:
    """Return the code of a country named in French or English."""
    return _names_of_countries().get(joined(text))


def country_label(code: str, language: str = "fr") -> str:
    """Return the name of a country; the code itself when it has none."""
    return str(Locale(language).territories.get(code, code))


def language_from(text: str) -> str:
    """Return the ISO 639-2/T (or 639-3) code of `fr`, `fra`, `fre` or an authority address; empty when unknown."""
    code = _last(text).lower()
    if len(code) == 2:  # noqa: PLR2004
        found = pycountry.languages.get(alpha_2=code)
    else:
        found = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code)
    return found.alpha_3 if found is not None else ""


def two_letters(code: str) -> str:
    """Return the ISO 639-1 code of an ISO 639-2 code; empty when the language has none."""
    found = pycountry.languages.get(alpha_3=code)
    return getattr(found, "alpha_2", "") if found is not None else ""


def language_label(language: Language, shown_in: str = "fr") -> str:
    """Return how a language is called; its label where it has no code."""
    if not language.code:
        return language.label
    short = two_letters(language.code) or language.code
    return str(Locale(shown_in).languages.get(short, language.label or language.code))


def gender_from(text: str) -> str | None:
    """Return the domain's gender of `male`, `Male`, `M`, `1` (ISO/IEC 5218), or None."""
    names = {"m": "male", "f": "female", "1": "male", "2": "female", "x": "other"}
    code = text.strip().lower()
    code = names.get(code, code)
    return code if code in vocabulary("genders") else None


def eqf_from(text: str) -> int | None:
    """Return the EQF level of `4`, `EQF-6`, or an authority address that ends so."""
    match = re.search(r"(?:^|EQF[-_ ]?|/)([1-8])$", text.strip(), re.IGNORECASE)
    return int(match[1]) if match else None


def cefr_from(text: str) -> str | None:
    """Return the CEFR level, or None."""
    level = text.strip().upper()
    return level if level in CEFR else None


def _last(text: str) -> str:
    match = _LAST_PART.search(text.strip())
    return match[0] if match else ""
