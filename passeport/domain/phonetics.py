"""How a name sounds to a French ear: names that are said alike get the same key, however they are written.

The rules are those of French spelling, applied in their order to a folded word. Vowels and nasals are kept, which
Soundex leaves out: at a million people, consonants alone bring too many together.
"""

import re
from functools import lru_cache

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"(?<=[^aeioucsp])h|^h", ""),  # `Thibault`, `Hélène`
        (r"sch|sh|ch(?![rl])", "$"),
        (r"ch|ck|cqu?|qu?", "k"),
        (r"h", ""),
        (r"gn", "ni"),
        (r"ge(?=[aou])|g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"tion", "sion"),
        (r"x(?=.)", "ks"),
        (r"w", "v"),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"([a-z$])\1+", r"\1"),
        (r"eau[xtd]?s?$|au[xtdl]?[td]?s?$|o[td]s?$|op?s?$", "o"),  # `Renault`, `Arnaud`, `Pinot`
        (r"eau|au", "o"),
        (r"oeu|eu", "e"),
        (r"ou", "u"),
        (r"(?<=.)(?:er|ez|et|ey|ay|ai[tsx]?|ee|es|e)$", "e"),
        (r"ain|ein|yn|ym|im(?=[bp])|in(?![aeiouy])|en$|un(?![aeiouy])", "1"),
        (r"(?:em|am)(?=[bp])|(?:en|an)(?![aeiouyn])", "2"),
        (r"om(?=[bp])|on(?![aeiouyn])", "3"),
        (r"ai|ei|ay|ey", "e"),
        (r"oi|oy", "ua"),
        (r"ill(?=[aeiou])|il$", "i"),
        (r"y", "i"),
        (r"([a-z$0-9])\1+", r"\1"),
        (r"(?<=..)[tdsxzp]+$", ""),
        (r"(?<=.)e$", ""),
        (r"(?<=..)[tdsxzp]+$", ""),
    )
)


@lru_cache(maxsize=65_536)
def sound_of(word: str) -> str:
    """Return the key of a folded word (`domain.normalise`): `philippe` and `filipe` have the same; never empty."""
    heard = word
    for pattern, sound in _RULES:
        heard = pattern.sub(sound, heard)
    return heard or word
